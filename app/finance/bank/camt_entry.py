"""One entry (Ntry) of a CAMT.053 statement with the payments it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from re import compile as pattern
from xml.etree.ElementTree import Element

from app.errors import DomainError
from app.finance.bank.camt_path import all_of, first_of, text_at
from app.finance.bank.statements import (
    MAX_COUNTERPARTY,
    MAX_PURPOSE,
    MAX_REFERENCE,
    NOT_GIVEN,
    BankEntry,
    BankPart,
)
from app.money import MAX_CENTS, cents_from_decimal, euros

_AMOUNT = pattern(r"[0-9]{1,13}(?:\.[0-9]{1,5})?")
_DIRECTIONS = {"CRDT": 1, "DBIT": -1}
_PART_AMOUNTS = ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt", "AmtDtls/InstdAmt/Amt")


def read_amount(node: Element, place: str) -> int:
    """Signed cents of a balance or entry; `place` names it in the refusal."""
    amount = first_of(node, "Amt")
    return _cents(amount, place) * _direction(node, place)


def read_day(node: Element, name: str, place: str) -> date:
    """The day in <name><Dt> or the day of its <DtTm>; DomainError where none can be read."""
    text = text_at(node, f"{name}/Dt", f"{name}/DtTm")
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise DomainError("bank.day_unreadable", place=place, value=text[:80]) from error


def read_unsigned(node: Element, place: str) -> int:
    """Cents of a sum that stands without direction, in euros or without a currency."""
    return _cents_of(own_text(node), place)


def read_entry(node: Element, line: int, statement: str) -> BankEntry:
    """The entry; its parts must add up to it."""
    place = f"{statement}, {line}"
    cents = read_amount(node, place)
    is_reversal = text_at(node, "RvslInd") in ("true", "1")
    booked_on = read_day(node, "BookgDt", place)
    has_value_day = first_of(node, "ValDt") is not None
    parts = _read_parts(node, cents, is_reversal, place)
    names = {part.counterparty for part in parts}
    reference = text_at(node, "AcctSvcrRef")
    return BankEntry(
        line=line,
        # NtryRef is no help: where there is nothing better it merely counts within one statement.
        reference="" if reference in NOT_GIVEN else reference[:MAX_REFERENCE],
        booked_on=booked_on,
        value_on=read_day(node, "ValDt", place) if has_value_day else booked_on,
        amount_cents=cents,
        status="BOOK",
        is_reversal=is_reversal,
        counterparty=names.pop() if len(names) == 1 else "",
        purpose=_entry_purpose(node, parts),
        parts=parts,
    )


def _read_parts(node: Element, cents: int, is_reversal: bool, place: str) -> tuple[BankPart, ...]:
    details = list(all_of(node, "NtryDtls/TxDtls"))
    if not details:
        return (BankPart(cents, "", _cut(text_at(node, "AddtlNtryInf"), MAX_PURPOSE), None),)
    if len(details) == 1:
        # Currency, charges or a missing amount may be told here: the entry's amount is what moved.
        return (_read_part(details[0], cents, is_reversal),)
    if not any(first_of(detail, *_PART_AMOUNTS) is not None for detail in details):
        return (_undivided(details, cents, is_reversal),)
    sign = 1 if cents >= 0 else -1
    parts = tuple(
        _read_part(detail, _part_cents(detail, sign, f"{place}/{index}"), is_reversal)
        for index, detail in enumerate(details, start=1)
    )
    total = sum(part.amount_cents for part in parts)
    if total != cents:
        raise DomainError(
            "bank.batch_differs", place=place, amount=euros(cents), parts=euros(total)
        )
    return parts


def _undivided(details: Sequence[Element], cents: int, is_reversal: bool) -> BankPart:
    """A batch whose payments are told without amounts: what each is of it nobody can know."""
    told = [_read_part(detail, cents, is_reversal) for detail in details]
    names = {part.counterparty for part in told}
    purpose = " / ".join(part.purpose for part in told if part.purpose)
    return BankPart(cents, names.pop() if len(names) == 1 else "", _cut(purpose, MAX_PURPOSE), None)


def _part_cents(detail: Element, sign: int, place: str) -> int:
    if text_at(detail, "CdtDbtInd"):
        sign = _direction(detail, place)
    told = [amount for path in _PART_AMOUNTS for amount in all_of(detail, path)]
    in_euros = (amount for amount in told if amount.get("Ccy") == "EUR")
    return _cents(next(in_euros, told[0] if told else None), place) * sign


def _read_part(detail: Element, cents: int, is_reversal: bool) -> BankPart:
    # A reversal keeps the parties of the payment it takes back.
    paid_out = (cents < 0) != is_reversal
    roles = ("Cdtr", "Dbtr") if paid_out else ("Dbtr", "Cdtr")
    paths = [
        f"RltdPties/{kind}{role}/{name}"
        for role in roles
        for kind in ("", "Ultmt")
        for name in ("Pty/Nm", "Nm")
    ]
    end_to_end = text_at(detail, "Refs/EndToEndId")
    return BankPart(
        amount_cents=cents,
        counterparty=_cut(text_at(detail, *paths), MAX_COUNTERPARTY),
        purpose=_cut(_purpose(detail), MAX_PURPOSE),
        end_to_end=None if end_to_end in NOT_GIVEN else end_to_end[:MAX_REFERENCE],
    )


def _purpose(detail: Element) -> str:
    lines = [own_text(node) for node in all_of(detail, "RmtInf/Ustrd")]
    lines += [text_at(node, "CdtrRefInf/Ref") for node in all_of(detail, "RmtInf/Strd")]
    return " ".join(line for line in lines if line) or text_at(detail, "AddtlTxInf")


def own_text(node: Element) -> str:
    """The element's own text on one line."""
    return " ".join((node.text or "").split())


def _entry_purpose(node: Element, parts: Sequence[BankPart]) -> str:
    if len(parts) == 1 and parts[0].purpose:
        return parts[0].purpose
    joined = " / ".join(part.purpose for part in parts if part.purpose)
    return _cut(text_at(node, "AddtlNtryInf") or joined, MAX_PURPOSE)


def _direction(node: Element, place: str) -> int:
    word = text_at(node, "CdtDbtInd")
    if word not in _DIRECTIONS:
        raise DomainError("bank.direction_unreadable", place=place, value=word[:80])
    return _DIRECTIONS[word]


def _cents(amount: Element | None, place: str) -> int:
    if amount is None:
        raise DomainError("bank.amount_unreadable", place=place, value="")
    currency = amount.get("Ccy", "")
    if currency != "EUR":
        raise DomainError("bank.not_euro", statement=place, currency=currency[:3])
    return _cents_of(own_text(amount), place)


def _cents_of(text: str, place: str) -> int:
    exact = Decimal(text) if _AMOUNT.fullmatch(text) else None
    if exact is None or exact != exact.quantize(Decimal("0.01")) or exact * 100 > MAX_CENTS:
        raise DomainError("bank.amount_unreadable", place=place, value=text[:80])
    return cents_from_decimal(exact)


def _cut(text: str, length: int) -> str:
    return text[:length]
