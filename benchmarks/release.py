"""The complete release of the demonstration: all datasets in all formats, measured and sealed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from flask import Flask

from app.access import Actor
from app.accounts.queries import actor_in, user_by_email
from app.clock import today
from app.config import load_settings
from app.database import writing
from app.evaluation.question import Question
from app.evaluation.recipients.queries import recipients
from app.evaluation.recipients.services import Description, add_recipient
from app.evaluation.releases import services
from app.evaluation.releases.keeping import forget
from app.evaluation.releases.roles import COORDINATION, STATUS
from app.evaluation.releases.services import Wish
from app.evaluation.workbook import Edition
from app.extensions import db
from app.factory import create_app
from app.pilots.queries import PilotInForce, pilot_by_key
from app.web import settings
from benchmarks.figures import Figure, timed
from benchmarks.house import DAY, KEY, environment

TARGET_S: Final = 2
NEW: Final = Description(name="Institut ohne Lieferung", basis="contract", basis_reference="Probe")


def figures(folder: Path, runs: int) -> list[Figure]:
    """For a recipient of its first release, and for the one that is compared with its last."""
    web = demonstration(folder)
    with web.app_context():
        actor, pilot = coordinator()
        known = recipients(actor.pilot_id)[0].id
        with writing():
            new = add_recipient(actor, NEW)
            db.session.commit()
        group = f"Release of the demonstration: {drafted(actor, pilot, known):,} rows, all formats"
        found = []
        for name, recipient in (
            ("first release to a recipient", new),
            ("with its difference to the release before", known),
        ):
            took = [seconds(actor, pilot, recipient) for _ in range(runs)]
            found.append(Figure(group, name, "s", [wall for wall, _work in took], TARGET_S))
            found.append(Figure(group, f"{name}: processor", "s", [work for _wall, work in took]))
        return found


def demonstration(folder: Path) -> Flask:
    """The demonstration in a folder of its own."""
    web = create_app(load_settings(environment(folder)))
    prepared = web.test_cli_runner().invoke(args=["demo", "prepare"])
    if prepared.exception is not None:
        raise prepared.exception
    return web


def coordinator() -> tuple[Actor, PilotInForce]:
    """Who prepares, and where."""
    pilot = pilot_by_key(KEY, DAY)
    user = user_by_email(f"coordinator@{KEY}.example")
    assert pilot is not None
    assert user is not None
    actor = actor_in(pilot.id, user.id, pilot.day)
    assert actor is not None
    return actor, pilot


def seconds(actor: Actor, pilot: PilotInForce, recipient: int) -> tuple[float, float]:
    """How long a draft takes from the question to the sealed files, and how long it computes;
    the latter says the same on a machine that is busy."""
    before = time.process_time()
    took = timed(lambda: drafted(actor, pilot, recipient)) / 1000
    return took, time.process_time() - before


def drafted(actor: Actor, pilot: PilotInForce, recipient: int) -> int:
    """Drafts a release of all datasets, and gives it up; returns its number of rows."""
    wish = Wish(recipient_id=recipient, question=Question(day=pilot.day))
    status = STATUS[wish.question.kind]
    edition = Edition(made_by_role=COORDINATION, made_on=today(), status=status)
    with services.draft_release(actor, pilot, wish, settings(), edition) as draft:
        rows = sum(sheet.rows for sheet in draft.made.frozen.sheets)
    forget(settings(), actor.pilot_id, draft.release_id)
    return rows
