"""Vouchers: taken in from the municipal system as approved and paid, reversed, never edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from sqlalchemy import Table, delete, exists, func, insert, select
from sqlalchemy.orm import aliased

from app import audit
from app.access import Actor
from app.database import new_id, utc_now
from app.errors import DomainError, NotFound
from app.extensions import db
from app.finance import queries
from app.finance.bank.queries import settled_of_vouchers
from app.finance.closing.queries import month_for, stands_in_closed_month
from app.finance.commitments.services.life import reopen
from app.finance.commitments.services.taken_back import (
    check_may_be_paid_again,
    reopened_by,
    settle,
)
from app.finance.models import Booking
from app.finance.rules import check_reversal_day
from app.finance.voucher_file import VoucherFile
from app.finance.voucher_row import MAX_NUMBER, NUMBER, PAID, REASON, ListedVoucher
from app.finance.vouchers.queries import batch_approval
from app.intake.findings import Finding, Severity
from app.pilots.preset import Notice
from app.pilots.queries import one_at_a_time

CHUNK = 500
"""Numbers per query; SQLite takes at most 32,766 parameters."""


@dataclass(frozen=True)
class _Booked:
    """What is known of a booked voucher, for comparing; `amount_cents` is what was paid in all."""

    amount_cents: int
    is_reversed: bool
    content: tuple[object, ...]
    is_imported: bool
    is_split: bool = False

    def is_same(self, row: ListedVoucher) -> bool:
        """Whether a listed row says the same; of what was booked by hand the words may differ.

        A split voucher is compared by its sum: the list gives it one position.
        """
        if self.is_split:
            return (self.content[1], self.amount_cents) == (row.paid_on, row.amount_cents)
        if not self.is_imported:
            said = (row.paid_on, row.position, row.amount_cents)
            return (self.content[1], *self.content[4:]) == said
        return self.content == row[2:8]


def compare(actor: Actor, notice: Notice, file: VoucherFile) -> list[ListedVoucher]:
    """The rows that are new; known ones are unchanged, a number with other content an error."""
    booked = _booked(actor.pilot_id)
    tally, findings = file.outcome.tally, file.outcome.findings
    new: list[ListedVoucher] = []
    for row in file.rows:
        known = booked.get(row.source_number)
        if known is None:
            doubt = _doubt_of_reversal(row, booked)
            if doubt is not None:
                findings.append(doubt)
            new.append(row if doubt is None else row._replace(reverses=None))
            if not notice.starts_on <= row.paid_on <= notice.ends_on:
                findings.append(_finding(row, PAID, "voucher.outside_period", Severity.WARNING))
            continue
        tally.accepted -= 1
        if known.is_same(row):
            tally.unchanged += 1
        else:
            tally.rejected += 1
            findings.append(_finding(row, NUMBER, "voucher.other_content", Severity.ERROR))
    return new


def _doubt_of_reversal(row: ListedVoucher, booked: Mapping[str, _Booked]) -> Finding | None:
    """Why a row does not take back the voucher, booked before, that it names; None: it does."""
    target = booked.get(row.reverses) if row.reverses else None
    if target is None or (target.amount_cents == -row.amount_cents and not target.is_reversed):
        return None
    code = "voucher.reversed_twice" if target.is_reversed else "voucher.reversal_amount_differs"
    params = (("number", row.source_number), ("reversed", row.reverses or ""))
    return Finding(code, Severity.WARNING, row.line, REASON, params=params)


def _finding(row: ListedVoucher, column: str, code: str, severity: Severity) -> Finding:
    value = row.source_number if column == NUMBER else f"{row.paid_on:%d.%m.%Y}"
    return Finding(
        code, severity, row.line, column, value=value, params=(("number", row.source_number),)
    )


def _booked(pilot_id: int) -> dict[str, _Booked]:
    rows = db.session.execute(
        select(
            Booking.source_number,
            Booking.id,
            Booking.line,
            Booking.import_id,
            Booking.invoiced_on,
            Booking.paid_on,
            Booking.payee,
            Booking.reason,
            Booking.position,
            Booking.amount_cents + Booking.deductible_cents,
        )
        .where(Booking.pilot_id == pilot_id)
        .order_by(Booking.line)
    ).all()
    reversed_ids = set(
        db.session.scalars(
            select(Booking.reverses_id).where(
                Booking.pilot_id == pilot_id, Booking.reverses_id.is_not(None)
            )
        )
    )
    found: dict[str, _Booked] = {}
    for row in rows:
        if row[2] == 1:
            is_reversed = row[1] in reversed_ids
            found[row[0]] = _Booked(row[-1], is_reversed, tuple(row[4:]), row[3] is not None)
        else:
            first = found[row[0]]
            total = first.amount_cents + row[-1]
            found[row[0]] = replace(first, amount_cents=total, is_split=True)
    return found


def known_numbers(pilot_id: int) -> list[str]:
    """The source's numbers of all booked vouchers."""
    return list(
        db.session.scalars(
            select(Booking.source_number).where(Booking.pilot_id == pilot_id, Booking.line == 1)
        )
    )


