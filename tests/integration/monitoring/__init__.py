"""Programme monitoring through services and pages."""

from __future__ import annotations

from datetime import date

from flask import current_app

from app.access import Actor
from app.database import utc_now
from app.evaluation.monitoring.rules.life import HalfYear
from app.evaluation.monitoring.rules.number import check_digit
from app.evaluation.monitoring.services import life
from app.evaluation.monitoring.services.desk import Desk
from tests import factories

PURPOSES = ("participation", "health_data", "evaluation", "programme_monitoring")
HALF = HalfYear(2023, 2)


def number_of(serial: int) -> str:
    """A number of somebody born on 17.05.1985, as the people of the factories are."""
    start = f"65170585M{serial:02d}"
    return f"{start}{check_digit(start)}"


def agreed(actor: Actor, **changes: object) -> int:
    """Somebody admitted who consents to the programme's monitoring."""
    consents = dict.fromkeys(PURPOSES, date(2023, 3, 10))
    return factories.admitted(actor, **{"consents": consents, **changes})


def desk(actor: Actor) -> Desk:
    """The actor at work in the pilot, now."""
    settings = current_app.extensions["pilotbuch_settings"]
    return Desk(actor, factories.pilot(), settings, utc_now())


def begun(actor: Actor, half: HalfYear = HALF) -> int:
    """A delivery in preparation; somebody is in it."""
    agreed(actor, ratio_reason="Übergang bis zum Jahresende")
    return life.begin(desk(actor), half)
