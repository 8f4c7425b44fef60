"""A small streaming writer of workbooks: rows go straight into the compressed file.

Only what a dataset needs: text cells (inline strings, never formulas), numbers, a frozen and
filtered header, column widths. Why not a library: docs/decisions/0003-bulk-workbooks.md.
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import BinaryIO, Final, Self

from exports import spreadsheet_parts as parts
from exports.columns import Column
from exports.text import inert_text, xml_escaped

# The last row that a spreadsheet program opens.
ROW_LIMIT: Final = 1_048_576
# Level 3 gives the size that xlsxwriter's level 6 gives, in half of its time.
_COMPRESSION: Final = 3
_ROWS_AT_ONCE: Final = 500


@dataclass(frozen=True, kw_only=True)
class SheetLayout:
    """How a sheet looks: widths in characters; a header row is frozen and can be filtered."""

    widths: Sequence[float]
    has_header: bool = False
    landscape: bool = True


class StreamedWorkbook:
    """Writes sheets one after the other into a stream; their order in the book is fixed first.

    Use as a context manager. Memory does not grow with the number of rows. Raises ValueError
    past 1,048,576 rows.
    """

    def __init__(
        self, stream: BinaryIO, sheet_names: Sequence[str], *, title: str, made_on: date
    ) -> None:
        """Open the archive; `sheet_names` is the order in which the reader meets the sheets."""
        self._archive = zipfile.ZipFile(
            stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION
        )
        self._names = list(sheet_names)
        self._filtered: dict[str, str] = {}
        self._title = title
        self._made_on = made_on

    def __enter__(self) -> Self:
        """The workbook itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write the parts that name the sheets; after an error the file is worthless anyway."""
        if kind is None:
            self._finish()
        self._archive.close()

    def write_sheet(self, name: str, rows: Iterable[str], layout: SheetLayout) -> int:
        """Write one sheet from rendered rows (see text_row, row_template); gives their number."""
        position = self._names.index(name) + 1
        count = 0
        with self._archive.open(self._entry(f"xl/worksheets/sheet{position}.xml"), "w") as member:
            is_first = position == 1
            member.write(parts.sheet_head(layout.widths, layout.has_header, is_first).encode())
            for chunk in _chunks(rows):
                count += len(chunk)
                if count > ROW_LIMIT:
                    raise ValueError(f"sheet {name}: more than {ROW_LIMIT} rows")
                member.write("".join(chunk).encode("utf-8"))
            filtered = f"A1:{column_letters(len(layout.widths))}{max(count, 1)}"
            if layout.has_header:
                self._filtered[name] = filtered
            member.write(
                parts.sheet_tail(filtered if layout.has_header else "", layout.landscape).encode()
            )
        return count

    def _finish(self) -> None:
        texts = {
            "[Content_Types].xml": parts.content_types(len(self._names)),
            "_rels/.rels": parts.PACKAGE_RELATIONS,
            "xl/workbook.xml": parts.workbook(self._names, self._filtered),
            "xl/_rels/workbook.xml.rels": parts.workbook_relations(len(self._names)),
            "xl/styles.xml": parts.STYLES,
            "docProps/core.xml": parts.core_properties(self._title, self._made_on),
            "docProps/app.xml": parts.APP_PROPERTIES,
        }
        for name, text in texts.items():
            self._archive.writestr(self._entry(name), text.encode("utf-8"))

    @staticmethod
    def _entry(name: str) -> zipfile.ZipInfo:
        # A fixed time, so that the same content gives the same bytes.
        entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        return entry


def column_letters(number: int) -> str:
    """The spreadsheet's name of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def text_row(number: int, values: Sequence[str | int], style: int) -> str:
    """One rendered row of texts and whole numbers in one style; raises TextRefused."""
    cells = []
    for place, value in enumerate(values, 1):
        start = f'<c r="{column_letters(place)}{number}" s="{style}"'
        if isinstance(value, int):
            cells.append(f"{start}><v>{value}</v></c>")
        elif value:
            text = xml_escaped(inert_text(value))
            cells.append(f'{start} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'


def row_template(columns: Sequence[Column]) -> Callable[[int, list[str]], str]:
    """A function from row number and canonical texts to the rendered row.

    A column's cells all have one type, so a whole row is one filled-in template: that is what
    makes this writer fast. Only free text needs escaping; every other kind was checked before.
    """
    template = '<row r="{0}">' + "".join(
        _cell_template(column, place) for place, column in enumerate(columns, 1)
    )
    fill = (template + "</row>").format
    free = [place for place, column in enumerate(columns) if column.kind == "text"]

    def render(number: int, texts: list[str]) -> str:
        if free:
            texts = texts.copy()
            for place in free:
                texts[place] = xml_escaped(texts[place])
        return fill(number, *texts)

    return render


def _cell_template(column: Column, place: int) -> str:
    style = parts.STYLE_TEXT if column.is_text else parts.STYLE_PLAIN
    if column.kind == "money":
        style = parts.STYLE_MONEY
    start = f'<c r="{column_letters(place)}{{0}}" s="{style}"'
    if column.kind == "text":
        inside = f'<is><t xml:space="preserve">{{{place}}}</t></is>'
        return f'{start} t="inlineStr">{inside}</c>'
    if column.is_text:
        return f'{start} t="inlineStr"><is><t>{{{place}}}</t></is></c>'
    return f"{start}><v>{{{place}}}</v></c>"


def _chunks(rows: Iterable[str]) -> Iterator[list[str]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, _ROWS_AT_ONCE)):
        yield chunk
