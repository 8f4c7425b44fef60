"""Control sums of a CAMT.053 statement (TxsSummry), checked where the bank gives them."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from app.errors import DomainError
from app.finance.bank.camt_entry import own_text, read_unsigned
from app.finance.bank.camt_path import all_of, first_of
from app.finance.bank.statements import BankEntry
from app.intake.findings import Finding
from app.money import euros

_SIGNS = {"TtlNtries": (1, 0, -1), "TtlCdtNtries": (1,), "TtlDbtNtries": (-1,)}


def check_sums(node: Element, read: Sequence[BankEntry | Finding], name: str) -> None:
    """Number and sum of the entries as the bank states them; DomainError where they differ.

    Entries that are not booked yet have no amount here, and one of zero no direction: with such the
    sums prove nothing.
    """
    amounts = [one.amount_cents for one in read if isinstance(one, BankEntry)]
    if len(amounts) < len(read) or 0 in amounts:
        return
    for summary in all_of(node, "TxsSummry"):
        for group, signs in _SIGNS.items():
            told = [abs(cents) for cents in amounts if (cents > 0) - (cents < 0) in signs]
            for stated in all_of(summary, group):
                _check_number(stated, len(told), name)
                _check_sum(stated, sum(told), name)


def _check_number(stated: Element, found: int, name: str) -> None:
    number = first_of(stated, "NbOfNtries")
    if number is None:
        return
    text = own_text(number)
    if not (text.isascii() and text.isdigit()) or int(text[:15]) != found:
        raise DomainError("bank.number_differs", statement=name, stated=text[:15], found=found)


def _check_sum(stated: Element, cents: int, name: str) -> None:
    total = first_of(stated, "Sum")
    if total is None:
        return
    told = read_unsigned(total, name)
    if told != cents:
        raise DomainError(
            "bank.sum_differs", statement=name, stated=euros(told), found=euros(cents)
        )
