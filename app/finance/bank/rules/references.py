"""Proposals by what the purpose names: numbers of vouchers, numbers of invoices; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from app.finance.bank.rules.payees import folded, is_similar
from app.finance.bank.rules.sides import MatchRule, Part, Payable, Proposal

_TOKEN = re.compile(r"\w[\w./-]*")
_INVOICE = re.compile(
    r"\b(?:rg|re|rnr|rechnung|rechnungs-?nr|invoice)\b[\s.:#-]*(\w[\w./-]*)", re.I
)
_MARKS = re.compile(r"[\W_]")
MIN_INVOICE, MIN_DIGITS = 4, 3
"""A shorter number of an invoice, or one with fewer digits, says nothing."""
JOINED = 3
"""Up to so many words of a purpose may be one number of an invoice, written with blanks."""

Named = Mapping[str, Sequence[Payable]]


def only_once(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals whose parts and vouchers all stand in no other one of them."""
    proposals = list(proposals)
    parts: dict[int, int] = defaultdict(int)
    vouchers: dict[int, int] = defaultdict(int)
    for proposal in proposals:
        for each in proposal.parts:
            parts[each] += 1
        for each in proposal.vouchers:
            vouchers[each] += 1
    return [
        proposal
        for proposal in proposals
        if all(parts[each] == 1 for each in proposal.parts)
        and all(vouchers[each] == 1 for each in proposal.vouchers)
    ]


def by_number(parts: Sequence[Part], payables: Sequence[Payable]) -> list[Proposal]:
    """A voucher's number and its amount; certain where neither fits anything else."""
    return only_once(
        Proposal((part.id,), (payable.id,), MatchRule.NUMBER_AND_AMOUNT, is_certain=True)
        for part, named in _naming(parts, _numbers(payables), tokens)
        for payable in named
        if payable.open_cents == -part.open_cents
    )


def by_numbers(parts: Sequence[Part], payables: Sequence[Payable]) -> list[Proposal]:
    """Several numbers whose vouchers add up to the amount: a collective payment; certain."""
    return _sums(_naming(parts, _numbers(payables), tokens), MatchRule.NUMBERS_AND_SUM)


def by_instalments(parts: Sequence[Part], payables: Sequence[Payable]) -> list[Proposal]:
    """Several parts that name one voucher and nothing else and add up to it; certain."""
    return [
        Proposal(_ids(paid), (payable.id,), MatchRule.INSTALMENTS, is_certain=True)
        for payable, paid in _naming_only(parts, payables).items()
        if len(paid) > 1 and sum(part.open_cents for part in paid) == -payable.open_cents
    ]


def by_part_payment(parts: Sequence[Part], payables: Sequence[Payable]) -> list[Proposal]:
    """Parts that name one voucher and are less than it: it stays open with the rest."""
    return [
        Proposal(_ids(paid), (payable.id,), MatchRule.PART_PAYMENT, is_certain=False)
        for payable, paid in _naming_only(parts, payables).items()
        if _is_less(-sum(part.open_cents for part in paid), payable.open_cents)
    ]


def _is_less(paid: int, wanted: int) -> bool:
    return paid * wanted > 0 and abs(paid) < abs(wanted)


def _ids(parts: Sequence[Part]) -> tuple[int, ...]:
    return tuple(part.id for part in parts)


def _naming_only(parts: Sequence[Part], payables: Sequence[Payable]) -> dict[Payable, list[Part]]:
    """Vouchers with the parts that name them and no other voucher."""
    found: dict[Payable, list[Part]] = defaultdict(list)
    for part, named in _naming(parts, _numbers(payables), tokens):
        if len(named) == 1:
            found[named[0]].append(part)
    return found


def by_invoice(parts: Sequence[Part], payables: Sequence[Payable]) -> list[Proposal]:
    """The number of an invoice and its amount; certain where the payee is similar too."""
    by_id = {part.id: part for part in parts}
    payees = {payable.id: folded(payable.payee) for payable in payables}
    found = only_once(
        Proposal((part.id,), (payable.id,), MatchRule.INVOICE_AND_AMOUNT, is_certain=False)
        for part, named in _naming(parts, _invoices(payables), references)
        for payable in named
        if payable.open_cents == -part.open_cents
    )
    return [
        Proposal(
            one.parts,
            one.vouchers,
            one.rule,
            is_similar(folded(by_id[one.parts[0]].counterparty), payees[one.vouchers[0]]),
        )
        for one in found
    ]


def by_invoices(parts: Sequence[Part], payables: Sequence[Payable]) -> list[Proposal]:
    """Several invoices of one similar payee that add up to the amount; certain."""
    naming = (
        (part, [one for one in named if is_similar(folded(part.counterparty), folded(one.payee))])
        for part, named in _naming(parts, _invoices(payables), references)
    )
    return _sums(naming, MatchRule.INVOICES_AND_SUM)


def _sums(naming: Iterable[tuple[Part, Sequence[Payable]]], rule: MatchRule) -> list[Proposal]:
    return only_once(
        Proposal((part.id,), tuple(one.id for one in named), rule, is_certain=True)
        for part, named in naming
        if len(named) > 1 and sum(one.open_cents for one in named) == -part.open_cents
    )


def tokens(purpose: str) -> set[str]:
    """What may be a number; a full stop or stroke behind it belongs to the sentence."""
    found = {token.casefold() for token in _TOKEN.findall(purpose)}
    return found | {token.rstrip("./-_") for token in found}


def references(purpose: str) -> set[str]:
    """What may be the number of an invoice, without marks: "RE 2023 0815" gives "20230815" too."""
    words = [_compact(token) for token in _TOKEN.findall(purpose)]
    return {
        "".join(words[at : at + length])
        for length in range(1, JOINED + 1)
        for at in range(len(words) - length + 1)
    }


def _compact(text: str) -> str:
    return _MARKS.sub("", text.casefold())


def _numbers(payables: Sequence[Payable]) -> Named:
    return {payable.source_number.casefold(): [payable] for payable in payables}


def _invoices(payables: Sequence[Payable]) -> Named:
    """Vouchers by the number of their invoice: as recorded, otherwise as their reason says it."""
    found: dict[str, list[Payable]] = defaultdict(list)
    for payable in payables:
        number = payable.invoice_number
        if number is None and (named := _INVOICE.search(payable.reason)):
            number = named[1]
        key = _compact(number or "")
        if len(key) >= MIN_INVOICE and sum(map(str.isdigit, key)) >= MIN_DIGITS:
            found[key].append(payable)
    return found


def _naming(
    parts: Sequence[Part], known: Named, words: Callable[[str], set[str]]
) -> Iterable[tuple[Part, list[Payable]]]:
    """Parts with the vouchers that their purposes name, each once, in the order of their ids."""
    by_id = partial(sorted, key=lambda payable: payable.id)
    for part in parts:
        named = {one.id: one for word in words(part.purpose) for one in known.get(word, ())}
        if named:
            yield part, by_id(named.values())
