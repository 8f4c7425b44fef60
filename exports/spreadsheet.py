"""A small streaming writer of workbooks: rows go straight into the compressed file.

Only what a dataset needs: text cells (inline strings, never formulas), numbers, a frozen and
filtered header, column widths. Why not a library: docs/decisions/0003-bulk-workbooks.md.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import BinaryIO, Final, Self

from exports import spreadsheet_parts as parts
from exports.text import inert_text, xml_escaped
from exports.zip_stream import Deflating, ZipStream

# The last row that a spreadsheet program opens.
ROW_LIMIT: Final = 1_048_576
# The longest name of a sheet that it opens.
NAME_LIMIT: Final = 31
_LINE_HEIGHT: Final = 15
_DAY_ZERO: Final = date(1899, 12, 30)
_FIRST_OF_MARCH: Final = date(1900, 3, 1)


@dataclass(frozen=True, kw_only=True)
class SheetLayout:
    """How a sheet looks: widths in characters; a header row is frozen and can be filtered."""

    widths: Sequence[float]
    has_header: bool = False
    landscape: bool = True


class SheetWriter:
    """Takes rendered rows of one sheet, numbered by whoever renders them."""

    def __init__(self, name: str, content: Deflating) -> None:
        """Start with no row; `content` is where the sheet's XML goes."""
        self.rows = 0
        self._name = name
        self._content = content

    def write(self, rows: Sequence[str]) -> None:
        """Take the next rows; raises ValueError past 1,048,576."""
        self.rows += len(rows)
        if self.rows > ROW_LIMIT:
            raise ValueError(f"sheet {self._name}: more than {ROW_LIMIT} rows")
        self._content.write("".join(rows).encode("utf-8"))


class StreamedWorkbook:
    """Writes sheets into a stream; their order in the book is fixed first.

    Use as a context manager. Memory does not grow with the number of rows.
    """

    def __init__(
        self, stream: BinaryIO, sheet_names: Sequence[str], *, title: str, made_on: date
    ) -> None:
        """Open the archive; `sheet_names` is the order in which the reader meets the sheets.

        Raises ValueError for a name that a spreadsheet program would refuse.
        """
        self._names = list(sheet_names)
        if len(set(self._names)) != len(self._names):
            raise ValueError("two sheets have one name")
        too_long = [name for name in self._names if len(name) > NAME_LIMIT]
        if too_long:
            raise ValueError(f"sheet {too_long[0]}: the name is longer than {NAME_LIMIT}")
        self._archive = ZipStream(stream)
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

    @contextmanager
    def sheet(self, name: str, layout: SheetLayout) -> Iterator[SheetWriter]:
        """A sheet that goes straight into the file; no other can do so at the same time."""
        with self._archive.member(self._part(name)) as content:
            yield from self._filled(name, layout, content)

    @contextmanager
    def sheet_aside(
        self, name: str, layout: SheetLayout, waiting: BinaryIO
    ) -> Iterator[SheetWriter]:
        """A sheet that is deflated into an empty file of its own until its turn comes.

        So two sheets can be made from one pass over the rows. Its block must end after that of
        the sheet that is written meanwhile.
        """
        content = Deflating(self._part(name), waiting)
        yield from self._filled(name, layout, content)
        content.finish()
        self._archive.append(content, waiting)

    def write_sheet(self, name: str, rows: Sequence[str], layout: SheetLayout) -> None:
        """A small sheet in one go."""
        with self.sheet(name, layout) as sheet:
            sheet.write(rows)

    def _filled(self, name: str, layout: SheetLayout, content: Deflating) -> Iterator[SheetWriter]:
        is_first = self._names.index(name) == 0
        content.write(parts.sheet_head(layout.widths, layout.has_header, is_first).encode())
        sheet = SheetWriter(name, content)
        yield sheet
        filtered = ""
        if layout.has_header:
            filtered = f"A1:{column_letters(len(layout.widths))}{max(sheet.rows, 1)}"
            self._filtered[name] = filtered
        content.write(parts.sheet_tail(filtered, layout.landscape).encode())

    def _part(self, name: str) -> str:
        return f"xl/worksheets/sheet{self._names.index(name) + 1}.xml"

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
            with self._archive.member(name) as content:
                content.write(text.encode("utf-8"))
        self._archive.close()


def column_letters(number: int) -> str:
    """The spreadsheet's name of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def day_number(day: date) -> int:
    """The number by which a spreadsheet knows a day from 1900 on."""
    # Its day 1 is 01.01.1900, and it believes that there was a 29.02.1900.
    return (day - _DAY_ZERO).days - (day < _FIRST_OF_MARCH)


def text_row(
    number: int, values: Sequence[str | int | date], style: int, widths: Sequence[float] = ()
) -> str:
    """One rendered row of texts in one style, whole numbers and days; raises TextRefused.

    With the `widths` of the columns it is as high as its wrapped texts need. The rows of a dataset
    are rendered by exports.cells.
    """
    cells = [_cell(f"{column_letters(at)}{number}", one, style) for at, one in enumerate(values, 1)]
    lines = max((_lines(one, width) for one, width in zip(values, widths, strict=False)), default=1)
    # Excel would find the height itself, LibreOffice would not.
    height = f' ht="{lines * _LINE_HEIGHT}" customHeight="1"' if lines > 1 else ""
    return f'<row r="{number}"{height}>{"".join(cells)}</row>'


def _cell(place: str, value: str | int | date, style: int) -> str:
    if isinstance(value, date):
        return f'<c r="{place}" s="{parts.STYLE_DATE_ON_TOP}"><v>{day_number(value)}</v></c>'
    if isinstance(value, int):
        return f'<c r="{place}" s="{parts.STYLE_NUMBER_ON_TOP}"><v>{value}</v></c>'
    if not value:
        return f'<c r="{place}" s="{style}"/>'
    text = xml_escaped(inert_text(value))
    inside = f'<is><t xml:space="preserve">{text}</t></is>'
    return f'<c r="{place}" s="{style}" t="inlineStr">{inside}</c>'


def _lines(value: str | int | date, width: float) -> int:
    """Lines that a text takes in a column so wide, words kept whole."""
    if not isinstance(value, str):
        return 1
    return sum(max(1, len(wrap(line, int(width)))) for line in value.split("\n"))
