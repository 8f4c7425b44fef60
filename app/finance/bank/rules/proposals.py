"""Which payments belong to which vouchers, with the reason; pure. Amounts in cents."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.finance.bank.rules import nearness, references
from app.finance.bank.rules.sides import MatchRule, Part, Payable, Proposal

Step = Callable[[Sequence[Part], Sequence[Payable]], list[Proposal]]


def propose(
    parts: Sequence[Part], payables: Sequence[Payable], draw_down_words: Sequence[str]
) -> list[Proposal]:
    """Proposals by one reason after the other, the strongest first.

    No part and no voucher stands in two of them, and their open amounts agree, but for a part
    payment, which is less than its voucher.
    """

    def draw_downs(parts: Sequence[Part], _payables: Sequence[Payable]) -> list[Proposal]:
        return [
            Proposal((part.id,), (), MatchRule.DRAW_DOWN, is_certain=True)
            for part in parts
            if _is_draw_down(part, draw_down_words)
        ]

    steps: tuple[Step, ...] = (
        references.by_number,
        references.by_numbers,
        references.by_instalments,
        draw_downs,
        references.by_invoice,
        references.by_invoices,
        nearness.by_payee,
        nearness.by_similar_payee,
        references.by_part_payment,
        _reversals,
        nearness.by_sum,
        nearness.by_amount,
    )
    found: list[Proposal] = []
    for step in steps:
        new = step(parts, payables)
        found += new
        parts, payables = _left(parts, payables, new)
    return found


def _left(
    parts: Sequence[Part], payables: Sequence[Payable], new: Sequence[Proposal]
) -> tuple[Sequence[Part], Sequence[Payable]]:
    """What no proposal has taken yet."""
    taken_parts = {each for proposal in new for each in proposal.parts}
    taken = {each for proposal in new for each in proposal.vouchers}
    return (
        [part for part in parts if part.id not in taken_parts],
        [payable for payable in payables if payable.id not in taken],
    )


def _is_draw_down(part: Part, words: Sequence[str]) -> bool:
    purpose = part.purpose.casefold()
    return (
        part.open_cents > 0
        and not part.is_known_by_hand
        and any(word.casefold() in purpose for word in words)
    )


def _reversals(_parts: Sequence[Part], payables: Sequence[Payable]) -> list[Proposal]:
    """A voucher and its reversal that no entry asks for: they cancel out.

    Certain where the reversal has the payment day of its voucher, as the correction of an error
    has; a refund on a day of its own may still come at the bank.
    """
    by_id = {payable.id: payable for payable in payables}
    return [
        Proposal(
            (), (original.id, payable.id), MatchRule.REVERSAL, original.paid_on == payable.paid_on
        )
        for payable in payables
        if (original := by_id.get(payable.reverses_id or 0))
        and original.open_cents + payable.open_cents == 0
    ]
