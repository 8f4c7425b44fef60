"""The books of a day as the rules look at them, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Date,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from app.extensions import fetch
from app.finance.commitments.models import Commitment
from app.finance.funder_rules.rules.facts import Facts, VoucherFact
from app.finance.grants.queries import account_of
from app.finance.inventory.models import InventoryItem, InventoryWaiver
from app.finance.models import Booking
from app.finance.outlook import rules as forecasting
from app.finance.outlook.queries import at_completion, books_on, methods_of
from app.finance.queries import Ledger, bound_shares, budget_on
from app.finance.rules import BudgetLine
from app.periods import add_months
from app.pilots.preset import Preset
from app.pilots.rule_set import Kind, RuleSet

_PILOT = bindparam("pilot", type_=BigInteger())
_DAY = bindparam("day", type_=Date())


@dataclass(frozen=True)
class RecordedElsewhere:
    """Numbers of vouchers that the inventory and the records of awards name."""

    inventoried: frozenset[str] = frozenset()
    awarded: frozenset[str] = frozenset()


def recorded_elsewhere(pilot_id: int) -> RecordedElsewhere:
    """What the inventory and the commitments know of vouchers.

    A voucher of which somebody said why it holds no item is looked after as well; so is one whose
    contract has its award, or the reason why it needs none.
    """
    asked = {"pilot": pilot_id}
    return RecordedElsewhere(
        frozenset(fetch(_looked_after(), asked).scalars()),
        frozenset(fetch(_awarded(), asked).scalars()),
    )


@cache
def _looked_after() -> CompoundSelect[str]:
    return (
        select(func.coalesce(InventoryItem.source_number, ""))
        .where(InventoryItem.pilot_id == _PILOT)
        .union(select(InventoryWaiver.source_number).where(InventoryWaiver.pilot_id == _PILOT))
    )


@cache
def _awarded() -> Select[str]:
    return (
        select(Booking.source_number)
        .join(
            Commitment,
            (Commitment.pilot_id == Booking.pilot_id) & (Commitment.id == Booking.commitment_id),
        )
        .where(
            Booking.pilot_id == _PILOT,
            or_(Commitment.award_id.is_not(None), Commitment.no_award_reason.is_not(None)),
        )
    )


def facts_on(pilot_id: int, preset: Preset, day: date, also: Iterable[RuleSet] = ()) -> Facts:
    """The books on a day, for the rule set of the preset and those to compare it with."""
    starts_on, ends_on = preset.notice.starts_on, preset.notice.ends_on
    asked = {"pilot": pilot_id, "day": day}
    elsewhere = recorded_elsewhere(pilot_id)
    period = {"starts_on": starts_on, "ends_on": ends_on}
    positions = _positions([preset.rule_set, *also])
    lines_of_positions = _vouchers(_of_positions(), {**asked, "positions": positions})
    money = account_of(pilot_id, day)
    return Facts(
        on=day,
        starts_on=starts_on,
        ends_on=ends_on,
        granted_cents=preset.notice.grant_cents,
        lines=_lines(pilot_id, preset, day),
        final_due_on=_final_due(preset),
        estimates=at_completion(pilot_id, preset, day) if day <= ends_on else {},
        committed_by_year=committed_by_year(pilot_id, day),
        received=money.arrivals,
        without_term=money.without_term,
        spent=money.departures,
        outside=_vouchers(_outside(), {**asked, **period}),
        items=lines_of_positions,
        inventoried=elsewhere.inventoried,
        alike=_vouchers(_alike(), asked),
        mark=preset.voucherwork.mark,
        without_mark=_vouchers(_without_mark(), asked),
        unlooked=fetch(_unlooked(), asked).scalar_one(),
        contracts=lines_of_positions,
        awarded=elsewhere.awarded,
    )


def budget_facts(
    preset: Preset,
    day: date,
    lines: Sequence[BudgetLine],
    pilot_id: int,
    ledger: Ledger | None = None,
    estimates: Mapping[str, int] | None = None,
) -> Facts:
    """The books as far as plan and payments tell; asks for the forecast only where it matters.

    It matters where a position is over its plan before the end: whether others save as much.
    """
    notice = preset.notice
    is_over = any(line.paid_cents > line.planned_cents for line in lines)
    if is_over and day <= notice.ends_on:
        estimates = estimates or at_completion(pilot_id, preset, day, ledger)
    return Facts(
        day,
        notice.starts_on,
        notice.ends_on,
        notice.grant_cents,
        lines,
        _final_due(preset),
        (estimates or {}) if is_over and day <= notice.ends_on else {},
    )


def estimates_with(
    pilot_id: int, preset: Preset, day: date, position: str, pay_on: date, cents: int
) -> Mapping[str, int]:
    """The estimates at completion once an order is bound: it may be part of what was expected."""
    books, at = books_on(pilot_id, preset, day), (position, pay_on.replace(day=1))
    bound = {**books.committed, at: books.committed.get(at, 0) + cents}
    codes = [one.code for one in preset.positions]
    methods = methods_of(pilot_id, preset, codes)
    return forecasting.at_completion(replace(books, committed=bound), methods, codes)


def _final_due(preset: Preset) -> date | None:
    rule = preset.rule_set.rule(Kind.FINAL_STATEMENT)
    return add_months(preset.notice.ends_on, rule.number("months")) if rule else None


def _lines(pilot_id: int, preset: Preset, day: date) -> list[BudgetLine]:
    return budget_on(pilot_id, day, [one.code for one in preset.positions], preset.years)


def _positions(rule_sets: Iterable[RuleSet]) -> list[str]:
    return sorted(
        {
            code
            for rule_set in rule_sets
            for rule in rule_set.rules
            for value in rule.values.values()
            if isinstance(value, tuple)
            for code in value
        }
    )


def committed_by_year(pilot_id: int, day: date) -> dict[int, int]:
    """Open commitments by the year of their payment; what is overdue will be paid this year."""
    found: dict[int, int] = {}
    for share in bound_shares(pilot_id, day):
        paid_in = max(share.expected_on.year, day.year)
        found[paid_in] = found.get(paid_in, 0) + share.amount_cents
    return found


def _standing() -> list[ColumnElement[bool]]:
    """Eligible lines up to the day that are neither reversed by then nor a reversal."""
    reversal = aliased(Booking)
    is_reversed = (
        select(literal(1))
        .where(
            reversal.pilot_id == Booking.pilot_id,
            reversal.reverses_id == Booking.id,
            reversal.paid_on <= _DAY,
        )
        .exists()
    )
    return [
        Booking.pilot_id == _PILOT,
        Booking.paid_on <= _DAY,
        Booking.is_eligible.is_(True),
        Booking.reverses_id.is_(None),
        ~is_reversed,
    ]


def _columns() -> list[Any]:
    gross = Booking.amount_cents + Booking.deductible_cents
    return [
        Booking.source_number,
        Booking.position,
        Booking.payee,
        Booking.invoiced_on,
        Booking.paid_on,
        gross.label("gross"),
        (gross - Booking.vat_cents).label("net"),
        Booking.invoice_number,
        Booking.participant_number,
        Booking.post_key,
    ]


def _vouchers(statement: Any, values: dict[str, object]) -> list[VoucherFact]:
    return [VoucherFact(*row) for row in fetch(statement, values)]


@cache
def _outside() -> Any:
    starts_on, ends_on = (bindparam(name, type_=Date()) for name in ("starts_on", "ends_on"))
    return (
        select(*_columns())
        .where(*_standing(), or_(Booking.paid_on < starts_on, Booking.paid_on > ends_on))
        .order_by(Booking.paid_on, Booking.source_number, Booking.line)
    )


@cache
def _of_positions() -> Any:
    positions = bindparam("positions", expanding=True, type_=String())
    return (
        select(*_columns())
        .where(*_standing(), Booking.position.in_(positions))
        .order_by(Booking.paid_on, Booking.source_number, Booking.line)
    )


@cache
def _without_mark() -> Any:
    return (
        select(*_columns())
        .where(*_standing(), Booking.line == 1, Booking.bears_mark.is_(False))
        .order_by(Booking.paid_on, Booking.source_number)
    )


@cache
def _unlooked() -> Select[int]:
    return select(func.count()).where(*_standing(), Booking.line == 1, Booking.bears_mark.is_(None))


@cache
def _alike() -> Any:
    """Vouchers that share an invoice number, or invoice day and sum; suppliers compare later."""
    gross = Booking.amount_cents + Booking.deductible_cents
    whole = (
        select(
            Booking.source_number.label("number"),
            func.min(Booking.position).label("position"),
            func.min(Booking.payee).label("payee"),
            func.min(Booking.invoiced_on).label("invoiced_on"),
            func.min(Booking.paid_on).label("paid_on"),
            func.sum(gross, type_=BigInteger()).label("gross"),
            func.min(Booking.invoice_number).label("invoice_number"),
            func.min(Booking.participant_number, type_=Integer()).label("participant_number"),
            func.min(Booking.post_key).label("post_key"),
        )
        .where(*_standing())
        .group_by(Booking.source_number)
        .subquery("whole")
    )
    invoice = func.lower(whole.c.invoice_number)
    for sign in (" ", "-", "/", ".", "_"):
        invoice = func.replace(invoice, sign, "")
    counted = select(
        whole,
        func.count().over(partition_by=invoice).label("same_invoice"),
        func.count().over(partition_by=[whole.c.invoiced_on, whole.c.gross]).label("same_day"),
    ).subquery("counted")
    c = counted.c
    net: ColumnElement[int | None] = literal(None, BigInteger())
    return (
        select(
            c.number,
            c.position,
            c.payee,
            c.invoiced_on,
            c.paid_on,
            c.gross,
            net,
            c.invoice_number,
            c.participant_number,
            c.post_key,
        )
        .where(or_(and_(c.invoice_number.is_not(None), c.same_invoice > 1), c.same_day > 1))
        .order_by(c.paid_on, c.number)
    )
