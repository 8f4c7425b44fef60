"""What the funder has to be told of on a day of account, by the books. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What has to be told."""

    GOAL = "goal"
    DRAWN_MONEY = "drawn_money"
    YEAR_MONEY = "year_money"
    OTHER_FUNDING = "other_funding"
    OVERRUN = "overrun"
    INVENTORY = "inventory"
    PURPOSE = "purpose"
    INSOLVENCY = "insolvency"


@dataclass(frozen=True)
class Norm:
    """Where a duty stands; while that is not confirmed for the notice, a letter goes as caution."""

    text: str
    is_confirmed: bool = True


_ANBEST_P = {
    Kind.GOAL: Norm("ANBest-P 5.3"),
    Kind.DRAWN_MONEY: Norm("ANBest-P 5.4"),
    Kind.YEAR_MONEY: Norm("Bescheid, ANBest-P 5.2"),
    Kind.OTHER_FUNDING: Norm("ANBest-P 5.1"),
    Kind.OVERRUN: Norm("ANBest-P 1.2, 5.2"),
    Kind.INVENTORY: Norm("ANBest-P 5.5"),
    Kind.PURPOSE: Norm("ANBest-P 5.2"),
    Kind.INSOLVENCY: Norm("ANBest-P 5.6"),
}
NORMS: Mapping[str, Mapping[Kind, Norm]] = {
    "anbest_p": _ANBEST_P,
    "anbest_gk": dict.fromkeys(Kind, Norm("ANBest-Gk 5", is_confirmed=False)),
}
"""By the key of the rule set; one that is not named here knows no duty to notify."""


@dataclass(frozen=True)
class Goal:
    """How many people are accompanied, and will be by the end of the period.

    `expected_full` admits only while a full stay is possible, `expected_any` up to the end.
    `mean_months` is the pilot's own mean stay, None while the forecast rests on the planned one.
    """

    target: int
    accompanied: int
    expected_full: int
    expected_any: int
    planned_now: int
    last_full_entry: date
    ends_on: date
    planned_months: int
    mean_months: float | None

    def is_out_of_reach(self, on: date) -> bool:
        """Whether the target is missed even with short stays, or with the full ones it is about.

        A forecast of full stays that rests on the plan alone says nothing new of the plan: before
        the last day of a full stay it is believed only where own stays carry it.
        """
        rests_on_facts = self.mean_months is not None or on > self.last_full_entry
        return self.expected_any < self.target or (
            rests_on_facts and self.expected_full < self.target
        )


@dataclass(frozen=True)
class Drawn:
    """A draw-down that came, in cents; one of `late_cents` and `ahead_cents` is 0.

    `late_cents` was used after its time or is overdue, `ahead_cents` will be late by what is
    planned; `rest_cents` is unspent today.
    """

    id: int
    received_on: date
    amount_cents: int
    last_timely_on: date
    late_cents: int
    ahead_cents: int
    rest_cents: int


@dataclass(frozen=True)
class YearMoney:
    """A year of which money will be left over, in cents."""

    year: int
    planned_cents: int
    expected_cents: int

    @property
    def left_cents(self) -> int:
        """What will not be spent in the year."""
        return self.planned_cents - self.expected_cents


@dataclass(frozen=True)
class Income:
    """Money of somebody else for the pilot, in cents."""

    id: int
    received_on: date
    payer: str
    reason: str
    amount_cents: int


@dataclass(frozen=True)
class Item:
    """An inventoried item that is used otherwise or gone while bound; `event` is what happened."""

    id: int
    number: int
    description: str
    event: str
    happened_on: date


@dataclass(frozen=True)
class Overrun:
    """A position above what it may exceed its plan by, today or by the forecast; in cents."""

    position: str
    planned_cents: int
    reached_cents: int
    allowed_cents: int
    is_ahead: bool

    @property
    def excess_cents(self) -> int:
        """What is above the plan."""
        return self.reached_cents - self.planned_cents


Figures = Goal | Drawn | YearMoney | Income | Item | Overrun


@dataclass(frozen=True)
class Facts:
    """What triggers rest on, as it stands on a day; `norms` are those of the rule set."""

    on: date
    norms: Mapping[Kind, Norm]
    goal: Goal | None = None
    drawn: Sequence[Drawn] = ()
    years: Sequence[YearMoney] = ()
    income: Sequence[Income] = ()
    overruns: Sequence[Overrun] = ()
    items: Sequence[Item] = ()


@dataclass(frozen=True)
class Row:
    """Something behind a trigger; `weight` grows as it gets worse (people, cents, or 1)."""

    key: str
    weight: int
    figures: Figures


@dataclass(frozen=True)
class Trigger:
    """Something the funder has to be told of; `since` is None where no day can be named."""

    kind: Kind
    norm: Norm
    since: date | None
    rows: tuple[Row, ...]

    @property
    def weights(self) -> dict[str, int]:
        """How grave each of its rows is: what a decision on it rests on."""
        return {row.key: row.weight for row in self.rows}


def seen(facts: Facts) -> list[Trigger]:
    """The triggers of a day; purpose and insolvency show in no books and are told by hand."""
    found = ((kind, look(facts)) for kind, look in _LOOKS.items() if kind in facts.norms)
    return [
        Trigger(kind, facts.norms[kind], since, tuple(rows))
        for kind, (since, rows) in found
        if rows
    ]


_Seen = tuple[date | None, list[Row]]


def _goal(facts: Facts) -> _Seen:
    goal = facts.goal
    if goal is None or not goal.is_out_of_reach(facts.on):
        return None, []
    behind = goal.last_full_entry + timedelta(days=1)
    since = behind if facts.on >= behind else None
    return since, [Row("goal", goal.target - min(goal.expected_full, goal.expected_any), goal)]


def _drawn(facts: Facts) -> _Seen:
    bad = [one for one in facts.drawn if one.late_cents + one.ahead_cents > 0]
    late = [one.last_timely_on + timedelta(days=1) for one in bad if one.late_cents]
    return min(late, default=None), [
        Row(str(one.id), one.late_cents + one.ahead_cents, one) for one in bad
    ]


def _years(facts: Facts) -> _Seen:
    return None, [Row(str(one.year), one.left_cents, one) for one in facts.years]


def _income(facts: Facts) -> _Seen:
    came = [one for one in facts.income if one.amount_cents > 0]
    rows = [Row(str(one.id), one.amount_cents, one) for one in came]
    return min((one.received_on for one in came), default=None), rows


def _overruns(facts: Facts) -> _Seen:
    return None, [Row(one.position, one.excess_cents, one) for one in facts.overruns]


def _items(facts: Facts) -> _Seen:
    since = min((one.happened_on for one in facts.items), default=None)
    # What happens to an item after it was told is a new matter: the day belongs to its key.
    return since, [Row(f"{one.id}:{one.happened_on}", 1, one) for one in facts.items]


_LOOKS: Mapping[Kind, Callable[[Facts], _Seen]] = {
    Kind.GOAL: _goal,
    Kind.DRAWN_MONEY: _drawn,
    Kind.YEAR_MONEY: _years,
    Kind.OTHER_FUNDING: _income,
    Kind.OVERRUN: _overruns,
    Kind.INVENTORY: _items,
}
BY_SIGHT = frozenset(_LOOKS)
"""What the books show; the other kinds are recorded by hand alone."""
