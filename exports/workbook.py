"""The evaluation workbook: read-me, datasets, codebook, written as a stream."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from exports import spreadsheet_parts as parts
from exports.codebook import CODEBOOK_HEADER, codebook_rows
from exports.codes import MISSING_CODES
from exports.columns import Bilingual, Column, Dataset
from exports.durable import whole_file
from exports.rows import RowDigest, content_hash, record_text, row_canonical
from exports.spreadsheet import SheetLayout, StreamedWorkbook, row_template, text_row

__all__ = [
    "Count",
    "ReleaseFacts",
    "Sheets",
    "WrittenWorkbook",
    "content_hash",
    "write_dataset_workbook",
]

Sheets = Sequence[tuple[Dataset, Iterable[Sequence[object]]]]

README_SHEET: Final = "Lies mich"
CODEBOOK_SHEET: Final = "codebook"
_README_WIDTHS: Final = (60, 60, 24)
_CODEBOOK_WIDTHS: Final = (16, 26, 44, 44, 10, 8, 10, 70, 50, 10, 12, 12, 36, 36)

_MISSING_RULE: Final = Bilingual(
    "Fehlende Werte tragen einen Code. In Zahlenspalten steht er als Zahl, in Textspalten stehen"
    " dieselben Zeichen als Text. Leere Zellen gibt es nicht.",
    "Missing values bear a code. Number columns hold it as a number, text columns the same"
    " characters as text. There are no empty cells.",
)
_HASH_RULE: Final = Bilingual(
    "Prüfsumme (SHA-256) über die Werte, unabhängig vom Dateiformat: je Blatt U+001E, Name,"
    " U+001E, dann Kopfzeile und Zeilen in UTF-8, Werte durch U+001F getrennt, jede Zeile mit"
    " U+001E beendet; Zahlen als Ziffern mit Punkt.",
    "Checksum (SHA-256) over the values, independent of the file format: per sheet U+001E, name,"
    " U+001E, then header and rows in UTF-8, values apart by U+001F, each row ended by U+001E;"
    " numbers as digits with a point.",
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


def write_dataset_workbook(target: Path, sheets: Sheets, facts: ReleaseFacts) -> WrittenWorkbook:
    """Write the release as XLSX: whole or not at all, in constant memory.

    Raises RowRefused (a ValueError) for a row against its declaration, naming dataset, row and
    column but never the value; the target is then as it was before.
    """
    datasets = [dataset for dataset, _ in sheets]
    names = [README_SHEET, *(dataset.key for dataset in datasets), CODEBOOK_SHEET]
    digest = RowDigest()
    counts: dict[str, int] = {}
    with (
        whole_file(target) as stream,
        StreamedWorkbook(stream, names, title=facts.pilot_title, made_on=facts.made_on) as book,
    ):
        for dataset, rows in sheets:
            layout = SheetLayout(widths=_widths(dataset.columns), has_header=True)
            written = book.write_sheet(dataset.key, _data_rows(dataset, rows, digest), layout)
            counts[dataset.key] = written - 1
        result = WrittenWorkbook(digest.hexdigest(), counts)
        book.write_sheet(
            CODEBOOK_SHEET,
            _codebook_rows(datasets),
            SheetLayout(widths=_CODEBOOK_WIDTHS, has_header=True),
        )
        # Last, because only now are the counts and the hash known; it is still the first sheet.
        book.write_sheet(
            README_SHEET,
            _readme_rows(datasets, facts, result),
            SheetLayout(widths=_README_WIDTHS),
        )
    return result


def _data_rows(
    dataset: Dataset, rows: Iterable[Sequence[object]], digest: RowDigest
) -> Iterator[str]:
    digest.start_sheet(dataset)
    yield text_row(1, dataset.column_names, parts.STYLE_HEADER)
    canonical = row_canonical(dataset)
    render = row_template(dataset.columns)
    for number, row in enumerate(rows, 1):
        texts = canonical(row, number)
        digest.add_rows(record_text(texts))
        yield render(number + 1, texts)


def _widths(columns: Sequence[Column]) -> list[float]:
    return [min(40, max(12, len(column.name) + 4, _longest(column))) for column in columns]


def _longest(column: Column) -> int:
    if column.kind == "text":
        return 24
    return 2 + max((len(str(code.value)) for code in column.codes), default=8)


def _codebook_rows(datasets: Sequence[Dataset]) -> Iterator[str]:
    yield text_row(1, CODEBOOK_HEADER, parts.STYLE_HEADER)
    for number, row in enumerate(codebook_rows(datasets), 2):
        yield text_row(number, row, parts.STYLE_WRAPPED)


def _readme_rows(
    datasets: Sequence[Dataset], facts: ReleaseFacts, result: WrittenWorkbook
) -> Iterator[str]:
    yield text_row(1, ("Lies mich", "Read me"), parts.STYLE_TITLE)
    lines = [*_about(facts), *_contents(datasets, facts, result), *_how_to_read(facts)]
    for number, line in enumerate(lines, 2):
        is_heading = len(line) == 2
        yield text_row(number, line, parts.STYLE_HEADER if is_heading else parts.STYLE_WRAPPED)


def _about(facts: ReleaseFacts) -> Iterator[tuple[str | int, ...]]:
    yield "Auswertungsdatensatz", "Evaluation dataset", facts.pilot_title
    yield "Art der Ausgabe", "Kind of release", f"{facts.status.de} / {facts.status.en}"
    yield "Stichtag", "Day of account", facts.day.isoformat()
    yield "Erstellt am", "Made on", facts.made_on.isoformat()
    by = facts.made_by_role
    yield "Erstellt von (Rolle)", "Made by (role)", f"{by.de} / {by.en}"


def _contents(
    datasets: Sequence[Dataset], facts: ReleaseFacts, result: WrittenWorkbook
) -> Iterator[tuple[str | int, ...]]:
    yield "", "", ""
    for dataset in datasets:
        rows = result.row_counts[dataset.key]
        yield (
            f"Zeilen im Blatt {dataset.key}: {dataset.title_de}",
            f"Rows in sheet {dataset.key}: {dataset.title_en}",
            rows,
        )
    for count in facts.counts:
        yield count.label.de, count.label.en, count.number
    yield _HASH_RULE.de, _HASH_RULE.en, result.content_hash


def _how_to_read(facts: ReleaseFacts) -> Iterator[tuple[str | int, ...]]:
    yield "REGELN", "RULES"
    for rule in facts.rules:
        yield rule.de, rule.en, ""
    yield "FEHLENDE WERTE", "MISSING VALUES"
    yield _MISSING_RULE.de, _MISSING_RULE.en, ""
    for code in MISSING_CODES:
        yield code.label_de, code.label_en, code.value