def write(actor: Actor, rows: Sequence[ListedVoucher], import_id: int) -> None:
    """Books the rows in bulk: they are their own history. Numbers run per year of payment.

    What takes back a voucher booked before takes back its lines; an error opens its commitment.
    """
    if not rows:
        return
    one_at_a_time(actor.pilot_id)
    ids = {row.source_number: new_id() for row in rows}
    numbers = _next_numbers(actor.pilot_id)
    earlier = _lines_of(actor.pilot_id, {row.reverses for row in rows if row.reverses} - set(ids))
    at, month = utc_now(), month_for(actor.pilot_id)
    values, mirrored = [], []
    for row in sorted(rows, key=lambda r: (r.paid_on, r.source_number)):
        year = row.paid_on.year
        numbers[year] = numbers.get(year, 0) + 1
        header = {
            "pilot_id": actor.pilot_id,
            "voucher_year": year,
            "voucher_number": numbers[year],
            "source_number": row.source_number,
            "invoiced_on": row.invoiced_on,
            "paid_on": row.paid_on,
            "booking_month": month(row.paid_on),
            "payee": row.payee,
            "reason": row.reason,
            "import_id": import_id,
            "booked_by": actor.user_id,
            "booked_at": at,
        }
        lines = earlier.get(row.reverses or "")
        if lines:
            is_error = row.paid_on == lines[0].paid_on
            mirrored += [{**_mirror(line, is_error), **header} for line in lines]
        else:
            values.append(
                {
                    **header,
                    "id": ids[row.source_number],
                    "position": row.position,
                    "amount_cents": row.amount_cents,
                    "reverses_id": ids.get(row.reverses) if row.reverses else None,
                }
            )
    # A reversal must find what it reverses; its day may be earlier in the file's order of time.
    values.sort(key=lambda value: value["reverses_id"] is not None)
    for several in (values, mirrored):
        if several:
            db.session.execute(insert(cast(Table, Booking.__table__)), several)
    _reopen(actor, [value["commitment_id"] for value in mirrored])


def _reopen(actor: Actor, commitment_ids: Sequence[int | None]) -> None:
    for commitment_id in sorted({one for one in commitment_ids if one is not None}):
        reopen(actor, commitment_id)


def _next_numbers(pilot_id: int) -> dict[int, int]:
    rows = db.session.execute(
        select(Booking.voucher_year, func.max(Booking.voucher_number))
        .where(Booking.pilot_id == pilot_id)
        .group_by(Booking.voucher_year)
    )
    return {int(year): int(highest) for year, highest in rows}


def _lines_of(pilot_id: int, numbers: set[str]) -> dict[str, list[Booking]]:
    """The lines of vouchers by number."""
    found: dict[str, list[Booking]] = defaultdict(list)
    wanted = sorted(numbers)
    for start in range(0, len(wanted), CHUNK):
        rows = db.session.scalars(
            select(Booking)
            .where(
                Booking.pilot_id == pilot_id,
                Booking.source_number.in_(wanted[start : start + CHUNK]),
            )
            .order_by(Booking.line)
        )
        for row in rows:
            found[row.source_number].append(row)
    return found


