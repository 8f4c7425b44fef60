"""Backup and restore of the whole house: every table and file in one archive, keys apart.

Tables are written as lines of JSON, so that a backup of one engine can be restored into the
other. The archive names its schema revision, row counts and a checksum of every part.
"""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from app.config import KEYS, Settings, key_path
from app.database import Base
from app.errors import DomainError
from app.extensions import db
from app.stored_files import write_whole

FORMAT = 1
CHUNK = 1000
LARGEST = 4 * 1024**3
"""Bytes of an unpacked archive; no installation comes near, a hostile archive may."""
_MISSHAPEN = (KeyError, ValueError, TypeError, AttributeError)
KEPT = ("releases", "reports")
"""The sealed files worth keeping; uploads waiting for a decision are not."""
KEYS_OF_DATA = ("identity", "lookup", "pseudonym", "files")
"""The keys without which a restored house would be sealed, or would give other pseudonyms."""


def fingerprint(key: bytes) -> str:
    """Tells keys apart without giving them away."""
    return hashlib.sha256(b"pilotbuch key " + key).hexdigest()[:16]


def make_backup(settings: Settings, folder: Path, now: datetime) -> tuple[Path, Path]:
    """Writes the archive and, apart from it, the keys; returns both paths.

    Without the keys names, remarks, releases and reports in the archive stay sealed: they belong
    in another place than the archive.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"pilotbuch-{now.astimezone(UTC):%Y%m%d-%H%M%S}"
    archive, keys = folder / f"{stem}.tar.gz", folder / f"{stem}.keys.json"
    if archive.exists():
        raise DomainError("backup.exists", file=archive.name)
    write_whole(archive, _pack(settings, now))
    shown = {name: settings.keys[name].hex() for name in KEYS}
    write_whole(keys, json.dumps(shown, indent=2).encode())
    return archive, keys


def _pack(settings: Settings, now: datetime) -> bytes:
    parts: dict[str, bytes] = {}
    counts: dict[str, int] = {}
    with _snapshot() as connection:
        revision = _revision(connection)
        for table in Base.metadata.sorted_tables:
            lines = list(_lines(connection, table))
            counts[table.name] = len(lines)
            parts[f"tables/{table.name}.jsonl"] = b"".join(lines)
    for path in sorted(path for kept in KEPT for path in (settings.files / kept).rglob("*")):
        if path.is_file():
            parts[f"files/{path.relative_to(settings.files).as_posix()}"] = path.read_bytes()
    manifest = {
        "format": FORMAT,
        "made_at": now.astimezone(UTC).isoformat(),
        "revision": revision,
        "rows": counts,
        "keys": {name: fingerprint(settings.keys[name]) for name in KEYS_OF_DATA},
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()},
    }
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        _add(archive, "manifest.json", json.dumps(manifest, indent=2).encode(), now)
        for name, data in parts.items():
            _add(archive, name, data, now)
    return buffer.getvalue()


def _snapshot() -> Any:
    """One consistent view of all tables, whatever is written meanwhile."""
    engine = db.engine
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    return engine.connect()


def _revision(connection: Connection) -> str:
    return str(connection.execute(text("select version_num from alembic_version")).scalar_one())


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    rows = connection.execution_options(yield_per=CHUNK).execute(
        select(table).order_by(*table.primary_key.columns)
    )
    for row in rows.mappings():
        plain = {name: _encode(value) for name, value in row.items()}
        yield json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _encode(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    return {"json": value} if isinstance(value, list | dict) else value


def _decode(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((kind, held),) = value.items()
    if kind == "moment":
        return datetime.fromisoformat(held)
    if kind == "day":
        return date.fromisoformat(held)
    return bytes.fromhex(held) if kind == "bytes" else held


def _add(archive: tarfile.TarFile, name: str, data: bytes, now: datetime) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = len(data), 0o600, int(now.timestamp())
    archive.addfile(member, io.BytesIO(data))


def restore_backup(settings: Settings, file: Path) -> dict[str, int]:
    """Restores an archive into an empty, migrated database; returns the rows by table.

    Refuses a damaged archive, other keys than those it was made with, another schema revision and
    a database that holds a pilot; what fails on the way leaves nothing.
    """
    manifest, parts = _unpack(file)
    for name in KEYS_OF_DATA:
        if fingerprint(settings.keys[name]) != manifest["keys"].get(name):
            raise DomainError("backup.other_keys", key=name)
    try:
        with db.engine.begin() as connection:
            _check_target(connection, manifest)
            connection.execute(Base.metadata.tables["audit_head"].delete())
            for table in Base.metadata.sorted_tables:
                lines = parts.get(f"tables/{table.name}.jsonl", b"").splitlines()
                _insert(connection, table, (json.loads(line) for line in lines))
            _set_sequences(connection)
            _compare_counts(connection, manifest)
            _write_files(settings, parts)
    except (SQLAlchemyError, *_MISSHAPEN) as error:
        raise DomainError("backup.does_not_fit") from error
    return dict(manifest["rows"])


def _write_files(settings: Settings, parts: dict[str, bytes]) -> None:
    """All files or none: whatever stops it takes away those that were written."""
    written: list[Path] = []
    try:
        for name, data in parts.items():
            if name.startswith("files/"):
                written.append(settings.files / name.removeprefix("files/"))
                write_whole(written[-1], data)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def put_keys_back(settings: Settings, file: Path) -> Settings:
    """Puts saved keys into the instance folder and returns settings that use them."""
    try:
        saved = {name: bytes.fromhex(value) for name, value in json.loads(file.read_text()).items()}
        keys = {name: saved[name] for name in KEYS}
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise DomainError("backup.unreadable", file=file.name) from error
    for name, key in keys.items():
        write_whole(key_path(settings.instance, name), key.hex().encode() + b"\n")
    return replace(settings, keys=keys)


def _unpack(file: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    try:
        with tarfile.open(file, "r:gz") as archive:
            members = [member for member in archive.getmembers() if member.isfile()]
            if sum(member.size for member in members) > LARGEST:
                raise DomainError("backup.unreadable", file=file.name)
            parts = {member.name: _content(archive, member) for member in members}
        manifest: dict[str, Any] = json.loads(parts.pop("manifest.json"))
        is_ours = manifest["format"] == FORMAT
        shape = (manifest["revision"], dict(manifest["rows"]), dict(manifest["keys"]))
        checksums = dict(manifest["sha256"])
    except (tarfile.TarError, OSError, EOFError, zlib.error, *_MISSHAPEN) as error:
        raise DomainError("backup.unreadable", file=file.name) from error
    if not is_ours or not all(shape):
        raise DomainError("backup.unreadable", file=file.name)
    for name, checksum in checksums.items():
        data = parts.get(name)
        if data is None or hashlib.sha256(data).hexdigest() != checksum or not _stays_inside(name):
            raise DomainError("backup.damaged", part=name)
    return manifest, {name: parts[name] for name in checksums}


def _stays_inside(name: str) -> bool:
    """Whether a part's name leads nowhere but into its own folder."""
    folder, *steps = name.split("/")
    return folder in ("tables", "files") and all(step not in ("", ".", "..") for step in steps)


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    stream = archive.extractfile(member)
    return stream.read() if stream else b""


