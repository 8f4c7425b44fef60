"""The rows of `caseload_months`: people in care and places at the end of each completed month.

What a reader can compute, and why it may stand:

- A hidden count tells no more than that it is from 1 to k - 1: the load, which would give it
  away, goes with it, places do not depend on people, and there is no total to subtract from.
- Two neighbouring months differ by entries less exits. A difference of 1 says that somebody came
  or left: no characteristic, no post, no stage. Hence no split of any kind, which would make these
  differences speak.
- Only completed months stand here, counted on their last day: two releases a few days apart agree
  in every month that both have, so their difference tells nothing.
- Beside `persons` a reader can subtract who consented and is left with how many in care did not,
  month by month. That is told on purpose (docs/decisions/0030): caseload without them would be
  wrong, and nothing but being in care is told of them.
- Places follow the funded shares of all posts together. Absences stay out: with two coaches, half
  the places would say that one of them is ill.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from app.disclosure import at_least
from app.evaluation.datasets.sources import Asked, CountSource, Values
from app.participants.capacity.rules import course_so_far, month_ends
from app.participants.caseload.rules import Steps, share_over_time
from app.participants.dwell.queries import stays
from app.participants.rules import places
from app.pilots.queries import posts_of, shares_of
from exports.columns import Missing
from exports.datasets import CASELOAD_MONTHS

_THOUSANDTH: Final = Decimal("0.001")


def lines(asked: Asked) -> Iterator[Values]:
    """One row for each month of the funding period that is over by the day."""
    days = [day for day in month_ends(asked.preset) if day <= asked.day]
    ratio, shares = asked.preset.target.caseload_ratio, _shares(asked.pilot_id)
    counted = course_so_far(stays(asked.pilot_id, asked.day), days)
    for day, (_people, in_care) in zip(days, counted, strict=True):
        there = sum(places(ratio, share.on(day)) for share in shares)
        yield (f"{day:%Y-%m}", *line(in_care, there, asked.k))


def line(in_care: int, there: int, k: int) -> tuple[int | Missing, int, Decimal | Missing]:
    """People in care, places, and their load to three digits; hidden where the count is small."""
    shown = at_least(in_care, k)
    if shown is None:
        return Missing.SUPPRESSED, there, Missing.SUPPRESSED
    if not there:
        return shown, there, Missing.NOT_APPLICABLE
    return shown, there, (Decimal(shown) / there).quantize(_THOUSANDTH)


def _shares(pilot_id: int) -> Sequence[Steps]:
    """The funded shares over time of the posts that carry cases."""
    recorded = shares_of(pilot_id)
    return [
        share_over_time(
            post.fte_percent, {row.from_day: row.fte_percent for row in recorded.get(post.id, ())}
        )
        for post in posts_of(pilot_id)
        if post.carries_cases
    ]


SOURCE: Final = CountSource(CASELOAD_MONTHS, lines)
