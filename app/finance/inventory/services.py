"""Items come in, things happen to them, and a voucher may need none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import func, select

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.finance import queries as finance
from app.finance.inventory import queries
from app.finance.inventory.models import InventoryEvent, InventoryItem, InventoryWaiver
from app.finance.inventory.rules import (
    Event,
    Kind,
    check_amounts,
    check_event,
    check_reversal,
    standing,
)
from app.pilots.queries import one_at_a_time


@dataclass(frozen=True)
class ItemFacts:
    """An item as it was when it was acquired; amounts in cents, empty texts are none."""

    description: str
    supplier: str
    acquired_on: date
    net_cents: int
    gross_cents: int
    place: str
    used_for: str
    condition: str
    responsible: str
    retained_until: date
    serial_number: str | None = None
    source_number: str | None = None
    no_voucher_reason: str | None = None


def add_item(actor: Actor, facts: ItemFacts, today: date) -> int:
    """A further item; returns its number, which runs per pilot."""
    one_at_a_time(actor.pilot_id)
    _check(actor, facts, today)
    highest = db.session.scalar(
        select(func.max(InventoryItem.number)).where(InventoryItem.pilot_id == actor.pilot_id)
    )
    row = InventoryItem(
        pilot_id=actor.pilot_id, id=new_id(), number=(highest or 0) + 1, **asdict(facts)
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "add_item", "inventory_item", row.id)
    return row.number


def correct_item(actor: Actor, number: int, facts: ItemFacts, version: int, today: date) -> None:
    """Corrects how an item was when it came; what happened to it since is for events to say."""
    one_at_a_time(actor.pilot_id)
    row = queries.item_numbered(actor.pilot_id, number)
    if row.version != version:
        raise Stale
    _check(actor, facts, today)
    first = min((event.on for event in standing(queries.events_of(row))), default=date.max)
    if facts.acquired_on > first:
        raise DomainError("inventory.event_before", "acquired_on", day=first)
    changed = [name for name, value in asdict(facts).items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, getattr(facts, name))
    db.session.flush()
    audit.record(actor, "correct_item", "inventory_item", row.id, changed)


def _check(actor: Actor, facts: ItemFacts, today: date) -> None:
    check_amounts(facts.net_cents, facts.gross_cents)
    if facts.acquired_on > today:
        raise DomainError("house.future", "acquired_on", day=facts.acquired_on, on=today)
    if facts.retained_until < facts.acquired_on:
        raise DomainError("inventory.retained_before", "retained_until", day=facts.acquired_on)
    if facts.source_number is None:
        if not facts.no_voucher_reason:
            raise DomainError("inventory.voucher_or_reason", "no_voucher_reason")
    elif finance.booking_numbered(actor.pilot_id, facts.source_number) is None:
        raise DomainError("inventory.unknown_voucher", "source_number", number=facts.source_number)


def record_event(actor: Actor, number: int, event: Event, today: date) -> None:
    """Records what happened to an item."""
    one_at_a_time(actor.pilot_id)
    row = queries.item_numbered(actor.pilot_id, number)
    if event.kind is Kind.REVERSED:
        raise DomainError("inventory.not_reversible")
    check_event(queries.beginning_of(row), queries.events_of(row), event, today)
    _write(actor, row, event)
    db.session.flush()
    audit.record(actor, "record_item_event", "inventory_item", row.id, [event.kind])


def reverse_event(actor: Actor, number: int, event_id: int, reason: str) -> None:
    """Takes a mistaken event back, on its own day; both stay to be seen."""
    one_at_a_time(actor.pilot_id)
    row = queries.item_numbered(actor.pilot_id, number)
    known = queries.events_of(row)
    if all(event.id != event_id for event in known):
        raise NotFound
    mistaken = check_reversal(known, event_id)
    if not reason.strip():
        raise DomainError("inventory.needed", "reason")
    taken_back = Event(Kind.REVERSED, mistaken.on, reason=reason.strip(), reverses_id=mistaken.id)
    _write(actor, row, taken_back)
    db.session.flush()
    audit.record(actor, "reverse_item_event", "inventory_item", row.id, [mistaken.kind])


def take_stock(actor: Actor, numbers: Collection[int], on: date, today: date) -> int:
    """Notes which items were seen at a stock-taking (Inventur); returns how many."""
    one_at_a_time(actor.pilot_id)
    known = {item.number: (item, events) for item, events in queries.known(actor.pilot_id, today)}
    if not set(numbers) <= set(known):
        raise NotFound
    for number in sorted(numbers):
        item, events = known[number]
        seen = Event(Kind.SEEN, on)
        check_event(queries.beginning_of(item), events, seen, today)
        _write(actor, item, seen)
    db.session.flush()
    audit.record(actor, "take_stock", "pilot", actor.pilot_id, ["last_seen_on"])
    return len(numbers)


def _write(actor: Actor, row: InventoryItem, event: Event) -> None:
    given = asdict(event)
    kept = {name: value for name, value in given.items() if name not in {"id", "on", "kind"}}
    db.session.add(
        InventoryEvent(
            pilot_id=actor.pilot_id,
            id=new_id(),
            item_id=row.id,
            kind=str(event.kind),
            happened_on=event.on,
            recorded_by=actor.user_id,
            **kept,
        )
    )


def waive(actor: Actor, source_number: str, reason: str) -> None:
    """Says why a voucher needs no item."""
    one_at_a_time(actor.pilot_id)
    if finance.booking_numbered(actor.pilot_id, source_number) is None:
        raise NotFound
    if not reason.strip():
        raise DomainError("inventory.needed", "reason")
    if queries.waiver_of(actor.pilot_id, source_number) is not None:
        raise DomainError("inventory.waived_already")
    row = InventoryWaiver(
        pilot_id=actor.pilot_id,
        id=new_id(),
        source_number=source_number,
        reason=reason.strip(),
        decided_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "waive_inventory", "inventory_waiver", row.id)


def withdraw_waiver(actor: Actor, source_number: str) -> None:
    """The voucher is suggested again; what was said stays in the history."""
    one_at_a_time(actor.pilot_id)
    row = queries.waiver_of(actor.pilot_id, source_number)
    if row is None:
        raise NotFound
    row_id = row.id
    db.session.delete(row)
    db.session.flush()
    audit.record(actor, "withdraw_waiver", "inventory_waiver", row_id)


def announce_export(actor: Actor) -> None:
    """Records that the list leaves the house; before it does."""
    audit.record(actor, "export_inventory", "pilot", actor.pilot_id)
