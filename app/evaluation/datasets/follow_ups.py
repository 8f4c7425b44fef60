"""The rows of `follow_ups`: every point in time after an exit, asked or why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy import select

from app.evaluation.datasets.joins import of_stay
from app.evaluation.datasets.sources import Asked, Beside, PeopleSource, Values
from app.evaluation.queries import Rows, in_order
from app.evaluation.rules import KnownStay
from app.participants.aftercare.models import Whereabouts
from app.participants.aftercare.rules import (
    AFTER_FINAL,
    AT_EXIT,
    NO_CONSENT,
    NOT_YET,
    OPEN,
    Answer,
    code_of,
    follow_ups,
)
from app.participants.models import Participation
from exports.columns import Missing
from exports.datasets import FOLLOW_UPS

_MISSING: Final[Mapping[str, Missing]] = {
    "not_asked": Missing.NOT_ASKED,
    "refused": Missing.REFUSED,
    "not_reached": Missing.NOT_REACHED,
    "lost": Missing.LOST,
    "not_applicable": Missing.NOT_APPLICABLE,
    OPEN: Missing.NOT_ASKED,
    NO_CONSENT: Missing.REFUSED,
    NOT_YET: Missing.NOT_YET_DUE,
    AFTER_FINAL: Missing.NOT_APPLICABLE,
}


def statement(asked: Asked) -> Rows:
    """What was asked after the exit, up to the day."""
    found = (
        select(
            Participation.id,
            Whereabouts.months_after,
            Whereabouts.asked_on,
            Whereabouts.status,
            Whereabouts.missing,
            Whereabouts.perspective,
        )
        .join(Whereabouts, of_stay(Whereabouts))
        .where(
            Whereabouts.pilot_id == asked.pilot_id,
            Whereabouts.asked_on <= asked.day,
            Whereabouts.months_after > AT_EXIT,
        )
    )
    return in_order(found, Whereabouts.months_after)


def lines(known: KnownStay, beside: Beside, asked: Asked) -> Iterator[Values]:
    """The points in time that the programme wants after this exit; none before it is known."""
    if known.exited_on is None:
        return
    told = {row.months_after: row for row in beside}
    answers = {months: Answer(row.asked_on, row.status is not None) for months, row in told.items()}
    for one in follow_ups(asked.preset, known.exited_on, answers, True, asked.day):
        row = told.get(one.months)
        recorded = None if row is None else row.status or row.missing
        code = code_of(recorded, one, asked.day)
        gap = _MISSING.get(code)
        if row is None or gap is not None:
            reason = Missing.NOT_ASKED if gap is None else gap
            yield one.months, one.due_on, reason, reason, reason
        else:
            perspective = Missing.UNKNOWN if row.perspective is None else row.perspective
            yield one.months, one.due_on, row.asked_on, code, perspective


SOURCE: Final = PeopleSource(FOLLOW_UPS, lines, statement)
