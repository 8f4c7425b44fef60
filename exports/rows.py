"""Rows against their declaration, and the hash of their content.

Every value has one canonical text, whatever the file format: numbers as plain decimal digits,
days as YYYY-MM-DD, months as YYYY-MM, yes and no as 1 and 0, money in euros with two places,
missing as its code.
Cells and hash are both made from it.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from exports.columns import Column, Dataset, Missing
from exports.text import TextRefused, inert_text

Canonical = Callable[[object], str]
RowCanonical = Callable[[Sequence[object], int], list[str]]

# A spreadsheet number keeps 15 significant digits: more would change the value silently.
_LARGEST: Final = 10**15
_MONTH: Final = re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])", re.ASCII)
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2999
_MISSING_NUMBERS: Final = range(-99, -90)
# As tuples: a union would be made anew for each of millions of cells.
_NUMBERS: Final = (int, Decimal)
_CODES: Final = (str, int)

# Neither character can occur in a value: the text rule refuses control characters.
BETWEEN_VALUES: Final = "\x1f"
AFTER_ROW: Final = "\x1e"


class RowRefused(ValueError):
    """A row does not keep to its declaration: names dataset, row and column, never the value."""


def check_row(dataset: Dataset, row: Sequence[object], number: int) -> None:
    """Raise RowRefused if the row (numbered from 1, without header) breaks the declaration."""
    row_canonical(dataset)(row, number)


def row_canonical(dataset: Dataset) -> RowCanonical:
    """A function that checks a row and gives its canonical texts; made once per sheet."""
    makers = [_canonical(column) for column in dataset.columns]

    def canonical(row: Sequence[object], number: int) -> list[str]:
        if len(row) != len(makers):
            raise RowRefused(f"{dataset.key}: row {number}: {len(makers)} values are declared")
        texts: list[str] = []
        try:
            for make, value in zip(makers, row, strict=True):
                texts.append(make(value))
        except (TextRefused, _Refused) as refused:
            name = dataset.columns[len(texts)].name
            why = str(refused)
        else:
            return texts
        raise RowRefused(f"{dataset.key}: row {number}, column {name}: {why}")

    return canonical


class RowDigest:
    """SHA-256 over declarations' names and canonical values, fed row by row."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self._hash = hashlib.sha256()

    def start_sheet(self, dataset: Dataset) -> None:
        """Enter a sheet: its key and its header count as content."""
        self.add_rows(AFTER_ROW + dataset.key + AFTER_ROW)
        self.add_rows(record_text(dataset.column_names))

    def add_rows(self, records: str) -> None:
        """Take rows as joined by record_text."""
        self._hash.update(records.encode("utf-8"))

    def hexdigest(self) -> str:
        """The hash of all that was added, as 64 hexadecimal digits."""
        return self._hash.hexdigest()


def record_text(texts: Sequence[str]) -> str:
    """One row as it enters the hash: values apart by U+001F, ended by U+001E."""
    return BETWEEN_VALUES.join(texts) + AFTER_ROW


def content_hash(sheets: Sequence[tuple[Dataset, Iterable[Sequence[object]]]]) -> str:
    """SHA-256 of the content of these sheets, independent of the file format.

    Reads each iterable once in constant memory; raises RowRefused like the writer.
    """
    digest = RowDigest()
    for dataset, rows in sheets:
        digest.start_sheet(dataset)
        canonical = row_canonical(dataset)
        for number, row in enumerate(rows, 1):
            digest.add_rows(record_text(canonical(row, number)))
    return digest.hexdigest()


class _Refused(Exception):
    """Why a single value is refused, without the value."""


def _canonical(column: Column) -> Canonical:
    """The check of one column, by its kind, with its missing codes in front."""
    if column.kind in ("code", "yesno"):
        return _coded(column)
    plain = {
        "integer": _integer,
        "decimal": _decimal,
        "date": _date,
        "month": _month,
        "text": _text,
        "money": _money,
    }[column.kind]
    missing = {code: str(code.value) for code in column.missing}
    may_be_missing = bool(missing) and not column.is_text

    def canonical(value: object) -> str:
        if type(value) is Missing:
            if value in missing:
                return missing[value]
            raise _Refused("this missing code is not declared here")
        if may_be_missing and isinstance(value, _NUMBERS) and int(value) in _MISSING_NUMBERS:
            raise _Refused("the number would read as a missing code")
        return plain(value)

    return canonical


def _coded(column: Column) -> Canonical:
    values = [code.value for code in column.codes] or [1, 0]
    known: dict[object, str] = {value: str(value) for value in values}
    known |= {code: str(code.value) for code in column.missing}
    wants_bool = column.kind == "yesno"

    def canonical(value: object) -> str:
        if isinstance(value, _CODES) and (wants_bool or type(value) is not bool):
            text = known.get(value)
            if text is not None:
                return text
        raise _Refused("not one of the declared codes")

    return canonical


def _integer(value: object) -> str:
    if type(value) is not int:
        raise _Refused("not a whole number")
    if not -_LARGEST < value < _LARGEST:
        raise _Refused("has more than 15 digits")
    return str(value)


def _decimal(value: object) -> str:
    # A float is refused: its digits would be an accident of binary fractions.
    if type(value) is int:
        return _integer(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        raise _Refused("not a decimal number")
    if value == 0:
        return "0"
    shortest = value.normalize()
    if abs(shortest) >= _LARGEST or len(shortest.as_tuple().digits) > 15:
        raise _Refused("has more than 15 digits")
    return format(shortest, "f")


def _date(value: object) -> str:
    if type(value) is not date or not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise _Refused("not a day between 1900 and 2999")
    return value.isoformat()


def _month(value: object) -> str:
    if not isinstance(value, str) or not _MONTH.fullmatch(value):
        raise _Refused("not a month written YYYY-MM")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Refused("not a text")
    return inert_text(value)


def _money(value: object) -> str:
    if type(value) is not int:
        raise _Refused("not an amount in whole cents")
    if not -_LARGEST < value < _LARGEST:
        raise _Refused("has more than 15 digits")
    return euros_text(value)


def euros_text(amount_cents: int) -> str:
    """Whole cents as euros with a point and two places, exact: -1250 is "-12.50"."""
    euros, cents = divmod(abs(amount_cents), 100)
    return f"{'-' if amount_cents < 0 else ''}{euros}.{cents:02d}"
