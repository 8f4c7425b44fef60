"""What the places of a pilot allow: slots, lengths of stays, and the plan of a forecast. Pure.

Time is counted in calendar months: whole numbers are first days of months, so that 24 months after
01.11.2024 is 01.11.2026 whatever the days between. Every slot belongs to a post: it is free to be
filled while the share of its post leaves room for it.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from math import floor, inf, nextafter

from app.participants.dwell.rules import (
    DAYS_IN_MONTH,
    Stay,
    last_full_entry,
    mark_day,
    observed,
)
from app.participants.rules import places
from app.periods import Interval, add_months, day_after, month_starts
from app.pilots.preset import Preset
from app.survival import Curve, product_limit

A_DAY = 1 / DAYS_IN_MONTH
"""No stay is shorter, in months: a place cannot be filled twice on one day."""


@dataclass(frozen=True)
class Lengths:
    """A distribution of stays: lengths in months, ascending, and the shares up to each."""

    months: tuple[float, ...]
    cumulative: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean length in months."""
        return self.remaining(0)

    def remaining(self, since: float) -> float:
        """The mean of what is left in months, for who has been there so long; 0 if nothing is."""
        place = bisect_right(self.months, since)
        staying = 1 - (self.cumulative[place - 1] if place else 0.0)
        return self._sums[place] / staying - since if staying > 0 else 0.0

    @cached_property
    def _sums(self) -> list[float]:
        """Share × length, summed from each length to the longest."""
        shares = (end - start for start, end in pairwise((0.0, *self.cumulative)))
        products = [share * month for share, month in zip(shares, self.months, strict=True)]
        return [*accumulate(reversed(products), initial=0.0)][::-1]

    def share_up_to(self, months: float) -> float:
        """The share of stays that are no longer than that."""
        place = bisect_right(self.months, months)
        return self.cumulative[place - 1] if place else 0.0

    def scaled_to(self, mean: float) -> Lengths:
        """The same shape with another mean."""
        factor = mean / self.mean
        return Lengths(tuple(month * factor for month in self.months), self.cumulative)


def planned_lengths(months: float) -> Lengths:
    """Every stay lasts as planned."""
    return Lengths((float(months),), (1.0,))


def own_lengths(curve: Curve, maximum_months: int) -> Lengths:
    """The lengths by the product-limit estimate of the pilot's stays, in days.

    The share that outlasts everything seen to end is taken to leave at the maximum dwell, or with
    the longest stay seen where that is more: an assumption, since nothing is known of it.
    """
    lengths = [max(step.at / DAYS_IN_MONTH, A_DAY) for step in curve.steps]
    before = [1.0, *(step.survival for step in curve.steps)]
    shares = [high - low for high, low in pairwise(before)]
    if curve.last > 0:
        lengths.append(max(curve.longest, mark_day(maximum_months)) / DAYS_IN_MONTH)
        shares.append(curve.last)
    cumulative = list(accumulate(shares))
    return Lengths(tuple(lengths), (*cumulative[:-1], 1.0))


@dataclass(frozen=True)
class PostCourse:
    """A post that carries cases: its full-time share in percent from each day on, in order.

    Before the first day there is no post. `entries` are the days of entry of those in its care.
    """

    shares: tuple[tuple[date, int], ...]
    entries: tuple[date, ...] = ()


@dataclass(frozen=True)
class Situation:
    """The pilot on a day of account: its posts, who is there, what has been reached.

    `entries` are the days of entry of those in nobody's care; `accompanied` counts people.
    """

    preset: Preset
    on: date
    posts: tuple[PostCourse, ...]
    entries: tuple[date, ...] = ()
    accompanied: int = 0
    completed: int = 0

    @property
    def in_care(self) -> int:
        """How many are there."""
        return len(self.entries) + sum(len(post.entries) for post in self.posts)


@dataclass(frozen=True)
class Assumptions:
    """What the forecast takes for granted; vacancy is that of one post, from the day on.

    `mean_months` None leaves the stays as they are; `until_end` admits up to the end of the period
    instead of up to the last day for a full stay.
    """

    refill_days: int
    ramp_up_months: int
    extra_posts: int = 0
    vacancy_months: int = 0
    mean_months: int | None = None
    until_end: bool = False


@dataclass(frozen=True)
class Slot:
    """A place: when it may be filled, in months, and how long who holds it has been there."""

    windows: tuple[tuple[float, float], ...]
    opens: float
    since: float | None


