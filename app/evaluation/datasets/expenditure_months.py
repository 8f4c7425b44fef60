"""The rows of `expenditure_months`: what the grant paid for, by position and month of payment.

Staff costs are about people, too: a pilot has a handful of posts. Month by month they tell when
somebody rises a step, falls ill for long (pay ends after six weeks), leaves or comes. Therefore
all positions that pay staff are one row for each calendar year that is over, as coarse as the
yearly statement to the funder, and stand there only if enough posts were filled in that year for
the sum not to be somebody's salary: 3, or k in what is published. Where they were not, the year
has no such row: a money column cannot say why. A year under way is left out as well, since two
releases a month apart would differ by that month. The reasons in full: docs/decisions/0030.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from app.disclosure import FEWEST
from app.evaluation.datasets.sources import Asked, CountSource, Values
from app.finance.queries import spent_by_position_and_month
from app.finance.staff.queries import all_terms, payroll_by_position_and_month
from app.participants.capacity.rules import share_course
from app.periods import Interval
from app.pilots.preset import Preset
from app.pilots.queries import absences_of, posts_of, shares_of
from exports.columns import Bilingual, Missing
from exports.datasets import EXPENDITURE_MONTHS

Paid = Mapping[tuple[str, date], int]
"""Cents by position and first day of the month of payment."""
Course = Sequence[tuple[date, int]]
"""Shares in percent, each from its day on."""

_ALL_STAFF: Final = Bilingual("Personal, alle Positionen", "staff, all positions")


def lines(asked: Asked) -> Iterator[Values]:
    """Positions by month, then the staff by year."""
    paid = spent_by_position_and_month(asked.pilot_id, asked.day)
    staff = staff_positions(asked)
    yield from by_month(paid, staff, asked.preset)
    fewest = max(FEWEST, asked.k) if asked.is_published else FEWEST
    filled = filled_posts(asked, {month.year for _position, month in paid})
    told = {year for year, posts in filled.items() if posts >= fewest}
    yield from staff_by_year(paid, staff, told, asked.day)


def by_month(paid: Paid, staff: Collection[str], preset: Preset) -> Iterator[Values]:
    """What was paid from the positions that pay no staff, in the order of position and month."""
    for (code, month), cents in sorted(paid.items()):
        if code not in staff:
            known = preset.position(code)
            titles = (known.title_de, known.title_en) if known else (code, code)
            yield (code, *titles, 0, month.year, month.month, cents)


def staff_by_year(
    paid: Paid, staff: Collection[str], told: Collection[int], day: date
) -> Iterator[Values]:
    """What was paid from all staff positions together, in the years of `told` that are over."""
    codes = "+".join(sorted(staff))
    for year in sorted(told):
        amounts = [
            cents for (code, month), cents in paid.items() if code in staff and month.year == year
        ]
        if amounts and date(year, 12, 31) <= day:
            yield (codes, *_ALL_STAFF, 1, year, Missing.NOT_APPLICABLE, sum(amounts))


def staff_positions(asked: Asked) -> frozenset[str]:
    """The positions from which the pilot's own people are paid.

    Those that the programme names, and those of pay terms and payroll: what was recorded for a post
    is somebody's pay, whatever the programme says.
    """
    preset = asked.preset
    return frozenset(
        {one.code for one in preset.positions if one.pays_staff}
        | set(preset.outlook.staff)
        | {terms.position for terms in all_terms(asked.pilot_id)}
        | {code for code, _ in payroll_by_position_and_month(asked.pilot_id, asked.day)}
    )


def filled_posts(asked: Asked, years: Collection[int]) -> dict[int, int]:
    """How many posts somebody worked on in each year, within the funding period, by the day.

    Who follows whom on a post counts once, and a post shared by two as well: so the number of
    people is never told too high.
    """
    notice = asked.preset.notice
    courses = _courses(asked)
    found = {}
    for year in years:
        first = max(date(year, 1, 1), notice.starts_on)
        last = min(date(year, 12, 31), notice.ends_on, asked.day)
        found[year] = sum(is_filled(course, first, last) for course in courses)
    return found


def _courses(asked: Asked) -> list[Course]:
    """The share of every post over time, 0 while nobody works on it."""
    shares, absences = shares_of(asked.pilot_id), absences_of(asked.pilot_id)
    return [
        share_course(
            asked.preset.notice.starts_on,
            post.fte_percent,
            {row.from_day: row.fte_percent for row in shares.get(post.id, ())},
            [Interval(row.from_day, row.until_day) for row in absences.get(post.id, ())],
        )
        for post in posts_of(asked.pilot_id)
    ]


def is_filled(course: Course, first: date, last: date) -> bool:
    """Whether a post has a share above 0 on a day of [first, last]."""
    ends = [day for day, _share in course[1:]]
    return any(
        share > 0 and max(start, first) <= last and max(start, first) < end
        for (start, share), end in zip(course, [*ends, date.max], strict=True)
    )


SOURCE: Final = CountSource(EXPENDITURE_MONTHS, lines)
