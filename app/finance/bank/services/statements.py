"""Statements of account taken in: new entries only, and taken back as a whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import cast

from sqlalchemy import ColumnElement, Select, Table, and_, delete, insert, select

from app.access import Actor
from app.database import new_id, utc_now
from app.errors import DomainError
from app.extensions import db
from app.finance.bank import queries
from app.finance.bank.chain import Link, beside, gap_after, gap_before
from app.finance.bank.known import Fate, Judged, KnownEntries, KnownEntry
from app.finance.bank.models import BankEntry, BankPart, BankStatement
from app.finance.bank.rules.signing import Touched, locked_by
from app.finance.bank.services.accounts import (
    AccountKind,
    NewAccount,
    add_account,
    remove_unused,
    resolve,
)
from app.finance.bank.statements import BankEntry as ReadEntry
from app.finance.bank.statements import BankStatement as ReadStatement
from app.intake.findings import Finding, Outcome, Severity


@dataclass(frozen=True)
class NewStatement:
    """A statement with its new entries under the references they are kept by."""

    statement: ReadStatement
    fresh: Sequence[Judged]


@dataclass
class StatementsToTake:
    """What of the file is new: statements with their new entries, and accounts not known before."""

    outcome: Outcome = field(default_factory=Outcome)
    new: list[NewStatement] = field(default_factory=list)
    accounts: list[NewAccount] = field(default_factory=list)


def compare(actor: Actor, statements: Sequence[ReadStatement]) -> StatementsToTake:
    """New entries against those known; the same reference with other content is an error.

    DomainError for another account's statement, and for one known with other entries.
    """
    result = StatementsToTake()
    found = resolve(actor.pilot_id, statements)
    by_account: dict[str, list[ReadStatement]] = defaultdict(list)
    for statement in found.statements:
        by_account[statement.iban].append(statement)
    for iban, of_account in by_account.items():
        of_account.sort(key=lambda one: (one.from_day, one.until_day))
        _compare_account(_Account.loaded(actor.pilot_id, iban), of_account, result)
    taken = {one.statement.iban for one in result.new}
    result.accounts = [account for account in found.new if account.iban in taken]
    result.outcome.findings.extend(
        Finding("bank.account_first", Severity.NOTE, params=(("account", account.iban),))
        for account in result.accounts
        if account.kind is AccountKind.ACCOUNT
    )
    return result


@dataclass
class _Account:
    """What is known of an account: its statements by id, and their entries."""

    identifications: set[str]
    links: dict[int, Link]
    stated: set[int]
    """Statements whose balances the file stated: only these are compared."""
    rows: Sequence[KnownEntry]

    @classmethod
    def loaded(cls, pilot_id: int, iban: str) -> _Account:
        """The account as it stands in the database."""
        statements = db.session.execute(
            select(
                BankStatement.id,
                BankStatement.identification,
                BankStatement.from_day,
                BankStatement.until_day,
                BankStatement.opening_cents,
                BankStatement.closing_cents,
                BankStatement.is_computed,
            )
            .where(BankStatement.pilot_id == pilot_id, BankStatement.iban == iban)
            .order_by(BankStatement.from_day, BankStatement.id)
        ).all()
        entries = db.session.execute(
            select(
                BankEntry.reference,
                BankEntry.booked_on,
                BankEntry.amount_cents,
                BankEntry.counterparty,
                BankEntry.purpose,
                BankStatement.source,
                BankEntry.statement_id,
            )
            .join(BankStatement, _statement_of_entry())
            .where(BankEntry.pilot_id == pilot_id, BankEntry.iban == iban)
            .order_by(BankEntry.id)
        )
        return cls(
            {row.identification for row in statements},
            {row.id: Link.of(*row[2:6]) for row in statements},
            {row.id for row in statements if not row.is_computed},
            [KnownEntry(*row) for row in entries],
        )

    def carried_to(self, day: date) -> int:
        """The balance before a day: the first one known and the entries since."""
        first = next(iter(self.links.values()), None)
        before = sum(row.amount_cents for row in self.rows if row.booked_on < day)
        return (first.opening_cents if first else 0) + before


def _statement_of_entry() -> ColumnElement[bool]:
    return and_(
        BankStatement.pilot_id == BankEntry.pilot_id, BankStatement.id == BankEntry.statement_id
    )


def _compare_account(
    account: _Account, statements: Sequence[ReadStatement], result: StatementsToTake
) -> None:
    known = KnownEntries(account.rows)
    names = set(account.identifications)
    links = dict(account.links)
    chain: list[tuple[int, ReadStatement]] = []
    for number, read in enumerate(statements, start=1):
        statement = _with_balances(read, account) if read.lacks_balance else read
        result.outcome.findings.extend(statement.findings)
        link = _link(statement)
        judged = known.judge(statement.entries, statement.source, -number, beside(link, links))
        fresh = _count(judged, result.outcome)
        if statement.identification in names:
            if fresh:
                name = statement.identification
                raise DomainError("bank.statement_changed", identification=name)
            continue
        names.add(statement.identification)
        if fresh or not statement.entries:
            links[-number] = link
            chain.append((-number, statement))
            result.new.append(NewStatement(statement, fresh))
    _note_gaps(account, chain, result.outcome)


def _with_balances(statement: ReadStatement, account: _Account) -> ReadStatement:
    opening = account.carried_to(statement.from_day)
    total = sum(entry.amount_cents for entry in statement.entries)
    return replace(statement, opening_cents=opening, closing_cents=opening + total)


def _link(statement: ReadStatement) -> Link:
    return Link.of(
        statement.from_day, statement.until_day, statement.opening_cents, statement.closing_cents
    )


def _count(judged: Sequence[Judged], outcome: Outcome) -> list[Judged]:
    """Counts the fates; returns the new entries, none where one of the statement is in doubt."""
    tally = outcome.tally
    fates = Counter(one.fate for one in judged)
    tally.read += len(judged)
    tally.duplicates += fates[Fate.REPEATED]
    tally.unchanged += fates[Fate.UNCHANGED]
    for one in judged:
        if one.fate is Fate.OTHER_CONTENT:
            params = (("reference", one.reference),)
            outcome.findings.append(
                Finding("bank.other_content", Severity.ERROR, one.entry.line, params=params)
            )
    if fates[Fate.OTHER_CONTENT]:
        tally.rejected += fates[Fate.OTHER_CONTENT] + fates[Fate.NEW]
        return []
    tally.accepted += fates[Fate.NEW]
    return [one for one in judged if one.fate is Fate.NEW]


def _note_gaps(
    account: _Account, chain: Sequence[tuple[int, ReadStatement]], outcome: Outcome
) -> None:
    """Where the chain breaks before a statement, or after it towards one that is known already."""
    known = {key: link for key, link in account.links.items() if key in account.stated}
    links = known | {key: _link(one) for key, one in chain if not one.is_computed}
    for key, statement in chain:
        if key not in links:
            continue
        link = links[key]
        before = gap_before(link, (other for at, other in links.items() if at != key))
        after = gap_after(link, known.values())
        if before:
            balances = (before.closing_cents, link.opening_cents)
            outcome.findings.append(_gap("bank.gap_before", statement, balances))
        if after:
            balances = (link.closing_cents, after.opening_cents)
            outcome.findings.append(_gap("bank.gap_after", statement, balances))


def _gap(code: str, statement: ReadStatement, balances: tuple[int, int]) -> Finding:
    params = (
        ("statement", statement.identification),
        ("closing_cents", balances[0]),
        ("opening_cents", balances[1]),
    )
    return Finding(code, Severity.WARNING, params=params)


def write(actor: Actor, taken: StatementsToTake, import_id: int) -> None:
    """Statements, entries and their parts in bulk, with the accounts they are the first of."""
    for account in taken.accounts:
        add_account(actor, account, import_id)
    at = utc_now()
    statements: list[dict[str, object]] = []
    entries: list[dict[str, object]] = []
    parts: list[dict[str, object]] = []
    for new in taken.new:
        statement_id = new_id()
        read = new.statement
        statements.append(
            {
                "pilot_id": actor.pilot_id,
                "id": statement_id,
                "iban": read.iban,
                "identification": read.identification,
                "from_day": read.from_day,
                "until_day": read.until_day,
                "opening_cents": read.opening_cents,
                "closing_cents": read.closing_cents,
                "source": str(read.source),
                "is_computed": read.is_computed,
                "import_id": import_id,
                "recorded_at": at,
            }
        )
        for one in new.fresh:
            entry = _entry_row(actor.pilot_id, statement_id, read.iban, one, at)
            entries.append(entry)
            parts += _part_rows(actor.pilot_id, entry["id"], one.entry)
    for model, rows in ((BankStatement, statements), (BankEntry, entries), (BankPart, parts)):
        if rows:
            db.session.execute(insert(cast(Table, model.__table__)), rows)


def _entry_row(
    pilot_id: int, statement_id: int, iban: str, one: Judged, at: datetime
) -> dict[str, object]:
    return {
        "pilot_id": pilot_id,
        "id": new_id(),
        "statement_id": statement_id,
        "iban": iban,
        "reference": one.reference,
        "booked_on": one.entry.booked_on,
        "amount_cents": one.entry.amount_cents,
        "counterparty": one.entry.counterparty,
        "purpose": one.entry.purpose,
        "recorded_at": at,
    }


def _part_rows(pilot_id: int, entry_id: object, entry: ReadEntry) -> list[dict[str, object]]:
    return [
        {
            "pilot_id": pilot_id,
            "id": new_id(),
            "entry_id": entry_id,
            "line": line,
            "amount_cents": part.amount_cents,
            "counterparty": part.counterparty,
            "purpose": part.purpose,
        }
        for line, part in enumerate(entry.parts, start=1)
    ]


def check_undo(actor: Actor, import_id: int) -> None:
    """Refuses while anything settled builds on the import, or a reconciliation signed off."""
    parts = _parts_of_import(actor.pilot_id, import_id)
    count = queries.settled_of_parts(actor.pilot_id, parts)
    if count:
        raise DomainError("bank.matched", count=count)
    brought = db.session.execute(
        select(BankStatement.iban, BankStatement.from_day, BankStatement.recorded_at).where(
            BankStatement.pilot_id == actor.pilot_id, BankStatement.import_id == import_id
        )
    )
    touched = [Touched(*row) for row in brought]
    kept = locked_by(touched, queries.signed_months(actor.pilot_id))
    if kept is not None:
        raise DomainError("bank.signed", month=kept.last)


def undo(actor: Actor, import_id: int) -> None:
    """Removes the statements of an import that has been marked as undone."""
    pilot_id = actor.pilot_id
    statements = select(BankStatement.id).where(
        BankStatement.pilot_id == pilot_id, BankStatement.import_id == import_id
    )
    entries = select(BankEntry.id).where(
        BankEntry.pilot_id == pilot_id, BankEntry.statement_id.in_(statements)
    )
    db.session.execute(
        delete(BankPart).where(BankPart.pilot_id == pilot_id, BankPart.entry_id.in_(entries))
    )
    db.session.execute(
        delete(BankEntry).where(
            BankEntry.pilot_id == pilot_id, BankEntry.statement_id.in_(statements)
        )
    )
    db.session.execute(
        delete(BankStatement).where(
            BankStatement.pilot_id == pilot_id, BankStatement.import_id == import_id
        )
    )
    remove_unused(actor)


def _parts_of_import(pilot_id: int, import_id: int) -> Select[int]:
    return (
        select(BankPart.id)
        .join(
            BankEntry,
            (BankEntry.pilot_id == BankPart.pilot_id) & (BankEntry.id == BankPart.entry_id),
        )
        .join(
            BankStatement,
            (BankStatement.pilot_id == BankEntry.pilot_id)
            & (BankStatement.id == BankEntry.statement_id),
        )
        .where(BankStatement.pilot_id == pilot_id, BankStatement.import_id == import_id)
    )