@dataclass(frozen=True)
class Plan:
    """All that a walk through the months needs; times in months, `planned` a full stay.

    `refill` is the mean time until a place that has become free is filled again.
    """

    now: float
    end: float
    slots: tuple[Slot, ...]
    lengths: Lengths
    planned: float
    refill: float
    accompanied: int
    completed: int
    in_care: int

    @property
    def first_month(self) -> int:
        """The month that the forecast begins in."""
        return int(self.now)


def lengths_of(stays: Sequence[Stay], now: Situation) -> tuple[Lengths, int | None]:
    """The pilot's own distribution once enough stays are completed, and how many it rests on."""
    target = now.preset.target
    asked = (target.planned_mean_dwell_months, target.maximum_dwell_months)
    needed = max(1, now.preset.capacity.planned_until_n)
    return _lengths(tuple(stays), now.on, now.preset.notice.ends_on, needed, *asked)


@lru_cache(maxsize=16)
def _lengths(
    stays: tuple[Stay, ...], on: date, ends_on: date, needed: int, planned: int, maximum: int
) -> tuple[Lengths, int | None]:
    """The same from its facts alone: pages ask again and again for the same stays."""
    seen = [found for stay in stays if (found := observed(stay, on, ends_on))]
    completed = sum(one.cause is not None for one in seen)
    if completed < needed:
        return planned_lengths(planned), None
    curve = product_limit([one.days for one in seen], [one.cause is not None for one in seen])
    return own_lengths(curve, maximum), completed


def as_planned(preset: Preset) -> Assumptions:
    """What the programme takes for granted, nothing changed."""
    return Assumptions(preset.capacity.refill_days, preset.capacity.ramp_up_months)


def share_course(
    starts_on: date, fte_percent: int, shares: Mapping[date, int], absences: Sequence[Interval]
) -> tuple[tuple[date, int], ...]:
    """The full-time share of a post from the start on: 0 while nobody works on it.

    Before the first share of its own the post's planned one counts.
    """
    bounds = {day for gap in absences for day in (gap.start, gap.end) if day is not None}
    days = sorted({starts_on} | {day for day in bounds | set(shares) if day > starts_on})

    def share(day: date) -> int:
        if any(gap.contains(day) for gap in absences):
            return 0
        latest = max((since for since in shares if since <= day), default=None)
        return fte_percent if latest is None else shares[latest]

    return tuple((day, share(day)) for day in days)


def months_since(start: date, day: date) -> float:
    """Calendar months from the first day of the month of `start`; parts by the days of a month."""
    months = (day.year - start.year) * 12 + day.month - start.month
    return months + (day.day - 1) / monthrange(day.year, day.month)[1]


def last_useful_entry(preset: Preset, assumed: Assumptions) -> date:
    """The last day of admission that leaves time for a full stay before the end of the period."""
    return max(last_full_entry(preset, assumed.mean_months), preset.notice.starts_on)


def plan_of(now: Situation, assumed: Assumptions, lengths: Lengths) -> Plan:
    """The slots of all posts and the lengths of stays under the assumptions."""
    notice, target = now.preset.notice, now.preset.target
    starts, end = notice.starts_on, months_since(notice.starts_on, day_after(notice.ends_on))
    here = min(max(months_since(starts, now.on), months_since(starts, starts)), end)
    closes = end
    if not assumed.until_end:
        closes = min(
            end, nextafter(months_since(starts, last_useful_entry(now.preset, assumed)), inf)
        )
    slots = [
        slot
        for changes, entries in _courses(now, assumed, here)
        for slot in _slots(changes, [_since(now.on, day) for day in entries], here, closes, assumed)
    ]
    slots += [Slot((), here, _since(now.on, day)) for day in now.entries]
    planned = assumed.mean_months or target.planned_mean_dwell_months
    return Plan(
        here,
        end,
        tuple(slots),
        lengths if assumed.mean_months is None else lengths.scaled_to(assumed.mean_months),
        float(planned),
        assumed.refill_days * A_DAY,
        now.accompanied,
        now.completed,
        now.in_care,
    )


def _since(on: date, entry: date) -> float:
    """Months in the pilot so far."""
    return max(0.0, months_since(entry, on) - months_since(entry, entry))


Changes = Sequence[tuple[float, int]]
"""Whole places from each month on, in order."""


def _courses(
    now: Situation, assumed: Assumptions, here: float
) -> Iterator[tuple[Changes, Sequence[date]]]:
    """Places and people of each post, the vacancy and the further posts of the assumptions too."""
    preset = now.preset
    for place, post in enumerate(now.posts):
        changes = _places(post, preset)
        if place == 0 and assumed.vacancy_months:
            changes = _vacant(changes, here, here + assumed.vacancy_months)
        yield changes, post.entries
    for _ in range(assumed.extra_posts):
        yield [(here, places(preset.target.caseload_ratio, 100))], ()


