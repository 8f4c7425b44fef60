"""Pay terms, and what posts cost by the payroll. Services flush, never commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import Table, delete, exists, insert, select
from sqlalchemy.orm import aliased

from app import audit
from app.access import Actor
from app.database import new_id, utc_now
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.finance.staff import queries
from app.finance.staff.models import PayrollEntry, PayTerms
from app.finance.staff.payroll_file import ListedPay, PayrollFile
from app.finance.staff.rules import Kind, check_terms, pilot_share
from app.intake.findings import Finding, Severity
from app.pilots.preset import Preset
from app.pilots.queries import one_at_a_time, posts_of


@dataclass(frozen=True)
class PostTerms:
    """What a post is paid by; shares in percent, costs in cents at full time."""

    valid_from: date
    pay_group: str
    step: int | None
    fte_percent: int
    pilot_percent: int
    monthly_cents: int
    special_cents: int
    position: str


def agree_terms(actor: Actor, preset: Preset, post_id: int, terms: PostTerms) -> int:
    """New pay terms of a post from a day on; returns their id."""
    _check(actor, preset, post_id, terms)
    one_at_a_time(actor.pilot_id)
    _check_day_free(actor, post_id, terms.valid_from, None)
    row = PayTerms(pilot_id=actor.pilot_id, id=new_id(), post_id=post_id, **vars(terms))
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "agree_terms", "pay_terms", row.id)
    return row.id


def correct_terms(
    actor: Actor, preset: Preset, post_id: int, terms_id: int, terms: PostTerms, version: int
) -> None:
    """Corrects pay terms; what the payroll says stays as it is."""
    _check(actor, preset, post_id, terms)
    one_at_a_time(actor.pilot_id)
    row = db.session.get(PayTerms, (actor.pilot_id, terms_id))
    if row is None or row.post_id != post_id:
        raise NotFound
    if row.version != version:
        raise Stale
    _check_day_free(actor, post_id, terms.valid_from, terms_id)
    changed = [name for name, value in vars(terms).items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, getattr(terms, name))
    db.session.flush()
    audit.record(actor, "correct_terms", "pay_terms", row.id, changed)


def _check(actor: Actor, preset: Preset, post_id: int, terms: PostTerms) -> None:
    if post_id not in {post.id for post in posts_of(actor.pilot_id)}:
        raise NotFound
    if preset.position(terms.position) is None:
        raise DomainError("staff.unknown_position", "position")
    check_terms(
        terms.fte_percent,
        terms.pilot_percent,
        terms.monthly_cents,
        terms.special_cents,
        terms.step,
    )


def _check_day_free(actor: Actor, post_id: int, day: date, besides: int | None) -> None:
    taken = db.session.scalar(
        select(PayTerms.id).where(
            PayTerms.pilot_id == actor.pilot_id,
            PayTerms.post_id == post_id,
            PayTerms.valid_from == day,
        )
    )
    if taken is not None and taken != besides:
        raise DomainError("staff.terms_from_that_day", "valid_from", day=day)


@dataclass(frozen=True)
class Pay:
    """What a post cost in a month, the whole employer's cost in cents; `day` is any day of it."""

    day: date
    kind: str
    amount_cents: int
    remark: str


def enter_pay(actor: Actor, post_id: int, pay: Pay, today: date) -> None:
    """Enters a line of the payroll by hand; only a correction may come twice, or be negative."""
    month = pay.day.replace(day=1)
    if month > today:
        raise DomainError("house.future", "day", day=pay.day, on=today)
    if pay.amount_cents == 0 or (pay.amount_cents < 0 and pay.kind != Kind.CORRECTION):
        raise DomainError("staff.only_corrections_negative", "amount_cents")
    one_at_a_time(actor.pilot_id)
    standing = queries.standing_entries(actor.pilot_id)
    if pay.kind != Kind.CORRECTION and (post_id, month, pay.kind) in standing:
        raise DomainError("staff.month_is_there", "day", month=f"{month:%m/%Y}")
    terms = _terms_on(actor.pilot_id, post_id, month)
    row = PayrollEntry(
        pilot_id=actor.pilot_id,
        id=new_id(),
        post_id=post_id,
        month=month,
        kind=pay.kind,
        amount_cents=pay.amount_cents,
        pilot_percent=terms.pilot_percent,
        pilot_cents=pilot_share(pay.amount_cents, terms.pilot_percent),
        position=terms.position,
        remark=pay.remark or None,
        recorded_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "enter_pay", "payroll_entry", row.id)