def reverse(
    actor: Actor, source_number: str, reason: str, refunded_on: date | None, today: date
) -> str:
    """Books the negative of a voucher with a reason; returns the number of the reversal.

    A correction of a booking error takes the payment day of what it corrects, and the commitment
    that was paid is open again; a refund has a day of its own.
    """
    one_at_a_time(actor.pilot_id)
    original = queries.booking_numbered(actor.pilot_id, source_number)
    if original is None:
        raise NotFound
    if not reason.strip():
        raise DomainError("voucher.reason_for_reversal", "reason")
    if original.reverses_id is not None:
        raise DomainError("voucher.is_reversal")
    if queries.reversal_of(actor.pilot_id, original.id) is not None:
        raise DomainError("voucher.already_reversed")
    if refunded_on is not None:
        check_reversal_day(refunded_on, original.paid_on, today)
    paid_on = refunded_on or original.paid_on
    number = _number_of_reversal(actor.pilot_id, original.source_number)
    header = {
        "pilot_id": actor.pilot_id,
        "source_number": number,
        "invoiced_on": original.invoiced_on,
        "payee": original.payee,
        "voucher_year": paid_on.year,
        "voucher_number": queries.next_voucher_number(actor.pilot_id, paid_on.year),
        "paid_on": paid_on,
        "booking_month": month_for(actor.pilot_id)(paid_on),
        "reason": reason.strip(),
        "booked_by": actor.user_id,
    }
    is_error = refunded_on is None
    lines = queries.lines_of_voucher(actor.pilot_id, source_number)
    db.session.add_all(Booking(**{**_mirror(line, is_error), **header}) for line in lines)
    db.session.flush()
    audit.record(actor, "reverse_voucher", "booking", original.id, ["reason", "paid_on"])
    if is_error:
        _reopen(actor, [original.commitment_id])
    return number


KEPT_IN_REVERSAL = (
    "line",
    "position",
    "post_key",
    "participant_number",
    "invoice_number",
    "is_eligible",
    "carrier_reason",
)


def _mirror(line: Booking, is_error: bool) -> dict[str, Any]:
    """The negative of a line; an error taken back settles its share of a commitment no more.

    A refund leaves it settled: what came back is not owed again.
    """
    return {
        **{name: getattr(line, name) for name in KEPT_IN_REVERSAL},
        "id": new_id(),
        "reverses_id": line.id,
        "amount_cents": -line.amount_cents,
        "deductible_cents": -line.deductible_cents,
        "vat_cents": None if line.vat_cents is None else -line.vat_cents,
        "commitment_id": line.commitment_id if is_error else None,
        "share_id": line.share_id if is_error else None,
    }


def _number_of_reversal(pilot_id: int, source_number: str) -> str:
    number = f"S-{source_number}"[:MAX_NUMBER]
    if queries.booking_numbered(pilot_id, number) is not None:
        raise DomainError("voucher.reversal_number_taken", number=number)
    return number


def check_undo(actor: Actor, import_id: int) -> None:
    """Refuses while something builds on it: a match, a later reversal, an approval, a closed month.

    What took a payment back stays too once its commitment was paid anew.
    """
    closed = stands_in_closed_month(actor.pilot_id, import_id)
    if closed is not None:
        raise DomainError("closing.month_closed", month=f"{closed:%m/%Y}")
    if batch_approval(actor.pilot_id, import_id) is not None:
        raise DomainError("voucher.batch_stays")
    ours = (Booking.pilot_id == actor.pilot_id, Booking.import_id == import_id)
    matched = settled_of_vouchers(actor.pilot_id, select(Booking.id).where(*ours))
    if matched:
        raise DomainError("voucher.matched", count=matched)
    later = aliased(Booking)
    built_on = db.session.scalar(
        select(
            exists().where(
                *ours,
                later.pilot_id == Booking.pilot_id,
                later.reverses_id == Booking.id,
                later.import_id.is_distinct_from(import_id),
            )
        )
    )
    if built_on:
        raise DomainError("voucher.reversed_since")
    check_may_be_paid_again(actor.pilot_id, import_id)


def undo(actor: Actor, import_id: int) -> None:
    """Removes the vouchers of an import that has been marked as undone.

    Payments of commitments that it took back stand again.
    """
    ours = (Booking.pilot_id == actor.pilot_id, Booking.import_id == import_id)
    reopened = reopened_by(actor.pilot_id, import_id)
    db.session.execute(delete(Booking).where(*ours, Booking.reverses_id.is_not(None)))
    db.session.execute(delete(Booking).where(*ours))
    settle(actor, reopened)
