"""Who an analysis is about: periods of entry that cannot be told apart, groups, people. Pure.

The pages are made to be shown to others. So days of account are month ends, and periods of entry
come from one grid: free ones would differ by single people, whom the difference of two tables would
tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.disclosure import suppress
from app.errors import DomainError

FEWEST_TO_ANALYSE = 10
"""Of fewer people nothing is analysed, and no period of entry is offered."""
FEWEST_IN_GROUP = 5
"""A curve or mean of fewer people is not shown (DOMAIN §4: what is published)."""
NOT_STATED = "none"


class By(StrEnum):
    """What people are compared by."""

    SEX = "sex"
    AGE = "age"
    SCHOOL = "school"


class Member(NamedTuple):
    """A stay as it was known on the day of account, with what it is grouped by; no name."""

    id: int
    person_id: int
    admitted_on: date
    exited_on: date | None
    exit_reason: str | None
    sex: str
    age: str
    school: str

    def group(self, by: By) -> str:
        """The group of this stay."""
        return str(getattr(self, by.value))


@dataclass(frozen=True)
class Period:
    """Calendar years of entry, both included."""

    first: int
    last: int

    @property
    def code(self) -> str:
        """As an address has it: 2023, or 2021-2022."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    def holds(self, day: date) -> bool:
        """Whether an entry on the day belongs to it."""
        return self.first <= day.year <= self.last


def periods(members: Iterable[Member], fewest: int = FEWEST_TO_ANALYSE) -> list[Period]:
    """The years of entry, years with fewer people joined to the next one, at the end to the last.

    Every period, and so every difference of all entries and a period, has enough people.
    """
    people: dict[int, set[int]] = {}
    for one in members:
        people.setdefault(one.admitted_on.year, set()).add(one.person_id)
    found: list[Period] = []
    first: int | None = None
    joined: set[int] = set()
    for year in sorted(people):
        first = year if first is None else first
        joined |= people[year]
        if len(joined) >= fewest:
            found.append(Period(first, year))
            first, joined = None, set()
    if first is not None and found:
        found[-1] = Period(found[-1].first, max(people))
    return found


def period_of(code: str, offered: Sequence[Period]) -> Period | None:
    """The period in an address; none for all entries. DomainError for one that is not offered."""
    if not code:
        return None
    for one in offered:
        if one.code == code:
            return one
    raise DomainError("analyses.unknown_period", "period")


def by_of(code: str) -> By | None:
    """What an address compares by; DomainError for what is not offered."""
    try:
        return By(code) if code else None
    except ValueError as error:
        raise DomainError("analyses.unknown_group", "group") from error


def is_enough(members: Iterable[Member], fewest: int = FEWEST_TO_ANALYSE) -> bool:
    """Whether so many people are analysed at all."""
    return len({one.person_id for one in members}) >= fewest


@dataclass(frozen=True)
class Groups:
    """The members by group in the order given; `hidden` are too small, or would tell one that is.

    A group whose size may not be shown is not drawn: its curve would show single people.
    """

    shown: Mapping[str, Sequence[Member]]
    hidden: Sequence[str]


def grouped(
    members: Sequence[Member], by: By, order: Sequence[str], k: int = FEWEST_IN_GROUP
) -> Groups:
    """The members by a characteristic, groups under k and one more left out."""
    found: dict[str, list[Member]] = {}
    for one in members:
        found.setdefault(one.group(by), []).append(one)
    sizes = Counter({name: len({one.person_id for one in rows}) for name, rows in found.items()})
    told = suppress(sizes, k).cells
    names = [*(name for name in order if name in found), *sorted(set(found) - set(order))]
    return Groups(
        {name: found[name] for name in names if told[name] is not None},
        [name for name in names if told[name] is None],
    )