def _check_target(connection: Connection, manifest: dict[str, Any]) -> None:
    revision = _revision(connection)
    if revision != manifest["revision"]:
        raise DomainError("backup.other_revision", ours=revision, theirs=manifest["revision"])
    _refuse_filled(connection)


def check_empty() -> None:
    """Keys and backups are put back beside an empty database only."""
    with db.engine.connect() as connection:
        _refuse_filled(connection)


def _refuse_filled(connection: Connection) -> None:
    pilot = Base.metadata.tables["pilot"]
    if connection.execute(select(func.count()).select_from(pilot)).scalar_one():
        raise DomainError("backup.filled")


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Rows that point at rows of their own table come last."""
    decoded = [{name: _decode(value) for name, value in row.items()} for row in rows]
    if "reverses_id" in table.columns:
        decoded.sort(key=lambda row: row["reverses_id"] is not None)
    for start in range(0, len(decoded), CHUNK):
        connection.execute(insert(table), decoded[start : start + CHUNK])


def _set_sequences(connection: Connection) -> None:
    """PostgreSQL counts the history's transactions in a sequence; it goes on after the last."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                "select setval(pg_get_serial_sequence('transaction', 'id'), "
                "(select coalesce(max(id), 0) + 1 from transaction), false)"
            )
        )


def _compare_counts(connection: Connection, manifest: dict[str, Any]) -> None:
    for name, expected in manifest["rows"].items():
        table = Base.metadata.tables.get(name)
        found = (
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            if table is not None
            else 0
        )
        if found != expected:
            raise DomainError("backup.damaged", part=name)
