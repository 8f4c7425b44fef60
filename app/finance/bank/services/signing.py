"""Reconciliations signed off: prepared by one person, confirmed or withdrawn by a second."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound
from app.extensions import db
from app.finance.bank import queries
from app.finance.bank.models import BankPreparation, BankSignOff, BankWithdrawal
from app.finance.bank.queries import SignOff
from app.finance.bank.rules.signing import (
    Balance,
    Difference,
    DifferenceKind,
    Side,
    month_end,
)
from app.pilots.queries import one_at_a_time


def prepare(actor: Actor, iban: str, month: date, today: date) -> int:
    """Records bank and books of an account at a month's end; returns the preparation.

    Refused before the month is over, where statements are missing, while anything is unexplained,
    and while the month is signed off.
    """
    one_at_a_time(actor.pilot_id)
    if any(one.is_standing for one in queries.signoffs_of(actor.pilot_id, iban, month)):
        raise DomainError("signing.signed")
    found = _sound_balance(actor, iban, month, today)
    row = BankPreparation(
        pilot_id=actor.pilot_id,
        id=new_id(),
        iban=iban,
        month=month,
        bank_cents=found.bank_cents,
        books_cents=found.books_cents,
        figures=written(found),
        prepared_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "prepare_sign_off", "bank_sign_off", row.id)
    return row.id


def confirm(actor: Actor, iban: str, month: date, preparation_id: int, today: date) -> None:
    """Signs a preparation off; the second person confirms exactly what was prepared."""
    one_at_a_time(actor.pilot_id)
    known = queries.signoffs_of(actor.pilot_id, iban, month)
    if any(one.is_standing for one in known):
        raise DomainError("signing.signed")
    prepared = _latest(known, preparation_id)
    if prepared.prepared_by == actor.user_id:
        raise DomainError("signing.second_person")
    if written(_sound_balance(actor, iban, month, today)) != prepared.figures:
        raise DomainError("signing.changed_since")
    row = BankSignOff(
        pilot_id=actor.pilot_id,
        id=new_id(),
        preparation_id=prepared.id,
        prepared_by=prepared.prepared_by,
        confirmed_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "sign_off", "bank_sign_off", prepared.id)


def _latest(known: Sequence[SignOff], preparation_id: int) -> SignOff:
    """The preparation that was looked at, if no later one has taken its place."""
    if not known or not known[0].is_waiting:
        raise NotFound
    if known[0].id != preparation_id:
        raise DomainError("signing.changed_since")
    return known[0]


def withdraw(actor: Actor, iban: str, month: date, reason: str) -> None:
    """Takes a sign-off back, with a reason; whoever prepared it cannot."""
    one_at_a_time(actor.pilot_id)
    known = queries.signoffs_of(actor.pilot_id, iban, month)
    standing = next((one for one in known if one.is_standing), None)
    if standing is None or standing.sign_off_id is None:
        raise NotFound
    if not reason.strip():
        raise DomainError("signing.reason_missing", "reason")
    if standing.prepared_by == actor.user_id:
        raise DomainError("signing.second_person")
    row = BankWithdrawal(
        pilot_id=actor.pilot_id,
        id=new_id(),
        sign_off_id=standing.sign_off_id,
        prepared_by=standing.prepared_by,
        withdrawn_by=actor.user_id,
        reason=reason.strip(),
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "withdraw_sign_off", "bank_sign_off", standing.id, ["reason"])


def _sound_balance(actor: Actor, iban: str, month: date, today: date) -> Balance:
    """The balance of a month that can be signed; refused otherwise."""
    last = month_end(month)
    links = queries.chain_of(actor.pilot_id, iban)
    if month != month.replace(day=1) or last < links.first:
        raise NotFound
    if last >= today:
        raise DomainError("signing.month_runs", day=last)
    links.check(last)
    found = queries.balance_on(actor.pilot_id, iban, last)
    if found.unexplained_cents:
        raise DomainError("signing.unexplained", rest_cents=found.unexplained_cents)
    return found


AMOUNTS = (
    "opening_cents",
    "bank_cents",
    "receipts_cents",
    "payments_cents",
    "repayments_cents",
    "rests_cents",
)


def written(found: Balance) -> str:
    """A balance as text that is signed: amounts, days, and each difference by its ids."""
    return json.dumps(
        {
            **{name: getattr(found, name) for name in AMOUNTS},
            "first": found.first.isoformat(),
            "last": found.last.isoformat(),
            "differences": [
                [each.kind, each.cents, each.day.isoformat(), each.part_id, each.side, each.row_id]
                for each in found.differences
            ],
        },
        sort_keys=True,
    )


def read(figures: str) -> Balance:
    """The balance that was signed, from its text."""
    told = json.loads(figures)
    return Balance(
        first=date.fromisoformat(told["first"]),
        last=date.fromisoformat(told["last"]),
        differences=tuple(
            Difference(
                DifferenceKind(kind),
                cents,
                date.fromisoformat(day),
                part_id,
                Side(side) if side else None,
                row_id,
            )
            for kind, cents, day, part_id, side, row_id in told["differences"]
        ),
        **{name: told[name] for name in AMOUNTS},
    )
