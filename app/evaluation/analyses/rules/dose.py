"""What participants received: contacts and minutes per month in care, in all and in part. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.disclosure import FEWEST, Line, suppress_linked
from app.evaluation.analyses.rules.asked import Member
from app.participants.contacts.rules import HeldWith, TopicOf
from app.participants.dwell.rules import DAYS_IN_MONTH
from app.participants.rules import Move, episodes
from app.periods import Interval, day_after

KIND, TOPIC, STAGE = "kind", "topic", "stage"
Part = tuple[str, str]
"""A kind, topic or stage by its code."""
ALL: Part = ("all", "")
NO_STAGE = 0
"""The stage of a day in care before the first move."""


@dataclass
class Sums:
    """People, contacts, minutes, and days in care: of a kind or topic who had such a contact, of a
    stage, and of all, who was in care in it."""

    people: set[int] = field(default_factory=set)
    contacts: int = 0
    minutes: int = 0
    days: int = 0


@dataclass(frozen=True)
class Dose:
    """Contacts and minutes with so many people over so many months in care."""

    people: int
    contacts: int
    minutes: int
    months: float

    @property
    def per_month(self) -> float | None:
        """Contacts per month in care; None without a day in care."""
        return self.contacts / self.months if self.months else None

    @property
    def minutes_per_month(self) -> float | None:
        """Minutes per month in care; None without a day in care."""
        return self.minutes / self.months if self.months else None


def in_care(member: Member, day: date) -> Interval:
    """The days in care up to the day of account, included."""
    after = day_after(day)
    end = after if member.exited_on is None else min(member.exited_on, after)
    return Interval(member.admitted_on, max(end, member.admitted_on))


def counted(
    members: Sequence[Member],
    held: Iterable[HeldWith],
    topics: Iterable[TopicOf],
    moves: Mapping[int, Sequence[Move]],
    day: date,
) -> dict[Part, Sums]:
    """All that was received up to a day; contacts are those that took place on days in care.

    A contact about several topics counts with each.
    """
    found: dict[Part, Sums] = {ALL: Sums()}
    courses = {one.id: _Course(moves.get(one.id, ()), one, day) for one in members}
    for id_, course in courses.items():
        for part, days in course.days().items():
            _at(found, part, id_, days=days)
    for one in held:
        course_of = courses.get(one.participation_id)
        if course_of is None:
            continue
        for part in (ALL, (KIND, one.kind), course_of.stage(one.held_on)):
            _at(found, part, one.participation_id, 1, one.minutes)
    for topic in topics:
        if topic.participation_id in courses:
            part = (TOPIC, topic.topic)
            _at(found, part, topic.participation_id, topic.contacts, topic.minutes)
    return found


def _at(
    found: dict[Part, Sums],
    part: Part,
    person: int,
    contacts: int = 0,
    minutes: int = 0,
    days: int = 0,
) -> None:
    sums = found.setdefault(part, Sums())
    sums.people.add(person)
    sums.contacts += contacts
    sums.minutes += minutes
    sums.days += days


def rare_in_any(counts: Iterable[Mapping[Part, Sums]], k: int = FEWEST) -> set[Part]:
    """The parts that stand for fewer than k people in one of several samples.

    Shown for one sample and for all together they would be told of the others by subtraction.
    """
    return {part for one in counts for part, sums in one.items() if len(sums.people) < k}


def received(
    found: Mapping[Part, Sums], together: Collection[Part] = (), k: int = FEWEST
) -> dict[Part, Dose | None]:
    """The dose of all and of each part; None where it stands for fewer than k people.

    Those of `together` go too, and one more where the sum of all would tell the only one missing.
    Topics do not add up.
    """
    few = {part for part, sums in found.items() if len(sums.people) < k or part in together}
    for what in (KIND, STAGE):
        few |= _covered({part: sums for part, sums in found.items() if part[0] == what}, few)
    everybody = found[ALL].days
    return {
        part: None
        if part in few
        else Dose(
            len(sums.people),
            sums.contacts,
            sums.minutes,
            (sums.days if part[0] in (STAGE, ALL[0]) else everybody) / DAYS_IN_MONTH,
        )
        for part, sums in found.items()
    }


def _covered(parts: Mapping[Part, Sums], few: Collection[Part]) -> set[Part]:
    """What has to be hidden so that nothing hidden follows from the sum of the parts."""
    hidden = [part for part in parts if part in few]
    if not hidden:
        return set()
    people = {part: len(sums.people) for part, sums in parts.items()}
    told = suppress_linked(
        {**people, ALL: sum(people.values())}, [Line(list(people), ALL)], hidden=hidden
    )
    return {part for part in people if told[part] is None}


class _Course:
    """The stages of a stay on its days in care."""

    def __init__(self, moves: Sequence[Move], member: Member, day: date) -> None:
        self._care = in_care(member, day)
        known = [move for move in moves if move.entered_on <= day]
        self._episodes = episodes(known, self._care.end)
        self._starts = [one.interval.start for one in self._episodes]

    def stage(self, on: date) -> Part:
        """The stage on a day in care."""
        place = bisect_right(self._starts, on)
        return STAGE, str(self._episodes[place - 1].stage if place else NO_STAGE)

    def days(self) -> dict[Part, int]:
        """Days in care, all and by stage; those before the first move have none."""
        begin, end = self._care.start, self._care.end or self._care.start
        found: dict[Part, int] = {}
        for one in self._episodes:
            last = min(end, one.interval.end or end)
            count = max(0, (last - max(begin, one.interval.start)).days)
            part = (STAGE, str(one.stage))
            if count:
                found[part] = found.get(part, 0) + count
        without = (end - begin).days - sum(found.values())
        if without > 0:
            found[STAGE, str(NO_STAGE)] = without
        return {**found, ALL: (end - begin).days}
