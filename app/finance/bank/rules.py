"""Which entry of the bank is the payment of which voucher; pure. Amounts in cents, bank signs."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NEAR_DAYS = 10
"""How far apart payment and entry may lie for a proposal by amount alone."""

_TOKEN = re.compile(r"\w[\w./-]*")


class MatchRule(StrEnum):
    """Why a payment and a voucher belong together."""

    NUMBER_AND_AMOUNT = "number_and_amount"
    AMOUNT_AND_DAY = "amount_and_day"
    DRAW_DOWN = "draw_down"
    BY_HAND = "by_hand"


@dataclass(frozen=True)
class Part:
    """A part of an entry not matched yet; payments out are negative."""

    id: int
    booked_on: date
    amount_cents: int
    purpose: str
    counterparty: str


@dataclass(frozen=True)
class Payable:
    """A voucher not matched yet; expenditure is positive, as in the books."""

    id: int
    source_number: str
    paid_on: date
    amount_cents: int


@dataclass(frozen=True)
class Proposal:
    """A part with its voucher, or none where it is a draw-down; certain ones may be accepted."""

    part_id: int
    booking_id: int | None
    rule: MatchRule
    is_certain: bool


def propose(
    parts: Sequence[Part], payables: Sequence[Payable], draw_down_words: Sequence[str]
) -> list[Proposal]:
    """Proposals, at most one for each part and each voucher.

    Certain is a voucher number in the purpose together with the same amount, if only one part and
    one voucher fit; or a credit with a word of the preset for draw-downs. An amount alone, within
    NEAR_DAYS of the payment and fitting only once, is worth a look and never certain.
    """
    certain = _by_number(parts, payables)
    taken_parts = {proposal.part_id for proposal in certain}
    taken = {proposal.booking_id for proposal in certain}
    draw_downs = [
        Proposal(part.id, None, MatchRule.DRAW_DOWN, is_certain=True)
        for part in parts
        if part.id not in taken_parts and _is_draw_down(part, draw_down_words)
    ]
    taken_parts |= {proposal.part_id for proposal in draw_downs}
    rest = [part for part in parts if part.id not in taken_parts]
    return certain + draw_downs + _by_amount(rest, [p for p in payables if p.id not in taken])


def certain_ones(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Those that may be accepted together, unseen one by one."""
    return [proposal for proposal in proposals if proposal.is_certain]


def fingerprint(proposals: Iterable[Proposal]) -> str:
    """Tells one set of proposals from another, whatever their order: what was looked at."""
    pairs = sorted(f"{proposal.part_id}>{proposal.booking_id}" for proposal in proposals)
    return hashlib.sha256(";".join(pairs).encode()).hexdigest()


def _is_draw_down(part: Part, words: Sequence[str]) -> bool:
    purpose = part.purpose.casefold()
    return part.amount_cents > 0 and any(word.casefold() in purpose for word in words)


def _by_number(parts: Sequence[Part], payables: Sequence[Payable]) -> list[Proposal]:
    numbered = {payable.source_number.casefold(): payable for payable in payables}
    pairs = [
        (part, numbered[number])
        for part in parts
        for number in _tokens(part.purpose)
        if number in numbered and numbered[number].amount_cents == -part.amount_cents
    ]
    return [
        Proposal(part.id, payable.id, MatchRule.NUMBER_AND_AMOUNT, is_certain=True)
        for part, payable in _only_pairs(pairs)
    ]


def _tokens(purpose: str) -> set[str]:
    """What may be a number; a full stop or stroke behind it belongs to the sentence."""
    found = {token.casefold() for token in _TOKEN.findall(purpose)}
    return found | {token.rstrip("./-_") for token in found}


def _by_amount(parts: Sequence[Part], payables: Sequence[Payable]) -> list[Proposal]:
    by_amount: dict[int, list[Payable]] = defaultdict(list)
    for payable in payables:
        by_amount[-payable.amount_cents].append(payable)
    pairs = [
        (part, payable)
        for part in parts
        for payable in by_amount.get(part.amount_cents, ())
        if abs((part.booked_on - payable.paid_on).days) <= NEAR_DAYS
    ]
    return [
        Proposal(part.id, payable.id, MatchRule.AMOUNT_AND_DAY, is_certain=False)
        for part, payable in _only_pairs(pairs)
    ]


def _only_pairs(pairs: Iterable[tuple[Part, Payable]]) -> list[tuple[Part, Payable]]:
    """The pairs in which both sides fit nothing else."""
    pairs = list(pairs)
    of_part: dict[int, int] = defaultdict(int)
    of_payable: dict[int, int] = defaultdict(int)
    for part, payable in pairs:
        of_part[part.id] += 1
        of_payable[payable.id] += 1
    return [
        (part, payable)
        for part, payable in pairs
        if of_part[part.id] == 1 and of_payable[payable.id] == 1
    ]
