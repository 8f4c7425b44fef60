"""Backup and restore: the copy equals the original, on every engine and across them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import select, update

from app.access import Actor
from app.audit import AuditEntry, check_chain
from app.backup import make_backup, put_keys_back, restore_backup
from app.config import Settings
from app.database import Base
from app.errors import DomainError
from app.extensions import db
from app.factory import create_app
from app.participants.identity import store
from app.stored_files import write_sealed
from tests import engines, factories

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    with db.engine.connect() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
        }


def settings_of(web: Flask) -> Settings:
    found: Settings = web.extensions["pilotbuch_settings"]
    return found


@pytest.fixture
def backup(web: Flask, actor: Actor, tmp_path: Path) -> tuple[Path, Path]:
    factories.admitted(actor)
    db.session.commit()
    for kept in ("releases", "reports"):
        write_sealed(settings_of(web).files / kept / "one.xlsx", b"x", b"k" * 32)
    return make_backup(settings_of(web), tmp_path / "backup", NOW)


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_a_restored_copy_equals_the_original(
    web: Flask,
    backup: tuple[Path, Path],
    target: str,
    tmp_path: Path,
    postgres_server: str,
) -> None:
    original = everything()
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with engines.postgres_database(postgres_server) as server_url:
        url = engines.sqlite_url(folder) if target == "sqlite" else server_url
        copy = create_app(factories.settings(url, folder / "instance"))
        with copy.app_context():
            flask_migrate.upgrade()
            restore_backup(settings_of(copy), backup[0])
            assert everything() == original
            pilot = factories.pilot()
            assert check_chain(pilot.id) is None
            assert [name.family_name for name in store.all_names(pilot.id).values()] == ["Muster"]
            factories.admitted(factories.system_actor())
            db.session.commit()
            factories.release_connections()
    for kept in ("releases", "reports"):
        assert (folder / "instance" / "files" / kept / "one.xlsx").exists()


def test_a_backup_does_not_overwrite_a_filled_database(
    web: Flask, backup: tuple[Path, Path]
) -> None:
    with pytest.raises(DomainError, match="filled"):
        restore_backup(settings_of(web), backup[0])


def test_a_damaged_backup_restores_nothing(web: Flask, backup: tuple[Path, Path]) -> None:
    data = bytearray(backup[0].read_bytes())
    data[len(data) // 2] ^= 0xFF
    backup[0].write_bytes(bytes(data))
    with pytest.raises(DomainError, match=r"unreadable|damaged"):
        restore_backup(settings_of(web), backup[0])


def test_a_backup_with_other_keys_is_refused_until_the_saved_keys_are_given(
    web: Flask, backup: tuple[Path, Path], tmp_path: Path
) -> None:
    strange = Settings(
        tmp_path / "new", "sqlite://", dict.fromkeys(settings_of(web).keys, b"?" * 32)
    )
    with pytest.raises(DomainError, match="other_keys"):
        restore_backup(strange, backup[0])
    assert put_keys_back(strange, backup[1]).keys == settings_of(web).keys
    assert (tmp_path / "new" / "keys" / "identity.key").stat().st_mode & 0o777 == 0o600


def test_keys_lie_apart_from_the_archive(web: Flask, backup: tuple[Path, Path]) -> None:
    saved = json.loads(backup[1].read_text())
    archive = backup[0].read_bytes()
    assert all(bytes.fromhex(key) not in archive for key in saved.values())


def test_a_changed_entry_breaks_the_chain(web: Flask, actor: Actor) -> None:
    factories.admitted(actor)
    db.session.flush()
    assert check_chain(actor.pilot_id) is None
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.pilot_id == actor.pilot_id)
    ).first()
    assert entry is not None
    with pytest.raises(Exception, match="append_only"), db.session.begin_nested():
        db.session.execute(
            update(AuditEntry).where(AuditEntry.sequence == entry.sequence).values(action="nothing")
        )
    db.session.expunge(entry)
    entry.action = "nothing"
    from app.audit import AuditHead, first_break

    head = db.session.get_one(AuditHead, actor.pilot_id)
    assert first_break([entry], head) is not None
