"""An empty list to fill in: heads, drop-downs and checks of days, and a sheet of explanations."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

Kind = Literal["text", "day", "number"]

ROWS: Final = 500
"""So many lines below the heads have drop-downs and formats."""
CHOICES: Final = "Auswahl"
_BOLD: Final = Font(name="Calibri", size=11, bold=True)
_NECESSARY: Final = PatternFill("solid", fgColor="FFD6E4F5")
_OPTIONAL: Final = PatternFill("solid", fgColor="FFE3E8EF")
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True)
class TemplateColumn:
    """A column to fill in: its head, what it holds, whether a line needs it, and its choices."""

    head: str
    kind: Kind
    is_necessary: bool
    explanation: str
    example: str = ""
    choices: Sequence[str] = ()


def write_list_template(
    columns: Sequence[TemplateColumn],
    title: str,
    explanations_title: str,
    heads: tuple[str, str, str, str, str],
) -> bytes:
    """The workbook: the list, its explanations, and a hidden sheet with the choices.

    `heads` name the columns of the explanations: column, necessary, meaning, choices, example.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    sheet.freeze_panes = "A2"
    choices = book.create_sheet(CHOICES)
    for place, column in enumerate(columns, start=1):
        _head(sheet, place, column)
        _check(sheet, choices, place, column)
    _explain(book.create_sheet(explanations_title, 1), columns, heads)
    choices.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet, place: int, column: TemplateColumn) -> None:
    cell = sheet.cell(1, place, column.head)
    cell.data_type = "s"
    cell.font = _BOLD
    cell.fill = _NECESSARY if column.is_necessary else _OPTIONAL
    letter = get_column_letter(place)
    sheet.column_dimensions[letter].width = max(12, len(column.head) + 3)
    # Text stays text ("0360"), days show as people write them; new lines take over the format.
    formats = {"text": "@", "day": "DD.MM.YYYY", "number": "0"}
    for line in range(2, ROWS + 2):
        sheet.cell(line, place).number_format = formats[column.kind]


def _check(sheet: Worksheet, choices: Worksheet, place: int, column: TemplateColumn) -> None:
    letter = get_column_letter(place)
    if column.choices:
        for line, word in enumerate(column.choices, start=1):
            choices.cell(line, place, word).data_type = "s"
        source = f"={CHOICES}!${letter}$1:${letter}${len(column.choices)}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
    elif column.kind == "day":
        rule = DataValidation(
            type="date",
            operator="between",
            formula1="DATE(1900,1,1)",
            formula2="DATE(2100,1,1)",
            allow_blank=True,
        )
    elif column.kind == "number":
        rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0")
    else:
        return
    rule.showErrorMessage = True
    rule.errorTitle = column.head[:32]
    rule.error = column.explanation[:255]
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{ROWS + 1}")


def _explain(
    sheet: Worksheet, columns: Sequence[TemplateColumn], heads: tuple[str, str, str, str, str]
) -> None:
    lines = [heads]
    lines += [
        (
            column.head,
            "×" if column.is_necessary else "",
            column.explanation,
            ", ".join(column.choices),
            column.example,
        )
        for column in columns
    ]
    for number, line in enumerate(lines, start=1):
        for place, text in enumerate(line, start=1):
            cell = sheet.cell(number, place, text)
            cell.data_type = "s"
            cell.alignment = _WRAPPED
            if number == 1:
                cell.font = _BOLD
                cell.fill = _OPTIONAL
    for letter, width in zip("ABCDE", (24, 9, 50, 60, 16), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
