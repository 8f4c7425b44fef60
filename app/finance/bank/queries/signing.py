"""Reconciliations signed off by account and month, and the facts that a new one rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, select

from app.accounts.queries import user_by_id
from app.extensions import db
from app.finance.bank.models import (
    BankEntry,
    BankPreparation,
    BankSignOff,
    BankStatement,
    BankWithdrawal,
)
from app.finance.bank.queries.amounts import parts_by_openness
from app.finance.bank.rules.signing import (
    Chain,
    MonthState,
    Sheet,
    Signed,
    chain,
    month_end,
    month_state,
)
from app.periods import month_starts


@dataclass(frozen=True)
class SignOff:
    """A prepared reconciliation and what became of it; names are those of users."""

    id: int
    iban: str
    month: date
    bank_cents: int
    books_cents: int
    figures: str
    prepared_by: int
    preparer: str
    prepared_at: datetime
    sign_off_id: int | None
    confirmer: str | None
    confirmed_at: datetime | None
    withdrawer: str | None
    withdrawn_at: datetime | None
    reason: str | None

    @property
    def last(self) -> date:
        """The last day of its month."""
        return month_end(self.month)

    @property
    def is_standing(self) -> bool:
        """Confirmed and not withdrawn."""
        return self.sign_off_id is not None and self.withdrawn_at is None

    @property
    def is_waiting(self) -> bool:
        """Prepared and not confirmed yet."""
        return self.sign_off_id is None


def signoffs_of(pilot_id: int, iban: str | None = None, month: date | None = None) -> list[SignOff]:
    """Every preparation with its confirmation and withdrawal, the newest first."""
    wanted = [BankPreparation.pilot_id == pilot_id]
    if iban is not None:
        wanted.append(BankPreparation.iban == iban)
    if month is not None:
        wanted.append(BankPreparation.month == month)
    rows = db.session.execute(
        select(BankPreparation, BankSignOff, BankWithdrawal)
        .outerjoin(
            BankSignOff,
            and_(
                BankSignOff.pilot_id == BankPreparation.pilot_id,
                BankSignOff.preparation_id == BankPreparation.id,
            ),
        )
        .outerjoin(
            BankWithdrawal,
            and_(
                BankWithdrawal.pilot_id == BankSignOff.pilot_id,
                BankWithdrawal.sign_off_id == BankSignOff.id,
            ),
        )
        .where(*wanted)
        .order_by(BankPreparation.prepared_at.desc(), BankPreparation.id.desc())
    ).all()
    names: dict[int, str] = {}
    return [_signed_off(*row, names) for row in rows]


def _signed_off(
    prepared: BankPreparation,
    signed: BankSignOff | None,
    withdrawn: BankWithdrawal | None,
    names: dict[int, str],
) -> SignOff:
    def name(user_id: int) -> str:
        if user_id not in names:
            user = user_by_id(user_id)
            names[user_id] = user.display_name if user else "–"
        return names[user_id]

    return SignOff(
        prepared.id,
        prepared.iban,
        prepared.month,
        prepared.bank_cents,
        prepared.books_cents,
        prepared.figures,
        prepared.prepared_by,
        name(prepared.prepared_by),
        prepared.prepared_at,
        sign_off_id=signed.id if signed else None,
        confirmer=name(signed.confirmed_by) if signed else None,
        confirmed_at=signed.confirmed_at if signed else None,
        withdrawer=name(withdrawn.withdrawn_by) if withdrawn else None,
        withdrawn_at=withdrawn.withdrawn_at if withdrawn else None,
        reason=withdrawn.reason if withdrawn else None,
    )


def signed_months(pilot_id: int) -> list[Signed]:
    """The sign-offs that stand, whoever gave them."""
    withdrawn = (
        select(1)
        .where(
            BankWithdrawal.pilot_id == BankSignOff.pilot_id,
            BankWithdrawal.sign_off_id == BankSignOff.id,
        )
        .exists()
    )
    rows = db.session.execute(
        select(BankPreparation.iban, BankPreparation.month, BankPreparation.prepared_at)
        .join(
            BankSignOff,
            and_(
                BankSignOff.pilot_id == BankPreparation.pilot_id,
                BankSignOff.preparation_id == BankPreparation.id,
            ),
        )
        .where(BankPreparation.pilot_id == pilot_id, ~withdrawn)
    )
    return [Signed(iban, month_end(month), at) for iban, month, at in rows]


def signed_until(pilot_id: int) -> date | None:
    """The last day up to which every account of the pilot is signed off; None where one is not.

    A sign-off covers all that came before it, since its balances begin with the first statement.
    """
    signed = signed_months(pilot_id)
    lasts = [
        max((one.last for one in signed if one.iban == iban), default=None)
        for iban in accounts(pilot_id)
    ]
    known = [last for last in lasts if last is not None]
    return min(known) if known and len(known) == len(lasts) else None


def accounts(pilot_id: int) -> list[str]:
    """The accounts (IBAN) that have statements; the one whose statements begin first leads.

    Vouchers without an entry are held against that one.
    """
    rows = db.session.execute(
        select(BankStatement.iban, func.min(BankStatement.from_day))
        .where(BankStatement.pilot_id == pilot_id)
        .group_by(BankStatement.iban)
    )
    return [iban for iban, _first in sorted(rows, key=lambda row: (row[1], row[0]))]


def sheets_of(pilot_id: int) -> dict[str, list[Sheet]]:
    """The statements of each account as the chain sees them."""
    rows = db.session.execute(
        select(
            BankStatement.iban,
            BankStatement.from_day,
            BankStatement.until_day,
            BankStatement.opening_cents,
            BankStatement.closing_cents,
        ).where(BankStatement.pilot_id == pilot_id)
    )
    found: dict[str, list[Sheet]] = {}
    for iban, first, until, opening, closing in rows:
        found.setdefault(iban, []).append(Sheet(first, until, opening, closing))
    return found


def booked_by_day(pilot_id: int) -> dict[str, dict[date, int]]:
    """What each account's entries of a day add up to."""
    rows = db.session.execute(
        select(BankEntry.iban, BankEntry.booked_on, func.sum(BankEntry.amount_cents))
        .where(BankEntry.pilot_id == pilot_id)
        .group_by(BankEntry.iban, BankEntry.booked_on)
    )
    found: dict[str, dict[date, int]] = {}
    for iban, day, cents in rows:
        found.setdefault(iban, {})[day] = int(cents)
    return found


