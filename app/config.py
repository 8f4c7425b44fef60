"""Settings from the environment; keys are made once in the instance folder or given."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

KEYS = ("session", "identity", "lookup", "pseudonym", "files")
"""What is kept secret: cookies, names, the hash that finds duplicates, pseudonyms, stored files."""


class ConfigurationError(Exception):
    """The program cannot start with these settings; the sentence says what to do."""


@dataclass(frozen=True)
class Settings:
    """Everything that differs between installations."""

    instance: Path
    database_url: str
    keys: Mapping[str, bytes]
    secure_cookies: bool = False
    argon2_memory_kib: int = 65536
    argon2_passes: int = 3
    proxies: int = 0
    document_limit_mb: int = 10
    """How large a stored document may be; an upload as a whole may have 24 MB."""
    public_url: str = ""
    """Where people open the program: files, mails and calendars link to it. May be empty."""

    @property
    def files(self) -> Path:
        """Where sealed files lie (releases, uploads waiting for a decision)."""
        return self.instance / "files"


def root() -> Path:
    """The project's folder."""
    return Path(__file__).resolve().parent.parent


def load_settings(
    environ: Mapping[str, str] | None = None, is_filled: Callable[[str], bool] | None = None
) -> Settings:
    """Settings from PILOTBUCH_* variables; makes missing keys unless the database is filled.

    Raises ConfigurationError when a key is missing beside a filled database: new keys would make
    the sealed names unreadable for good.
    """
    environ = os.environ if environ is None else environ
    instance = Path(environ.get("PILOTBUCH_INSTANCE") or root() / "instance").resolve()
    url = environ.get("PILOTBUCH_DATABASE_URL") or f"sqlite:///{instance / 'pilotbuch.sqlite'}"
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    return Settings(
        instance=instance,
        database_url=url,
        keys=_keys(instance, environ, lambda: bool(is_filled and is_filled(url))),
        secure_cookies=environ.get("PILOTBUCH_SECURE_COOKIES", "") == "1",
        argon2_memory_kib=int(environ.get("PILOTBUCH_ARGON2_MEMORY_KIB", "65536")),
        argon2_passes=int(environ.get("PILOTBUCH_ARGON2_PASSES", "3")),
        proxies=int(environ.get("PILOTBUCH_PROXIES", "0")),
        document_limit_mb=min(20, int(environ.get("PILOTBUCH_DOCUMENT_LIMIT_MB", "10"))),
        public_url=environ.get("PILOTBUCH_PUBLIC_URL", "").rstrip("/"),
    )


def _keys(
    instance: Path, environ: Mapping[str, str], is_filled: Callable[[], bool]
) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    missing: list[str] = []
    for name in KEYS:
        given = environ.get(f"PILOTBUCH_{name.upper()}_KEY")
        path = key_path(instance, name)
        if given:
            found[name] = _from_hex(name, given)
        elif path.exists():
            found[name] = _from_hex(name, path.read_text(encoding="ascii").strip())
        else:
            missing.append(name)
    if missing and is_filled():
        raise ConfigurationError(
            f"Schlüssel fehlt: {', '.join(missing)}. Die Datenbank ist schon gefüllt; mit neuen "
            "Schlüsseln wären Namen und Pseudonyme verloren. Bitte die gesicherten Schlüssel nach "
            f"{instance / 'keys'} zurücklegen oder als Umgebungsvariable geben. / "
            f"Key missing: {', '.join(missing)}. Put the saved keys back."
        )
    for name in missing:
        found[name] = _make_key(key_path(instance, name))
    return found


def key_path(instance: Path, name: str) -> Path:
    """Where a key of the installation lies."""
    return instance / "keys" / f"{name}.key"


def _from_hex(name: str, text: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError as error:
        raise ConfigurationError(f"Schlüssel {name}: 64 Hexadezimalziffern erwartet.") from error
    if len(key) != 32:
        raise ConfigurationError(f"Schlüssel {name}: 64 Hexadezimalziffern erwartet.")
    return key


def _make_key(path: Path) -> bytes:
    """A new key, readable by its owner only; two processes at once agree on the first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = secrets.token_bytes(32)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
    return key
