"""Decisions about barriers and resources. Pure, without a clock."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.errors import DomainError
from app.periods import add_months

BARRIER, RESOURCE = "barrier", "resource"
HEALTH = (
    "musculoskeletal",
    "cardiovascular",
    "respiratory",
    "metabolic",
    "neurological",
    "mental",
    "addiction",
    "pain",
    "sensory",
    "other_illness",
)
"""Groups of barriers that are data concerning health (Art. 9 GDPR)."""
SOCIAL = ("debts", "housing", "care_duties", "language", "mobility", "legal", "isolation")
GROUPS: Mapping[str, tuple[str, ...]] = {
    BARRIER: (*HEALTH, *SOCIAL),
    RESOURCE: (
        "qualification",
        "work_experience",
        "family_support",
        "motivation",
        "mobility",
        "housing",
        "health_awareness",
        "other",
    ),
}
STATES: Mapping[str, tuple[str, ...]] = {
    BARRIER: ("open", "in_progress", "reduced", "removed", "worse"),
    RESOURCE: ("present", "in_progress", "strengthened", "weakened", "lost"),
}
"""States by kind; the first one is where something newly noted begins."""
_FAVOUR = {"worse": 0, "open": 1, "in_progress": 2, "reduced": 3, "removed": 4}
HEALTH_CONSENT = "health_data"
_SINCE = re.compile(r"(?:(?:(\d{1,2})\.)?(\d{1,2})\.)?(\d{4})")


@dataclass(frozen=True)
class Since:
    """A day, month or year since when something is there; `day` is the first of the period."""

    day: date
    precision: str

    @property
    def last_day(self) -> date:
        """The last day that the entry may mean."""
        months = {"day": 0, "month": 1, "year": 12}[self.precision]
        return add_months(self.day, months) - timedelta(days=1) if months else self.day

    def __str__(self) -> str:
        """As it was typed: 15.03.2019, 03.2019 or 2019."""
        form = {"day": "%d.%m.%Y", "month": "%m.%Y", "year": "%Y"}[self.precision]
        return self.day.strftime(form)


def read_since(text: str) -> Since | None:
    """TT.MM.JJJJ, MM.JJJJ or JJJJ as people know it; None for no entry."""
    if not text.strip():
        return None
    found = _SINCE.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        day, month, year = found.groups()
        start = date(int(year), int(month or 1), int(day or 1))
        if not 1900 <= start.year <= 2100:
            raise ValueError
    except ValueError as error:
        raise DomainError("conditions.since_unreadable", "since") from error
    return Since(start, "day" if day else "month" if month else "year")


def is_health(kind: str, group: str) -> bool:
    """Whether the group is data concerning health."""
    return kind == BARRIER and group in HEALTH


def check_consent(consents: Sequence[Collection[str]], field: str, day: date) -> None:
    """Data concerning health need consent on each of the days looked at (§ 67b (2) SGB X)."""
    if not all(HEALTH_CONSENT in in_force for in_force in consents):
        raise DomainError("conditions.no_health_consent", field, day=day)


def check_codes(kind: str, group: str, state: str) -> None:
    """Group and state belong to the kind."""
    if group not in GROUPS[kind]:
        raise DomainError("conditions.unknown_group", "group")
    if state not in STATES[kind]:
        raise DomainError("conditions.unknown_state", "state")


@dataclass(frozen=True)
class Stay:
    """The days in which something can be noted about a stay."""

    begins_on: date
    exited_on: date | None = None
    born_on: date | None = None


def check_noted(stay: Stay, on: date, field: str, today: date) -> None:
    """Noted between referral (or entry) and exit, the last talk on its day included."""
    if on > today:
        raise DomainError("house.future", field, day=on, on=today)
    if on < stay.begins_on:
        raise DomainError("conditions.before_stay", field, begins_on=stay.begins_on)
    if stay.exited_on is not None and on > stay.exited_on:
        raise DomainError("conditions.after_exit", field, exited_on=stay.exited_on)


def check_since(stay: Stay, since: Since | None, noted_on: date) -> None:
    """Something is there since a day of the person's life up to the day of noting it."""
    if since is None:
        return
    if since.day > noted_on:
        raise DomainError("conditions.since_after_noting", "since", noted_on=noted_on)
    if stay.born_on is not None and since.last_day < stay.born_on:
        raise DomainError("conditions.before_birth", "since")


@dataclass(frozen=True)
class State:
    """A state from that day on."""

    from_day: date
    state: str


@dataclass(frozen=True)
class Course:
    """One barrier of a person with its states; `number` is that of the stay it was noted in."""

    person_id: int
    group: str
    states: Sequence[State]
    number: int = 0


