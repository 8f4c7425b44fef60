"""Single values from cells: days, numbers, codes, texts. Empty cells give None."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from re import ASCII
from re import compile as pattern

from app.intake.rows import Formula, fold, header_text, is_blank
from app.money import cents_from_decimal, parse_amount

EARLIEST_YEAR = 1900
LATEST_YEAR = 2099

_GERMAN_DAY = pattern(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?: 00:00(?::00)?)?", ASCII)
_ISO_DAY = pattern(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?", ASCII)
_SHORT_DAY = pattern(r"\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2}", ASCII)
_WHOLE = pattern(r"[+-]?\d{1,15}", ASCII)
_NOT_TEXT = pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_COMMAND = pattern(r"[=@]|[+-][^\n]*[(!|]")
_YES = frozenset({"ja", "j", "yes", "y", "x", "1", "wahr", "true"})
_NO = frozenset({"nein", "n", "no", "0", "falsch", "false"})


class Refused(ValueError):
    """A value that cannot be what its column says: message key and parameters."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def parse_day(value: object) -> date | None:
    """A day from "31.12.2023", "2023-12-31" or a date cell, 1900 to 2099.

    Two-digit years and bare numbers (a sheet's serial days) are refused rather than guessed.
    """
    if is_blank(value):
        return None
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, date):
        day = value
    elif isinstance(value, str):
        day = _day_from_text(_typed(value).strip())
    else:
        raise Refused("intake.day_is_number")
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise Refused("intake.day_out_of_range", earliest=EARLIEST_YEAR, latest=LATEST_YEAR)
    return day


def _day_from_text(text: str) -> date:
    if match := _GERMAN_DAY.fullmatch(text):
        day, month, year = match.groups()
    elif match := _ISO_DAY.fullmatch(text):
        year, month, day = match.groups()
    elif _SHORT_DAY.fullmatch(text):
        raise Refused("intake.day_two_digit_year")
    elif _WHOLE.fullmatch(text):
        raise Refused("intake.day_is_number")
    else:
        raise Refused("intake.day_unreadable")
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise Refused("intake.no_such_day") from error


def parse_whole(value: object, lowest: int, highest: int) -> int | None:
    """A whole number between two bounds, both included."""
    if is_blank(value):
        return None
    if isinstance(value, str) and _WHOLE.fullmatch(_typed(value).strip()):
        number = int(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        number = value
    elif isinstance(value, float) and value.is_integer():
        number = int(value)
    else:
        raise Refused("intake.not_whole_number")
    if not lowest <= number <= highest:
        raise Refused("intake.number_out_of_range", lowest=lowest, highest=highest)
    return number


def parse_yes_no(value: object) -> bool | None:
    """True for "ja", False for "nein", and their usual short forms."""
    if is_blank(value):
        return None
    if isinstance(value, bool):
        return value
    word = fold(_typed(header_text(value) if not isinstance(value, str) else value))
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Refused("intake.not_yes_no")


def code_list(wording: Mapping[str, str]) -> dict[str, str]:
    """A list's wording made ready for `parse_code`: folded wording to our code."""
    return {fold(words): code for words, code in wording.items()}


def numbered_codes(codes: Iterable[str]) -> dict[str, str]:
    """Codes such as "0812", found also where a sheet dropped their leading zeros ("812")."""
    listed = sorted(codes)
    short = {code.lstrip("0"): code for code in listed}
    return (short if len(short) == len(listed) else {}) | {fold(code): code for code in listed}


def parse_code(value: object, codes: Mapping[str, str]) -> str | None:
    """Our code for a list's wording, with `codes` from `code_list` or `numbered_codes`."""
    if is_blank(value):
        return None
    text = _typed(value) if isinstance(value, str) else header_text(value)
    code = codes.get(fold(text))
    if code is None:
        raise Refused("intake.unknown_code")
    return code


def parse_text(value: object, max_length: int) -> str | None:
    """Stripped text of at most `max_length` characters; control characters are refused."""
    if is_blank(value):
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Refused("intake.not_text")
    text = value.strip() if isinstance(value, str) else header_text(value)
    if _NOT_TEXT.search(text):
        raise Refused("intake.control_characters")
    if len(text) > max_length:
        raise Refused("intake.text_too_long", limit=max_length)
    return str(text)


def parse_cents(value: object) -> int | None:
    """Cents from German or plain text, or from a sheet's number, rounded half up."""
    if is_blank(value):
        return None
    try:
        if isinstance(value, str):
            return parse_amount(_typed(value))
        if isinstance(value, int | float) and not isinstance(value, bool):
            return cents_from_decimal(Decimal(repr(value)))
    except Refused:
        raise
    except ValueError as error:
        raise Refused("intake.not_amount") from error
    raise Refused("intake.not_amount")


def looks_like_command(value: object) -> bool:
    """Whether a spreadsheet would run this text: a formula, or text that begins like one."""
    return isinstance(value, str) and (
        isinstance(value, Formula) or _COMMAND.match(value.lstrip()) is not None
    )


def _typed(value: str) -> str:
    if isinstance(value, Formula):
        raise Refused("intake.formula_value")
    return value
