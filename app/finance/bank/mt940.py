"""Bank statements in MT940 (SWIFT), read by the library `mt-940` and checked against the file.

The library is lenient: it moves the 30th of February to the 28th, writes one entry over another
that lacks its type, and puts what follows the closing balance into the last entry. So every entry
and balance is read here once more, strictly, and both have to say the same; details (:86:) are
read here alone.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from re import compile as pattern
from typing import Any, NamedTuple

from app.errors import DomainError
from app.finance.bank.account_numbers import account_in
from app.finance.bank.mt940_details import Details, read_details
from app.finance.bank.mt940_fields import (
    ACCOUNT,
    CLOSING,
    DETAILS,
    ENTRY,
    NUMBER,
    OPENING,
    Field,
    Message,
    messages_in,
    unreadable,
)
from app.finance.bank.statements import (
    NOT_GIVEN,
    BankEntry,
    BankPart,
    BankStatement,
    Source,
    check_balances,
    first_day,
)
from app.intake.uploads import FileKind, check_upload, decode

# What cannot be matched is logged by the library, names included; here it becomes a refusal.
logging.getLogger("mt940").setLevel(logging.CRITICAL + 1)

NEAR_DAYS = 182
"""A booking day has no year: it lies within half a year of the value day."""

_AMOUNT = r"([0-9]{1,12}),([0-9]*)"
_BALANCE = pattern(rf"([CD])([0-9]{{6}})([A-Z]{{3}}){_AMOUNT}")
_ENTRY = pattern(
    rf"([0-9]{{6}})([0-9]{{4}}| {{4}})?(R?[CD])[A-Z]?{_AMOUNT}"
    r"[A-Z][A-Z0-9]{3}[^\n]*(?:\n[^\n]*)?"
)
_NUMBER = pattern(r"0*([0-9]{1,5})(?:/0*([0-9]{1,5}))?")
_SIGNS = {"C": 1, "RD": 1, "D": -1, "RC": -1}
_UNNUMBERED = ("", "0")


class _Line(NamedTuple):
    """An entry (:61:) as it stands there."""

    at: Field
    value_on: date
    month_and_day: str
    cents: int
    is_reversal: bool


class _Balance(NamedTuple):
    cents: int
    day: date


def read_mt940(data: bytes) -> list[BankStatement]:
    """All statements of a file, each checked against its balances; all or none.

    DomainError names what is wrong by its line.
    """
    check_upload(data, FileKind.MT940)
    return [_read_statement(message) for message in messages_in(decode(data))]


def _read_statement(message: Message) -> BankStatement:
    account = _account(message)
    opening, closing = _balance(message.only(OPENING)), _balance(message.only(CLOSING))
    lines, details = _lines_with_details(message)
    days = (opening.day, closing.day)
    booked = [_booked_on(line, days) for line in lines]
    references = _by_library(message, lines, opening, closing)
    entries = tuple(
        _entry(number, line, day, read_details(told.lines) if told else None, reference)
        for number, (line, day, told, reference) in enumerate(
            zip(lines, booked, details, references, strict=True), start=1
        )
    )
    from_day = first_day(opening.day, closing.day, entries)
    days = (from_day, closing.day)
    name = _identification(message, days, (opening.cents, closing.cents), entries)
    check_balances(name, days, (opening.cents, closing.cents), entries)
    return BankStatement(
        iban=account,
        identification=name,
        sequence=None,
        from_day=from_day,
        until_day=closing.day,
        opening_cents=opening.cents,
        closing_cents=closing.cents,
        currency="EUR",
        entries=entries,
        source=Source.MT940,
    )


def _account(message: Message) -> str:
    field = message.only(ACCOUNT)
    text = field.lines[0].strip().removesuffix("EUR").strip()
    # Some banks write their BIC before the IBAN.
    account = account_in(text) or account_in(text.partition("/")[2])
    if account is None:
        raise DomainError("bank.mt940_account", line=field.line, value=text[:40])
    return account


def _balance(field: Field) -> _Balance:
    match = _BALANCE.fullmatch(field.text)
    if match is None:
        raise unreadable(field.line)
    mark, day, currency, euros, decimals = match.groups()
    if currency != "EUR":
        raise DomainError("bank.not_euro", statement=field.place, currency=currency)
    cents = _cents(euros, decimals, field) * (1 if mark == "C" else -1)
    return _Balance(cents, _day(day, field))


def _lines_with_details(message: Message) -> tuple[list[_Line], list[Field | None]]:
    """Entries between the balances, each with the :86: that follows it at once."""
    lines: list[_Line] = []
    details: list[Field | None] = []
    order = [field.name for field in message.fields]
    first, last = order.index(OPENING), order.index(CLOSING)
    for at, field in enumerate(message.fields):
        is_between = first < at < last
        if field.name == ENTRY:
            if not is_between:
                raise unreadable(field.line)
            lines.append(_line(field))
            details.append(None)
        elif is_between and field.name == DETAILS and order[at - 1] == ENTRY:
            details[-1] = field
        elif is_between and field.name != "NS":
            raise unreadable(field.line)
    return lines, details


def _line(field: Field) -> _Line:
    match = _ENTRY.fullmatch(field.text)
    if match is None:
        raise unreadable(field.line)
    value_on, month_and_day, mark, euros, decimals = match.groups()
    cents = _cents(euros, decimals, field) * _SIGNS[mark]
    day = _day(value_on, field)
    return _Line(field, day, (month_and_day or "").strip(), cents, mark.startswith("R"))


def _cents(euros: str, decimals: str, field: Field) -> int:
    """SWIFT writes the comma always, the decimals only where there are any."""
    if len(decimals) > 2:
        raise DomainError(
            "bank.amount_unreadable", place=field.place, value=f"{euros},{decimals}"[:80]
        )
    return int(euros) * 100 + int(decimals.ljust(2, "0"))


def _day(text: str, field: Field) -> date:
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError as error:
        raise DomainError("bank.day_unreadable", place=field.place, value=text) from error


def _booked_on(line: _Line, days: tuple[date, date]) -> date:
    """The booking day: in the year that puts it into the statement, else near the value day."""
    if not line.month_and_day:
        return line.value_on
    found = [
        day
        for year in (line.value_on.year - 1, line.value_on.year, line.value_on.year + 1)
        if (day := _day_of(year, line.month_and_day))
    ]
    within = [day for day in found if days[0] <= day <= days[1]]
    near = [day for day in found if abs((day - line.value_on).days) <= NEAR_DAYS]
    for likely in (within, near):
        if len(likely) == 1:
            return likely[0]
    raise DomainError("bank.day_unreadable", place=line.at.place, value=line.month_and_day)


def _day_of(year: int, month_and_day: str) -> date | None:
    try:
        return date(year, int(month_and_day[:2]), int(month_and_day[2:]))
    except ValueError:
        return None


def _by_library(
    message: Message, lines: Sequence[_Line], opening: _Balance, closing: _Balance
) -> list[str | None]:
    """The payers' references of the entries, as the library reads the same fields.

    DomainError where it says something else than was read here, or nothing.
    """
    # Without its processor the library refuses a day that does not exist instead of moving it.
    from mt940.models import Transactions
    from mt940.options import Options

    reader = Transactions(processors={"pre_statement": []}, options=Options.all())
    wanted = (OPENING, ENTRY, CLOSING)
    fields = [field for field in message.fields if field.name in wanted]
    try:
        reader.parse("\n".join(f":{field.tag}:{field.text}" for field in fields))
        found = [dict(one.data) for one in reader.transactions]
        balances = [_said(reader.data, f"{kind}_balance") for kind in ("opening", "closing")]
    except (RuntimeError, ValueError, ArithmeticError, KeyError) as error:
        raise _disagrees(message) from error
    if balances != [opening, closing] or len(found) != len(lines):
        raise _disagrees(message)
    for line, said in zip(lines, found, strict=True):
        if (_cents_of(said["amount"]), said["date"]) != (line.cents, line.value_on):
            raise unreadable(line.at.line)
    return [said.get("customer_reference") for said in found]


def _said(data: dict[str, Any], name: str) -> _Balance:
    kinds = (f"final_{name}", f"intermediate_{name}")
    balance = data[next((kind for kind in kinds if kind in data), name)]
    return _Balance(_cents_of(balance.amount), balance.date)


def _cents_of(amount: Any) -> int:
    return int(amount.amount * Decimal(100))


def _disagrees(message: Message) -> DomainError:
    return DomainError("bank.mt940_disagrees", line=message.fields[0].line)


def _entry(
    number: int, line: _Line, booked_on: date, details: Details | None, reference: str | None
) -> BankEntry:
    told = details or Details("", "", None)
    own = (reference or "").strip()
    # KREF+ announces that the reference stands in the details.
    own_reference = None if own in NOT_GIVEN or own == "KREF+" else own
    part = BankPart(line.cents, told.counterparty, told.purpose, told.end_to_end or own_reference)
    return BankEntry(
        line=number,
        # The bank's reference (//…) often counts within one statement only: it names no entry.
        reference="",
        booked_on=booked_on,
        value_on=line.value_on,
        amount_cents=line.cents,
        status="BOOK",
        is_reversal=line.is_reversal,
        counterparty=told.counterparty,
        purpose=told.purpose,
        parts=(part,),
    )


def _identification(
    message: Message,
    days: tuple[date, date],
    balances: tuple[int, int],
    entries: Sequence[BankEntry],
) -> str:
    """Number and days; numbers begin anew every year, and some banks give none.

    An unnumbered statement is told from others of the same days by what it says.
    """
    numbers = message.named(NUMBER)
    match = _NUMBER.fullmatch(numbers[0].text) if numbers else None
    if len(numbers) > 1 or (numbers and match is None):
        raise unreadable(numbers[-1].line)
    period = f"{days[0]:%Y-%m-%d}/{days[1]:%Y-%m-%d}"
    if match is None or match[1] in _UNNUMBERED:
        said = repr((balances, [(one.booked_on, one.amount_cents) for one in entries]))
        return f"{period} {hashlib.sha256(said.encode()).hexdigest()[:8]}"
    page = f"/{match[2]}" if (match[2] or "0") not in _UNNUMBERED else ""
    return f"{match[1]}{page} {period}"