@dataclass(frozen=True)
class PersonInGroup:
    """What became of a person's barriers of one group: that of the least favourable one.

    `is_worked`: on at least one of them. `numbers` are the stays they were noted in.
    """

    person_id: int
    group: str
    outcome: str
    is_worked: bool
    numbers: frozenset[int]

    def counts_as(self, figure: str) -> bool:
        """Whether the person is in that figure of the group, see `FIGURES`."""
        if figure == "noted":
            return True
        return self.is_worked if figure == "worked" else self.outcome == figure


ALL_GROUPS = "all"
"""Stands for all groups together; no group bears that name."""
FIGURES = ("noted", "worked", "reduced", "removed", "worse")
"""The figures of a group, named as the fields of `GroupChange`."""


@dataclass(frozen=True)
class GroupChange:
    """People with a barrier of the group by the day, and for how many it is better or worse.

    Reduced, removed and worse are disjoint; whoever is in none of them has it unchanged. Worked on
    says nothing about what came of it.
    """

    noted: int = 0
    reduced: int = 0
    removed: int = 0
    worse: int = 0
    worked: int = 0

    @property
    def better(self) -> int:
        """Reduced or removed."""
        return self.reduced + self.removed


@dataclass(frozen=True)
class Change:
    """Reduced or removed by group; `people` counts everybody once over all groups."""

    by_group: Mapping[str, GroupChange]
    people: GroupChange


def state_on(states: Sequence[State], on: date) -> str | None:
    """The state on a day: the last one that began on or before it."""
    begun = [one for one in states if one.from_day <= on]
    return max(begun, key=lambda one: one.from_day).state if begun else None


def outcome_on(states: Sequence[State], on: date) -> str | None:
    """What became of a barrier from its first state to that of the day; None if not yet noted.

    One that was reduced already when it was noted is unchanged: that is not the pilot's work.
    """
    now = state_on(states, on)
    if now is None:
        return None
    first = min(states, key=lambda one: one.from_day).state
    if now in ("reduced", "removed") and _FAVOUR[now] > _FAVOUR[first]:
        return now
    return "worse" if now == "worse" and first != "worse" else "unchanged"


_BY_FAVOUR = ("worse", "unchanged", "reduced", "removed")


def is_worked_on(states: Sequence[State], on: date) -> bool:
    """Whether work on a barrier has begun by the day: it was in progress, or has become better."""
    was_in_progress = any(one.state == "in_progress" for one in states if one.from_day <= on)
    return was_in_progress or outcome_on(states, on) in ("reduced", "removed")


def by_person(courses: Iterable[Course], on: date) -> list[PersonInGroup]:
    """What became of each person's barriers by group: of several the least favourable counts.

    So "removed" says that all of them are.
    """
    found: dict[tuple[str, int], PersonInGroup] = {}
    for course in courses:
        outcome = outcome_on(course.states, on)
        if outcome is not None:
            place = (course.group, course.person_id)
            known = found.get(place)
            found[place] = PersonInGroup(
                course.person_id,
                course.group,
                min(outcome, known.outcome if known else outcome, key=_BY_FAVOUR.index),
                is_worked_on(course.states, on) or (known is not None and known.is_worked),
                (known.numbers if known else frozenset()) | {course.number},
            )
    return list(found.values())


def counted(people: Iterable[PersonInGroup]) -> Change:
    """Counts people, not barriers, by group and over all groups.

    Over all groups the most favourable group counts, for the question there is for whom anything
    at all was reduced or removed.
    """
    found = list(people)
    by_group: dict[str, list[PersonInGroup]] = defaultdict(list)
    for one in found:
        by_group[one.group].append(one)
    return Change(
        {group: _figures(ones) for group, ones in by_group.items()},
        _figures(_over_all_groups(found)),
    )


def _over_all_groups(people: Iterable[PersonInGroup]) -> list[PersonInGroup]:
    """Everybody once, with the most favourable group."""
    of_person: dict[int, list[PersonInGroup]] = defaultdict(list)
    for one in people:
        of_person[one.person_id].append(one)
    return [
        PersonInGroup(
            person_id,
            ALL_GROUPS,
            max((one.outcome for one in ones), key=_BY_FAVOUR.index),
            any(one.is_worked for one in ones),
            frozenset[int]().union(*(one.numbers for one in ones)),
        )
        for person_id, ones in of_person.items()
    ]


def _figures(ones: Sequence[PersonInGroup]) -> GroupChange:
    return GroupChange(**{figure: sum(one.counts_as(figure) for one in ones) for figure in FIGURES})


def cases(people: Iterable[PersonInGroup], group: str, figure: str) -> list[int]:
    """The numbers of the stays behind a figure of a group, or of all groups."""
    found = list(people)
    shown = _over_all_groups(found) if group == ALL_GROUPS else found
    behind = [one for one in shown if one.group == group and one.counts_as(figure)]
    return sorted({number for one in behind for number in one.numbers})
