"""A table as it is printed: every cell a text, and how wide its columns are."""

from collections.abc import Sequence
from typing import Final

from exports.columns import Language
from exports.report import Table
from exports.report_words import written

# What a line of nine-point type holds on A4 inside its margins, in widths of a digit.
PORTRAIT: Final = 112.0
LANDSCAPE: Final = 170.0

_PADDING: Final = 2.5
_BOLD: Final = 1.15
_LONGEST_WORD: Final = 22
_COMFORTABLE: Final = 24
_LONGEST: Final = 60
_NARROWEST: Final = 0.55
_NEARLY_FULL: Final = 0.75
_SMALLEST_TYPE: Final = 0.5
_MANY_COLUMNS: Final = 5


class Grid:
    """A table's cells as texts in its language; the line of sums, if there is one, stands last."""

    def __init__(self, table: Table, language: Language) -> None:
        """Write every value; a row must be as long as the heads."""
        self.table = table
        kinds = [head.kind for head in table.heads]
        self.is_figure = [kind in ("number", "money", "share") for kind in kinds]
        self._is_fixed = [kind != "text" for kind in kinds]
        self.rows = [
            [written(value, kind, language) for value, kind in zip(row, kinds, strict=True)]
            for row in table.rows
        ]
        if table.total:
            self.rows.append(
                [
                    written(table.sum_of(column), head.kind, language) if head.is_summed else ""
                    for column, head in enumerate(table.heads)
                ]
            )

    @property
    def total_span(self) -> int:
        """Over how many columns the word of the last line reaches; 0 without a line of sums."""
        summed = [head.is_summed for head in self.table.heads]
        if not self.table.total:
            return 0
        return summed.index(True) if True in summed else len(summed)

    def is_strong(self, row: int) -> bool:
        """Whether the row is a result, to be set in bold."""
        return row in self.table.strong or (bool(self.table.total) and row == len(self.table.rows))

    @property
    def needed(self) -> float:
        """The width at which the table reads well, in digits."""
        return sum(
            least if fixed else max(least, min(natural, _COMFORTABLE))
            for least, natural, fixed in self._measures()
        )

    def widths(self, available: float) -> tuple[list[float], float]:
        """Widths of the columns in digits, at most `available` in all, and the scale of the type.

        Columns of text take what figures leave. Where even the longest words leave no room, the
        type gets smaller.
        """
        measures = self._measures()
        least = sum(one for one, _natural, _fixed in measures)
        natural = sum(one for _least, one, _fixed in measures)
        if least >= available:
            scale = max(_SMALLEST_TYPE, available / least)
            return [one * available / least for one, _natural, _fixed in measures], scale
        if natural > available:
            share = (available - least) / (natural - least)
            return [low + (high - low) * share for low, high, _fixed in measures], 1.0
        wanted = max(natural, available * _NARROWEST)
        if wanted > available * _NEARLY_FULL or len(measures) >= _MANY_COLUMNS:
            wanted = available
        return _grown(measures, wanted - natural), 1.0

    def _measures(self) -> list[tuple[float, float, bool]]:
        """Least and natural width of each column, and whether it is one of figures or days."""
        return [self._measure(column) for column in range(len(self._is_fixed))]

    def _measure(self, column: int) -> tuple[float, float, bool]:
        fixed = self._is_fixed[column]
        texts = [row[column] for row in self.rows]
        values = [row[column] for row in self.table.rows]
        # A word that stands in for a protected figure may wrap; a figure never does.
        plain = [
            text
            for text, value in zip(texts, [*values, 0], strict=False)
            if fixed and not isinstance(value, str)
        ]
        head = _longest_word(self.table.heads[column].label) * _BOLD
        word = max((_longest_word(text) for text in texts), default=0)
        least = max(head, min(word, _LONGEST_WORD), *(len(text) for text in [*plain, ""]))
        longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
        natural = max(least, min(longest, _COMFORTABLE if fixed else _LONGEST))
        return least + _PADDING, natural + _PADDING, fixed


def _longest_word(text: str) -> int:
    return max((len(word) for word in text.split()), default=0)


def _grown(measures: Sequence[tuple[float, float, bool]], more: float) -> list[float]:
    """Natural widths with the room left over given to the texts, or to all if there are none."""
    growing = [not fixed for _least, _natural, fixed in measures]
    if not any(growing):
        growing = [True] * len(measures)
    base = sum(one for (_l, one, _f), grows in zip(measures, growing, strict=True) if grows)
    return [
        one + (more * one / base if grows else 0)
        for (_l, one, _f), grows in zip(measures, growing, strict=True)
    ]
