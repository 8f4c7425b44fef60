"""Stata: one .dta file for a sheet (format 118, which every Stata from 14 on reads).

Words become numbers (exports.research.numbering). A missing code is the extended missing value of
its letter, from .a for -91 to .h for -98, labelled like a code: Stata leaves all of them out. A
day is a Stata day (%td), a month a Stata month (%tm), so that neither ever shows more than it
knows. Stata has no extended missing values for texts: a text variable holds the missing code as
text. Texts of 2,045 bytes and more are strL.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from exports.columns import Column, Dataset, Language
from exports.frozen import FrozenSheet
from exports.research import columnar
from exports.research.numbering import (
    column_label,
    english_month,
    is_numbered,
    labelled_missing,
    labelled_numbers,
    number_of,
    shortened,
    stata_letter,
    title_of,
    variable_name,
)
from exports.research.spss import holds_text

if TYPE_CHECKING:
    import pandas as pd

_VERSION: Final = 14
LABEL_LIMIT: Final = 80
# Stata's long; greater whole numbers are doubles, which hold 15 digits.
_GREATEST_LONG: Final = 2_147_483_620
_DAYS_1960_TO_1970: Final = 3_653
_MONTHS_1960_TO_1970: Final = 120
_STAMP: Final = re.compile(rb"(?<=<timestamp>\x11)[^<]{17}(?=</timestamp>)")
_HEADER_BYTES: Final = 1024


def write_dta(sheet: FrozenSheet, target: Path, language: Language, made_at: datetime) -> None:
    """Writes a sheet to a new file."""
    import pyreadstat

    pyreadstat.write_dta(frame(sheet), target, **dressing(sheet.dataset, language))
    _stamp(target, made_at)


def frame(sheet: FrozenSheet) -> pd.DataFrame:
    """The values as Stata stores them; a missing one is its letter."""
    import pandas as pd

    columns = zip(sheet.dataset.columns, columnar.whole(sheet), strict=True)
    data: dict[str, Any] = {}
    for column, texts in columns:
        if holds_text(column):
            data[variable_name(column)] = pd.Series(texts.to_pandas(), dtype="str")
        else:
            data[variable_name(column)] = _numbers(column, texts)
    return pd.DataFrame(data)


def dressing(dataset: Dataset, language: Language) -> dict[str, Any]:
    """All that pyreadstat is told beside the values."""
    columns = {variable_name(column): column for column in dataset.columns}
    numeric = {name: column for name, column in columns.items() if not holds_text(column)}
    return {
        "version": _VERSION,
        "file_label": shortened(title_of(dataset, language), LABEL_LIMIT),
        "column_labels": {
            name: shortened(column_label(column, language), LABEL_LIMIT)
            for name, column in columns.items()
        },
        "variable_value_labels": {
            name: labels
            for name, column in numeric.items()
            if (labels := _labels(column, language))
        },
        "missing_user_values": {
            name: [stata_letter(code) for code in column.missing]
            for name, column in numeric.items()
            if column.missing
        },
        "variable_format": {
            name: shown
            for name, column in numeric.items()
            if (shown := number_format(column)) is not None
        },
    }


def number_format(column: Column) -> str | None:
    """How a number is shown; None leaves it to Stata."""
    return {"date": "%tdDD.NN.CCYY", "month": "%tmCCYY-NN", "money": "%15.2f"}.get(column.kind)


def _labels(column: Column, language: Language) -> dict[Any, str]:
    reasons = labelled_missing(column, language)
    return {
        **labelled_numbers(column, language),
        **{stata_letter(code): label for code, label in reasons.items()},
    }


def _numbers(column: Column, texts: columnar.Texts) -> Any:
    """Floats, whole numbers where all fit a long; with letters among them if some are missing."""
    import numpy as np

    reasons = {str(code.value): code.value for code in column.missing}
    if is_numbered(column):
        values = columnar.numbers(column, texts, number_of(column) | reasons)
    elif column.kind == "date":
        values = columnar.days(column, texts) + _DAYS_1960_TO_1970
    elif column.kind == "month":
        values = _months(column, texts)
    else:
        values = columnar.floats(texts)
    found: Any = values
    if column.kind in ("code", "integer", "yesno") and _fits_long(values):
        found = values.astype(np.int32)
    if not column.missing or not len(texts):
        return found
    gaps = np.flatnonzero(columnar.is_missing(column, texts).to_numpy(zero_copy_only=False))
    found = found.astype(object)
    found[gaps] = [stata_letter(int(code)) for code in columnar.floats(texts.take(gaps))]
    return found


def _months(column: Column, texts: columnar.Texts) -> Any:
    """Months since January 1960, NaN where a value is missing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    present = columnar.given(column, texts)
    years = pc.utf8_slice_codeunits(present, 0, 4).cast(pa.float64())
    months = pc.utf8_slice_codeunits(present, 5, 7).cast(pa.float64())
    years, months = (part.to_numpy(zero_copy_only=False) for part in (years, months))
    return (years - 1970) * 12 + months - 1 + _MONTHS_1960_TO_1970


def _fits_long(values: Any) -> bool:
    return not len(values) or bool(abs(values).max() <= _GREATEST_LONG)


def _stamp(target: Path, made_at: datetime) -> None:
    """Writes when the release was made in place of now: the same sheet has the same bytes."""
    stamp = f"{made_at:%d} {english_month(made_at)} {made_at:%Y %H:%M}".encode("ascii")
    with target.open("r+b") as file:
        found = _STAMP.search(file.read(_HEADER_BYTES))
        assert found is not None
        file.seek(found.start())
        file.write(stamp)
