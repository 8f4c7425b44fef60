"""Reads of what will be spent: the books of a day, what somebody expects, chosen methods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import BigInteger, Date, Select, bindparam, func, select

from app.accounts.queries import names_in
from app.errors import NotFound
from app.extensions import db, fetch
from app.finance.outlook import rules
from app.finance.outlook.models import Expectation, OutlookMethod
from app.finance.outlook.rules import Books, Method, Outlook, months_to_come
from app.finance.queries import Ledger, ledger_on
from app.finance.staff.queries import expected_by_position_and_year
from app.pilots.preset import OutlookSettings, Preset


def books_on(pilot_id: int, preset: Preset, on: date, ledger: Ledger | None = None) -> Books:
    """What is known of money on a day; the ledger is read where it is not given."""
    ledger = ledger or ledger_on(pilot_id, on)
    ahead = months_to_come(preset.notice, on)
    return Books(
        on,
        preset.notice,
        ledger.planned,
        ledger.paid,
        ledger.committed,
        _entered(pilot_id, on),
        expected_by_position_and_year(pilot_id, ahead[0], ahead[-1]) if ahead else {},
    )


def outlook_on(pilot_id: int, preset: Preset, on: date) -> tuple[Books, list[Outlook]]:
    """The books of a day, and every position until the end."""
    books = books_on(pilot_id, preset, on)
    positions = [position.code for position in preset.positions]
    return books, rules.outlook(books, methods_of(pilot_id, preset, positions), positions)


def at_completion(
    pilot_id: int, preset: Preset, on: date, ledger: Ledger | None = None
) -> Mapping[str, int]:
    """The estimate at completion of every position, in cents, from what is known on the day."""
    positions = [position.code for position in preset.positions]
    return rules.at_completion(
        books_on(pilot_id, preset, on, ledger), methods_of(pilot_id, preset, positions), positions
    )


def methods_of(pilot_id: int, preset: Preset, positions: Sequence[str]) -> dict[str, Method]:
    """How each position is estimated: as somebody chose, else as the programme says."""
    chosen = fetch(_chosen_methods(), {"pilot": pilot_id})
    return default_methods(preset.outlook, positions) | {
        position: Method(method) for position, method in chosen
    }


# Put together once: the overview asks these, too.
_PILOT = bindparam("pilot", type_=BigInteger())


@cache
def _chosen_methods() -> Select[str, str]:
    return select(OutlookMethod.position, OutlookMethod.method).where(
        OutlookMethod.pilot_id == _PILOT
    )


def default_methods(settings: OutlookSettings, positions: Sequence[str]) -> dict[str, Method]:
    """How the programme has each position estimated."""
    named = {code: method for method in Method for code in getattr(settings, method)}
    return {position: named.get(position, Method(settings.default)) for position in positions}


def _entered(pilot_id: int, on: date) -> dict[tuple[str, date], int]:
    """What somebody expects from the day's own month on; earlier ones are over."""
    rows = fetch(_summed_expectations(), {"pilot": pilot_id, "month": on.replace(day=1)})
    return {(position, month): int(cents) for position, month, cents in rows}


@cache
def _summed_expectations() -> Select[str, date, int]:
    return (
        select(Expectation.position, Expectation.month, func.sum(Expectation.amount_cents))
        .where(
            Expectation.pilot_id == _PILOT,
            Expectation.month >= bindparam("month", type_=Date()),
        )
        .group_by(Expectation.position, Expectation.month)
    )


@dataclass(frozen=True)
class Expected:
    """An expectation as people see it."""

    id: int
    position: str
    month: date
    amount_cents: int
    reason: str
    entered_by: str
    version: int


def expectations(pilot_id: int) -> list[Expected]:
    """All expectations in time order."""
    names = names_in(pilot_id)
    rows = db.session.scalars(
        select(Expectation)
        .where(Expectation.pilot_id == pilot_id)
        .order_by(Expectation.month, Expectation.id)
    )
    return [_expected(row, names) for row in rows]


def expectation(pilot_id: int, expectation_id: int) -> Expected:
    """The expectation with that id; NotFound when the pilot has none."""
    row = db.session.get(Expectation, (pilot_id, expectation_id))
    if row is None:
        raise NotFound
    return _expected(row, names_in(pilot_id))


def _expected(row: Expectation, names: Mapping[int, str]) -> Expected:
    return Expected(
        row.id,
        row.position,
        row.month,
        row.amount_cents,
        row.reason,
        names.get(row.entered_by, "–"),
        row.version,
    )
