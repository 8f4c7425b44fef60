"""The figures of a pilot: what there is, how each follows from its rows, how two of them differ.

Pure. A figure is a whole number (cents, people, days) under a key: its name, and behind a colon the
part it is of (a position, a stage, a kind of receipt). The same key means the same on every page,
in every report and form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from statistics import median

from app.errors import DomainError
from app.pilots.preset import Notice


class Unit(StrEnum):
    """What a figure counts."""

    CENTS = "cents"
    PEOPLE = "people"
    NUMBER = "number"
    DAYS = "days"


class Source(StrEnum):
    """Which rows stand behind a figure."""

    NOTICE = "notice"
    PLAN = "plan"
    BOOKINGS = "bookings"
    RECEIPTS = "receipts"
    CASH = "cash"
    STAYS = "stays"
    MILESTONES = "milestones"


class Part(StrEnum):
    """What a figure is divided by."""

    POSITION = "position"
    RECEIPT = "receipt"
    STAGE = "stage"
    EXIT_REASON = "exit_reason"
    OUTCOME = "outcome"


@dataclass(frozen=True)
class Declared:
    """A figure that every pilot has; with `part` also one for each of its parts."""

    name: str
    unit: Unit
    source: Source
    part: Part | None = None


_C, _P, _N, _D = Unit.CENTS, Unit.PEOPLE, Unit.NUMBER, Unit.DAYS
DECLARED: Mapping[str, Declared] = {
    one.name: one
    for one in (
        Declared("granted", _C, Source.NOTICE),
        Declared("planned", _C, Source.PLAN, Part.POSITION),
        Declared("planned_here", _C, Source.PLAN, Part.POSITION),
        Declared("spent_before", _C, Source.BOOKINGS, Part.POSITION),
        Declared("spent", _C, Source.BOOKINGS, Part.POSITION),
        Declared("spent_to_date", _C, Source.BOOKINGS, Part.POSITION),
        Declared("remaining", _C, Source.BOOKINGS, Part.POSITION),
        Declared("carrier", _C, Source.BOOKINGS),
        Declared("vouchers", _N, Source.BOOKINGS),
        Declared("income", _C, Source.RECEIPTS, Part.RECEIPT),
        Declared("cash_opening", _C, Source.CASH),
        Declared("cash_closing", _C, Source.CASH),
        Declared("admitted", _P, Source.STAYS),
        Declared("admitted_here", _P, Source.STAYS),
        Declared("in_care", _P, Source.STAYS),
        Declared("stage", _P, Source.STAYS, Part.STAGE),
        Declared("exited", _P, Source.STAYS),
        Declared("exited_here", _P, Source.STAYS, Part.EXIT_REASON),
        Declared("outcome", _P, Source.STAYS, Part.OUTCOME),
        Declared("dwell_mean", _D, Source.STAYS),
        Declared("dwell_median", _D, Source.STAYS),
        Declared("milestones", _N, Source.MILESTONES),
        Declared("milestones_reached", _N, Source.MILESTONES),
    )
}
"""All figures in the order of reading. `_here`: within the days of the scope; the others: up to
its last day, or on it."""
ONLY_PARTS = frozenset({"stage", "outcome"})
"""Of these there is no figure without a part: `in_care` and `exited` are their sums."""
NOT_STATED = "none"
"""The part of stays without a stage, exits without a reason or an outcome."""


def name_of(key: str) -> str:
    """The name in a key."""
    return key.partition(":")[0]


def part_of(key: str) -> str:
    """The part in a key; empty for the figure as a whole."""
    return key.partition(":")[2]


def declared(key: str) -> Declared:
    """What is declared of a figure; DomainError where there is none of that name."""
    found = DECLARED.get(name_of(key))
    if found is None or (part_of(key) and found.part is None):
        raise DomainError("figures.unknown", key=key)
    return found


@dataclass(frozen=True)
class Scope:
    """The days that figures are about, both included."""

    first: date
    last: date

    @property
    def code(self) -> str:
        """The scope as an address has it: a calendar year, or its first and last day."""
        if (self.first, self.last) == (date(self.first.year, 1, 1), date(self.first.year, 12, 31)):
            return str(self.first.year)
        return f"{self.first.isoformat()}..{self.last.isoformat()}"

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last

    @property
    def years(self) -> range:
        """The calendar years it touches."""
        return range(self.first.year, self.last.year + 1)


def scope_of(code: str) -> Scope:
    """The scope of an address; DomainError where there is none of that name."""
    try:
        if code.isascii() and code.isdigit() and len(code) == 4:
            return Scope(date(int(code), 1, 1), date(int(code), 12, 31))
        first, last = (date.fromisoformat(day) for day in code.split(".."))
    except ValueError as error:
        raise DomainError("figures.no_such_scope", code=code) from error
    if first > last:
        raise DomainError("figures.no_such_scope", code=code)
    return Scope(first, last)


def year_scope(notice: Notice, year: int) -> Scope:
    """A calendar year; DomainError outside of the funding period."""
    if not notice.starts_on.year <= year <= notice.ends_on.year:
        raise DomainError("statement.no_such_year", "year", year=year)
    return Scope(date(year, 1, 1), date(year, 12, 31))


def whole_scope(notice: Notice, on: date) -> Scope:
    """From the beginning of the funding to a day: what a final statement is about."""
    return Scope(notice.starts_on, max(notice.starts_on, on))


@dataclass(frozen=True)
class Paid:
    """What was paid on a day for a position, and whether it is expenditure of the grant."""

    position: str
    on: date
    cents: int
    is_eligible: bool
    vouchers: int = 1


@dataclass(frozen=True)
class Received:
    """What came in on a day; money that went back lessens the draw-downs."""

    kind: str
    on: date
    cents: int


@dataclass(frozen=True)
class Stayed:
    """A stay of a person; `stage` is that of the last day of the scope, for who is in care."""

    person: int
    admitted_on: date
    exited_on: date | None
    exit_reason: str | None = None
    outcome: str | None = None
    stage: int | None = None
    number: int = 0
    """The running number of the participation."""


@dataclass(frozen=True)
class Promised:
    """A milestone: when it was planned, when it was reached."""

    baseline_on: date
    actual_on: date | None


@dataclass(frozen=True)
class Facts:
    """The rows that figures follow from, up to the last day of a scope. `planned`: by position
    and year, of the plan in force on that day."""

    granted_cents: int
    positions: Sequence[str]
    stages: Sequence[int]
    planned: Mapping[tuple[str, int], int] = field(default_factory=dict)
    paid: Sequence[Paid] = ()
    received: Sequence[Received] = ()
    stays: Sequence[Stayed] = ()
    milestones: Sequence[Promised] = ()


Figures = Mapping[str, int | None]
"""Values by key; None where there is nothing to tell (a mean of no stays)."""


def figures(facts: Facts, scope: Scope) -> dict[str, int | None]:
    """Every figure of a scope, in the order of declaration."""
    found: dict[str, int | None] = {"granted": facts.granted_cents}
    found |= dict(_of_money(facts, scope))
    found |= dict(_of_people(facts, scope))
    reached = [one for one in facts.milestones if one.actual_on and one.actual_on <= scope.last]
    found |= {"milestones": len(facts.milestones), "milestones_reached": len(reached)}
    order = list(DECLARED)
    return dict(sorted(found.items(), key=lambda item: order.index(name_of(item[0]))))


def _of_money(facts: Facts, scope: Scope) -> Iterator[tuple[str, int]]:
    eligible = [one for one in facts.paid if one.is_eligible]
    before = _by_position(one for one in eligible if one.on < scope.first)
    here = _by_position(one for one in eligible if scope.holds(one.on))
    planned, planned_here = Counter[str](), Counter[str]()
    for (position, year), cents in facts.planned.items():
        planned[position] += cents
        planned_here[position] += cents if year in scope.years else 0
    until = _added(before, here)
    for name, by_position in (
        ("planned", planned),
        ("planned_here", planned_here),
        ("spent_before", before),
        ("spent", here),
        ("spent_to_date", until),
        ("remaining", _added(planned, {code: -cents for code, cents in until.items()})),
    ):
        yield name, sum(by_position.values())
        for code in dict.fromkeys([*facts.positions, *by_position]):
            yield f"{name}:{code}", by_position.get(code, 0)
    inside = [one for one in facts.paid if scope.holds(one.on)]
    yield "carrier", sum(one.cents for one in inside if not one.is_eligible)
    yield "vouchers", sum(one.vouchers for one in inside if one.is_eligible)
    yield from _of_cash(facts, scope, sum(before.values()), sum(here.values()))


def _of_cash(facts: Facts, scope: Scope, before: int, here: int) -> Iterator[tuple[str, int]]:
    income = Counter(dict.fromkeys(("draw_down", "refund", "other"), 0))
    for one in facts.received:
        if scope.holds(one.on):
            income[one.kind] += one.cents
    opening = sum(one.cents for one in facts.received if one.on < scope.first) - before
    yield "income", sum(income.values())
    yield from ((f"income:{kind}", cents) for kind, cents in income.items())
    yield "cash_opening", opening
    yield "cash_closing", opening + sum(income.values()) - here


def _by_position(paid: Iterable[Paid]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for one in paid:
        sums[one.position] = sums.get(one.position, 0) + one.cents
    return sums


def _added(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {code: one.get(code, 0) + other.get(code, 0) for code in [*one, *other]}


def _of_people(facts: Facts, scope: Scope) -> Iterator[tuple[str, int | None]]:
    stays = _Stays.of(facts.stays, scope)
    yield "admitted", len(stays.first)
    yield "admitted_here", len(stays.first_here)
    yield "in_care", len(stays.there)
    stages = Counter(stay.stage for stay in stays.there)
    yield from ((f"stage:{number}", stages.pop(number, 0)) for number in facts.stages)
    if rest := sum(stages.values()):
        yield f"stage:{NOT_STATED}", rest
    yield "exited", len(stays.left)
    yield "exited_here", len(stays.left_here)
    reasons = Counter(stay.exit_reason or NOT_STATED for stay in stays.left_here)
    outcomes = Counter(stay.outcome or NOT_STATED for stay in stays.left)
    yield from ((f"exited_here:{reason}", reasons[reason]) for reason in sorted(reasons))
    yield from ((f"outcome:{outcome}", outcomes[outcome]) for outcome in sorted(outcomes))
    days = [(stay.exited_on - stay.admitted_on).days for stay in stays.left if stay.exited_on]
    yield "dwell_mean", _half_up(sum(days), len(days)) if days else None
    yield "dwell_median", int(median(days) + 0.5) if days else None


@dataclass(frozen=True)
class _Stays:
    """The stays of a scope: the first of each person, those who were there on its last day, those
    who had left by then; `_here` within its days."""

    first: Sequence[Stayed]
    first_here: Sequence[Stayed]
    there: Sequence[Stayed]
    left: Sequence[Stayed]
    left_here: Sequence[Stayed]

    @classmethod
    def of(cls, stays: Iterable[Stayed], scope: Scope) -> _Stays:
        came = [stay for stay in stays if stay.admitted_on <= scope.last]
        by_person: dict[int, Stayed] = {}
        for stay in sorted(came, key=lambda stay: stay.admitted_on):
            by_person.setdefault(stay.person, stay)
        left = [stay for stay in came if stay.exited_on and stay.exited_on <= scope.last]
        first = list(by_person.values())
        return cls(
            first,
            [stay for stay in first if scope.holds(stay.admitted_on)],
            [stay for stay in came if not stay.exited_on or stay.exited_on > scope.last],
            left,
            [stay for stay in left if stay.exited_on and scope.holds(stay.exited_on)],
        )


def stays_behind(key: str, stays: Iterable[Stayed], scope: Scope) -> list[Stayed]:
    """The stays that a figure of people counts or takes the mean of, the earliest entry first."""
    found, name, part = _Stays.of(stays, scope), name_of(key), part_of(key)
    of_name: Mapping[str, Sequence[Stayed]] = {
        "admitted": found.first,
        "admitted_here": found.first_here,
        "in_care": found.there,
        "stage": [one for one in found.there if str(one.stage or NOT_STATED) == part],
        "exited": found.left,
        "exited_here": [
            one for one in found.left_here if part in {"", one.exit_reason or NOT_STATED}
        ],
        "outcome": [one for one in found.left if (one.outcome or NOT_STATED) == part],
    }
    behind = of_name.get(name, found.left)
    return sorted(behind, key=lambda stay: (stay.admitted_on, stay.number))


def _half_up(total: int, count: int) -> int:
    return (2 * total + count) // (2 * count)


@dataclass(frozen=True)
class Difference:
    """A figure that was told once and would be told otherwise now; None: was or is not told."""

    key: str
    before: int | None
    after: int | None

    @property
    def change(self) -> int | None:
        """How much more it is now; None where one of the two was not told."""
        return None if self.before is None or self.after is None else self.after - self.before


def differences(before: Figures, after: Figures) -> list[Difference]:
    """What differs between two tellings of the same scope, in the order of declaration.

    A part that one of them does not know counts as 0 there: nobody had left for that reason.
    """
    found = []
    order = list(DECLARED)
    for key in dict.fromkeys([*before, *after]):
        other = 0 if part_of(key) else None
        was, now = before.get(key, other), after.get(key, other)
        if was != now:
            found.append(Difference(key, was, now))
    return sorted(found, key=lambda one: (order.index(name_of(one.key)), part_of(one.key)))
