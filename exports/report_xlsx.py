"""A report as workbook: statement, lists, a sheet for every further table, and the check."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from openpyxl import Workbook

from exports import report_words as words
from exports.durable import whole_file
from exports.formula_values import FormulaValues
from exports.report import Head, Report, Table
from exports.report_sheets import write_table
from exports.statement import write_statement_sheets
from exports.statement_check import write_check
from exports.statement_labels import wording_of

NAME_LENGTH: Final = 31
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\']")


def write_report_xlsx(target: Path, report: Report) -> None:
    """Write the report as XLSX, whole or not at all; its tables, not its texts.

    Sums are live formulas that carry our value; the last sheet compares both. Raises
    StatementRefused for figures that contradict each other and TextRefused for a text that no
    cell can hold.
    """
    book, values = Workbook(), FormulaValues()
    book.remove(book.worksheets[0])
    book.properties.creator = "Pilotbuch"
    book.properties.title = report.title
    book.properties.language = report.language
    wording = wording_of(report.statement, report.language)
    _totals, figures = write_statement_sheets(
        book, report.statement, wording, values, report.addresses
    )
    for table in tables_of(report):
        figures += write_table(book, table, _free_name(book, table.title), values)
    write_check(book, figures, wording, values)
    if report.is_draft:
        _mark_as_draft(book, report)
    book.calculation.fullCalcOnLoad = True
    with whole_file(target) as stream:
        values.save(book, stream)


def tables_of(report: Report) -> Iterator[Table]:
    """The facts, the tables of the statement, and those of the chapters, in the order of reading.

    A table that several chapters show has one sheet.
    """
    label = words.FACT.in_language(report.language)
    value = words.VALUE.in_language(report.language)
    yield Table(
        key="facts",
        title=words.FACTS.in_language(report.language),
        heads=[Head(label=label), Head(label=value)],
        rows=report.facts,
    )
    seen = set()
    for table in (*report.further, *(one for each in report.chapters for one in each.tables)):
        if table.key not in seen:
            seen.add(table.key)
            yield table


def _free_name(book: Workbook, title: str) -> str:
    """The title as a sheet can be named: 31 characters, cut behind a word, none twice."""
    plain = " ".join(_FORBIDDEN.sub(" ", title).split())
    taken = {name.casefold() for name in book.sheetnames}
    for turn in range(1, len(taken) + 2):
        ending = "" if turn == 1 else f" ({turn})"
        name = _cut(plain, NAME_LENGTH - len(ending)) + ending
        if name.casefold() not in taken:
            return name
    raise AssertionError("more names than sheets were tried")


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    head = text[: length + 1].rpartition(" ")[0]
    return (head or text[:length]).rstrip(" ,;–-")


def _mark_as_draft(book: Workbook, report: Report) -> None:
    """Every printed page of a draft says so."""
    for sheet in book.worksheets:
        heading = sheet.oddHeader
        assert heading is not None
        heading.center.text = words.DRAFT.in_language(report.language)
        heading.center.size = 14
