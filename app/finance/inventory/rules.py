"""What has to be inventoried, and how an item stands on a day by what happened to it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.errors import DomainError

HIGHEST_TAX_PERCENT = 19
"""The standard rate of value added tax (§ 12 UStG)."""
MOST_CENTS = 10**11
"""No item costs more than a thousand million euros."""
REMIND = timedelta(days=60)
"""So long before the end of funding the whereabouts are asked for."""


class Condition(StrEnum):
    """The condition of an item (Zustand)."""

    NEW = "new"
    GOOD = "good"
    USED = "used"
    DAMAGED = "damaged"


class Kind(StrEnum):
    """What can happen to an item."""

    MOVED = "moved"
    CONDITION = "condition"
    USE = "use"
    SEEN = "seen"
    WHEREABOUTS = "whereabouts"
    SOLD = "sold"
    GIVEN_AWAY = "given_away"
    RETURNED = "returned"
    SCRAPPED = "scrapped"
    LOST = "lost"
    NOTIFIED = "notified"
    REVERSED = "reversed"


GONE = frozenset({Kind.SOLD, Kind.GIVEN_AWAY, Kind.RETURNED, Kind.SCRAPPED, Kind.LOST})
"""After these the item is no longer there (Abgang)."""


class Whereabouts(StrEnum):
    """What is decided for the end of funding (Verbleib)."""

    KEPT = "kept"
    RETURN = "return"
    SALE = "sale"
    HAND_OVER = "hand_over"


NEEDED: dict[Kind, tuple[str, ...]] = {
    Kind.MOVED: ("place",),
    Kind.CONDITION: ("condition",),
    Kind.USE: ("used_for", "is_intended"),
    Kind.WHEREABOUTS: ("decision",),
    Kind.SOLD: ("proceeds_cents",),
    Kind.GIVEN_AWAY: ("recipient",),
    Kind.LOST: ("reason",),
    Kind.REVERSED: ("reason", "reverses_id"),
}


@dataclass(frozen=True)
class Event:
    """Something that happened to an item; what does not belong to its kind is None."""

    kind: Kind
    on: date
    id: int = 0
    place: str | None = None
    responsible: str | None = None
    condition: str | None = None
    used_for: str | None = None
    is_intended: bool | None = None
    """Whether the item still serves the purpose of the grant."""
    decision: str | None = None
    recipient: str | None = None
    proceeds_cents: int | None = None
    reason: str | None = None
    reverses_id: int | None = None
    """The mistaken event that this one takes back, on the same day as that."""


@dataclass(frozen=True)
class Beginning:
    """How an item was when it was acquired; `retained_until` is the last day of being bound."""

    acquired_on: date
    place: str
    used_for: str
    condition: str
    responsible: str
    retained_until: date


@dataclass(frozen=True)
class ItemState:
    """How an item stands on a day; `decision` is the event that says what becomes of it."""

    place: str
    used_for: str
    condition: str
    responsible: str
    is_intended: bool = True
    last_seen_on: date | None = None
    decision: Event | None = None
    gone: Event | None = None
    owes_notice: bool = False
    """Used otherwise, or gone, while bound, and the funder was not told since (ANBest-P 5)."""

    @property
    def is_there(self) -> bool:
        """Whether the item is still there."""
        return self.gone is None


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events as they happened; those of one day as they were recorded."""
    return sorted(events, key=lambda event: (event.on, event.id))


def standing(events: Iterable[Event]) -> list[Event]:
    """The events that hold: neither reversed nor a reversal, in order."""
    known = list(events)
    taken_back = {event.reverses_id for event in known if event.kind is Kind.REVERSED}
    return [
        event
        for event in in_order(known)
        if event.kind is not Kind.REVERSED and event.id not in taken_back
    ]


def state_on(beginning: Beginning, events: Iterable[Event], day: date) -> ItemState | None:
    """How an item stood at the end of a day, by what is known today; None before it was there."""
    if day < beginning.acquired_on:
        return None
    state = ItemState(
        beginning.place, beginning.used_for, beginning.condition, beginning.responsible
    )
    for event in standing(event for event in events if event.on <= day):
        state = _after(state, event, beginning.retained_until)
    return state