@dataclass(frozen=True)
class MonthRow:
    """A month of an account: its state and the entries booked in it that are open."""

    iban: str
    month: date
    state: MonthState
    open_entries: int
    latest: SignOff | None


def months_of(pilot_id: int, on: date) -> dict[str, list[MonthRow]]:
    """The months of each account from its first statement that lie behind the day, newest first."""
    sheets, booked = sheets_of(pilot_id), booked_by_day(pilot_id)
    still_open = _open_entries(pilot_id)
    latest: dict[tuple[str, date], SignOff] = {}
    for one in signoffs_of(pilot_id):
        known = latest.get((one.iban, one.month))
        if known is None or (one.is_standing and not known.is_standing):
            latest[one.iban, one.month] = one
    found = {}
    for iban in accounts(pilot_id):
        links = chain(sheets[iban], booked.get(iban, {}))
        rows = [
            _month_row(links, iban, month, latest.get((iban, month)), still_open)
            for month in month_starts(links.first, on)
            if month_end(month) < on
        ]
        found[iban] = rows[::-1]
    return found


def _month_row(
    links: Chain,
    iban: str,
    month: date,
    latest: SignOff | None,
    still_open: dict[tuple[str, date], int],
) -> MonthRow:
    is_signed = latest is not None and latest.is_standing
    is_prepared = latest is not None and latest.is_waiting
    state = month_state(links, month_end(month), is_prepared, is_signed)
    return MonthRow(iban, month, state, still_open.get((iban, month), 0), latest)


def _open_entries(pilot_id: int) -> dict[tuple[str, date], int]:
    known = parts_by_openness().subquery()
    rows = db.session.execute(
        select(BankEntry.iban, BankEntry.booked_on, func.count(known.c.entry_id.distinct()))
        .select_from(known)
        .join(BankEntry, and_(BankEntry.pilot_id == pilot_id, BankEntry.id == known.c.entry_id))
        .where(known.c.open_cents != 0)
        .group_by(BankEntry.iban, BankEntry.booked_on),
        {"pilot": pilot_id},
    )
    found: dict[tuple[str, date], int] = {}
    for iban, day, count in rows:
        key = (iban, day.replace(day=1))
        found[key] = found.get(key, 0) + count
    return found
