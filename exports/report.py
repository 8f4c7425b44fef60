"""A report to the funder as it stands before any format: what XLSX, PDF and DOCX all say.

The three writers take the same object, so that a figure cannot differ between them. Texts are in
the report's language already; amounts are cents, days are dates, None is a figure nobody can tell.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from exports.columns import Language
from exports.statement_lines import Statement

ReportKind = Literal["interim", "final"]
CellKind = Literal["text", "number", "money", "day", "share"]
"""`share` is a part of 1, written as a percentage with one digit; `number` has no digits."""
Value = str | int | float | date | None
"""A text may stand in a column of another kind: where a small count is protected, say."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """The head of a column; `is_summed` columns have their sum in the last line of the table.

    `adds_up` says that each cell is the sum of the cells of the same kind left of it.
    """

    label: str
    kind: CellKind = "text"
    is_summed: bool = False
    adds_up: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of the report; `total` is the word of its last line, empty for a table without sums.

    `addresses` lead from a cell (row, column, counted from 0; the line of sums has the number of
    rows) to the page with the rows behind it, where the house has an address. `strong` are rows
    that hold a result, set in bold.
    """

    key: str
    title: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Value]]
    total: str = ""
    note: str = ""
    strong: Collection[int] = ()
    addresses: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def sum_of(self, column: int) -> int:
        """The sum of a column in its unit; texts and what is not told count as nothing."""
        values = (row[column] for row in self.rows)
        return sum(value for value in values if isinstance(value, int))


@dataclass(frozen=True, kw_only=True)
class Series:
    """A course or a group of bars; as many values as the chart has ticks, in the chart's unit."""

    name: str
    values: Sequence[float | None]
    is_plan: bool = False


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A drawing of figures that a table of the same chapter also tells; legible in black and white.

    `alternative` says in words what it shows, for who does not see it.
    """

    key: str
    title: str
    kind: Literal["lines", "bars"]
    ticks: Sequence[str]
    series: Sequence[Series]
    unit: str
    alternative: str


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A chapter of the factual report: what the coordinator wrote, and what the figures say."""

    key: str
    heading: str
    text: str
    tables: Sequence[Table] = ()
    charts: Sequence[Chart] = ()


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who did what to the report, and when; nothing is signed by a program."""

    label: str
    name: str
    on: date | None


@dataclass(frozen=True, kw_only=True)
class Report:
    """A whole interim or final statement (Zwischennachweis, Verwendungsnachweis).

    `statement` is the statement of figures of the period `first` to `last`; `further` are the
    tables that belong to it (inventory, draw-downs, cash by month …), `chapters` the factual
    report.
    `is_draft` marks every page until it is filed. `addresses` lead from the key of a figure of the
    statement ("spent:0812", "income", "cash_closing") to the page with the rows behind it.
    """

    kind: ReportKind
    language: Language
    title: str
    subtitle: str
    pilot_title: str
    carrier: str
    funder: str
    notice: str
    first: date
    last: date
    made_on: date
    facts: Sequence[tuple[str, str]]
    statement: Statement
    further: Sequence[Table]
    chapters: Sequence[Chapter]
    signatures: Sequence[Signature] = ()
    is_draft: bool = True
    addresses: Mapping[str, str] = field(default_factory=dict)