def _after(state: ItemState, event: Event, retained_until: date) -> ItemState:
    is_bound = event.on <= retained_until
    if event.kind in GONE:
        state = replace(state, gone=event, owes_notice=state.owes_notice or is_bound)
    elif event.kind is Kind.MOVED:
        responsible = event.responsible or state.responsible
        state = replace(state, place=event.place or "", responsible=responsible)
    elif event.kind is Kind.CONDITION:
        state = replace(state, condition=event.condition or "")
    elif event.kind is Kind.USE:
        is_intended = event.is_intended is not False
        state = replace(state, used_for=event.used_for or "", is_intended=is_intended)
        state = replace(state, owes_notice=not is_intended and is_bound)
    elif event.kind is Kind.SEEN:
        state = replace(state, last_seen_on=event.on)
    elif event.kind is Kind.WHEREABOUTS:
        state = replace(state, decision=event)
    elif event.kind is Kind.NOTIFIED:
        state = replace(state, owes_notice=False)
    return state


def check_event(beginning: Beginning, known: Sequence[Event], event: Event, today: date) -> None:
    """Refuses what cannot have happened: before the item came, in the future, after it went."""
    check_complete(event)
    if event.on > today:
        raise DomainError("house.future", "happened_on", day=event.on, on=today)
    if event.on < beginning.acquired_on:
        raise DomainError("inventory.before_acquired", "happened_on", day=beginning.acquired_on)
    if event.kind is Kind.NOTIFIED:
        return
    held = standing(known)
    gone = next((one for one in held if one.kind in GONE), None)
    if gone is not None and (event.kind in GONE or event.on >= gone.on):
        raise DomainError("inventory.gone", "happened_on", day=gone.on)
    later = [one for one in held if one.on > event.on and one.kind is not Kind.NOTIFIED]
    if event.kind in GONE and later:
        raise DomainError("inventory.later_event", "happened_on", day=later[-1].on)


def check_complete(event: Event) -> None:
    """Every kind of event says what it is about; a hand-over says to whom."""
    needed = NEEDED.get(event.kind, ())
    if event.decision == Whereabouts.HAND_OVER:
        needed = (*needed, "recipient")
    for name in needed:
        if getattr(event, name) in (None, ""):
            raise DomainError("inventory.needed", name)
    if event.proceeds_cents is not None and not 0 <= event.proceeds_cents <= MOST_CENTS:
        raise DomainError("inventory.proceeds_out_of_bounds", "proceeds_cents")


def check_reversal(known: Sequence[Event], event_id: int) -> Event:
    """The event to be taken back; refused where it is a reversal or taken back already."""
    found = next((event for event in known if event.id == event_id), None)
    if found is None or found not in standing(known):
        raise DomainError("inventory.not_reversible")
    return found


def check_amounts(net_cents: int, gross_cents: int) -> None:
    """An item costs something, and its net price is not above the gross one."""
    if not 0 < gross_cents <= MOST_CENTS:
        raise DomainError("inventory.amount_out_of_bounds", "gross_cents")
    if not 0 < net_cents <= gross_cents:
        raise DomainError("inventory.net_above_gross", "net_cents")


def is_over(net_cents: int, limit_cents: int) -> bool:
    """Whether an item has to be inventoried: its net price is above the limit (ANBest-P 4)."""
    return net_cents > limit_cents


def net_of(gross_cents: int, vat_cents: int | None) -> int | None:
    """The net of what was paid; None where the tax is not known."""
    return None if vat_cents is None else gross_cents - vat_cents


def needs_inventory(
    net_cents: int | None, gross_cents: int, is_in_position: bool, limit_cents: int
) -> bool:
    """Whether a voucher is likely to hold an item over the limit.

    With the tax unknown: whatever was booked in a position for such items, and elsewhere what is
    above the limit even after the highest tax.
    """
    if net_cents is not None:
        return is_over(net_cents, limit_cents)
    if is_in_position:
        return gross_cents > 0
    return gross_cents * 100 > limit_cents * (100 + HIGHEST_TAX_PERCENT)


def asks_whereabouts(day: date, ends_on: date) -> bool:
    """Whether it is time to say what becomes of the items: from 60 days before the end on."""
    return day >= ends_on - REMIND
