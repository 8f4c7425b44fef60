"""Where the figures of a funder's form belong: marks in its cells, and the labels beside them.

Pure but for the cells that are given. A place remembers the labels to its left and above, so that
a form whose cells have moved is noticed instead of being filled in silence.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

Cells = Mapping[str, object]
"""The contents of a sheet by address."""
MARK: Final = re.compile(r"\{\{\s*([a-z_]+(?::[A-Za-z0-9_.-]+)?)\s*\}\}")
"""How a figure is marked in an empty form: {{spent:0812}}."""


@dataclass(frozen=True)
class Label:
    """A text of the form and the cell that it stands in."""

    cell: str
    text: str


@dataclass(frozen=True)
class Place:
    """A cell of the form, the key of what belongs there, and the labels that tell so."""

    sheet: str
    cell: str
    key: str
    left: Label | None = None
    above: Label | None = None


@dataclass(frozen=True)
class Moved:
    """A place whose labels are no longer where they were; `found`: where it seems to be now."""

    place: Place
    found: Place | None


def marked(sheets: Mapping[str, Cells]) -> list[Place]:
    """The places that an empty form marks, with their labels, in reading order."""
    found = []
    for sheet, cells in sheets.items():
        for cell in sorted(cells, key=_reading_order):
            content = cells[cell]
            match = MARK.fullmatch(content.strip()) if isinstance(content, str) else None
            if match:
                found.append(labelled(sheet, cell, match[1], cells))
    return found


def labelled(sheet: str, cell: str, key: str, cells: Cells) -> Place:
    """A place with the nearest texts to its left and above it."""
    column, row = _split(cell)
    left = (f"{_letters(c)}{row}" for c in range(column - 1, 0, -1))
    above = (f"{_letters(column)}{r}" for r in range(row - 1, 0, -1))
    return Place(sheet, cell, key, _first_text(left, cells), _first_text(above, cells))


def _first_text(addresses: Iterator[str], cells: Cells) -> Label | None:
    for address in addresses:
        text = plain(cells.get(address))
        if text and not MARK.fullmatch(text):
            return Label(address, text)
    return None


def moved(places: Sequence[Place], sheets: Mapping[str, Cells]) -> list[Moved]:
    """The places that a new edition of the form does not confirm, with where they may be now."""
    return [
        Moved(place, _found(place, sheets.get(place.sheet, {})))
        for place in places
        if not _is_confirmed(place, sheets.get(place.sheet, {}))
    ]


def _is_confirmed(place: Place, cells: Cells) -> bool:
    labels = [label for label in (place.left, place.above) if label]
    return bool(cells) and all(plain(cells.get(label.cell)) == label.text for label in labels)


def _found(place: Place, cells: Cells) -> Place | None:
    """The one cell in the row of its left label and the column of its upper one, if both are."""
    left, above = _only(place.left, cells), _only(place.above, cells)
    if (place.left and not left) or (place.above and not above) or not (left or above):
        return None
    column, row = _split(place.cell)
    row = _split(left.cell)[1] if left else row
    column = _split(above.cell)[0] if above else column
    return replace(place, cell=f"{_letters(column)}{row}", left=left, above=above)


def _only(label: Label | None, cells: Cells) -> Label | None:
    """Where a label stands now; None where it does not, or more than once."""
    if label is None:
        return None
    if plain(cells.get(label.cell)) == label.text:
        return label
    at = [cell for cell, content in cells.items() if plain(content) == label.text]
    return Label(at[0], label.text) if len(at) == 1 else None


def plain(content: object) -> str:
    """A text of a cell with single blanks; nothing for numbers, formulas and empty cells."""
    return "" if not isinstance(content, str) or content[:1] == "=" else " ".join(content.split())


def _split(cell: str) -> tuple[int, int]:
    from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

    letters, row = coordinate_from_string(cell)
    return column_index_from_string(letters), row


def _letters(column: int) -> str:
    from openpyxl.utils.cell import get_column_letter

    return get_column_letter(column)


def _reading_order(cell: str) -> tuple[int, int]:
    column, row = _split(cell)
    return row, column
