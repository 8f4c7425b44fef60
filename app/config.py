"""Settings from the environment; keys are made once in the instance folder or given."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

KEYS = ("session", "identity", "lookup", "pseudonym", "files")
"""What is kept secret: cookies, names, the hash that finds duplicates, pseudonyms, stored files."""


class ConfigurationError(Exception):
    """The program cannot start with these settings; the sentence says what to do."""


@dataclass(frozen=True)
class Mail:
    """The server that takes mail, and whom it comes from; the password shows nowhere.

    `security`: `tls` from the first byte on, `starttls`, or `plain` (inside the house only).
    """

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Demand:
    """Whose accounts need a second factor: those with one of these roles, or everybody's.

    A role in a demonstration (a pilot on the training clock) counts only with `in_training`.
    """

    roles: frozenset[str] = frozenset()
    is_everybody: bool = False
    in_training: bool = False


NOBODY: Final = Demand()
BY_DEFAULT: Final = Demand(frozenset({"evaluator", "administrator"}))
"""Who comes from outside the house, and who could give themselves any role."""


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
    mail: Mail | None = None
    """How reminders leave the house; none are sent without."""
    second_factor: Demand = BY_DEFAULT
    """Whose sign-in asks for a code beside the password, whether they want it or not."""
    is_delivery: bool = False
    """Whether this installation holds sealed releases for their recipients, and nothing else."""
    institute_sign_in: bool = False
    """Whether the recipients' people may sign in here although names are held here, too."""

    @property
    def admits_recipients(self) -> bool:
        """Whether people and programs of recipients are let in at all."""
        return self.is_delivery or self.institute_sign_in

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
        mail=_mail(environ.get("PILOTBUCH_SMTP_URL", ""), environ.get("PILOTBUCH_MAIL_FROM", "")),
        second_factor=_demand(environ.get("PILOTBUCH_SECOND_FACTOR", "")),
        is_delivery=environ.get("PILOTBUCH_DELIVERY", "") == "1",
        institute_sign_in=environ.get("PILOTBUCH_INSTITUTE_SIGN_IN", "") == "1",
    )


def _demand(text: str) -> Demand:
    """The roles that the setting names; `check_roles` refuses those that there are not."""
    names = frozenset(name.strip() for name in text.split(",")) - {""}
    if not names:
        return BY_DEFAULT
    if names == {"none"}:
        return NOBODY
    return Demand(names - {"all"}, "all" in names, in_training=True)


def check_roles(demand: Demand, known: Iterable[str]) -> None:
    """A misspelt role would leave its accounts open without anybody noticing."""
    unknown = sorted(demand.roles - set(known))
    if unknown:
        raise ConfigurationError(
            f"PILOTBUCH_SECOND_FACTOR: unbekannt / unknown: {', '.join(unknown)}. "
            f"Erwartet / expected: none, all, {', '.join(known)}."
        )


PORTS: Final = {"plain": 25, "starttls": 587, "tls": 465}
LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def _mail(url: str, sender: str) -> Mail | None:
    """The mail server of an address; whatever is wrong with it is said without repeating it."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port, options = parts.port, parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError as error:
        raise _wrong_mail("SMTP_URL") from error
    if parts.path.strip("/") or parts.fragment or not parts.hostname:
        raise _wrong_mail("SMTP_URL")
    security = _security(parts, options)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if user and security == "plain" and parts.hostname not in LOCAL:
        raise ConfigurationError(
            "PILOTBUCH_SMTP_URL: Das Kennwort ginge unverschlüsselt über das Netz. Bitte "
            "smtps:// oder ?starttls=1 angeben. / The password would cross the network in the "
            "clear: use smtps:// or ?starttls=1."
        )
    _name, address = parseaddr(sender)
    if not sender.isprintable() or address.count("@") != 1 or " " in address:
        raise _wrong_mail("MAIL_FROM")
    return Mail(parts.hostname, port or PORTS[security], security, sender, user, password)


def _security(parts: SplitResult, options: Mapping[str, list[str]]) -> str:
    wanted = options.get("starttls", ["0"])
    is_known = set(options) <= {"starttls"} and wanted in (["0"], ["1"])
    if parts.scheme == "smtps" and not options:
        return "tls"
    if parts.scheme != "smtp" or not is_known:
        raise _wrong_mail("SMTP_URL")
    return "starttls" if wanted == ["1"] else "plain"


def _wrong_mail(name: str) -> ConfigurationError:
    shapes = {
        "SMTP_URL": "smtp://host:port, smtp://user:password@host:587?starttls=1, "
        "smtps://user:password@host:465",
        "MAIL_FROM": "pilotbuch@example.org, Pilotbuch <pilotbuch@example.org>",
    }
    return ConfigurationError(
        f"PILOTBUCH_{name}: so nicht lesbar. Erwartet zum Beispiel / not readable, "
        f"expected for example: {shapes[name]}"
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
        found[name] = make_key(key_path(instance, name))
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


def make_key(path: Path) -> bytes:
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
