"""The rows of `partners`: which kind of institution was brought in; no name and no remark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import Row, select

from app.evaluation.datasets.joins import of_stay, with_partner
from app.evaluation.datasets.sources import Asked, Beside, PeopleSource, Values
from app.evaluation.queries import Rows, in_order
from app.evaluation.rules import KnownStay
from app.participants.models import Participation
from app.partners.models import Involvement, Partner
from exports.columns import Missing
from exports.datasets import PARTNERS


def statement(asked: Asked) -> Rows:
    """Involvements begun by the day."""
    found = (
        select(
            Participation.id,
            Partner.kind,
            Involvement.purpose,
            Involvement.from_day,
            Involvement.until_day,
            Involvement.result,
        )
        .join(Involvement, of_stay(Involvement))
        .join(Partner, with_partner(Involvement))
        .where(Involvement.pilot_id == asked.pilot_id, Involvement.from_day <= asked.day)
    )
    return in_order(found, Involvement.from_day, Involvement.id)


def lines(known: KnownStay, beside: Beside, asked: Asked) -> Iterator[Values]:
    """The involvements of a stay in the order of their begin; after the exit with consent only."""
    shown = [row for row in beside if not _lies_after_exit(known, row.from_day)]
    for number, row in enumerate(shown, 1):
        yield (number, row.kind, row.purpose, row.from_day, *_end(known, row, asked.day))


def _lies_after_exit(known: KnownStay, day: date) -> bool:
    """Whether telling of a day needs the consent to follow-up, and there is none."""
    is_later = known.exited_on is not None and day > known.exited_on
    return is_later and "follow_up" not in known.permitted


def _end(
    known: KnownStay, row: Row[*tuple[Any, ...]], day: date
) -> tuple[date | Missing, str | Missing]:
    """The end and the result as the day knows them.

    A result that was entered without an end has no day of its own: it counts from the begin on.
    """
    has_ended = row.until_day is not None and row.until_day <= day
    if _lies_after_exit(known, row.until_day if has_ended else day):
        return Missing.REFUSED, Missing.REFUSED
    if has_ended:
        return row.until_day, Missing.UNKNOWN if row.result is None else row.result
    is_told = row.until_day is None and row.result is not None
    return Missing.NOT_YET_DUE, row.result if is_told else Missing.NOT_YET_DUE


SOURCE: Final = PeopleSource(PARTNERS, lines, statement)
