"""Files as a hostile machine has them: crafted archives, other users, a restore that breaks off."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from app.access import Actor
from app.backup import KEYS_OF_DATA, fingerprint, make_backup, restore_backup
from app.errors import DomainError
from app.extensions import db
from app.factory import create_app
from app.stored_files import write_sealed, write_whole
from tests import engines, factories


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nobody_else_on_the_machine_reads_the_house(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    web = create_app(factories.settings(f"sqlite:///{instance / 'pilotbuch.sqlite'}", instance))
    with web.app_context():
        db.session.execute(text("create table t (x int)"))
        db.session.commit()
        assert mode_of(instance) == 0o700
        assert {mode_of(path) for path in instance.glob("pilotbuch.sqlite*")} == {0o600}
        factories.release_connections()


def test_backup_keys_and_reports_are_for_their_owner_only(
    web: Flask, actor: Actor, tmp_path: Path
) -> None:
    db.session.commit()
    archive, keys = make_backup(web.extensions["pilotbuch_settings"], tmp_path, factories.now())
    write_whole(tmp_path / "report.json", b"{}")
    paths = (archive, keys, tmp_path / "report.json")
    assert {mode_of(path) for path in paths} == {0o600}


def crafted(folder: Path, manifest: object, parts: dict[str, bytes]) -> Path:
    """An archive as somebody else could make it."""
    path = folder / "crafted.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, data in {"manifest.json": json.dumps(manifest).encode(), **parts}.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        link = tarfile.TarInfo("files/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return path


@pytest.fixture
def empty_house(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Flask]:
    """A migrated house on SQLite without a pilot."""
    url = engines.sqlite_url(tmp_path, copy_of=migrated_sqlite)
    application = create_app(factories.settings(url, tmp_path / "empty"))
    with application.app_context():
        yield application
        factories.release_connections()


def manifest_of(web: Flask, names: dict[str, bytes]) -> dict[str, Any]:
    keys = web.extensions["pilotbuch_settings"].keys
    return {
        "format": 1,
        "revision": db.session.execute(text("select version_num from alembic_version")).scalar(),
        "rows": {"pilot": 0},
        "keys": {name: fingerprint(keys[name]) for name in KEYS_OF_DATA},
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in names.items()},
    }


@pytest.mark.parametrize(
    "name",
    ["files/../../outside", "files//{folder}/outside", "/{folder}/outside", "files/./x", "outside"],
)
def test_no_part_of_an_archive_is_written_outside(
    empty_house: Flask, tmp_path: Path, name: str
) -> None:
    told = name.format(folder=str(tmp_path).lstrip("/"))
    parts = {told: b"x"}
    file = crafted(tmp_path, manifest_of(empty_house, parts), parts)
    with pytest.raises(DomainError, match=r"backup\.damaged"):
        restore_backup(empty_house.extensions["pilotbuch_settings"], file)
    assert not list(tmp_path.rglob("outside"))


@pytest.mark.parametrize(
    "changes",
    [
        {"rows": None},
        {"rows": [1]},
        {"keys": None},
        {"keys": {}},
        {"sha256": None},
        {"format": 2},
        {"revision": "0000"},
    ],
)
def test_an_archive_of_another_shape_is_refused_with_a_sentence(
    empty_house: Flask, tmp_path: Path, changes: dict[str, object]
) -> None:
    manifest = {**manifest_of(empty_house, {}), **changes}
    with pytest.raises(DomainError, match=r"backup\."):
        restore_backup(
            empty_house.extensions["pilotbuch_settings"], crafted(tmp_path, manifest, {})
        )


@pytest.mark.parametrize(
    "line", [b"[]", b"{", b'{"nothing": 1}', b'{"id": {"a": 1, "b": 2}}', b'{"id": {"day": 7}}']
)
def test_rows_that_do_not_fit_leave_nothing(
    empty_house: Flask, tmp_path: Path, line: bytes
) -> None:
    parts = {"tables/pilot.jsonl": line + b"\n", "files/x": b"x"}
    file = crafted(tmp_path, manifest_of(empty_house, parts), parts)
    settings = empty_house.extensions["pilotbuch_settings"]
    with pytest.raises(DomainError, match=r"backup\.does_not_fit"):
        restore_backup(settings, file)
    assert not (settings.files / "x").exists()


def test_a_restore_that_cannot_write_its_files_leaves_no_rows(
    web: Flask, actor: Actor, empty_house: Flask, tmp_path: Path
) -> None:
    with web.app_context():
        factories.admitted(actor)
        db.session.commit()
        settings = web.extensions["pilotbuch_settings"]
        write_sealed(settings.files / "releases" / "a" / "one", b"x", b"k" * 32)
        write_sealed(settings.files / "releases" / "b" / "two", b"x", b"k" * 32)
        archive, _keys = make_backup(settings, tmp_path / "backup", factories.now())
    target = empty_house.extensions["pilotbuch_settings"]
    (target.files / "releases").mkdir(parents=True)
    (target.files / "releases" / "b").write_text("in the way of a folder")
    with pytest.raises(OSError, match="b"):
        restore_backup(target, archive)
    assert db.session.execute(text("select count(*) from pilot")).scalar() == 0
    assert not (target.files / "releases" / "a" / "one").exists()
