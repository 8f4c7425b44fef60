"""Live formulas that also carry their value, so that previews and data tools show numbers.

openpyxl writes a formula without a value; the value that we calculated in cents is put into the
finished file beside the formula. A spreadsheet program recalculates the formula on opening.
"""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import BinaryIO, Final

from openpyxl import Workbook
from openpyxl.cell import Cell

from exports.rows import euros_text

_FORMULA_CELL: Final = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)(?:<v ?/>|<v></v>)')


def rounded(expression: str) -> str:
    """A formula that gives the expression to the cent: a spreadsheet adds in binary fractions."""
    return f"=ROUND({expression},2)"


class FormulaValues:
    """The values of a workbook's formulas in cents, by sheet and cell."""

    def __init__(self) -> None:
        """Start with none."""
        self._cents: dict[tuple[str, str], int] = {}

    def place(self, cell: Cell, formula: str, value_cents: int) -> None:
        """Put a formula into the cell; what it has to give is `value_cents`, shown in euros."""
        cell.value = formula
        cell.data_type = "f"
        sheet = cell.parent
        self._cents[sheet.title, cell.coordinate] = value_cents

    def of_sheet(self, title: str) -> dict[str, int]:
        """The values of one sheet by cell."""
        return {cell: cents for (name, cell), cents in self._cents.items() if name == title}

    def save(self, book: Workbook, stream: BinaryIO) -> None:
        """Write the workbook with its formulas and their values.

        Raises RuntimeError if a formula would be left without a value.
        """
        plain = BytesIO()
        book.save(plain)
        members = {
            f"xl/worksheets/sheet{number}.xml": self.of_sheet(title)
            for number, title in enumerate(book.sheetnames, 1)
        }
        with (
            zipfile.ZipFile(plain) as source,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for info in source.infolist():
                content = source.read(info)
                if info.filename in members:
                    content = _with_values(content, members[info.filename])
                target.writestr(info, content, zipfile.ZIP_DEFLATED)


def _with_values(sheet: bytes, cents: Mapping[str, int]) -> bytes:
    def filled(match: re.Match[bytes]) -> bytes:
        value = euros_text(cents[match[2].decode("ascii")])
        return match[1] + b"<v>" + value.encode("ascii") + b"</v>"

    content, count = _FORMULA_CELL.subn(filled, sheet)
    if count != len(cents) or count != sheet.count(b"<f>"):
        raise RuntimeError("a formula of the workbook has no value")
    return content
