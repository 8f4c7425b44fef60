"""The rows of `follow_ups`: the status after the exit, or why none is known; notes stay sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import Row, and_, select

from app.evaluation.datasets.joins import of_stay
from app.evaluation.datasets.sources import Asked, Beside, PeopleSource, Values
from app.evaluation.queries import Rows, in_order
from app.evaluation.rules import KnownStay
from app.participants.aftercare.models import Whereabouts, WhereaboutsAim
from app.participants.aftercare.rules import AT_EXIT, Answer, FollowUp, Standing, follow_up
from app.participants.models import Participation
from exports.columns import Missing
from exports.datasets import FOLLOW_UPS
from exports.datasets.follow_ups import AIMS

Recorded = Sequence[Row[*tuple[Any, ...]]]

_WHY: Final[Mapping[Standing, Missing]] = {
    Standing.NOT_YET: Missing.NOT_YET_DUE,
    Standing.DUE: Missing.NOT_YET_DUE,
    Standing.OVERDUE: Missing.NOT_ASKED,
}
"""Why nothing is on record; an open window is no gap yet."""


def statement(asked: Asked) -> Rows:
    """What was learned after the exit by the day, one row for each aim told."""
    found = (
        select(
            Participation.id,
            Whereabouts.months_after,
            Whereabouts.asked_on,
            Whereabouts.status,
            Whereabouts.missing,
            Whereabouts.perspective,
            WhereaboutsAim.aim,
            WhereaboutsAim.state,
        )
        .join(Whereabouts, of_stay(Whereabouts))
        .outerjoin(
            WhereaboutsAim,
            and_(
                WhereaboutsAim.pilot_id == Whereabouts.pilot_id,
                WhereaboutsAim.whereabouts_id == Whereabouts.id,
            ),
        )
        .where(
            Whereabouts.pilot_id == asked.pilot_id,
            Whereabouts.asked_on <= asked.day,
            Whereabouts.months_after > AT_EXIT,
        )
    )
    return in_order(found, Whereabouts.months_after)


def lines(known: KnownStay, beside: Beside, asked: Asked) -> Iterator[Values]:
    """The follow-ups of a stay that has ended: those of the programme, and others on record."""
    if known.exited_on is None:
        return
    recorded = {
        months: list(rows) for months, rows in groupby(beside, key=attrgetter("months_after"))
    }
    for months in sorted({*asked.preset.measurement.after_exit_months, *recorded}):
        rows = recorded.get(months, [])
        answer = Answer(rows[0].asked_on, rows[0].status is not None) if rows else None
        # The dataset holds nobody without consent to be asked.
        one = follow_up(asked.preset, known.exited_on, months, answer, True, asked.day)
        yield (months, one.due_on, *(_told(one, rows) if rows else _unasked(one)))


def _told(one: FollowUp, rows: Recorded) -> Iterator[object]:
    """The status with all that goes with it, or for all of it why nothing is known."""
    row = rows[0]
    yield row.asked_on
    if row.status is None:
        yield from [Missing[row.missing.upper()]] * (3 + len(AIMS))
        return
    aims = {found.aim: found.state for found in rows}
    yield int(not one.is_outside_window)
    yield row.status
    yield Missing.UNKNOWN if row.perspective is None else row.perspective
    yield from (aims.get(aim, Missing.UNKNOWN) for aim in AIMS)


def _unasked(one: FollowUp) -> list[object]:
    why = Missing.NOT_APPLICABLE if one.is_after_final else _WHY[one.standing]
    return [why] * (4 + len(AIMS))


SOURCE: Final = PeopleSource(
    FOLLOW_UPS,
    lines,
    statement,
    kept=frozenset({Missing.NOT_YET_DUE, Missing.NOT_APPLICABLE}),
)
