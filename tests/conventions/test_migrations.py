"""Models equal the migrated schema; revisions go up and down on data."""

from __future__ import annotations

from pathlib import Path

import flask_migrate
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, text

from app.access import Actor
from app.database import Base
from app.extensions import db
from app.factory import create_app
from tests import engines, factories
from tests.houses import Houses


def test_the_models_equal_the_migrated_schema(web: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_revisions_go_down_and_up_again_on_data(web: Flask, actor: Actor) -> None:
    factories.admitted(actor)
    db.session.commit()
    flask_migrate.downgrade(revision="base")
    db.session.remove()
    left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    assert left == set()
    flask_migrate.upgrade()
    with db.engine.connect() as connection:
        assert connection.execute(text("select count(*) from audit_head")).scalar_one() == 1


def test_each_single_revision_has_a_way_back(houses: Houses, tmp_path: Path) -> None:
    web = create_app(factories.settings(engines.sqlite_url(houses.folder), tmp_path))
    with web.app_context():
        for revision in sorted(path.stem.split("_")[0] for path in revisions()):
            flask_migrate.upgrade(revision=revision)
            flask_migrate.downgrade(revision="-1")
            flask_migrate.upgrade(revision=revision)
        factories.release_connections()


def revisions() -> list[Path]:
    return list((Path(__file__).parents[2] / "migrations" / "versions").glob("[0-9]*.py"))


def test_every_table_of_a_pilot_begins_with_the_pilot() -> None:
    free = {"pilot", "user_account", "user_session", "transaction"}
    free |= {"second_factor", "recovery_code", "pending_sign_in"}
    for table in Base.metadata.tables.values():
        if table.name in free:
            continue
        assert next(iter(table.primary_key.columns)).name == "pilot_id", table.name
        for key in table.foreign_key_constraints:
            targets = {element.column.table.name for element in key.elements}
            if not targets <= free:
                assert key.column_keys[0] == "pilot_id", (table.name, key.column_keys)


def test_sqlite_waits_for_its_turn_and_keeps_what_it_committed(tmp_path: Path) -> None:
    web = create_app(factories.settings(engines.sqlite_url(tmp_path), tmp_path / "instance"))
    with web.app_context(), db.engine.connect() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "busy_timeout": 10000,
    }
