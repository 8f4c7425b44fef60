"""Reads of the inventory: items as they stood on a day, and vouchers that lack one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Date, Select, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from app import history
from app.accounts.queries import names_in
from app.errors import NotFound
from app.extensions import db, fetch
from app.finance import queries as finance
from app.finance.inventory.models import InventoryEvent, InventoryItem, InventoryWaiver
from app.finance.inventory.rules import (
    Beginning,
    Event,
    ItemState,
    Kind,
    needs_inventory,
    net_of,
    standing,
    state_on,
)
from app.finance.models import Booking
from app.history import Change
from app.pilots.preset import Preset


@dataclass(frozen=True)
class Listed:
    """An item and how it stood on a day."""

    item: InventoryItem
    state: ItemState


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; None leaves open. `is_there`: in use, or gone."""

    place: str | None = None
    condition: str | None = None
    is_there: bool | None = None
    text: str | None = None
    is_undecided: bool = False
    """Only those still there without a word about what becomes of them."""


@dataclass(frozen=True)
class Recorded:
    """An event with who recorded it, when, and whether it was taken back."""

    event: Event
    by: str
    at: datetime
    is_reversed: bool


@dataclass(frozen=True)
class Uninventoried:
    """A voucher that lacks an item; amounts in cents, `net_cents` None where the tax is unknown."""

    booking_id: int
    source_number: str
    paid_on: date
    payee: str
    reason: str
    gross_cents: int
    net_cents: int | None


def known(pilot_id: int, day: date) -> list[tuple[InventoryItem, list[Event]]]:
    """All items acquired up to a day, by number, with their events up to it. Two statements."""
    items = db.session.scalars(
        select(InventoryItem)
        .where(InventoryItem.pilot_id == pilot_id, InventoryItem.acquired_on <= day)
        .order_by(InventoryItem.number)
    ).all()
    events: dict[int, list[Event]] = {}
    for row in db.session.scalars(
        select(InventoryEvent).where(
            InventoryEvent.pilot_id == pilot_id, InventoryEvent.happened_on <= day
        )
    ):
        events.setdefault(row.item_id, []).append(event_of(row))
    return [(item, events.get(item.id, [])) for item in items]


def items_on(pilot_id: int, day: date) -> list[Listed]:
    """All items acquired up to a day as they stood on it, by number."""
    found = [
        (item, state_on(beginning_of(item), events, day)) for item, events in known(pilot_id, day)
    ]
    return [Listed(item, state) for item, state in found if state is not None]


def narrowed(rows: Sequence[Listed], filters: Filters) -> list[Listed]:
    """The items that match."""
    text = (filters.text or "").casefold()
    return [
        row
        for row in rows
        if (filters.place is None or row.state.place == filters.place)
        and (filters.condition is None or row.state.condition == filters.condition)
        and (filters.is_there is None or row.state.is_there is filters.is_there)
        and (not text or text in _searched(row))
        and (not filters.is_undecided or is_undecided(row))
    ]


def _searched(row: Listed) -> str:
    item = row.item
    words = (
        item.description,
        item.serial_number,
        item.supplier,
        item.source_number,
        row.state.used_for,
        row.state.responsible,
    )
    return " ".join(word for word in words if word).casefold()


def beginning_of(item: InventoryItem) -> Beginning:
    """How an item was when it was acquired."""
    return Beginning(
        item.acquired_on,
        item.place,
        item.used_for,
        item.condition,
        item.responsible,
        item.retained_until,
    )


def event_of(row: InventoryEvent) -> Event:
    """A row as the rules know it."""
    return Event(
        kind=Kind(row.kind),
        on=row.happened_on,
        id=row.id,
        place=row.place,
        responsible=row.responsible,
        condition=row.condition,
        used_for=row.used_for,
        is_intended=row.is_intended,
        decision=row.decision,
        recipient=row.recipient,
        proceeds_cents=row.proceeds_cents,
        reason=row.reason,
        reverses_id=row.reverses_id,
    )


def item_numbered(pilot_id: int, number: int) -> InventoryItem:
    """The item with that number; NotFound when the pilot has none."""
    row = db.session.scalar(
        select(InventoryItem).where(
            InventoryItem.pilot_id == pilot_id, InventoryItem.number == number
        )
    )
    if row is None:
        raise NotFound
    return row


def events_of(item: InventoryItem) -> list[Event]:
    """All that was recorded of an item, as it was recorded."""
    rows = db.session.scalars(_of_item(item).order_by(InventoryEvent.id))
    return [event_of(row) for row in rows]


def timeline_of(item: InventoryItem) -> list[Recorded]:
    """The same with who recorded it, the latest first."""
    names = names_in(item.pilot_id)
    rows = db.session.scalars(_of_item(item)).all()
    events = [event_of(row) for row in rows]
    held = {event.id for event in standing(events)}
    found = [
        Recorded(
            event,
            names.get(row.recorded_by, "–"),
            row.recorded_at,
            event.id not in held and event.kind is not Kind.REVERSED,
        )
        for row, event in zip(rows, events, strict=True)
    ]
    return sorted(found, key=lambda one: (one.event.on, one.event.id), reverse=True)


def _of_item(item: InventoryItem) -> Select[InventoryEvent]:
    return select(InventoryEvent).where(
        InventoryEvent.pilot_id == item.pilot_id, InventoryEvent.item_id == item.id
    )


def changes_of(item: InventoryItem) -> list[Change]:
    """What was recorded of an item's facts, oldest first."""
    return history.changes_of(db.session(), InventoryItem, pilot_id=item.pilot_id, id=item.id)


