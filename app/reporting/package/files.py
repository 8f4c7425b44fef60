"""The files of a report: workbook, PDF and DOCX of one and the same content."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from app.errors import DomainError
from exports.report import Report

FORMATS = ("xlsx", "pdf", "docx")
Progress = Callable[[str], None]


def stem_of(pilot_key: str, kind: str, year: int, edition: int = 1) -> str:
    """What the files of a report are called without their ending, in every language."""
    again = "" if edition == 1 else f"_{edition}"
    return f"{pilot_key}_{kind}_{year}{again}"


def write_files(
    report: Report, folder: Path, progress: Progress | None = None, stem: str = "report"
) -> dict[str, Path]:
    """Writes all three files or none; `progress` is told each format when it is done.

    DomainError for figures that contradict each other and for text that no file can hold.
    """
    from exports.report_docx import write_report_docx
    from exports.report_pdf import write_report_pdf
    from exports.report_xlsx import write_report_xlsx
    from exports.statement_lines import StatementRefused
    from exports.text import TextRefused

    writers = {"xlsx": write_report_xlsx, "pdf": write_report_pdf, "docx": write_report_docx}
    names = {ending: f"{stem}.{ending}" for ending in FORMATS}
    try:
        with TemporaryDirectory(prefix=f".{stem}.", dir=folder) as unfinished:
            for ending, name in names.items():
                writers[ending](Path(unfinished) / name, report)
                if progress is not None:
                    progress(ending)
            for name in names.values():
                os.replace(Path(unfinished) / name, folder / name)
    except StatementRefused as error:
        year = report.last.year
        raise DomainError("statement.contradiction", year=year, detail=str(error)) from error
    except TextRefused as error:
        raise DomainError("statement.text_refused", year=report.last.year) from error
    return {ending: folder / name for ending, name in names.items()}
