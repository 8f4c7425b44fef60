"""A table of social security numbers, read from CSV or XLSX; the file itself is not kept."""

from __future__ import annotations

from typing import Final

from app.errors import DomainError
from app.evaluation.monitoring.services.numbers import Line, TableRefused
from app.intake.delimited import read_delimited
from app.intake.rows import KnownHeads, fold, header_text
from app.intake.sheets import read_sheet
from app.intake.uploads import FileKind, kind_of

PARTICIPANT: Final = "Teilnehmernummer"
NUMBER: Final = "Versicherungsnummer"
_HEADS = (PARTICIPANT, NUMBER)
_KNOWN = KnownHeads(
    {
        fold("TN-Nummer"): PARTICIPANT,
        fold("Nummer"): PARTICIPANT,
        fold("participant number"): PARTICIPANT,
        fold("Rentenversicherungsnummer"): NUMBER,
        fold("Sozialversicherungsnummer"): NUMBER,
        fold("social security number"): NUMBER,
    }
)


def read_table(data: bytes) -> list[Line]:
    """The rows that hold a number; DomainError for a file that cannot be read as such a table.

    Rows without a number are left out: the template lists everybody who has none.
    """
    is_sheet = kind_of(data) is FileKind.XLSX
    try:
        sheet = (
            read_sheet(data, _HEADS, known=_KNOWN)
            if is_sheet
            else read_delimited(data, _HEADS, _KNOWN)
        )
    except DomainError as error:
        raise DomainError(error.key, "file", **error.params) from error
    if sheet.findings:
        raise TableRefused(sheet.findings)
    participant, number = sheet.columns[PARTICIPANT].at, sheet.columns[NUMBER].at
    lines = [
        Line(
            row.line,
            header_text(row.values[participant]).lstrip("#0"),
            header_text(row.values[number]),
        )
        for row in sheet.rows
    ]
    return [line for line in lines if line.number]
