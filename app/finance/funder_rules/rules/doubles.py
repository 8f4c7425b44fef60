"""One invoice is paid once."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from app.finance.funder_rules.rules.facts import Facts, VoucherFact
from app.finance.funder_rules.rules.findings import Finding, Place, Rows, Verdict
from app.pilots.rule_set import Rule

_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def double_funding(rule: Rule, facts: Facts) -> list[Finding]:
    """No invoice is charged twice (economical use, ANBest-P 1.1).

    Same supplier and invoice number, and as much: paid twice. Another amount under the same number
    may be a part payment, and the same day and amount without numbers two invoices: to be checked.
    """
    pairs: dict[tuple[str, ...], Finding] = {}
    for group in _groups(facts.alike, _by_number):
        is_equal = len({one.gross_cents for one in group}) < len(group)
        said = "funder_rules.double_number" if is_equal else "funder_rules.double_parts"
        verdict = Verdict.BROKEN if is_equal else Verdict.WARNING
        pairs[_numbers(group)] = _finding(rule, verdict, said, group)
    for group in _groups(facts.alike, _by_day_and_amount):
        if _may_be_one_invoice(group) and _numbers(group) not in pairs:
            said = "funder_rules.double_day"
            pairs[_numbers(group)] = _finding(rule, Verdict.WARNING, said, group)
    return list(pairs.values()) or [Finding(rule, Verdict.KEPT, "funder_rules.double_none")]


def folded(text: str) -> str:
    """Letters and figures only, small, without accents: ÄRZTE-Verlag and aerzte verlag agree."""
    plain = text.casefold().translate(_WRITTEN_OUT)
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if c.isalnum())


def _by_number(voucher: VoucherFact) -> tuple[object, ...] | None:
    number = folded(voucher.invoice_number or "")
    return (*_supplier(voucher), number) if number else None


def _by_day_and_amount(voucher: VoucherFact) -> tuple[object, ...]:
    return (*_supplier(voucher), voucher.post_key, voucher.invoiced_on, voucher.gross_cents)


def _supplier(voucher: VoucherFact) -> tuple[object, ...]:
    return folded(voucher.payee), voucher.participant_number


Alike = tuple[object, ...]


def _groups(
    vouchers: Sequence[VoucherFact], by: Callable[[VoucherFact], Alike | None]
) -> Iterator[list[VoucherFact]]:
    found: dict[Alike, dict[str, VoucherFact]] = defaultdict(dict)
    for voucher in vouchers:
        key = by(voucher)
        if key is not None:
            found[key][voucher.number] = voucher
    for group in found.values():
        if len(group) > 1:
            yield sorted(group.values(), key=lambda one: (one.paid_on, one.number))


def _may_be_one_invoice(group: Sequence[VoucherFact]) -> bool:
    """Not where every voucher bears an invoice number of its own."""
    numbers = [folded(one.invoice_number or "") for one in group]
    return "" in numbers or len(set(numbers)) < len(numbers)


def _numbers(group: Sequence[VoucherFact]) -> tuple[str, ...]:
    return tuple(sorted(one.number for one in group))


def _finding(rule: Rule, verdict: Verdict, said: str, group: Sequence[VoucherFact]) -> Finding:
    numbers = ", ".join(one.number for one in group)
    figures = {
        "numbers": numbers,
        "invoice_number": group[0].invoice_number or "",
        "invoiced_on": group[0].invoiced_on,
        "amount_cents": group[0].gross_cents,
        "total_cents": sum(one.gross_cents for one in group),
    }
    rows = tuple(Rows(Place.VOUCHER, number=one.number) for one in group)
    return Finding(rule, verdict, said, figures, numbers, rows=rows)
