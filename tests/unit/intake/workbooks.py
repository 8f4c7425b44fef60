"""Small workbooks and archives made in memory for the readers' tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import Cell

SAMPLES = Path(__file__).parents[3] / "samples" / "gecko"


def workbook(
    rows: Iterable[Sequence[object]], title: str = "Liste", as_text: bool = False
) -> bytes:
    """A workbook of one sheet; with `as_text` what begins with "=" stays text."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for line, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(line, column)
            assert isinstance(cell, Cell)
            cell.value = cast("Any", value)
            if as_text and isinstance(value, str):
                cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def archive(members: Mapping[str, bytes]) -> bytes:
    """A zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one member replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = {member: packed.read(member) for member in packed.namelist()}
    return archive(members | {name: content})
