"""The rows of `caseload_months`: everybody in care, whether or not they consented to evaluation.

A total without any characteristic is no statement about a person. What neighbouring months differ
by are entries and exits without a name, as the monthly reports to the funder give them; a total of
1 to k - 1 is hidden all the same. Months after the day of account are not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.disclosure import at_least
from app.evaluation.datasets.sources import Asked, CountSource, Values
from app.participants.capacity.queries import situation
from app.participants.capacity.rules import as_planned, course_so_far, month_ends, places_on
from app.participants.dwell.queries import stays
from exports.columns import Missing
from exports.datasets import CASELOAD_MONTHS


def lines(asked: Asked) -> Iterator[Values]:
    """The months of the funding period that were over on the day."""
    days = [day for day in month_ends(asked.preset) if day <= asked.day]
    if not days:
        return
    known = stays(asked.pilot_id, asked.day)
    now = situation(asked.pilot_id, asked.preset, asked.day, known)
    places = places_on(now, as_planned(asked.preset), days)
    for day, (_people, in_care), open_places in zip(
        days, course_so_far(known, days), places, strict=True
    ):
        shown = at_least(in_care, asked.k)
        yield (
            f"{day.year:04d}-{day.month:02d}",
            Missing.SUPPRESSED if shown is None else shown,
            open_places,
        )


SOURCE: Final = CountSource(CASELOAD_MONTHS, lines)