def _places(post: PostCourse, preset: Preset) -> list[tuple[float, int]]:
    starts_on, ratio = preset.notice.starts_on, preset.target.caseload_ratio
    return [
        (months_since(starts_on, max(day, starts_on)), places(ratio, share))
        for day, share in post.shares
    ]


def _vacant(changes: Changes, start: float, end: float) -> list[tuple[float, int]]:
    """The same places, none from `start` up to `end`."""
    kept = [(at, count) for at, count in changes if not start <= at <= end]
    return sorted([*kept, (start, 0), (end, _at(changes, end))])


def _at(changes: Changes, at: float) -> int:
    return next((count for start, count in reversed(changes) if start <= at), 0)


def _slots(
    changes: Changes, since: list[float], here: float, closes: float, assumed: Assumptions
) -> Iterator[Slot]:
    """The slots of a post from now on.

    The first slots are open the longest, and the newest people hold them: whoever has been there
    longest leaves first, and in an overfull post nobody follows.
    """
    ahead = [(max(at, here), count) for at, count in changes]
    size = max((count for start, count, end in _spans(ahead, closes) if end > start), default=0)
    opened = changes[0][0] if changes else here
    holders = sorted(since)
    for place in range(max(size, len(holders))):
        windows = tuple((s, e) for s, count, e in _spans(ahead, closes) if count > place and s < e)
        opens = opened + assumed.ramp_up_months * place / size if size else here
        yield Slot(windows, opens, holders[place] if place < len(holders) else None)


def _spans(changes: Changes, closes: float) -> Iterator[tuple[float, int, float]]:
    ends = [at for at, _count in changes[1:]]
    for (start, count), end in zip(changes, [*ends, closes], strict=False):
        yield start, count, min(end, closes)


def slot_months(now: Situation, assumed: Assumptions) -> float:
    """Places × months over the whole period: as planned, and as assumed from the day on."""
    notice = now.preset.notice
    end = months_since(notice.starts_on, day_after(notice.ends_on))
    here = min(max(months_since(notice.starts_on, now.on), 0.0), end)
    return sum(
        count * max(0.0, until - start)
        for changes, _entries in _courses(now, assumed, here)
        for start, count, until in _spans(changes, end)
    )


def most_stays(months: float, length: float) -> int:
    """How many stays of that length so many months of places allow at most."""
    return floor(months / length + 1e-9)


def month_ends(preset: Preset) -> list[date]:
    """The last days of the months of the funding period."""
    notice = preset.notice
    return [
        min(add_months(first, 1).replace(day=1) - date.resolution, notice.ends_on)
        for first in month_starts(notice.starts_on, notice.ends_on)
    ]


def places_on(now: Situation, assumed: Assumptions, days: Sequence[date]) -> list[int]:
    """All places on each of the days, under the assumptions."""
    starts_on = now.preset.notice.starts_on
    here = max(months_since(starts_on, now.on), 0.0)
    courses = [changes for changes, _entries in _courses(now, assumed, here)]
    return [sum(_at(course, months_since(starts_on, day)) for course in courses) for day in days]


def course_so_far(stays: Sequence[Stay], days: Sequence[date]) -> list[tuple[int, int]]:
    """People accompanied up to, and stays in care on, each of the days: entry ≤ day < exit."""
    first: dict[int, date] = {}
    for stay in stays:
        known = first.get(stay.person_id, stay.admitted_on)
        first[stay.person_id] = min(known, stay.admitted_on)
    people = sorted(first.values())
    entered = sorted(stay.admitted_on for stay in stays)
    left = sorted(stay.exited_on for stay in stays if stay.exited_on is not None)
    return [
        (bisect_right(people, day), bisect_right(entered, day) - bisect_right(left, day))
        for day in days
    ]


def completed_by(stays: Sequence[Stay], preset: Preset) -> int:
    """How many stays are completed: ended before the period did, or after the planned dwell.

    Who is sent home with the end of the funding has not completed a stay (DOMAIN §4).
    """
    planned, last_day = preset.target.planned_mean_dwell_months, preset.notice.ends_on
    return sum(
        stay.exited_on is not None
        and (
            stay.exited_on < last_day
            or add_months(stay.admitted_on, planned) <= min(stay.exited_on, day_after(last_day))
        )
        for stay in stays
    )
