"""What a case has of all that a stage can demand."""

from __future__ import annotations

from datetime import date
from functools import cache

from sqlalchemy import BigInteger, ColumnElement, Date, Select, bindparam, or_, select

from app.extensions import fetch
from app.participants import queries
from app.participants.planning.models import IntegrationPlan
from app.participants.questionnaires.models import Questionnaire
from app.participants.rules import present_for_gates

BASELINE = "t0"
"""The wave of the baseline questionnaires."""
_PILOT = bindparam("pilot", type_=BigInteger())
_STAY = bindparam("stay", type_=BigInteger())
_DAY = bindparam("day", type_=Date())


def present_on(pilot_id: int, participation_id: int, on: date) -> frozenset[str]:
    """What a case has on a day of all that a stage can demand (see `rules.open_gates`)."""
    place = (pilot_id, participation_id, on)
    has_baseline, has_plan = baseline_and_plan(*place)
    return present_for_gates(
        queries.consents_in_force(*place),
        has_coach=queries.post_caring(*place) is not None,
        has_baseline=has_baseline,
        has_plan=has_plan,
    )


def baseline_and_plan(pilot_id: int, participation_id: int, on: date) -> tuple[bool, bool]:
    """Whether the baseline was asked, and whether a plan is agreed, on a day; one statement."""
    asked = {"pilot": pilot_id, "stay": participation_id, "day": on}
    has_baseline, has_plan = fetch(_baseline_and_plan(), asked).one()
    return bool(has_baseline), bool(has_plan)


@cache
def _baseline_and_plan() -> Select[bool, bool]:
    return select(_baseline(), _agreed_plan())


def _baseline() -> ColumnElement[bool]:
    """A baseline questionnaire (t0) was answered by the day, or coded as missing."""
    return (
        select(1)
        .where(
            Questionnaire.pilot_id == _PILOT,
            Questionnaire.participation_id == _STAY,
            Questionnaire.wave == BASELINE,
            or_(Questionnaire.missing.is_not(None), Questionnaire.answered_on <= _DAY),
        )
        .exists()
    )


def _agreed_plan() -> ColumnElement[bool]:
    """A plan was agreed by the day and has not ended by then."""
    return (
        select(1)
        .where(
            IntegrationPlan.pilot_id == _PILOT,
            IntegrationPlan.participation_id == _STAY,
            IntegrationPlan.agreed_on <= _DAY,
            or_(IntegrationPlan.ended_on.is_(None), IntegrationPlan.ended_on > _DAY),
        )
        .exists()
    )
