"""Decisions about contacts: on which day one can have been, and how dense they are. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from app.errors import DomainError
from app.periods import Interval, add_months, day_after, month_starts

KINDS = ("talk", "phone", "video", "home_visit", "accompaniment")
QUICK_MINUTES = (15, 30, 45, 60, 90)
MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class Stay:
    """The days that bound what is written about a participation."""

    referred_on: date | None
    admitted_on: date
    exited_on: date | None

    @property
    def begins_on(self) -> date:
        """The day of referral; without one, or with a later one, the day of admission."""
        return min(self.referred_on or self.admitted_on, self.admitted_on)


@dataclass(frozen=True)
class Held:
    """A contact that took place, as its density is counted; minutes of one day."""

    held_on: date
    minutes: int


class HeldWith(NamedTuple):
    """A contact that took place with a case on a day in care."""

    participation_id: int
    held_on: date
    minutes: int
    kind: str


class TopicOf(NamedTuple):
    """How many contacts with a case were about a topic, and their minutes."""

    participation_id: int
    topic: str
    contacts: int
    minutes: int


@dataclass(frozen=True)
class MonthOfContacts:
    """A calendar month with its days in care, and the contacts and minutes on those days."""

    month: date
    days_in_care: int
    contacts: int
    minutes: int
    days_paused: int = 0

    @property
    def months_in_care(self) -> float:
        """1 for a whole month in care, less for the first and last, by their days."""
        return self.days_in_care / monthrange(self.month.year, self.month.month)[1]

    @property
    def per_month(self) -> float | None:
        """Contacts per month in care; None without a day in care."""
        return self.contacts / self.months_in_care if self.days_in_care else None

    @property
    def minutes_per_month(self) -> float | None:
        """Minutes per month in care; None without a day in care."""
        return self.minutes / self.months_in_care if self.days_in_care else None


@dataclass(frozen=True)
class Density:
    """The course of contacts over the months of a stay, and its mean."""

    months: Sequence[MonthOfContacts]

    @property
    def contacts(self) -> int:
        """All contacts on days in care."""
        return sum(month.contacts for month in self.months)

    @property
    def minutes(self) -> int:
        """All minutes on days in care."""
        return sum(month.minutes for month in self.months)

    @property
    def months_in_care(self) -> float:
        """Calendar months in care, the first and last by their days."""
        return sum(month.months_in_care for month in self.months)

    @property
    def per_month(self) -> float | None:
        """Contacts per month in care; None before the first day."""
        return self.contacts / self.months_in_care if self.months_in_care else None

    @property
    def minutes_per_month(self) -> float | None:
        """Minutes per month in care; None before the first day."""
        return self.minutes / self.months_in_care if self.months_in_care else None


def check_day(day: date, stay: Stay, today: date, field: str) -> None:
    """Nothing is written about a day to come, or about one before the referral.

    After the exit contacts go on (follow-up); pages mark them, the density leaves them out.
    """
    if day > today:
        raise DomainError("house.future", field, day=day, on=today)
    if day < stay.begins_on:
        raise DomainError("contacts.before_referral", field, begins_on=stay.begins_on)


def check_minutes(minutes: int) -> None:
    """0 to 1440: a contact lasts a day at most; 0 is one that was only tried, or a moment."""
    if not 0 <= minutes <= MOST_MINUTES:
        raise DomainError("contacts.minutes_out_of_bounds", "minutes", most=MOST_MINUTES)


def check_choices(kind: str, topics: Iterable[str], known: Iterable[str]) -> None:
    """The kind is one of the house's, the topics are those of the programme."""
    if kind not in KINDS:
        raise DomainError("contacts.unknown_kind", "kind")
    if not set(topics) <= set(known):
        raise DomainError("contacts.unknown_topic", "topics")


def is_after_exit(held_on: date, exited_on: date | None) -> bool:
    """Whether a contact belongs to the time after the stay; the day of exit does already."""
    return exited_on is not None and held_on >= exited_on


def density(stay: Stay, held: Iterable[Held], pauses: Sequence[Interval], today: date) -> Density:
    """Contacts and minutes of each calendar month in care, up to the day of account, included.

    Counted are contacts that took place on a day in care (entry ≤ day < exit). A month without any
    counts as 0; the first and the last month weigh by their days in care. Days on which the stay
    pauses stay in: they are told beside the figures, not taken out.
    """
    after = date.fromordinal(today.toordinal() + 1)
    end = min(stay.exited_on, after) if stay.exited_on is not None else after
    if end <= stay.admitted_on:
        return Density([])
    in_care = Interval(stay.admitted_on, end)
    counted = [one for one in held if in_care.contains(one.held_on)]
    last = date.fromordinal(end.toordinal() - 1)
    return Density(
        [_month(start, in_care, counted, pauses) for start in month_starts(in_care.start, last)]
    )


def density_of_all(
    first: date, in_care: Sequence[int], held: Mapping[date, tuple[int, int]]
) -> Density:
    """Contacts and minutes of each calendar month for all stays together, as `density` counts them.

    `in_care` says how many were in care on each day from `first` on; `held` are contacts and
    minutes on their days in care by the first day of the month. Months at the end, when nobody is
    in care any more, are left out.
    """
    days: dict[date, int] = {}
    for place, count in enumerate(in_care):
        month = (first + timedelta(days=place)).replace(day=1)
        days[month] = days.get(month, 0) + count
    last = max((month for month, count in days.items() if count), default=first)
    return Density(
        [
            MonthOfContacts(month, count, *held.get(month, (0, 0)))
            for month, count in days.items()
            if month <= last
        ]
    )


def days_in_care(month: Interval, admitted_on: date, exited_on: date | None, today: date) -> int:
    """Days of a month on which a stay is in care, up to the day of account, included."""
    ends = [end for end in (month.end, exited_on, day_after(today)) if end is not None]
    return max(0, (min(ends) - max(month.start, admitted_on)).days)


def _month(
    start: date, in_care: Interval, held: Sequence[Held], pauses: Sequence[Interval]
) -> MonthOfContacts:
    ours = [one for one in held if one.held_on.replace(day=1) == start]
    shared = _shared(Interval(start, add_months(start, 1)), in_care)
    paused = sum(_length(_shared(shared, pause)) for pause in pauses) if shared else 0
    return MonthOfContacts(
        start, _length(shared), len(ours), sum(one.minutes for one in ours), paused
    )


def _shared(one: Interval | None, other: Interval) -> Interval | None:
    """The days that both have."""
    if one is None or not one.overlaps(other):
        return None
    ends = [end for end in (one.end, other.end) if end is not None]
    return Interval(max(one.start, other.start), min(ends, default=None))


def _length(days: Interval | None) -> int:
    return (days.end - days.start).days if days is not None and days.end is not None else 0
