"""The programme's monitoring file: CSV and workbook, together in an encrypted archive."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from exports.spreadsheet import SheetLayout, StreamedWorkbook, text_row
from exports.spreadsheet_parts import STYLE_HEADER, STYLE_TEXT
from exports.text import inert_text

Cell = str | int
Rows = Sequence[Sequence[Cell]]

_WIDTH: Final = 24
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBER: Final = re.compile(r"-[0-9]+(?:[.,][0-9]+)?")
_AES_BITS: Final = 256


def csv_file(heads: Sequence[str], rows: Rows, separator: str = ";") -> bytes:
    """UTF-8 with its mark and CRLF, as spreadsheet programs in Germany open it.

    A text that a spreadsheet would calculate gets an apostrophe in front; numbers stay.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([_inert(head) for head in heads])
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _inert(cell: Cell) -> Cell:
    if isinstance(cell, int):
        return cell
    text = inert_text(cell)
    is_formula = text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text


def workbook(
    title: str,
    made_on: date,
    sheets: Mapping[str, tuple[Sequence[str], Rows]],
) -> bytes:
    """A workbook with a frozen header on each sheet; every text is a text cell, never a formula."""
    out = io.BytesIO()
    with StreamedWorkbook(out, list(sheets), title=title, made_on=made_on) as book:
        for name, (heads, rows) in sheets.items():
            lines = [text_row(1, heads, STYLE_HEADER)]
            lines += [text_row(line, row, STYLE_TEXT) for line, row in enumerate(rows, start=2)]
            book.write_sheet(
                name, lines, SheetLayout(widths=[_WIDTH] * len(heads), has_header=True)
            )
    return out.getvalue()


def encrypted(files: Mapping[str, bytes], passphrase: str) -> bytes:
    """An archive whose content opens with the passphrase only (AES-256, as WinZip and 7-Zip)."""
    import pyzipper

    out = io.BytesIO()
    with pyzipper.AESZipFile(
        out, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setencryption(pyzipper.WZ_AES, nbits=_AES_BITS)
        archive.setpassword(passphrase.encode())
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
