"""The load of posts against the ratio (Fallzahlschlüssel), on a day and over time. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, pairwise

from app.participants.rules import places
from app.periods import add_months, day_after, month_starts


@dataclass(frozen=True)
class Steps:
    """A whole number that changes on certain days (in order); `before` holds until the first."""

    before: int
    days: Sequence[date]
    values: Sequence[int]

    def on(self, day: date) -> int:
        """The number on a day: what was set last on or before it."""
        place = bisect_right(self.days, day)
        return self.values[place - 1] if place else self.before

    def changes(self, after: date, until: date) -> Sequence[date]:
        """The days after the one, up to and including the other, on which the number changes."""
        return self.days[bisect_right(self.days, after) : bisect_right(self.days, until)]

    def total(self, start: date, until: date) -> int:
        """The daily numbers of [start, until) added up."""
        return self._since_first(until) - self._since_first(start) if start < until else 0

    def _since_first(self, day: date) -> int:
        """The daily numbers from the first change up to a day; before it they count backwards."""
        place = bisect_right(self.days, day)
        if not place:
            return self.before * (day - (self.days[0] if self.days else date.min)).days
        return self._sums[place - 1] + self.values[place - 1] * (day - self.days[place - 1]).days

    @cached_property
    def _sums(self) -> list[int]:
        """The daily numbers from the first change up to each later one."""
        spans = (
            (later - earlier).days * value
            for (earlier, later), value in zip(pairwise(self.days), self.values, strict=False)
        )
        return [0, *accumulate(spans)]


def share_over_time(own_percent: int, shares: Mapping[date, int]) -> Steps:
    """The full-time share of a post in percent; before the first recorded one its own."""
    days = sorted(shares)
    return Steps(own_percent, days, [shares[day] for day in days])


def cases_over_time(begun: Mapping[date, int], ended: Mapping[date, int]) -> Steps:
    """The cases of a post from how many began and ended on which day; an end no longer counts."""
    days = sorted({*begun, *ended})
    changes = [begun.get(day, 0) - ended.get(day, 0) for day in days]
    return Steps(0, days, list(accumulate(changes)))


@dataclass(frozen=True)
class PostTime:
    """A post over time: its cases and its full-time share in percent."""

    cases: Steps
    percent: Steps


class Standing(StrEnum):
    """How a post stands against the ratio; a vacant one has no verdict."""

    FREE = "free"
    FULL = "full"
    BEYOND = "beyond"
    VACANT = "vacant"


def standing(in_care: int, ratio: int, fte_percent: int) -> Standing:
    """The standing of a post on a day at 1 : ratio for a full one."""
    if fte_percent == 0:
        return Standing.VACANT
    free = places(ratio, fte_percent) - in_care
    return Standing.BEYOND if free < 0 else Standing.FULL if free == 0 else Standing.FREE


def per_full_time(in_care: int, fte_percent: int) -> float | None:
    """People in care per full-time equivalent; None where nobody is employed."""
    return in_care * 100 / fte_percent if fte_percent else None


def mean_load(posts: Sequence[PostTime], start: date, until: date) -> float | None:
    """People in care per full-time equivalent in the mean of all days of [start, until).

    Person-days over full-time days. Included are weekends, holidays and days of absence (the ratio
    is about funded posts), and the people of days on which a post was not filled; such a day adds
    no full-time day. Where a post is filled throughout this is the mean of the daily loads weighted
    by the share. None where no post was filled on any day.
    """
    person_days = sum(post.cases.total(start, until) for post in posts)
    percent_days = sum(post.percent.total(start, until) for post in posts)
    return person_days * 100 / percent_days if percent_days else None


def months_until(starts_on: date, last: date) -> list[tuple[date, date]]:
    """The months of [starts_on, last] as [from, until); the first and the last may be cut short."""
    end = day_after(last)
    return [
        (max(first, starts_on), min(add_months(first, 1), end))
        for first in month_starts(starts_on, last)
    ]


@dataclass(frozen=True)
class Excess:
    """The first day on which a post has more cases than places."""

    day: date
    in_care: int
    places: int


def first_excess(post: PostTime, ratio: int, from_day: date, until: date) -> Excess | None:
    """When a post first goes beyond the ratio from a day up to and including another; or None."""
    days = {
        from_day,
        *post.cases.changes(from_day, until),
        *post.percent.changes(from_day, until),
    }
    for day in sorted(days):
        in_care, there = post.cases.on(day), places(ratio, post.percent.on(day))
        if in_care > there:
            return Excess(day, in_care, there)
    return None


def shared_out(numbers: Sequence[int], free: Mapping[int, int]) -> dict[int, int]:
    """Gives each case to the post with the most free places then, among equals to the first."""
    left = dict(free)
    given = {}
    for number in numbers:
        post_id = max(left, key=lambda one: left[one])
        given[number] = post_id
        left[post_id] -= 1
    return given
