"""What the furnished house knows of programme monitoring: a delivery in each state to look at."""

from __future__ import annotations

from datetime import date

from app.access import Actor
from app.evaluation.monitoring.rules.life import HalfYear
from app.evaluation.monitoring.services import life
from app.evaluation.monitoring.services.desk import contents
from app.evaluation.monitoring.services.life import Described
from app.evaluation.monitoring.services.numbers import enter_number
from app.extensions import db
from tests import factories
from tests.integration.monitoring import PURPOSES, agreed, desk, number_of


def deliveries(actor: Actor) -> tuple[int, int, int]:
    """One in preparation, one that waits for the second person, one whose file is made."""
    entered = date(2022, 9, 1)
    number = agreed(
        actor,
        ratio_reason="Übergang bis zum Jahresende",
        referred_on=date(2022, 8, 20),
        admitted_on=entered,
        consents=dict.fromkeys(PURPOSES, entered),
    )
    coordinator = factories.actor_as("coordinator")
    preparing = life.begin(desk(coordinator), HalfYear(2023, 2))
    enter_number(desk(coordinator), preparing, number, number_of(50))
    waiting = _submitted(coordinator, HalfYear(2023, 1), number)
    made = _submitted(coordinator, HalfYear(2022, 2), number)
    approver = factories.actor_as("approver")
    life.approve(desk(approver), made, contents(desk(approver), made).fingerprint)
    coordinator = factories.actor_as("coordinator")
    life.make_file(desk(coordinator), made, Described(("Spalte",), (("nr",),)))
    db.session.commit()
    factories.system_actor()
    return preparing, waiting, made


def _submitted(actor: Actor, half: HalfYear, number: int) -> int:
    found = life.begin(desk(actor), half)
    enter_number(desk(actor), found, number, number_of(50))
    looked_at = contents(desk(actor), found).fingerprint
    life.submit(desk(actor), found, accepted=False, looked_at=looked_at)
    return found
