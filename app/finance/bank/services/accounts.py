"""Whose statements belong to the pilot: accounts registered by hand or by the first import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import delete, select

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound
from app.extensions import db
from app.finance.bank.account_numbers import account_in, same_account
from app.finance.bank.models import BankAccount, BankStatement
from app.finance.bank.statements import BankStatement as ReadStatement
from app.finance.bank.statements import Source
from app.pilots.queries import one_at_a_time

MAX_LABEL = 100


class AccountKind(StrEnum):
    """The pilot's own account, or its cost centre in the ledger."""

    ACCOUNT = "account"
    COST_CENTRE = "cost_centre"


@dataclass(frozen=True)
class NewAccount:
    """An account that an import brings with it."""

    iban: str
    kind: AccountKind


@dataclass(frozen=True)
class Resolved:
    """Statements under the numbers their accounts are registered by, and accounts to be added."""

    statements: Sequence[ReadStatement]
    new: Sequence[NewAccount]


def resolve(pilot_id: int, statements: Sequence[ReadStatement]) -> Resolved:
    """The accounts of the statements; DomainError for one that is not the pilot's.

    The very first account registers itself; cost centres have been chosen by the programme.
    """
    rows = db.session.execute(
        select(BankAccount.iban, BankAccount.kind).where(BankAccount.pilot_id == pilot_id)
    ).all()
    known = {(kind, same_account(iban)): iban for iban, kind in rows}
    may_register = not any(kind == AccountKind.ACCOUNT for _iban, kind in rows)
    found: list[ReadStatement] = []
    new: list[NewAccount] = []
    for statement in statements:
        kind = _kind_of(statement)
        key = (str(kind), same_account(statement.iban))
        if key not in known:
            if kind is AccountKind.ACCOUNT:
                if not may_register:
                    raise DomainError("bank.account_unknown", account=statement.iban)
                may_register = False
            known[key] = statement.iban
            new.append(NewAccount(statement.iban, kind))
        found.append(replace(statement, iban=known[key]))
    return Resolved(found, new)


def _kind_of(statement: ReadStatement) -> AccountKind:
    is_ledger = statement.source is Source.LEDGER
    return AccountKind.COST_CENTRE if is_ledger else AccountKind.ACCOUNT


def register(actor: Actor, number: str, label: str) -> None:
    """Registers an account by hand, by its IBAN or as "bank code/account number"."""
    account = account_in(number)
    if account is None:
        raise DomainError("bank.account_number", "number")
    one_at_a_time(actor.pilot_id)
    if same_account(account) in {
        same_account(iban)
        for iban in db.session.scalars(
            select(BankAccount.iban).where(BankAccount.pilot_id == actor.pilot_id)
        )
    }:
        raise DomainError("bank.account_known", "number")
    add_account(actor, NewAccount(account, AccountKind.ACCOUNT), None, label.strip())


def add_account(
    actor: Actor, account: NewAccount, import_id: int | None, label: str | None = None
) -> None:
    """Adds an account, for an import or by hand."""
    row = BankAccount(
        pilot_id=actor.pilot_id,
        id=new_id(),
        iban=account.iban,
        label=(label or account.iban)[:MAX_LABEL],
        kind=str(account.kind),
        import_id=import_id,
        registered_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "register_account", "bank_account", row.id)


def remove(actor: Actor, account_id: int) -> None:
    """Takes an account off the list; DomainError once it has statements."""
    one_at_a_time(actor.pilot_id)
    row = db.session.get(BankAccount, (actor.pilot_id, account_id))
    if row is None:
        raise NotFound
    has_statements = db.session.scalar(
        select(BankStatement.id)
        .where(BankStatement.pilot_id == actor.pilot_id, BankStatement.iban == row.iban)
        .limit(1)
    )
    if has_statements:
        raise DomainError("bank.account_used")
    db.session.delete(row)
    db.session.flush()
    audit.record(actor, "remove_account", "bank_account", account_id)


def remove_unused(actor: Actor) -> None:
    """Accounts that imports brought with them go when the last of their statements is undone."""
    used = select(BankStatement.iban).where(BankStatement.pilot_id == actor.pilot_id)
    unused = (
        BankAccount.pilot_id == actor.pilot_id,
        BankAccount.import_id.is_not(None),
        BankAccount.iban.not_in(used),
    )
    for account_id in db.session.scalars(select(BankAccount.id).where(*unused)).all():
        audit.record(actor, "remove_account", "bank_account", account_id)
    db.session.execute(delete(BankAccount).where(*unused))
