"""The demonstration form: a statement of figures in the style of federal forms, drawn by us.

Its cells bear the marks that a form is set up with ({{spent:0812}}); nothing of an official form is
copied. Made anew each time, so that no binary file lies in the project.
"""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

MONEY = '#,##0.00\\ "€";[Red]\\-#,##0.00\\ "€"'
_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SHADE = PatternFill("solid", fgColor="E7EAF0")
_HEADS = (
    "Position",
    "Bezeichnung",
    "Ansatz gesamt",
    "Ausgaben bis zum Vorjahr",
    "Ausgaben im Zeitraum",
    "Ausgaben gesamt",
    "noch verfügbar",
)
_WIDTHS = (12, 46, 18, 18, 18, 18, 18)
_FIGURES = ("planned", "spent_before", "spent", "spent_to_date", "remaining")


def demonstration_form(positions: Sequence[tuple[str, str]]) -> bytes:
    """An empty form with marks for these positions (code and title) as an XLSX file."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Zahlenmäßiger Nachweis"
    for column, width in zip("ABCDEFG", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    _put(sheet, "A1", "Zahlenmäßiger Nachweis", bold=True, size=14)
    _put(sheet, "A2", "Vorführformular von Pilotbuch, kein amtliches Formular")
    row = _facts(sheet, 4)
    row = _income(sheet, row + 1)
    row = _expenditure(sheet, row + 1, positions)
    _people(sheet, row + 1)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _facts(sheet: Worksheet, row: int) -> int:
    for label, mark in (
        ("Zuwendungsempfänger", "fact_carrier"),
        ("Vorhaben", "fact_title"),
        ("Bescheid", "fact_notice"),
        ("Berichtszeitraum von", "fact_first"),
        ("Berichtszeitraum bis", "fact_last"),
    ):
        _put(sheet, f"A{row}", label)
        sheet.merge_cells(f"A{row}:B{row}")
        sheet.merge_cells(f"C{row}:E{row}")
        _put(sheet, f"C{row}", f"{{{{{mark}}}}}", number="DD.MM.YYYY")
        sheet[f"C{row}"].alignment = Alignment(horizontal="left")
        row += 1
    return row


def _income(sheet: Worksheet, row: int) -> int:
    _put(sheet, f"A{row}", "1. Einnahmen und Kassenbestand", bold=True)
    first = row + 1
    for label, mark in (
        ("Kassenbestand zu Beginn", "cash_opening"),
        ("Abgerufene Zuwendung abzüglich Rückzahlungen", "income:draw_down"),
        ("Erstattungen", "income:refund"),
        ("Sonstige Einnahmen", "income:other"),
    ):
        row += 1
        _put(sheet, f"B{row}", label, box=True)
        _put(sheet, f"C{row}", f"{{{{{mark}}}}}", number=MONEY, box=True)
    row += 1
    _put(sheet, f"B{row}", "Summe", bold=True, box=True)
    _put(sheet, f"C{row}", f"=SUM(C{first}:C{row - 1})", number=MONEY, bold=True, box=True)
    return row + 1


def _expenditure(sheet: Worksheet, row: int, positions: Sequence[tuple[str, str]]) -> int:
    _put(sheet, f"A{row}", "2. Ausgaben nach Positionen", bold=True)
    row += 1
    for column, head in zip("ABCDEFG", _HEADS, strict=True):
        _put(sheet, f"{column}{row}", head, bold=True, box=True, shade=True)
    sheet.row_dimensions[row].height = 28
    first = row + 1
    for code, title in positions:
        row += 1
        _put(sheet, f"A{row}", code, box=True)
        _put(sheet, f"B{row}", title, box=True)
        for column, figure in zip("CDEFG", _FIGURES, strict=True):
            mark = f"{{{{{figure}:{code}}}}}"
            _put(sheet, f"{column}{row}", mark, number=MONEY, box=True)
    row += 1
    _put(sheet, f"A{row}", "Summe", bold=True, box=True)
    _put(sheet, f"B{row}", "", box=True)
    for column in "CDEFG":
        formula = f"=SUM({column}{first}:{column}{row - 1})"
        _put(sheet, f"{column}{row}", formula, number=MONEY, bold=True, box=True)
    return row + 1


def _people(sheet: Worksheet, row: int) -> None:
    _put(sheet, f"A{row}", "3. Teilnehmende", bold=True)
    for label, mark in (
        ("Aufgenommen seit Beginn", "admitted"),
        ("In Betreuung am Ende des Zeitraums", "in_care"),
        ("Ausgetreten seit Beginn", "exited"),
    ):
        row += 1
        _put(sheet, f"B{row}", label, box=True)
        _put(sheet, f"C{row}", f"{{{{{mark}}}}}", number="#,##0", box=True)


def _put(
    sheet: Worksheet,
    cell: str,
    content: str,
    *,
    number: str = "General",
    bold: bool = False,
    size: int = 10,
    box: bool = False,
    shade: bool = False,
) -> None:
    at = sheet[cell]
    at.value = content
    at.font = Font(name="Arial", bold=bold, size=size)
    at.number_format = number
    at.alignment = Alignment(wrap_text=box, vertical="top")
    if box:
        at.border = _BOX
    if shade:
        at.fill = _SHADE
