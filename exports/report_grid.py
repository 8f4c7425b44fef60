"""A table as it is printed: every cell a text, and how wide its columns are."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from exports.columns import Language
from exports.report import Table
from exports.report_words import written

# What a line of nine-point type holds on A4 inside its margins, in digits.
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
_GOOD_TYPE: Final = 0.85
_MANY_COLUMNS: Final = 5


class Measure(NamedTuple):
    """What a column needs, in digits; a `fixed` one holds figures or days and does not grow."""

    least: float
    natural: float
    fixed: bool


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

    def measures(self) -> list[Measure]:
        """What each column needs."""
        return [self._measure(column) for column in range(len(self._is_fixed))]

    def _measure(self, column: int) -> Measure:
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
        return Measure(least + _PADDING, natural + _PADDING, fixed)


def _longest_word(text: str) -> int:
    return max((len(word) for word in text.split()), default=0)


def shared(tables: Sequence[Sequence[Measure]]) -> list[Measure]:
    """What each column needs in tables of the same heads that are to look alike."""
    return [
        Measure(
            max(one.least for one in column), max(one.natural for one in column), column[0].fixed
        )
        for column in zip(*tables, strict=True)
    ]


def is_wide(measures: Sequence[Measure]) -> bool:
    """Whether a table needs a page that lies on its side."""
    return _needed(measures) * _GOOD_TYPE > PORTRAIT


def widths(measures: Sequence[Measure], available: float) -> tuple[list[float], float]:
    """Widths of the columns in digits, at most `available` in all, and the scale of the type.

    The type gets a little smaller before texts are squeezed; columns of text take what figures
    leave; only where the longest words have no room, the type gets smaller still.
    """
    natural = sum(one.natural for one in measures)
    fits_smaller = natural * _GOOD_TYPE <= available
    wanted = natural if fits_smaller else _needed(measures)
    scale = min(1.0, max(_GOOD_TYPE, available / wanted))
    least = sum(one.least for one in measures)
    if least * scale >= available:
        scale = max(_SMALLEST_TYPE, available / least)
        return [one.least * available / least for one in measures], scale
    return [one * scale for one in _shared_out(measures, available / scale)], scale


def _needed(measures: Sequence[Measure]) -> float:
    """The width at which a table reads well."""
    return sum(
        one.least if one.fixed else max(one.least, min(one.natural, _COMFORTABLE))
        for one in measures
    )


def _shared_out(measures: Sequence[Measure], available: float) -> list[float]:
    natural = sum(one.natural for one in measures)
    if natural > available:
        least = sum(one.least for one in measures)
        share = (available - least) / (natural - least)
        return [one.least + (one.natural - one.least) * share for one in measures]
    wanted = max(natural, available * _NARROWEST)
    if wanted > available * _NEARLY_FULL or len(measures) >= _MANY_COLUMNS:
        wanted = available
    return _grown(measures, wanted - natural)


def _grown(measures: Sequence[Measure], more: float) -> list[float]:
    """Natural widths with the room left over given to the texts, or to all if there are none."""
    growing = [not one.fixed for one in measures]
    if not any(growing):
        growing = [True] * len(measures)
    base = sum(one.natural for one, grows in zip(measures, growing, strict=True) if grows)
    return [
        one.natural + (more * one.natural / base if grows else 0)
        for one, grows in zip(measures, growing, strict=True)
    ]
