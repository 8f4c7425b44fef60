"""Canonical texts (exports.rows) as the cells of a sheet: the codes, or their labels.

A column's cells have one shape, so a row is one filled-in template: that is what makes the writer
fast. Only what differs from cell to cell is worked on one by one: free text is escaped, days become
serial numbers, labels are looked up.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from exports import spreadsheet_parts as parts
from exports.codebook import missing_codes, value_codes
from exports.columns import Code, Column, Language
from exports.spreadsheet import column_letters, day_number
from exports.text import xml_escaped

Render = Callable[[int, Sequence[str]], str]
"""Gives the row of a sheet from its number and its canonical texts."""
Change = Callable[[str], str]

_NUMBER: Final = "><v>%s</v>"
_TEXT: Final = ' t="inlineStr"><is><t>%s</t></is>'
_FREE_TEXT: Final = ' t="inlineStr"><is><t xml:space="preserve">%s</t></is>'
_AS_IT_COMES: Final = "%s"

_WIDTH_LEAST: Final = 10
_WIDTH_MOST: Final = 44
_FILTER_BUTTON: Final = 4


def code_cells(columns: Sequence[Column]) -> Render:
    """Rows that show values as they are declared: codes, numbers, real days, texts."""
    return _renderer([_plain(column) for column in columns])


def label_cells(columns: Sequence[Column], language: Language) -> Render:
    """Rows that show labels instead of codes, of missing values too; all else is the same."""
    return _renderer([_labelled(column, language) for column in columns])


def labels(column: Column, language: Language) -> dict[str, str]:
    """The label of each canonical text that a code list explains."""
    return {
        str(code.value): _label(code, language)
        for code in (*value_codes(column), *missing_codes(column))
    }


def widths(columns: Sequence[Column], first_rows: Sequence[Sequence[str]]) -> list[float]:
    """Widths in characters for header, code list and the first rows, within bounds."""
    found: list[float] = []
    for place, column in enumerate(columns):
        shown = [str(code.value) for code in (*column.codes, *missing_codes(column))]
        shown += [row[place] for row in first_rows]
        found.append(_width(column, shown))
    return found


def label_widths(
    columns: Sequence[Column], first_rows: Sequence[Sequence[str]], language: Language
) -> list[float]:
    """Widths in characters as `widths` gives them, for the sheet of labels."""
    found: list[float] = []
    for place, column in enumerate(columns):
        known = labels(column, language)
        shown = [*known.values(), *(known.get(row[place], row[place]) for row in first_rows)]
        found.append(_width(column, shown))
    return found


def _width(column: Column, shown: Sequence[str]) -> float:
    longest = max((len(line) for text in shown for line in text.splitlines()), default=0)
    wanted = max(len(column.name) + _FILTER_BUTTON, longest + 2)
    return min(_WIDTH_MOST, max(_WIDTH_LEAST, wanted))


def _renderer(cells: Sequence[tuple[str, Change | None]]) -> Render:
    # The row's number stands in every cell: "#" occurs nowhere else in the template.
    template = "".join(
        f'<c r="{column_letters(place)}#"{inside}</c>' for place, (inside, _) in enumerate(cells, 1)
    )
    row = f'<row r="#">{template}</row>'
    changes = [(place, change) for place, (_, change) in enumerate(cells) if change is not None]

    def render(number: int, texts: Sequence[str]) -> str:
        values = list(texts)
        for place, change in changes:
            values[place] = change(values[place])
        return row.replace("#", str(number)) % tuple(values)

    return render


def _plain(column: Column) -> tuple[str, Change | None]:
    """What stands inside a cell, and what is done with its text before."""
    if column.kind == "date":
        return _AS_IT_COMES, _day(column)
    if not column.is_text:
        style = parts.STYLE_MONEY if column.kind == "money" else parts.STYLE_PLAIN
        return _styled(style, _NUMBER), None
    if column.kind == "text":
        return _styled(parts.STYLE_TEXT, _FREE_TEXT), xml_escaped
    return _styled(parts.STYLE_TEXT, _TEXT), None


def _day(column: Column) -> Change:
    inside = _styled(parts.STYLE_DATE, _NUMBER)
    text = _styled(parts.STYLE_TEXT, _TEXT)
    missing = {str(code.value): text % code.value for code in missing_codes(column)}

    def change(canonical: str) -> str:
        return missing.get(canonical) or inside % day_number(date.fromisoformat(canonical))

    return change


def _labelled(column: Column, language: Language) -> tuple[str, Change | None]:
    inside, change = _plain(column)
    known = labels(column, language)
    if not known:
        return inside, change
    text = _styled(parts.STYLE_TEXT, _TEXT)
    shown = {value: text % xml_escaped(label) for value, label in known.items()}
    if value_codes(column):
        return _AS_IT_COMES, _Labelled(shown).__getitem__

    def otherwise(canonical: str) -> str:
        return shown.get(canonical) or inside % (change(canonical) if change else canonical)

    return _AS_IT_COMES, otherwise


class _Labelled(dict[str, str]):
    """Cells by code; a code that is not declared is an error that does not tell the value."""

    def __missing__(self, _code: str) -> str:
        raise ValueError("a code without a label")


def _styled(style: int, inside: str) -> str:
    return f' s="{style}"{inside}' if style else inside


def _label(code: Code, language: Language) -> str:
    return code.label_de if language == "de" else code.label_en
