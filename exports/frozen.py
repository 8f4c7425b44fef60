"""Frozen sheets: the rows of a release as canonical texts, from which every file format is made.

One record a row, UTF-8, as it enters the hash (exports.rows.record_text): no value can hold the two
separators, so reading is splitting, which is several times faster than any parser. Writers read the
sheet as often as they like; memory does not grow with the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final, TextIO

from exports.columns import Column, Dataset, Missing
from exports.rows import AFTER_ROW, BETWEEN_VALUES, RowDigest, record_text

Value = str | int | Decimal | date | Missing

_READ_AT_ONCE: Final = 1 << 18

_MISSING: Final = {str(code.value): code for code in Missing}


@dataclass(frozen=True)
class FrozenSheet:
    """A dataset as published, with its rows on disk."""

    dataset: Dataset
    path: Path
    rows: int

    def texts(self) -> Iterator[list[str]]:
        """The canonical texts row by row, checked when they were frozen."""
        with self.path.open(encoding="utf-8", newline="\n") as file:
            yield from records(file)

    def values(self) -> Iterator[list[Value]]:
        """Typed values row by row: whole numbers (yes is 1), Decimal (money in euros), days, texts,
        Missing."""
        readers = [reader(column) for column in self.dataset.columns]
        for texts in self.texts():
            yield [read(text) for read, text in zip(readers, texts, strict=True)]


def records(file: TextIO) -> Iterator[list[str]]:
    """The texts of each record of an open file."""
    rest = ""
    while part := file.read(_READ_AT_ONCE):
        *whole, rest = (rest + part).split(AFTER_ROW)
        for record in whole:
            yield record.split(BETWEEN_VALUES)


def freeze(dataset: Dataset, rows: Iterable[list[str]], path: Path) -> FrozenSheet:
    """Writes canonical texts (exports.rows) to a new file and gives the sheet."""
    count = 0
    with path.open("x", encoding="utf-8", newline="\n") as file:
        for texts in rows:
            file.write(frozen_line(texts))
            count += 1
    return FrozenSheet(dataset, path, count)


def frozen_line(texts: list[str]) -> str:
    """One row as a frozen sheet holds it."""
    return record_text(texts)


def hash_of_sheets(sheets: Iterable[FrozenSheet]) -> str:
    """SHA-256 over the values, independent of any file format; the same as rows.content_hash."""
    digest = RowDigest()
    for sheet in sheets:
        add_sheet(digest, sheet)
    return digest.hexdigest()


def add_sheet(digest: RowDigest, sheet: FrozenSheet) -> None:
    """Enters a sheet into a hash."""
    digest.start_sheet(sheet.dataset)
    with sheet.path.open(encoding="utf-8", newline="\n") as file:
        while records := file.read(_READ_AT_ONCE):
            digest.add_rows(records)


def reader(column: Column) -> Callable[[str], Value]:
    """A function from the canonical texts of a column to its values."""
    missing = {text: code for text, code in _MISSING.items() if code in column.missing}
    plain = _plain(column)

    def read(text: str) -> Value:
        found = missing.get(text)
        return plain(text) if found is None else found

    return read


def _plain(column: Column) -> Callable[[str], Value]:
    if column.kind == "code" and not column.is_text:
        return int
    if column.kind in ("integer", "yesno"):
        return int
    if column.kind in ("decimal", "money"):
        return Decimal
    return date.fromisoformat if column.kind == "date" else str
