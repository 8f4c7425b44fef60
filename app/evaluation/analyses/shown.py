"""An answer as people see it: a sentence, a chart, tables, what is missing and what it cannot say.

A table is made once, of raw values with the places they are told to: page and file write the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Literal

from app.charts import Figure
from app.formats import number, percent
from app.wording import gettext as _

Kind = Literal["text", "figure", "decimal", "share"]


class Protected(Enum):
    """A value that is not told, to protect individuals."""

    SMALL = "small"


PROTECTED: Final = Protected.SMALL
Cell = str | int | float | Protected | None
"""None: there is no such value."""


@dataclass(frozen=True)
class Column:
    """The head of a column, the kind of its values, and the places of decimals."""

    label: str
    kind: Kind = "figure"
    places: int = 1


@dataclass(frozen=True)
class Table:
    """Rows of raw values under their columns; the first column names the row."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]

    @property
    def head(self) -> list[str]:
        """The heads of the columns."""
        return [column.label for column in self.columns]

    @property
    def written(self) -> list[list[str]]:
        """The rows ready to read."""
        return [
            [_written(cell, column) for cell, column in zip(row, self.columns, strict=True)]
            for row in self.rows
        ]

    @property
    def is_guarded(self) -> bool:
        """Whether something is left out to protect individuals."""
        return any(cell is PROTECTED for row in self.rows for cell in row)

    def in_file(self) -> Iterable[list[str | int | float | None]]:
        """The rows for a file: the values as exact as the page tells them, no more."""
        for row in self.rows:
            yield [_exact(cell, column) for cell, column in zip(row, self.columns, strict=True)]


def _written(cell: Cell, column: Column) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Protected):
        return _("geschützt")
    if column.kind == "share":
        return percent(cell)
    return number(cell, column.places if column.kind == "decimal" else 0)


def _exact(cell: Cell, column: Column) -> str | int | float | None:
    if isinstance(cell, Protected):
        return _("geschützt")
    if isinstance(cell, str) or cell is None:
        return cell
    if column.kind == "share":
        return round(float(cell), 2)
    return round(float(cell), column.places) if column.kind == "decimal" else int(cell)


@dataclass(frozen=True)
class Shown:
    """The answer to a question: `sentence` says it in words, `value` is its figure for a card.

    `notes` say how many it rests on, what is censored or missing and how it was calculated;
    `caveat` what must not be concluded. Without tables the sentence says why there are none.
    """

    sentence: str
    value: str = "–"
    figure: Figure | None = None
    tables: Sequence[Table] = ()
    notes: Sequence[str] = field(default_factory=list)
    caveat: str | None = None

    @property
    def is_guarded(self) -> bool:
        """Whether a table leaves something out to protect individuals."""
        return any(table.is_guarded for table in self.tables)


def told(count: int | None) -> Cell:
    """A count as a cell; None is protected."""
    return PROTECTED if count is None else count


def together(parts: Sequence[str]) -> str:
    """A, B und C."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s und %(last)s", first=", ".join(parts[:-1]), last=parts[-1])
