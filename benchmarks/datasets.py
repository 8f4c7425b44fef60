"""The dataset for the institute beside XlsxWriter writing the same rows with constant memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from app.clock import today
from app.evaluation.services import write_dataset
from app.evaluation.workbook import Edition
from app.web import settings
from benchmarks import processes
from benchmarks.figures import Figure, timed
from benchmarks.house import DAY, KEY, House
from exports.columns import Bilingual
from exports.datasets import DATASETS

TARGET = 1.25
MEMORY_TARGET_MB = 150

Sheet = list[tuple[Any, ...]]


def figures(at: House, runs: int, size: str) -> list[Figure]:
    """Duration beside its floor, and peak memory of the command."""
    target = at.folder / "dataset.xlsx"
    write = writer(at, target)
    write()
    sheets = read_back(target)
    floor = at.folder / "floor.xlsx"
    times, floors = [], []
    for _ in range(runs):
        times.append(timed(write))
        floors.append(timed(lambda: write_floor(floor, sheets)))
    rows = ", ".join(f"{len(rows) - 1:,} {name}" for name, rows in sheets.items())
    group = f"Dataset of {size} people"
    found = [Figure(group, f"workbook ({rows})", "ms", times, TARGET, floors)]
    sheets.clear()
    if processes.can_see_memory():
        command = ["export", "dataset", "--pilot", KEY, "--on", DAY.isoformat()]
        _took, peak = processes.flask(
            [*command, "--to", str(at.folder / "datasets")], at.environment
        )
        name = "peak memory of flask export dataset"
        found.append(Figure(group, name, "MB", [peak], MEMORY_TARGET_MB))
    return found


def writer(at: House, target: Path) -> Callable[[], None]:
    """Writes the dataset as the command does: from the database to the workbook."""
    edition = Edition(
        made_by_role=Bilingual("Messung", "measurement"),
        made_on=today(),
        status=Bilingual("Interne Vorschau", "internal preview"),
    )

    def write(day: date = DAY) -> None:
        with at.web.app_context():
            write_dataset(at.actor, at.pilot, day, target, settings(), edition)

    return write


def read_back(workbook: Path) -> dict[str, Sheet]:
    """The rows of both data sheets as they stand in the workbook, heads included."""
    book = openpyxl.load_workbook(workbook, read_only=True)
    found = {
        dataset.key: list(book[dataset.key].iter_rows(values_only=True)) for dataset in DATASETS
    }
    book.close()
    return found


def write_floor(target: Path, sheets: dict[str, Sheet]) -> None:
    """The same cells, by the method for their type, which spares XlsxWriter the guessing."""
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(line, column, value)
                elif value is not None:
                    sheet.write_number(line, column, value)
    book.close()
