"""load.sps: SPSS syntax that makes of each CSV file what its .sav file is.

SPSS ends a record at a line feed, even inside quotes: who needs texts of several lines takes the
.sav file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from exports.columns import Column, Language
from exports.frozen import FrozenSheet
from exports.research import columnar
from exports.research.csv_files import protected
from exports.research.numbering import (
    column_label,
    is_numbered,
    labelled_missing,
    labelled_numbers,
    number_of,
    variable_name,
)
from exports.research.spss import holds_text, measure, missing, number_format

_HEAD: Final = """\
* Encoding: UTF-8.
* Reads the CSV files of this release; first go to their folder: CD "<folder>".
SET DECIMAL=DOT.
"""
_SEPARATORS: Final = ('","', '";"', "X'09'", "X'0A'")


def spss_script(sheets: Sequence[FrozenSheet], language: Language) -> str:
    """The syntax for these sheets; each becomes a dataset of its name."""
    blocks = (line + "\n" for sheet in sheets for line in _sheet(sheet, language))
    return _HEAD + "".join(blocks)


def _sheet(sheet: FrozenSheet, language: Language) -> Iterator[str]:
    columns = list(zip(sheet.dataset.columns, columnar.whole(sheet), strict=True))
    yield ""
    yield from _read(sheet.dataset.key, columns)
    for column, _texts in columns:
        yield from _converted(column)
    kept = "\n    ".join(variable_name(column) for column, _texts in columns)
    yield f"ADD FILES /FILE=* /KEEP=\n    {kept}."
    yield "EXECUTE."
    for column, texts in columns:
        yield from _described(column, texts, language)
    # A copy: what is read next would take the place of the active dataset, named or not.
    yield f"DATASET COPY {sheet.dataset.key}."


def _read(key: str, columns: Sequence[tuple[Column, columnar.Texts]]) -> Iterator[str]:
    yield f'GET DATA /TYPE=TXT /FILE="{key}.csv" /ENCODING="UTF8"'
    yield '  /ARRANGEMENT=DELIMITED /DELIMITERS="," /QUALIFIER=\'"\' /FIRSTCASE=2 /VARIABLES='
    for number, (column, texts) in enumerate(columns, 1):
        end = "." if number == len(columns) else ""
        kind = f"A{_width(column, texts)}" if column.is_text else "F16.0"
        yield f"    {_raw(column)} {kind}{end}"


def _width(column: Column, texts: columnar.Texts) -> int:
    """Bytes of the longest text as the CSV file holds it, and enough for a missing code."""
    least = 3 if column.missing else 1
    if not holds_text(column):
        return max(least, columnar.longest_bytes(texts))
    return max([least, *(len(protected(text).encode()) for text in texts.unique().to_pylist())])


# SUBSTR counts bytes, as PSPP's only one does: all that it is asked for here is ASCII.
def _converted(column: Column) -> Iterator[str]:
    name, raw = variable_name(column), _raw(column)
    if is_numbered(column):
        known = number_of(column) | {str(code.value): code.value for code in column.missing}
        pairs = "\n    ".join(f'("{text}"={number})' for text, number in known.items())
        yield f"RECODE {raw}\n    {pairs}\n    INTO {name}."
    elif column.kind in ("date", "month"):
        year, month = f"NUMBER(SUBSTR({raw},1,4),F4.0)", f"NUMBER(SUBSTR({raw},6,2),F2.0)"
        day = f"NUMBER(SUBSTR({raw},9,2),F2.0)" if column.kind == "date" else "1"
        yield f'DO IF SUBSTR({raw},1,1)="-".'
        yield f"COMPUTE {name}=NUMBER({raw},F3.0)."
        yield "ELSE."
        yield f"COMPUTE {name}=DATE.DMY({day},{month},{year})."
        yield "END IF."
    elif holds_text(column):
        yield f'IF (SUBSTR({name},1,1)="\'") {name}=SUBSTR({name},2).'
        for separator in _SEPARATORS:
            yield f'COMPUTE {name}=REPLACE({name},CONCAT({separator},"\'"),{separator}).'


def _described(column: Column, texts: columnar.Texts, language: Language) -> Iterator[str]:
    name = variable_name(column)
    yield f"VARIABLE LABELS {name} {_text(column_label(column, language))}."
    yield f"VARIABLE LEVEL {name} ({measure(column).upper()})."
    if not holds_text(column):
        yield f"FORMATS {name} ({number_format(column)})."
    labels = labelled_missing(column, language)
    quote = '"' if holds_text(column) else ""
    if not holds_text(column):
        labels = labelled_numbers(column, language) | labels
    if labels:
        pairs = "\n    ".join(
            f"{quote}{value}{quote} {_text(label)}" for value, label in labels.items()
        )
        yield f"VALUE LABELS {name}\n    {pairs}."
    declared = missing(column, texts)
    if declared:
        listed = (
            f"{declared[0]['lo']} THRU {declared[0]['hi']}"
            if isinstance(declared[0], dict)
            else ", ".join(f"{quote}{value}{quote}" for value in declared)
        )
        yield f"MISSING VALUES {name} ({listed})."


def _raw(column: Column) -> str:
    """The name under which a column is read: its own, unless it is converted."""
    name = variable_name(column)
    return f"{name}_csv" if column.is_text and not holds_text(column) else name


def _text(text: str) -> str:
    escaped = text.replace('"', '""')
    return f'"{escaped}"'