def _terms_on(pilot_id: int, post_id: int, month: date) -> queries.TermsRow:
    """The terms that hold at the end of the month, as its pay is reckoned by them."""
    found = latest_in(queries.terms_of(pilot_id, post_id), month)
    if found is None:
        raise DomainError("staff.no_terms", "day", month=f"{month:%m/%Y}")
    return found


def latest_in(terms: Sequence[queries.TermsRow], month: date) -> queries.TermsRow | None:
    """Of terms, the latest first, those that hold at the end of a month; None before the first."""
    return next((one for one in terms if one.valid_from.replace(day=1) <= month), None)


def reverse_pay(actor: Actor, post_id: int, entry_id: int, reason: str) -> None:
    """Takes a line of the payroll back by its negative, with a reason."""
    one_at_a_time(actor.pilot_id)
    row = db.session.get(PayrollEntry, (actor.pilot_id, entry_id))
    if row is None or row.post_id != post_id:
        raise NotFound
    is_reversed = db.session.scalar(
        select(PayrollEntry.id).where(
            PayrollEntry.pilot_id == actor.pilot_id, PayrollEntry.reverses_id == entry_id
        )
    )
    if row.reverses_id is not None or is_reversed is not None:
        raise DomainError("staff.reversed_already")
    kept = ("post_id", "month", "kind", "pilot_percent", "position")
    db.session.add(
        PayrollEntry(
            pilot_id=actor.pilot_id,
            id=new_id(),
            amount_cents=-row.amount_cents,
            pilot_cents=-row.pilot_cents,
            remark=reason,
            reverses_id=row.id,
            recorded_by=actor.user_id,
            **{name: getattr(row, name) for name in kept},
        )
    )
    db.session.flush()
    audit.record(actor, "reverse_pay", "payroll_entry", row.id, ["remark"])


def compare(actor: Actor, file: PayrollFile) -> list[ListedPay]:
    """The rows that are new; known ones are unchanged, other amounts of one month an error."""
    standing = queries.standing_entries(actor.pilot_id)
    terms = {
        post.id: queries.terms_of(actor.pilot_id, post.id) for post in posts_of(actor.pilot_id)
    }
    tally, findings = file.outcome.tally, file.outcome.findings
    new = []
    for row in file.rows:
        known = standing.get((row.post_id, row.month, row.kind))
        has_terms = latest_in(terms[row.post_id], row.month) is not None
        if known is None and has_terms:
            new.append(row)
            continue
        tally.accepted -= 1
        if known == row.amount_cents:
            tally.unchanged += 1
            continue
        tally.rejected += 1
        code = "staff.other_amount" if known is not None else "staff.row_without_terms"
        params = (("month", f"{row.month:%m/%Y}"),)
        findings.append(Finding(code, Severity.ERROR, row.line, params=params))
    return new


def write(actor: Actor, rows: Sequence[ListedPay], import_id: int) -> None:
    """Writes the rows of a payroll export in bulk."""
    if not rows:
        return
    one_at_a_time(actor.pilot_id)
    at, values = utc_now(), []
    for row in rows:
        terms = _terms_on(actor.pilot_id, row.post_id, row.month)
        values.append(
            {
                "pilot_id": actor.pilot_id,
                "id": new_id(),
                "post_id": row.post_id,
                "month": row.month,
                "kind": row.kind,
                "amount_cents": row.amount_cents,
                "pilot_percent": terms.pilot_percent,
                "pilot_cents": pilot_share(row.amount_cents, terms.pilot_percent),
                "position": terms.position,
                "import_id": import_id,
                "recorded_by": actor.user_id,
                "recorded_at": at,
            }
        )
    db.session.execute(insert(cast(Table, PayrollEntry.__table__)), values)


def check_undo(actor: Actor, import_id: int) -> None:
    """Refuses while a reversal builds on the import."""
    later = aliased(PayrollEntry)
    built_on = db.session.scalar(
        select(
            exists().where(
                PayrollEntry.pilot_id == actor.pilot_id,
                PayrollEntry.import_id == import_id,
                later.pilot_id == PayrollEntry.pilot_id,
                later.reverses_id == PayrollEntry.id,
            )
        )
    )
    if built_on:
        raise DomainError("staff.reversed_since")


def undo(actor: Actor, import_id: int) -> None:
    """Removes the lines of an import that has been marked as undone."""
    db.session.execute(
        delete(PayrollEntry).where(
            PayrollEntry.pilot_id == actor.pilot_id, PayrollEntry.import_id == import_id
        )
    )
