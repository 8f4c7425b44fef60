"""Sheets with every kind of column, every way to be missing and every text that bites."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

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

_NONE, _NOT_DUE, _UNKNOWN = FEW
VALUES: dict[str, list[Any]] = {
    "pseudonym": ["=1+1", "ä", "-5", "p4", "p5", "p6"],
    "stay": [1, 2, 1, 1, 1, 1],
    "sex": ["female", "male", "diverse", _UNKNOWN, _NOT_DUE, "female"],
    "children": [3, 0, 1, _UNKNOWN, Missing.REFUSED, _NONE],
    "dwell": [28, 0, -100, _UNKNOWN, Missing.NOT_ASKED, 3],
    "score": [Decimal("-12.50"), Decimal("0.1"), 1000, _UNKNOWN, _NOT_DUE, Decimal("99999999.5")],
    "paid": [-1250, 10**14, 0, 5, -1, 1],
    "entry_month": ["2022-02", "1999-12", "2024-06", _UNKNOWN, Missing.NOT_ASKED, "2022-02"],
    "exit_date": [date(2023, 12, 31), date(1900, 1, 1), date(2024, 2, 29), *FEW],
    "ill": [True, False, True, *FEW],
    "note": [LONG, "'=a, -b;@c", " „Grüße“ 🌍", _UNKNOWN, _NOT_DUE, "female"],
    "in": [True, False, True, False, True, False],
}
ROWS = list(zip(*VALUES.values(), strict=True))
LINED = 'zwei\nZeilen, "zitiert"; +1\n=2'
"""A text that SPSS syntax cannot read from CSV; every file can hold it."""


def frozen(folder: Path, rows: Sequence[Sequence[object]] = ROWS) -> list[FrozenSheet]:
    """The sample and a sheet without rows."""
    canonical = row_canonical(SAMPLE)
    texts = [canonical(row, number) for number, row in enumerate(rows, 1)]
    return [
        freeze(SAMPLE, texts, folder / "sample.rows"),
        freeze(EMPTY, [], folder / "empty.rows"),
    ]
