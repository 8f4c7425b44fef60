"""What the funder has to be told of (Mitteilungspflichten, ANBest-P 5), and where it stands. Pure.

The system sees a trigger on a day of account, people decide: a letter, or a reason why none is
needed. A trigger that was decided on stays quiet until one of its figures gets worse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.errors import DomainError

MOST_LETTERS = 20_000
"""How long the text of a letter may be."""
MOST_REASON = 1_000


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


class State(StrEnum):
    """How far a letter is."""

    DRAFT = "draft"
    SENT = "sent"
    ANSWERED = "answered"
    DISCARDED = "discarded"


class Event(StrEnum):
    """What happens to a letter."""

    SENT = "sent"
    ANSWERED = "answered"
    DISCARDED = "discarded"


class Way(StrEnum):
    """How a letter went to the funder."""

    POST = "post"
    EMAIL = "email"
    PORTAL = "portal"
    FAX = "fax"


@dataclass(frozen=True)
class Happened:
    """An event with its day; `text` is the answer, or why a draft was given up."""

    event: Event
    on: date
    way: Way | None = None
    reference: str = ""
    text: str = ""


def state_of(events: Sequence[Event]) -> State:
    """The state that the events of a letter lead to."""
    return next(
        (
            State(event)
            for event in (Event.DISCARDED, Event.ANSWERED, Event.SENT)
            if event in events
        ),
        State.DRAFT,
    )


def check_happened(known: Sequence[Happened], new: Happened, today: date) -> None:
    """Refuses what cannot follow: sent or given up only a draft, answered only what was sent."""
    state = state_of([one.event for one in known])
    if new.on > today:
        raise DomainError("house.future", "happened_on", day=new.on, on=today)
    if new.event is not Event.ANSWERED:
        if state is not State.DRAFT:
            raise DomainError("notifications.no_draft")
        return
    sent = next((one for one in known if one.event is Event.SENT), None)
    if sent is None:
        raise DomainError("notifications.not_sent")
    if new.on < sent.on:
        raise DomainError("notifications.answered_before_sent", "happened_on", day=sent.on)


@dataclass(frozen=True)
class Wording:
    """What a person may change of a letter."""

    recipient: str
    reference: str
    subject: str
    text: str


def check_wording(given: Wording) -> None:
    """A letter has an address, a subject and a text of at most MOST_LETTERS."""
    for name in ("recipient", "subject", "text"):
        if not getattr(given, name).strip():
            raise DomainError("notifications.missing", name)
    if len(given.text) > MOST_LETTERS:
        raise DomainError("notifications.too_long", "text", most=MOST_LETTERS)


def check_reason(reason: str) -> None:
    """That no letter is needed has to be said in words."""
    if not reason.strip():
        raise DomainError("notifications.no_reason", "reason")
    if len(reason) > MOST_REASON:
        raise DomainError("notifications.reason_too_long", "reason", most=MOST_REASON)


class Decided(StrEnum):
    """What was decided on a trigger."""

    DRAFTED = "drafted"
    TOLD = "told"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True)
class Decision:
    """A letter or a waiver, with the figures that it rests on; `id` is that of its record."""

    id: int
    kind: Kind
    decided: Decided
    weights: Mapping[str, int]


class Stands(StrEnum):
    """Where a trigger stands; the last two are quiet."""

    OPEN = "open"
    WORSE = "worse"
    DRAFTED = "drafted"
    TOLD = "told"
    NOT_NEEDED = "not_needed"


QUIET = frozenset({Stands.TOLD, Stands.NOT_NEEDED})


@dataclass(frozen=True)
class Standing:
    """A trigger with where it stands, the decision behind that, and whether it is worse since."""

    trigger: Trigger
    stands: Stands
    decision: Decision | None = None
    is_worse: bool = False


def is_worse(known: Mapping[str, int], now: Mapping[str, int]) -> bool:
    """Whether anything weighs more than when it was decided on, or is new."""
    return any(weight > known.get(key, 0) for key, weight in now.items())


def standings(triggers: Sequence[Trigger], decisions: Sequence[Decision]) -> list[Standing]:
    """Where each trigger stands by the decisions in time order; what is open comes first.

    Of several decisions on the same row the latest counts.
    """
    found = [_standing(one, [d for d in decisions if d.kind is one.kind]) for one in triggers]
    order = list(Stands)
    return sorted(found, key=lambda one: order.index(one.stands))


def _standing(trigger: Trigger, decisions: Sequence[Decision]) -> Standing:
    known: dict[str, int] = {}
    final = [one for one in decisions if one.decided is not Decided.DRAFTED]
    for decision in final:
        known |= decision.weights
    last = final[-1] if final else None
    if last is not None and not is_worse(known, trigger.weights):
        is_told = last.decided is Decided.TOLD
        return Standing(trigger, Stands.TOLD if is_told else Stands.NOT_NEEDED, last)
    draft = next((one for one in decisions if one.decided is Decided.DRAFTED), None)
    if draft is not None:
        is_late = is_worse({**known, **draft.weights}, trigger.weights)
        return Standing(trigger, Stands.DRAFTED, draft, is_late)
    return Standing(trigger, Stands.WORSE if last else Stands.OPEN, last, last is not None)


def open_ones(found: Sequence[Standing]) -> Iterator[Standing]:
    """What still has to be decided or sent."""
    return (one for one in found if one.stands not in QUIET)
