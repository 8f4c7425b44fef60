"""100,000 people and 40 variables to XLSX, beside the fastest way there is in Python.

That is rustpy-xlsxwriter: rows as dicts that lie ready in memory, each sheet in constant memory.
It is given what our cells hold: texts as str, numbers as int and float, days as date. Ours reads
the frozen rows of a release from disk, or checks and hashes values on the way.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Final

import openpyxl
import rustpy_xlsxwriter

from benchmarks.figures import Figure, compared
from benchmarks.wide_rows import PEOPLE, values
from exports.columns import Bilingual, Language, Missing
from exports.frozen import FrozenSheet, freeze
from exports.rows import row_canonical
from exports.workbook import ReleaseFacts, write_canonical_workbook, write_dataset_workbook

ROWS: Final = 100_000
FEWER_ROWS: Final = 10_000
TARGET: Final = 1.25
MEMORY_TARGET: Final = 1.1
"""Peak memory with ten times the rows: it may not grow with them, give or take the allocator."""
_COMPARED_ROWS: Final = 200

_BOTH: Final = Bilingual("Messung", "measurement")
_FACTS: Final = ReleaseFacts(
    pilot_title="Messung",
    day=date(2024, 6, 30),
    made_on=date(2024, 6, 30),
    made_by_role=_BOTH,
    status=_BOTH,
)

Records = list[dict[str, Any]]


def figures(folder: Path, runs: int) -> list[Figure]:
    """Times of one sheet and of both, and what ten times the rows cost in memory."""
    sheet = frozen(folder, ROWS)
    found = times(folder, sheet, runs)
    if Path("/proc/self/status").exists():
        group, name = found[0].group, f"peak memory, beside that for {FEWER_ROWS:,} rows"
        fewer = peak(folder, FEWER_ROWS)
        found.append(Figure(group, name, "MB", [peak(folder, ROWS)], MEMORY_TARGET, [fewer]))
    return found


def times(folder: Path, sheet: FrozenSheet, runs: int) -> list[Figure]:
    """Ours and the floor in turns, on the same rows."""
    ours, floor = folder / "ours.xlsx", folder / "floor.xlsx"
    given, records = list(values(ROWS)), list(as_records(values(ROWS)))

    def write_floor(*names: str) -> None:
        sheets: list[tuple[str, Any]] = [(name, records) for name in names]
        rustpy_xlsxwriter.write_worksheets(sheets, str(floor), datetime_format="dd.mm.yyyy")

    def write_checked() -> None:
        write_dataset_workbook(ours, [(PEOPLE, given)], _FACTS, labels=None)

    codes = compared(runs, lambda: write(sheet, ours, None), lambda: write_floor("people"), 1)
    check_same(ours, floor)
    checked = compared(runs, write_checked, lambda: write_floor("people"), 0)
    both = compared(runs, lambda: write(sheet, ours, "de"), lambda: write_floor("one", "two"), 0)
    group = f"Workbook of {ROWS:,} people and {len(PEOPLE.columns)} variables"
    return [
        Figure(group, "codes, from frozen rows", "ms", codes[0], TARGET, codes[1]),
        Figure(group, "codes, checked and hashed on the way", "ms", checked[0], TARGET, checked[1]),
        Figure(group, "codes and labels, from frozen rows", "ms", both[0], TARGET, both[1]),
    ]


def frozen(folder: Path, rows: int) -> FrozenSheet:
    """That many rows, checked and frozen as a release freezes them."""
    canonical = row_canonical(PEOPLE)
    texts = (canonical(row, number) for number, row in enumerate(values(rows), 1))
    return freeze(PEOPLE, texts, folder / f"{rows}.jsonl")


def write(sheet: FrozenSheet, target: Path, labels: Language | None) -> None:
    """The workbook of a frozen sheet; its hash was made when it was frozen."""
    sheets = [(sheet.dataset, sheet.texts())]
    write_canonical_workbook(target, sheets, _FACTS, "0" * 64, labels=labels)


def as_records(rows: Iterator[list[object]]) -> Iterator[dict[str, Any]]:
    """The same cells as the floor wants them: by name, missing codes as our sheet shows them."""
    columns = [(column.name, column.kind, column.is_text) for column in PEOPLE.columns]
    for row in rows:
        yield {
            name: as_cell(value, kind, is_text)
            for (name, kind, is_text), value in zip(columns, row, strict=True)
        }


def as_cell(value: object, kind: str, is_text: bool) -> object:
    """A value as Python holds what stands in the cell."""
    if isinstance(value, Missing):
        return str(value.value) if is_text else value.value
    if isinstance(value, Decimal):
        return float(value)
    if kind == "money":
        assert isinstance(value, int)
        return value / 100
    return int(value) if isinstance(value, bool) else value


def check_same(ours: Path, floor: Path) -> None:
    """Whoever is fast has written the same: the first rows are compared cell by cell."""
    seen = [head(book) for book in (ours, floor)]
    assert seen[0] == seen[1]


def head(book: Path) -> list[tuple[Any, ...]]:
    """The first rows of the sheet of people."""
    opened = openpyxl.load_workbook(book, read_only=True)
    found = list(islice(opened["people"].iter_rows(values_only=True), _COMPARED_ROWS))
    opened.close()
    return found


def peak(folder: Path, rows: int) -> float:
    """Peak memory in MB of a fresh process that writes codes and labels of frozen rows."""
    if not (folder / f"{rows}.jsonl").exists():
        frozen(folder, rows)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.workbooks", str(folder), str(rows)],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def main() -> None:
    """Writes once, as `peak` asks it to, and prints the peak memory."""
    folder, rows = Path(sys.argv[1]), int(sys.argv[2])
    sheet = FrozenSheet(PEOPLE, folder / f"{rows}.jsonl", rows)
    write(sheet, folder / "peak.xlsx", "de")
    status = Path("/proc/self/status").read_text()
    kib = re.search(r"VmHWM:\s+(\d+)", status)
    assert kib is not None
    print(int(kib[1]) * 1024 / 1e6)


if __name__ == "__main__":
    main()
