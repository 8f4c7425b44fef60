"""The sheets around the datasets of a release: read-me, codebook, missing codes, manifest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from exports import spreadsheet_parts as parts
from exports.codebook import CODEBOOK_HEADER, codebook_rows
from exports.codes import MISSING_CODES
from exports.columns import Bilingual, Dataset
from exports.spreadsheet import SheetLayout, text_row

Line = tuple[str | int | date, ...]

README_LAYOUT: Final = SheetLayout(widths=(54, 54, 68))
CODEBOOK_LAYOUT: Final = SheetLayout(
    widths=(18, 26, 34, 34, 10, 9, 12, 44, 36, 11, 12, 12, 30, 30), has_header=True
)
MISSING_CODES_LAYOUT: Final = SheetLayout(widths=(12, 44, 44), has_header=True, landscape=False)
MANIFEST_LAYOUT: Final = SheetLayout(widths=(36, 80), has_header=True)

_LABELS_RULE: Final = Bilingual(
    "Blätter, deren Name auf _labels endet, zeigen dieselben Zeilen mit Beschriftungen statt Codes."
    " Gerechnet wird mit den Blättern der Codes; nur sie gehen in die Prüfsumme ein.",
    "Sheets whose name ends with _labels show the same rows with labels instead of codes."
    " Calculate with the sheets of codes; only they enter the checksum.",
)
_MISSING_RULE: Final = Bilingual(
    "Fehlende Werte tragen einen Code. In Zahlenspalten steht er als Zahl, in Spalten mit Texten"
    " oder Tagen stehen dieselben Zeichen als Text. Leere Zellen gibt es nicht.",
    "Missing values bear a code. Number columns hold it as a number, columns of texts or days the"
    " same characters as text. There are no empty cells.",
)
_HASH_RULE: Final = Bilingual(
    "Prüfsumme (SHA-256) über die Werte, unabhängig vom Dateiformat: je Blatt U+001E, Name,"
    " U+001E, dann Kopfzeile und Zeilen in UTF-8, Werte durch U+001F getrennt, jede Zeile mit"
    " U+001E beendet; Zahlen als Ziffern mit Punkt, Tage als JJJJ-MM-TT.",
    "Checksum (SHA-256) over the values, independent of the file format: per sheet U+001E, name,"
    " U+001E, then header and rows in UTF-8, values apart by U+001F, each row ended by U+001E;"
    " numbers as digits with a point, days as YYYY-MM-DD.",
)


@dataclass(frozen=True)
class Count:
    """A count that the reader needs beside the rows, such as people without consent."""

    label: Bilingual
    number: int


@dataclass(frozen=True, kw_only=True)
class ReleaseFacts:
    """What the read-me says: roles and rules, never a person's name."""

    pilot_title: str
    day: date
    made_on: date
    made_by_role: Bilingual
    status: Bilingual
    rules: Sequence[Bilingual] = ()
    counts: Sequence[Count] = ()


@dataclass(frozen=True)
class WrittenWorkbook:
    """What was written: the hash of its content and the number of rows per dataset key."""

    content_hash: str
    row_counts: dict[str, int]


def codebook_sheet(datasets: Sequence[Dataset]) -> list[str]:
    """Every column of every dataset as declared."""
    return _table(CODEBOOK_HEADER, codebook_rows(datasets), CODEBOOK_LAYOUT)


def missing_codes_sheet() -> list[str]:
    """Why a value may be missing: one list for all datasets."""
    return _table(("code", "label_de", "label_en"), MISSING_CODES, MISSING_CODES_LAYOUT)


def manifest_sheet(entries: Sequence[tuple[str, str]]) -> list[str]:
    """What the release says about itself, by key."""
    return _table(("key", "value"), entries, MANIFEST_LAYOUT)


def readme_sheet(
    datasets: Sequence[Dataset], facts: ReleaseFacts, result: WrittenWorkbook, has_labels: bool
) -> list[str]:
    """What one must know before reading on, German beside English."""
    lines = [
        *_about(facts),
        *_contents(datasets, facts, result, has_labels),
        *_how_to_read(facts),
    ]
    rows = [text_row(1, ("Lies mich", "Read me"), parts.STYLE_TITLE)]
    for number, line in enumerate(lines, 2):
        if len(line) == 2:
            rows.append(text_row(number, (*line, ""), parts.STYLE_HEADER))
        else:
            rows.append(text_row(number, line, parts.STYLE_WRAPPED, README_LAYOUT.widths))
    return rows


def _table(
    header: Sequence[str], lines: Sequence[Sequence[str | int]], layout: SheetLayout
) -> list[str]:
    rows = [text_row(1, header, parts.STYLE_HEADER)]
    for number, line in enumerate(lines, 2):
        rows.append(text_row(number, line, parts.STYLE_WRAPPED, layout.widths))
    return rows


def _about(facts: ReleaseFacts) -> Iterator[Line]:
    yield "Auswertungsdatensatz", "Evaluation dataset", facts.pilot_title
    yield "Art der Ausgabe", "Kind of release", f"{facts.status.de} / {facts.status.en}"
    yield "Stichtag", "Day of account", facts.day
    yield "Erstellt am", "Made on", facts.made_on
    by = facts.made_by_role
    yield "Erstellt von (Rolle)", "Made by (role)", f"{by.de} / {by.en}"


def _contents(
    datasets: Sequence[Dataset], facts: ReleaseFacts, result: WrittenWorkbook, has_labels: bool
) -> Iterator[Line]:
    yield "INHALT", "CONTENTS"
    for dataset in datasets:
        yield (
            f"Zeilen im Blatt {dataset.key}: {dataset.title_de}",
            f"Rows in sheet {dataset.key}: {dataset.title_en}",
            result.row_counts[dataset.key],
        )
    if has_labels:
        yield _LABELS_RULE.de, _LABELS_RULE.en, ""
    for count in facts.counts:
        yield count.label.de, count.label.en, count.number
    yield _HASH_RULE.de, _HASH_RULE.en, result.content_hash


def _how_to_read(facts: ReleaseFacts) -> Iterator[Line]:
    yield "REGELN", "RULES"
    for rule in facts.rules:
        yield rule.de, rule.en, ""
    yield "FEHLENDE WERTE", "MISSING VALUES"
    yield _MISSING_RULE.de, _MISSING_RULE.en, ""
    for code in MISSING_CODES:
        yield code.label_de, code.label_en, code.value
