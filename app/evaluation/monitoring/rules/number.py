"""The social security number (Versicherungsnummer der Rentenversicherung): its form and check.

Sources: § 147 SGB VI, § 2 VKVV; what a day of birth may be when serial numbers run out, or when the
day is not known: the joint circular on the reporting procedure (TOP 7 of 09.03.2016).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from app.errors import DomainError
from app.periods import days_in_month, whole_years

LENGTH: Final = 12
WEIGHTS: Final = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
_SHAPE = re.compile(r"[0-9]{8}[A-Z][0-9]{3}")
_BETWEEN = re.compile(r"[\s\-./]")
_AREAS: Final = range(2, 90)
_STEP: Final = 32
"""Where the serial numbers of a day have run out, the day is raised by this, up to twice."""
_RAISED_FIRST: Final = 97
"""The first of a month may be raised a third time."""
_LEAP: Final = 2000


def normalised(text: str) -> str:
    """Without blanks and dashes, in capitals: "65 170839 j 003" becomes 65170839J003."""
    return _BETWEEN.sub("", text).upper()


def checked(text: str) -> str:
    """The number as it is kept; DomainError that says which part of it cannot be."""
    number = normalised(text)
    if len(number) != LENGTH:
        raise DomainError("monitoring.number_length", "number", length=len(number))
    if not _SHAPE.fullmatch(number):
        raise DomainError("monitoring.number_shape", "number")
    if int(number[:2]) not in _AREAS:
        raise DomainError("monitoring.number_area", "number")
    if not _is_day(_base_day(int(number[2:4])), int(number[4:6]), int(number[6:8])):
        raise DomainError("monitoring.number_birth", "number")
    if int(number[11]) != check_digit(number[:11]):
        raise DomainError("monitoring.number_check", "number")
    return number


def check_digit(first_eleven: str) -> int:
    """The cross sums of digit × weight, added up, modulo 10; the letter counts as two digits."""
    letter = f"{ord(first_eleven[8]) - ord('A') + 1:02d}"
    digits = first_eleven[:8] + letter + first_eleven[9:]
    products = (int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return sum(product // 10 + product % 10 for product in products) % 10


def _base_day(day: int) -> int | None:
    """The day of birth without what was added to it; 0 stands for a day that is not known."""
    if day == _RAISED_FIRST:
        return 1
    return day % _STEP if day < 3 * _STEP else None


def _is_day(day: int | None, month: int, year: int) -> bool:
    if day is None or month > 12:
        return False
    # 1900 was no leap year, 2000 was: of two digits the more generous counts
    return month == 0 or day <= days_in_month(_LEAP + year, month)


def fits_age(number: str, age_at_entry: int | None, entry: date) -> bool | None:
    """Whether the birth date in a number allows that age on the day of entry; None: cannot be said.

    A number keeps the birth date it was given with: a misfit is to be looked at, no fault.
    """
    if age_at_entry is None:
        return None
    day, month = _base_day(int(number[2:4])), int(number[4:6])
    for year in (1900 + int(number[6:8]), 2000 + int(number[6:8])):
        if not day or not month:
            ages = {entry.year - year, entry.year - year - 1}
        elif day > days_in_month(year, month):
            continue
        else:
            ages = {whole_years(date(year, month, day), entry)}
        if age_at_entry in ages:
            return True
    return False


def masked(number: str) -> str:
    """Its last four characters, the rest as dots."""
    return "•" * (LENGTH - 4) + number[-4:]


def grouped(number: str) -> str:
    """As people read it: 65 170839 J 003."""
    return f"{number[:2]} {number[2:8]} {number[8]} {number[9:]}"
