"""100,000 people and 40 variables to SAV, DTA and Parquet, beside their libraries' own writing.

The floor writes the very DataFrame that our file holds, made beforehand: with the same labels and
missing values for pyreadstat, for Parquet as pandas reads our file, reasons for missing values
included. Ours reads the frozen rows of a release from disk, converts and writes them. A second
line tells what Parquet costs beside the bare writing of finished Arrow columns, which no
DataFrame of pandas gives and which therefore is no target.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow.parquet as pq
import pyreadstat

from benchmarks.figures import Figure, compared
from benchmarks.wide_rows import PEOPLE, values
from exports.frozen import FrozenSheet, freeze
from exports.research import columnar, csv_files, parquet, spss, stata
from exports.rows import row_canonical

ROWS: Final = 100_000
TARGET: Final = 2
MADE_AT: Final = datetime(2024, 7, 1, tzinfo=UTC)

Action = Callable[[], object]


def figures(folder: Path, runs: int) -> list[Figure]:
    """Each format in turns with its floor."""
    sheet = frozen(folder, ROWS)
    group = f"Research files of {ROWS:,} people and {len(PEOPLE.columns)} variables"
    pairs = [
        ("SPSS (.sav)", TARGET, sav(sheet, folder)),
        ("Stata (.dta)", TARGET, dta(sheet, folder)),
        ("Parquet", TARGET, arrow(sheet, folder, as_arrow=False)),
        ("Parquet, beside Arrow columns", None, arrow(sheet, folder, as_arrow=True)),
        ("CSV", TARGET, text(sheet, folder)),
    ]
    return [
        Figure(group, name, "ms", times, target, floors)
        for name, target, pair in pairs
        for times, floors in [compared(runs, *pair, warm_up=1)]
    ]


def frozen(folder: Path, rows: int) -> FrozenSheet:
    """That many rows, checked and frozen as a release freezes them."""
    canonical = row_canonical(PEOPLE)
    texts = (canonical(row, number) for number, row in enumerate(values(rows), 1))
    return freeze(PEOPLE, texts, folder / "people.rows")


def sav(sheet: FrozenSheet, folder: Path) -> tuple[Action, Action]:
    """Ours and pyreadstat's writing of the same numbers and texts."""
    columns = columnar.whole(sheet)
    data = spss.frame(sheet.dataset, columns)
    told = spss.dressing(sheet.dataset, columns, "de")
    return (
        lambda: spss.write_sav(sheet, folder / "ours.sav", "de", MADE_AT),
        lambda: pyreadstat.write_sav(data, folder / "floor.sav", **told),
    )


def dta(sheet: FrozenSheet, folder: Path) -> tuple[Action, Action]:
    """The same for Stata."""
    data = stata.frame(sheet)
    told = stata.dressing(sheet.dataset, "de")
    return (
        lambda: stata.write_dta(sheet, folder / "ours.dta", "de", MADE_AT),
        lambda: pyreadstat.write_dta(data, folder / "floor.dta", **told),
    )


def arrow(sheet: FrozenSheet, folder: Path, *, as_arrow: bool) -> tuple[Action, Action]:
    """Ours and pandas' writing of what ours holds, reasons for missing values included."""
    parquet.write_parquet(sheet, folder / "ours.parquet")
    kept = pq.read_table(folder / "ours.parquet")
    data = kept.to_pandas(types_mapper=pd.ArrowDtype if as_arrow else None)
    return (
        lambda: parquet.write_parquet(sheet, folder / "ours.parquet"),
        lambda: data.to_parquet(folder / "floor.parquet", index=False),
    )


def text(sheet: FrozenSheet, folder: Path) -> tuple[Action, Action]:
    """Ours and pandas' writing of the same texts."""
    data = pd.DataFrame(list(sheet.texts()), columns=list(sheet.dataset.column_names))
    return (
        lambda: csv_files.write_csv(sheet, folder / "ours.csv"),
        lambda: data.to_csv(folder / "floor.csv", index=False),
    )
