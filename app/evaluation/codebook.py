"""The codebook as a page shows it, made from the declarations in `exports`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.codebook import IDENTIFYING_NAMES, KIND_NAMES, LEVEL_NAMES, missing_codes, value_codes
from exports.codes import MISSING_CODES
from exports.columns import Code, Column, Dataset, Language
from exports.datasets import DATASETS


@dataclass(frozen=True)
class CodeLine:
    """A code with its meaning."""

    value: str
    label: str


@dataclass(frozen=True)
class ColumnLine:
    """A column as people read about it."""

    name: str
    label: str
    kind: str
    level: str
    identifying: str
    source: str
    needs_health_consent: bool
    codes: Sequence[CodeLine]
    missing: Sequence[CodeLine]


@dataclass(frozen=True)
class SheetLines:
    """A sheet of the workbook with its columns."""

    key: str
    title: str
    columns: Sequence[ColumnLine]


def sheets(language: Language) -> list[SheetLines]:
    """All sheets of a release in the reader's language."""
    return [_sheet(dataset, language) for dataset in DATASETS]


def all_missing(language: Language) -> list[CodeLine]:
    """The one list of codes for missing values."""
    return _lines(MISSING_CODES, language)


def _sheet(dataset: Dataset, language: Language) -> SheetLines:
    title = dataset.title_de if language == "de" else dataset.title_en
    return SheetLines(dataset.key, title, [_line(column, language) for column in dataset.columns])


def _line(column: Column, language: Language) -> ColumnLine:
    kind = KIND_NAMES[column.kind].in_language(language)
    return ColumnLine(
        name=column.name,
        label=column.label_de if language == "de" else column.label_en,
        kind=f"{kind} ({column.unit})" if column.kind == "month" else kind,
        level=LEVEL_NAMES[column.level].in_language(language),
        identifying=IDENTIFYING_NAMES[column.identifying].in_language(language),
        source=column.source.in_language(language),
        needs_health_consent=column.consent == "health",
        codes=_lines(value_codes(column), language),
        missing=_lines(missing_codes(column), language),
    )


def _lines(codes: Sequence[Code], language: Language) -> list[CodeLine]:
    return [
        CodeLine(str(code.value), code.label_de if language == "de" else code.label_en)
        for code in codes
    ]
