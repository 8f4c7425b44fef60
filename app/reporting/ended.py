"""Reads of stays that have ended by a day: why, where to, and how long they lasted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from statistics import median

from sqlalchemy import BigInteger, Date, Select, bindparam, select

from app.extensions import fetch
from app.participants.models import Participation
from app.reporting.figures.rules import NOT_STATED


@dataclass(frozen=True)
class Ended:
    """Ended stays by outcome and by reason of exit, and the median of their days.

    The same as the figures `outcome`, `exited_here` and `dwell_median` of the time since the start.
    """

    outcomes: Mapping[str, int]
    reasons: Mapping[str, int]
    median_days: float | None


def ended_by(pilot_id: int, day: date) -> Ended:
    """The stays of a pilot that have ended by the day, in one statement."""
    rows = fetch(_ended(), {"pilot": pilot_id, "day": day}).all()
    days = [(left - came).days for came, left, _reason, _outcome in rows if left is not None]
    return Ended(
        Counter(outcome or NOT_STATED for _came, _left, _reason, outcome in rows),
        Counter(reason or NOT_STATED for _came, _left, reason, _outcome in rows),
        float(median(days)) if days else None,
    )


@cache
def _ended() -> Select[date, date | None, str | None, str | None]:
    return select(
        Participation.admitted_on,
        Participation.exited_on,
        Participation.exit_reason,
        Participation.outcome,
    ).where(
        Participation.pilot_id == bindparam("pilot", type_=BigInteger()),
        Participation.exited_on <= bindparam("day", type_=Date()),
    )
