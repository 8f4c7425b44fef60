"""A migrated house in a temporary folder with the model pilot, to be filled and measured."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import flask_migrate
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app.access import Actor
from app.accounts.models import User
from app.accounts.services import add_user, ensure_system_user
from app.config import load_settings, root
from app.database import writing
from app.extensions import db
from app.factory import create_app
from app.intake import kinds
from app.intake.kinds import ImportKind
from app.milestones.services import plan_from_preset
from app.pilots.queries import PilotInForce, pilot_by_key
from app.pilots.reading import read_preset, shipped_preset
from app.pilots.services import create_pilot

KEY = "gecko"
DAY = date(2024, 6, 30)
"""The day of account of everything that is measured."""
EMAIL = "coordinator@bench.example"


@dataclass(frozen=True)
class House:
    """A pilot in a database of its own, the application on it, and who acts there.

    No context of the application is open around requests: they would share what belongs to each.
    """

    web: Flask
    folder: Path
    engine: Engine
    actor: Actor
    password: str

    @property
    def database(self) -> Path:
        """The file of the database."""
        return self.folder / "pilotbuch.sqlite"

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which a command finds this house."""
        return {**os.environ, **environment(self.folder)}

    @contextmanager
    def desk(self) -> Iterator[None]:
        """A context with a writing transaction, committed at the end."""
        with self.web.app_context(), writing():
            yield
            db.session.commit()

    @property
    def pilot(self) -> PilotInForce:
        """The pilot as pages see it; needs the context of the application."""
        found = pilot_by_key(KEY, DAY)
        assert found is not None
        return found

    def client(self) -> FlaskClient:
        """A browser, signed in as coordinator through the page."""
        client = self.web.test_client()
        shown = client.get("/sign-in").get_data(as_text=True)
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', shown)
        assert token is not None
        form = {"csrf_token": token[1], "email": EMAIL, "password": self.password, "next": ""}
        answer = client.post("/sign-in", data=form)
        assert answer.status_code == 302, answer.status
        return client


def environment(folder: Path) -> dict[str, str]:
    """A house in this folder with passwords that cost little."""
    return {
        "PILOTBUCH_INSTANCE": str(folder),
        "PILOTBUCH_DATABASE_URL": f"sqlite:///{folder / 'pilotbuch.sqlite'}",
        "PILOTBUCH_ARGON2_MEMORY_KIB": "64",
        "PILOTBUCH_ARGON2_PASSES": "1",
    }


@contextmanager
def house(folder: Path) -> Iterator[House]:
    """A migrated database with the pilot, its plan of finance and a coordinator."""
    web = create_app(load_settings(environment(folder)))
    with web.app_context():
        flask_migrate.upgrade()
        engine = db.engine
    with web.app_context(), writing():
        actor, password = _settle(web)
        db.session.commit()
    made = House(web, folder, engine, actor, password)
    with made.desk():
        take_plan(made)
    yield made
    engine.dispose()


def _settle(web: Flask) -> tuple[Actor, str]:
    programme = read_preset(shipped_preset(KEY))
    actor = create_pilot(ensure_system_user().id, programme, DAY)
    plan_from_preset(actor, programme)
    user_id, password = add_user(
        web.extensions["pilotbuch_passwords"], actor, EMAIL, "coordinator", DAY, "Kim Muster"
    )
    db.session.get_one(User, user_id).must_change_password = False
    assert password is not None
    return actor, password


def take_plan(at: House) -> None:
    """Takes in the model plan of finance."""
    file = root() / "samples" / KEY / "finanzierungsplan.xlsx"
    data = file.read_bytes()
    parsed = kinds.read(ImportKind.PLAN, at.pilot, data)
    kinds.take_in(ImportKind.PLAN, at.actor, at.pilot, parsed, file.name, data, accept_valid=True)
