"""Keys are made once, kept private, and never made anew beside a filled database."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.config import KEYS, ConfigurationError, Mail, load_settings


def test_missing_keys_are_made_once_and_only_the_owner_reads_them(tmp_path: Path) -> None:
    environ = {"PILOTBUCH_INSTANCE": str(tmp_path)}
    first = load_settings(environ)
    assert load_settings(environ).keys == first.keys
    for name in KEYS:
        assert (tmp_path / "keys" / f"{name}.key").stat().st_mode & 0o777 == 0o600


def test_the_environment_overrides_the_folder(tmp_path: Path) -> None:
    given = {"PILOTBUCH_INSTANCE": str(tmp_path), "PILOTBUCH_IDENTITY_KEY": "ab" * 32}
    assert load_settings(given).keys["identity"] == b"\xab" * 32
    assert not (tmp_path / "keys" / "identity.key").exists()


def test_a_missing_key_beside_a_filled_database_is_an_error(tmp_path: Path) -> None:
    environ = {"PILOTBUCH_INSTANCE": str(tmp_path)}
    load_settings(environ)
    (tmp_path / "keys" / "identity.key").unlink()
    with pytest.raises(ConfigurationError, match="identity"):
        load_settings(environ, is_filled=lambda _url: True)
    assert not (tmp_path / "keys" / "identity.key").exists()


@pytest.mark.parametrize("text", ["", "zz", "ab" * 31])
def test_a_key_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "lookup.key").write_text(text)
    with pytest.raises(ConfigurationError, match="64"):
        load_settings({"PILOTBUCH_INSTANCE": str(tmp_path)})


def test_the_default_is_sqlite_in_the_instance_folder(tmp_path: Path) -> None:
    found = load_settings({"PILOTBUCH_INSTANCE": str(tmp_path)})
    assert found.database_url == f"sqlite:///{tmp_path / 'pilotbuch.sqlite'}"
    url = "postgresql://localhost/x"
    other = {"PILOTBUCH_INSTANCE": str(tmp_path), "PILOTBUCH_DATABASE_URL": url}
    assert load_settings(other).database_url.startswith("postgresql+psycopg://")


def mail_of(tmp_path: Path, url: str, sender: str = "Pilotbuch <pilotbuch@amt.example>") -> Mail:
    environ = {"PILOTBUCH_INSTANCE": str(tmp_path)}
    given = {"PILOTBUCH_SMTP_URL": url, "PILOTBUCH_MAIL_FROM": sender}
    found = load_settings(environ | given).mail
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("url", "port", "security"),
    [
        ("smtp://mail.amt.example", 25, "plain"),
        ("smtp://mail.amt.example:2525", 2525, "plain"),
        ("smtp://pb:geheim%2F@mail.amt.example?starttls=1", 587, "starttls"),
        ("smtps://pb:geheim%2F@mail.amt.example", 465, "tls"),
        ("smtp://pb:geheim%2F@localhost", 25, "plain"),
    ],
)
def test_a_mail_server_is_read_from_its_address(
    tmp_path: Path, url: str, port: int, security: str
) -> None:
    found = mail_of(tmp_path, url)
    assert (found.port, found.security) == (port, security)
    assert found.password == ("geheim/" if "pb:" in url else "")
    assert "geheim" not in repr(found)


@pytest.mark.parametrize(
    "url",
    [
        "http://mail.amt.example",
        "smtp://",
        "smtp://pb:geheim@mail.amt.example:post",
        "smtp://pb:geheim@mail.amt.example",
        "smtp://pb:geheim@mail.amt.example?starttls=maybe",
        "smtps://pb:geheim@mail.amt.example?starttls=1",
        "smtp://pb:geheim@mail.amt.example/inbox?starttls=1",
    ],
)
def test_a_wrong_mail_server_is_refused_without_repeating_the_password(
    tmp_path: Path, url: str
) -> None:
    with pytest.raises(ConfigurationError, match="PILOTBUCH_SMTP_URL") as refused:
        mail_of(tmp_path, url)
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize("sender", ["", "Pilotbuch", "a@b\r\nBcc: x@y"])
def test_a_mail_server_needs_a_sender(tmp_path: Path, sender: str) -> None:
    with pytest.raises(ConfigurationError, match="PILOTBUCH_MAIL_FROM"):
        mail_of(tmp_path, "smtp://localhost", sender)


def test_without_a_mail_server_nothing_is_sent(tmp_path: Path) -> None:
    assert load_settings({"PILOTBUCH_INSTANCE": str(tmp_path)}).mail is None
