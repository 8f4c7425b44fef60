"""Reads of accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, select

from app.accounts.models import User
from app.extensions import db
from app.finance.bank.models import BankAccount, BankStatement


@dataclass(frozen=True)
class AccountRow:
    """An account, who registered it when, and its statements: how many, until which day."""

    id: int
    iban: str
    label: str
    kind: str
    by: str
    at: datetime
    statements: int
    until_day: date | None


def accounts_of(pilot_id: int) -> Sequence[AccountRow]:
    """The accounts and cost centres of the pilot in the order of their registration."""
    rows = db.session.execute(
        select(
            BankAccount.id,
            BankAccount.iban,
            BankAccount.label,
            BankAccount.kind,
            User.display_name,
            BankAccount.registered_at,
            func.count(BankStatement.id),
            func.max(BankStatement.until_day),
        )
        .join(User, User.id == BankAccount.registered_by)
        .outerjoin(
            BankStatement,
            and_(
                BankStatement.pilot_id == BankAccount.pilot_id,
                BankStatement.iban == BankAccount.iban,
            ),
        )
        .where(BankAccount.pilot_id == pilot_id)
        .group_by(BankAccount.pilot_id, BankAccount.id, User.display_name)
        .order_by(BankAccount.id)
    )
    return [AccountRow(*row) for row in rows]
