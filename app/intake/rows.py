"""Rows of a table file, whether it came as a sheet or as delimited text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from app.errors import DomainError
from app.intake.findings import Finding

HEADER_WITHIN = 20
MAX_ROWS = 200_000
MAX_COLUMNS = 200
ECHO_LENGTH = 80


class Formula(str):
    """The text of a live formula in a sheet, "=SUM(C4:H4)"; never run, never a typed value."""

    __slots__ = ()


class Column(NamedTuple):
    """Where a column stands (from 0), how the file spells it, and its letter in a sheet."""

    at: int
    title: str
    letter: str | None


@dataclass(frozen=True)
class KnownHeads:
    """How a pilot's files write the columns asked for, where they differ from our own names.

    `heads` gives our column by the file's folded head; `absent` are columns that the files lack.
    """

    heads: Mapping[str, str] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()

    def folded(self, title: str) -> str:
        """The folded name of the column that a head stands for: our own, else the head itself."""
        key = fold(title)
        return fold(self.heads[key]) if key in self.heads else key


NOTHING_KNOWN = KnownHeads()


class Row(NamedTuple):
    """One record and the line of the file on which it begins (the first is 1)."""

    line: int
    values: Sequence[object]


@dataclass
class Sheet:
    """The rows below the header; blank ones are not read.

    `columns` is keyed by the spelling asked for, or the file's own for columns nobody asked for.
    `refused` counts records that could not be cut into columns; each has a finding.
    """

    name: str | None
    columns: dict[str, Column]
    rows: list[Row]
    findings: list[Finding] = field(default_factory=list)
    refused: int = 0

    def address(self, header: str, line: int) -> str | None:
        """The cell's address ("E7"), or None in a file without addresses."""
        letter = self.columns[header].letter
        return f"{letter}{line}" if letter else None


def header_text(value: object) -> str:
    """A header on one line; a year that the sheet holds as a number becomes "2021"."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def fold(text: str) -> str:
    """For comparing: case, line breaks and repeated spaces do not count."""
    return " ".join(text.split()).casefold()


def is_blank(value: object) -> bool:
    """Whether a cell holds nothing but spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


def echo(value: object) -> str | None:
    """What stands in a cell, fit for a finding: at most 80 printable characters."""
    if value is None:
        return None
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return f"{day:%d.%m.}{day.year:04d}"
    cut = str(value)[:ECHO_LENGTH]
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in cut)


def count_matches(
    values: Sequence[object], required: Sequence[str], known: KnownHeads = NOTHING_KNOWN
) -> int:
    """How many of the headers asked for stand in this record."""
    found = {known.folded(header_text(value)) for value in values}
    return len(found & {fold(name) for name in required})


def find_header(
    rows: Iterable[Row], required: Sequence[str], known: KnownHeads = NOTHING_KNOWN
) -> Row:
    """The record with most of the headers asked for; DomainError when none has any."""
    best = max(rows, key=lambda row: count_matches(row.values, required, known), default=None)
    if best is None or count_matches(best.values, required, known) == 0:
        raise DomainError(
            "intake.header_not_found", columns=", ".join(required)[:400], within=HEADER_WITHIN
        )
    return best


def columns_of(
    header: Row, required: Sequence[str], known: KnownHeads = NOTHING_KNOWN
) -> dict[str, Column]:
    """The columns by name; DomainError naming missing or repeated headers.

    A file that has our own name for a column needs no known head for it.
    """
    titles = [header_text(value) for value in header.values]
    plain = {fold(title) for title in titles}
    own = {head: name for head, name in known.heads.items() if fold(name) not in plain}
    names = [KnownHeads(own).folded(title) for title in titles]
    counted = Counter(name for name in names if name)
    asked = {fold(name): name for name in required}
    lacking = [name for key, name in asked.items() if key not in counted]
    if missing := [name for name in lacking if name not in known.absent]:
        raise DomainError("intake.header_missing", columns=", ".join(missing), line=header.line)
    if repeated := [title for title, name in zip(titles, names, strict=True) if counted[name] > 1]:
        told = ", ".join(echo(title) or "" for title in dict.fromkeys(repeated))
        raise DomainError("intake.header_repeated", columns=told[:400], line=header.line)
    return {
        asked.get(name, title): Column(index, title, None)
        for index, (title, name) in enumerate(zip(titles, names, strict=True))
        if title
    }
