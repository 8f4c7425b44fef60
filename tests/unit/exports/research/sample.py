"""Sheets with every kind of column, every way to be missing and every text that bites."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from exports.codes import CHILDREN, SEX
from exports.columns import Bilingual, Code, Column, Dataset, Kind, Level, Missing
from exports.frozen import FrozenSheet, freeze
from exports.rows import row_canonical

MADE_AT = datetime(2024, 7, 1, 12, 30)
FEW = (Missing.NOT_APPLICABLE, Missing.NOT_YET_DUE, Missing.UNKNOWN)
MANY = (Missing.NOT_ASKED, Missing.REFUSED, *FEW)
LONG = "ü" * 3_000


def column(
    name: str,
    kind: Kind,
    missing: tuple[Missing, ...] = (),
    codes: tuple[Code, ...] = (),
    level: Level = "nominal",
) -> Column:
    return Column(
        name=name,
        label_de=f"Größe {name}",
        label_en=f"size {name}",
        kind=kind,
        level=level,
        identifying="none",
        source=Bilingual("Probe", "sample"),
        missing=missing,
        codes=codes,
    )


SAMPLE = Dataset(
    key="sample",
    title_de="Probe mit allem",
    title_en="sample of all",
    columns=(
        column("pseudonym", "text"),
        column("stay", "integer", level="ordinal"),
        column("sex", "code", FEW, SEX),
        column("children", "code", MANY, CHILDREN, "ordinal"),
        column("dwell", "integer", MANY, level="ratio"),
        column("score", "decimal", FEW, level="interval"),
        column("paid", "money", level="ratio"),
        column("entry_month", "month", MANY, level="interval"),
        column("exit_date", "date", FEW, level="interval"),
        column("ill", "yesno", FEW),
        column("note", "text", FEW),
        column("in", "yesno"),
    ),
)
EMPTY = Dataset(
    key="empty", title_de="ohne Zeilen", title_en="without rows", columns=SAMPLE.columns
)
NAMES = SAMPLE.column_names

_NEVER = (Missing.UNKNOWN,) * 3
ROWS: list[tuple[object, ...]] = [
    ("=1+1", 1, "female", 3, 28, Decimal("-12.50"), -1250, "2022-02", date(2023, 12, 31), True)
    + (LONG, True),
    ("ä", 2, "male", 0, 0, Decimal("0.1"), 10**14, "1999-12", date(1900, 1, 1), False)
    + ("'=a, -b;@c", False),
    ("-5", 1, "diverse", 1, -100, Decimal("1E+3"), 0, "2024-06", date(2024, 2, 29), True)
    + (" „Grüße“ 🌍", True),
    ("p4", 1, *_NEVER, Missing.UNKNOWN, 5, Missing.UNKNOWN, *_NEVER, False),
    ("p5", 1, Missing.NOT_YET_DUE, Missing.REFUSED, Missing.NOT_ASKED, Missing.NOT_YET_DUE, -1)
    + (Missing.NOT_ASKED, *(Missing.NOT_YET_DUE,) * 3, True),
    ("p6", 1, "female", Missing.NOT_APPLICABLE, 3, Decimal("99999999999999.5"), 1, "2022-02")
    + (*(Missing.NOT_APPLICABLE,) * 2, "female", False),
]
LINED = 'zwei\nZeilen, "zitiert"; +1\n=2'
"""A text that SPSS syntax cannot read from CSV; every file can hold it."""


def frozen(folder: Path, rows: list[tuple[object, ...]] = ROWS) -> list[FrozenSheet]:
    """The sample and a sheet without rows."""
    canonical = row_canonical(SAMPLE)
    texts = [canonical(row, number) for number, row in enumerate(rows, 1)]
    return [
        freeze(SAMPLE, texts, folder / "sample.rows"),
        freeze(EMPTY, [], folder / "empty.rows"),
    ]
