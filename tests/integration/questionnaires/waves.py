"""Cases and answers for the tests of questionnaires."""

from __future__ import annotations

from datetime import date, datetime

from app.access import Actor
from app.database import utc_now
from app.participants.questionnaires import services
from app.participants.questionnaires.rules import Filled
from app.participants.questionnaires.services import Place, Saved
from tests import factories
from tests.factories import DAY, admitted

ENTRY = date(2024, 6, 3)
"""Within the six weeks of the baseline on the day of account, 30.06.2024."""
PROCEDURE = "Bei der Person bleiben, Notruf 112."
QUIET = (1, 1, 0, 0, 2, 0, 1, 0, 0)
ALARMING = (*QUIET[:8], 1)


def new_case(actor: Actor, **changes: object) -> int:
    """Somebody admitted lately, with consent to health data; returns the number."""
    given = {purpose: date(2024, 6, 1) for purpose in ("participation", "health_data")}
    values: dict[str, object] = {"admitted_on": ENTRY, "referred_on": None, "consents": given}
    return admitted(actor, **{**values, **changes})


def with_procedure(actor: Actor, hours: int = 24) -> None:
    """The pilot has a crisis procedure."""
    services.record_procedure(actor, PROCEDURE, hours, 0, utc_now())


def fill(
    actor: Actor,
    number: int,
    answers: tuple[int | None, ...] = QUIET,
    *,
    instrument: str = "phq9",
    wave: str = "t0",
    on: date = DAY,
    version: int = 0,
    score: int | None = None,
    mode: str = "interview",
    now: datetime | None = None,
) -> Saved:
    """Answers to an instrument, on the day of account unless said otherwise."""
    language = None if score is not None else "de"
    filled = Filled(on, mode, False, language, () if score is not None else answers, score)
    place = Place(number, wave, instrument)
    preset = factories.gecko()
    return services.fill_in(actor, preset, place, filled, version, DAY, now or utc_now())
