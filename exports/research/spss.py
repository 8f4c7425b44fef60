"""SPSS: one .sav file for a sheet, with labels, user-missing values and measurement levels.

Words become numbers (exports.research.numbering). A day is an SPSS date, shown DD.MM.YYYY; a
month is an SPSS date of the format MOYR8 (FEB 2022), which counts from the first of the month and
never shows a day. Missing codes stay -91, -92, … and are declared as user-missing, so that every
procedure leaves them out and names them: up to three one by one, more as their range, in which no
value can lie (exports.rows). Of texts SPSS takes single ones only, and not every program reads
them for more than 8 bytes: a text variable that is wider, or may be missing for more than three
reasons, has labels for its missing codes, but none declared.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    title_of,
    variable_name,
)

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

TEXT_LIMIT_BYTES: Final = 32_767
_LABEL_LIMIT_BYTES: Final = 255
_VALUE_LABEL_LIMIT_BYTES: Final = 120
_FILE_LABEL_LIMIT_BYTES: Final = 64
_MOST_SINGLE_MISSING: Final = 3
_SHORT_TEXT_BYTES: Final = 8
# SPSS counts seconds from the first day of the Gregorian calendar, 14 October 1582 being 0.
_DAY_SECONDS: Final = 86_400
_DAYS_BEFORE_1970: Final = 141_428
# Day and time of making: 9 and 8 bytes at a fixed place of the header.
_MADE_AT_PLACE: Final = 92


class TextTooLong(ValueError):
    """A text is longer than SPSS can store; nothing is cut. Names dataset and column only."""


def write_sav(sheet: FrozenSheet, target: Path, language: Language, made_at: datetime) -> None:
    """Writes a sheet to a new file; raises TextTooLong for more than 32,767 bytes of a text."""
    import pyreadstat

    columns = columnar.whole(sheet)
    values = frame(sheet.dataset, columns)
    pyreadstat.write_sav(values, target, **dressing(sheet.dataset, columns, language))
    _stamp(target, made_at)


def frame(dataset: Dataset, columns: Sequence[columnar.Texts]) -> pd.DataFrame:
    """The values as SPSS stores them: numbers, and texts where no number stands for them."""
    import pandas as pd

    data: dict[str, Any] = {}
    for column, texts in zip(dataset.columns, columns, strict=True):
        if holds_text(column):
            if columnar.longest_bytes(texts) > TEXT_LIMIT_BYTES:
                raise TextTooLong(f"{dataset.key}, column {column.name}: too long for SPSS")
            data[variable_name(column)] = pd.Series(texts.to_pandas(), dtype="str")
        else:
            data[variable_name(column)] = _numbers(column, texts)
    return pd.DataFrame(data)


def dressing(
    dataset: Dataset, texts: Sequence[columnar.Texts], language: Language
) -> dict[str, Any]:
    """All that pyreadstat is told beside the values."""
    columns = {variable_name(column): column for column in dataset.columns}
    declared = {
        name: missing(*pair) for name, *pair in zip(columns, dataset.columns, texts, strict=True)
    }
    return {
        "file_label": shortened(
            title_of(dataset, language), _FILE_LABEL_LIMIT_BYTES, in_bytes=True
        ),
        "column_labels": {
            name: shortened(column_label(column, language), _LABEL_LIMIT_BYTES, in_bytes=True)
            for name, column in columns.items()
        },
        "variable_value_labels": {
            name: labels
            for name, column in columns.items()
            if (labels := _labels(column, language))
        },
        "missing_ranges": {name: codes for name, codes in declared.items() if codes},
        "variable_measure": {name: measure(column) for name, column in columns.items()},
        "variable_format": {
            name: number_format(column)
            for name, column in columns.items()
            if not holds_text(column)
        },
        "row_compress": True,
    }


def holds_text(column: Column) -> bool:
    """Whether the variable is a text in SPSS and Stata."""
    return column.kind == "text"


def measure(column: Column) -> str:
    """The level of measurement: interval and ratio are one in SPSS."""
    return column.level if column.level in ("nominal", "ordinal") else "scale"


def number_format(column: Column) -> str:
    """How a number is shown."""
    return {
        "decimal": "F12.2",
        "money": "F17.2",
        "date": "EDATE10",
        "month": "MOYR8",
    }.get(column.kind, "F8.0")


def missing(column: Column, texts: columnar.Texts) -> list[Any]:
    """The user-missing values as pyreadstat takes them: single ones, or one range."""
    codes = sorted(code.value for code in column.missing)
    are_few = len(codes) <= _MOST_SINGLE_MISSING
    if holds_text(column):
        is_short = columnar.longest_bytes(texts) <= _SHORT_TEXT_BYTES
        return [str(code) for code in codes] if are_few and is_short else []
    return codes if are_few else [{"lo": codes[0], "hi": codes[-1]}]


def _labels(column: Column, language: Language) -> dict[Any, str]:
    reasons = labelled_missing(column, language)
    labels: dict[Any, str]
    if holds_text(column):
        labels = {str(code): label for code, label in reasons.items()}
    else:
        both = labelled_numbers(column, language) | reasons
        labels = {float(number): label for number, label in both.items()}
    return {
        value: shortened(label, _VALUE_LABEL_LIMIT_BYTES, in_bytes=True)
        for value, label in labels.items()
    }


def _numbers(column: Column, texts: columnar.Texts) -> NDArray[np.float64]:
    import numpy as np

    if is_numbered(column):
        reasons = {str(code.value): code.value for code in column.missing}
        return columnar.numbers(column, texts, number_of(column) | reasons)
    if column.kind not in ("date", "month"):
        return columnar.floats(texts)
    seconds = (columnar.days(column, texts) + _DAYS_BEFORE_1970) * _DAY_SECONDS
    gaps = np.flatnonzero(np.isnan(seconds))
    seconds[gaps] = columnar.floats(texts.take(gaps))
    return seconds


def _stamp(target: Path, made_at: datetime) -> None:
    """Writes when the release was made in place of now: the same sheet has the same bytes."""
    stamp = f"{made_at:%d} {english_month(made_at)} {made_at:%y%H:%M:%S}"
    with target.open("r+b") as file:
        file.seek(_MADE_AT_PLACE)
        file.write(stamp.encode("ascii"))
