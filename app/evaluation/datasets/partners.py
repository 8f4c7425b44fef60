"""The rows of `partners`: kinds of institutions brought in, up to the day of account."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

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
            Involvement.from_day,
            Involvement.until_day,
            Partner.kind,
            Involvement.purpose,
            Involvement.result,
        )
        .join(Involvement, of_stay(Involvement))
        .join(Partner, with_partner(Involvement))
        .where(Involvement.pilot_id == asked.pilot_id, Involvement.from_day <= asked.day)
    )
    return in_order(found, Involvement.from_day, Involvement.id)


def lines(_known: KnownStay, beside: Beside, asked: Asked) -> Iterator[Values]:
    """The involvements of a stay in the order of their days; an end after the day is unknown."""
    for number, row in enumerate(beside, 1):
        has_ended = row.until_day is not None and row.until_day <= asked.day
        result = Missing.UNKNOWN if row.result is None else row.result
        yield (
            number,
            row.from_day,
            row.until_day if has_ended else Missing.NOT_YET_DUE,
            row.kind,
            row.purpose,
            result if has_ended else Missing.NOT_YET_DUE,
        )


SOURCE: Final = PeopleSource(PARTNERS, lines, statement)