def from_voucher(pilot_id: int, source_number: str) -> Sequence[InventoryItem]:
    """The items that came from a voucher, by number."""
    return db.session.scalars(
        select(InventoryItem)
        .where(InventoryItem.pilot_id == pilot_id, InventoryItem.source_number == source_number)
        .order_by(InventoryItem.number)
    ).all()


_PILOT = bindparam("pilot", type_=BigInteger())
_DAY = bindparam("day", type_=Date())


def not_inventoried(pilot_id: int, preset: Preset, on: date) -> list[Uninventoried]:
    """Vouchers paid up to a day that are likely to hold an item over the limit and have none.

    In time order; neither reversed ones nor those of which somebody said why they need none.
    """
    settings = preset.inventory
    rows = fetch(
        _candidates(),
        {
            "pilot": pilot_id,
            "day": on,
            "limit": settings.limit_net_cents,
            "positions": list(settings.positions),
            "without": list(settings.without_items),
        },
    )
    found = ((row, net_of(int(row.gross), _whole(row.vat))) for row in rows)
    return [
        Uninventoried(
            row.id, row.source_number, row.paid_on, row.payee, row.reason, int(row.gross), net
        )
        for row, net in found
        if needs_inventory(net, int(row.gross), bool(row.in_position), settings.limit_net_cents)
    ]


def _whole(cents: Any) -> int | None:
    return None if cents is None else int(cents)


@cache
def _candidates() -> Select[Any]:
    """Vouchers by their sums; which of them need an item is for the rules to say."""
    reversal = aliased(Booking)
    paid = Booking.amount_cents + Booking.deductible_cents
    is_known = func.count(Booking.vat_cents) == func.count()
    in_position = func.max(
        case((Booking.position.in_(bindparam("positions", expanding=True)), 1), else_=0)
    )
    gross = func.sum(paid)
    return (
        select(
            func.min(Booking.id).label("id"),
            Booking.source_number,
            func.min(Booking.paid_on).label("paid_on"),
            func.min(Booking.payee).label("payee"),
            func.min(Booking.reason).label("reason"),
            gross.label("gross"),
            case((is_known, func.sum(Booking.vat_cents))).label("vat"),
            in_position.label("in_position"),
        )
        .where(
            Booking.pilot_id == _PILOT,
            Booking.paid_on <= _DAY,
            Booking.reverses_id.is_(None),
            Booking.position.not_in(bindparam("without", expanding=True)),
            ~exists().where(
                reversal.pilot_id == Booking.pilot_id,
                reversal.reverses_id == Booking.id,
                reversal.paid_on <= _DAY,
            ),
            ~exists().where(
                InventoryItem.pilot_id == Booking.pilot_id,
                InventoryItem.source_number == Booking.source_number,
            ),
            ~exists().where(
                InventoryWaiver.pilot_id == Booking.pilot_id,
                InventoryWaiver.source_number == Booking.source_number,
            ),
        )
        .group_by(Booking.source_number)
        .having(
            func.max(case((Booking.is_eligible, 1), else_=0)) == 1,
            or_(in_position == 1, gross > bindparam("limit", type_=BigInteger())),
        )
        .order_by(func.min(Booking.paid_on), Booking.source_number)
    )


@dataclass(frozen=True)
class VoucherFacts:
    """A voucher as a form of an item begins with it; amounts in cents."""

    source_number: str
    invoiced_on: date
    payee: str
    reason: str
    gross_cents: int
    net_cents: int | None
    is_reversed: bool


def voucher_facts(pilot_id: int, source_number: str) -> VoucherFacts | None:
    """The voucher with that number of the source, over all its lines."""
    lines = finance.lines_of_voucher(pilot_id, source_number)
    if not lines:
        return None
    gross = sum(line.amount_cents + line.deductible_cents for line in lines)
    taxes = [line.vat_cents for line in lines if line.vat_cents is not None]
    vat = sum(taxes) if len(taxes) == len(lines) else None
    first = lines[0]
    return VoucherFacts(
        source_number,
        first.invoiced_on,
        first.payee,
        first.reason,
        gross,
        net_of(gross, vat),
        first.reverses_id is not None or finance.reversal_of(pilot_id, first.id) is not None,
    )


@dataclass(frozen=True)
class Waiver:
    """A voucher that needs no item, with who said so and why."""

    source_number: str
    reason: str
    by: str
    at: datetime
    version: int


def waivers(pilot_id: int) -> list[Waiver]:
    """All vouchers of which somebody said that they need no item, the latest first."""
    names: Mapping[int, str] = names_in(pilot_id)
    rows = db.session.scalars(
        select(InventoryWaiver)
        .where(InventoryWaiver.pilot_id == pilot_id)
        .order_by(InventoryWaiver.decided_at.desc(), InventoryWaiver.id.desc())
    )
    return [
        Waiver(
            row.source_number,
            row.reason,
            names.get(row.decided_by, "–"),
            row.decided_at,
            row.version,
        )
        for row in rows
    ]


def waiver_of(pilot_id: int, source_number: str) -> InventoryWaiver | None:
    """Why a voucher needs no item."""
    return db.session.scalar(
        select(InventoryWaiver).where(
            InventoryWaiver.pilot_id == pilot_id, InventoryWaiver.source_number == source_number
        )
    )


def is_undecided(row: Listed) -> bool:
    """Whether an item is still there without a word about what becomes of it."""
    return row.state.is_there and row.state.decision is None
