"""The workbench: open entries, open vouchers, and what is proposed between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.finance.bank.models import BankStatement
from app.finance.bank.queries.amounts import open_parts, open_payables
from app.finance.bank.queries.entries import Narrowed
from app.finance.bank.queries.standing import Proposed, with_sides
from app.finance.bank.rules.nearness import NEAR_DAYS
from app.finance.bank.rules.proposals import propose
from app.finance.bank.rules.sides import Part, Payable
from app.finance.bank.rules.signing import month_end

Row = TypeVar("Row")


@dataclass(frozen=True)
class Bench:
    """A page of the workbench; `certain` counts all certain proposals, whatever is shown.

    `outside` are open vouchers that the statements cannot show: paid before the first of them or
    after the last.
    """

    pairs: Sequence[Proposed]
    parts: Sequence[Part]
    vouchers: Sequence[Payable]
    longest: int
    certain: int
    open_parts: int
    open_vouchers: int
    outside: int


def bench(
    pilot_id: int,
    draw_down_words: Sequence[str],
    statements: Sequence[BankStatement],
    wanted: Narrowed,
    with_outside: bool,
    page: int,
    per_page: int,
) -> Bench:
    """The workbench narrowed to what is wanted; each of its lists shows the page of that number."""
    parts, payables = open_parts(pilot_id), open_payables(pilot_id)
    found = with_sides(propose(parts, payables, draw_down_words), parts, payables)
    used = {each for one in found for each in one.proposal.parts}
    used_vouchers = {each for one in found for each in one.proposal.vouchers}
    is_wanted = _filter(wanted)
    pairs = [
        one
        for one in found
        if any(is_wanted(part) for part in one.parts)
        or any(is_wanted(voucher) for voucher in one.vouchers)
    ]
    lone = [part for part in parts if part.id not in used and is_wanted(part)]
    free = [one for one in payables if one.id not in used_vouchers and is_wanted(one)]
    shown = free if with_outside else [one for one in free if _may_show(one.paid_on, statements)]
    return Bench(
        _page(pairs, page, per_page),
        _page(lone, page, per_page),
        _page(shown, page, per_page),
        longest=max(len(pairs), len(lone), len(shown)),
        certain=sum(one.proposal.is_certain for one in found),
        open_parts=len(lone),
        open_vouchers=len(shown),
        outside=len(free) - len(shown),
    )


def _page(rows: Sequence[Row], page: int, per_page: int) -> Sequence[Row]:
    return rows[(page - 1) * per_page : page * per_page]


def _may_show(paid_on: date, statements: Sequence[BankStatement]) -> bool:
    """Whether a statement covers the payment, or begins so soon after it that it may hold it."""
    return any(
        each.from_day.toordinal() - NEAR_DAYS <= paid_on.toordinal() <= each.until_day.toordinal()
        for each in statements
    )


def _filter(wanted: Narrowed) -> Callable[[Part | Payable], bool]:
    text = (wanted.text or "").casefold()

    def says(row: Part | Payable) -> bool:
        words = (
            f"{row.purpose}\n{row.counterparty}"
            if isinstance(row, Part)
            else f"{row.source_number}\n{row.payee}\n{row.reason}"
        )
        return text in words.casefold()

    def is_wanted(row: Part | Payable) -> bool:
        day = row.booked_on if isinstance(row, Part) else row.paid_on
        return (
            (not text or says(row))
            and (not wanted.month or wanted.month <= day <= month_end(wanted.month))
            and (
                wanted.cents is None
                or abs(wanted.cents) in (abs(row.amount_cents), abs(row.open_cents))
            )
        )

    return is_wanted
