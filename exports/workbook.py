"""The evaluation workbook: read-me, datasets as codes and as labels, codebook, as a stream."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Final

from exports import spreadsheet_parts as parts
from exports import workbook_sheets as around
from exports.cells import Render, code_cells, label_cells, label_widths, widths
from exports.columns import Dataset, Language
from exports.durable import whole_file
from exports.rows import RowDigest, content_hash, record_text, row_canonical
from exports.spreadsheet import SheetLayout, SheetWriter, StreamedWorkbook, text_row
from exports.workbook_sheets import Count, ReleaseFacts, WrittenWorkbook

__all__ = [
    "CanonicalSheets",
    "Count",
    "ReleaseFacts",
    "Sheets",
    "WrittenWorkbook",
    "content_hash",
    "labels_sheet_name",
    "write_canonical_workbook",
    "write_dataset_workbook",
]

Sheets = Sequence[tuple[Dataset, Iterable[Sequence[object]]]]
"""Datasets with their values, not checked yet; read once."""
CanonicalSheets = Sequence[tuple[Dataset, Iterable[Sequence[str]]]]
"""Datasets with canonical texts that were checked (exports.rows, exports.frozen); read once."""
Manifest = Sequence[tuple[str, str]]

README_SHEET: Final = "Lies mich"
CODEBOOK_SHEET: Final = "codebook"
MISSING_CODES_SHEET: Final = "missing_codes"
MANIFEST_SHEET: Final = "manifest"

_ROWS_AT_ONCE: Final = 500


def write_dataset_workbook(
    target: Path,
    sheets: Sheets,
    facts: ReleaseFacts,
    *,
    labels: Language | None = "de",
    manifest: Manifest = (),
) -> WrittenWorkbook:
    """Check, hash and write the release as XLSX: whole or not at all, in constant memory.

    Each dataset is followed by a sheet of labels in the language `labels`; None leaves these out.
    Raises RowRefused (a ValueError) for a row against its declaration, naming dataset, row and
    column but never the value; the target is then as it was before.
    """
    digest = RowDigest()
    canonical = [(dataset, _checked(dataset, rows, digest)) for dataset, rows in sheets]
    return _write(target, canonical, facts, digest.hexdigest, _Around(labels, manifest))


def write_canonical_workbook(
    target: Path,
    sheets: CanonicalSheets,
    facts: ReleaseFacts,
    content_hash: str,
    *,
    labels: Language | None = "de",
    manifest: Manifest = (),
) -> WrittenWorkbook:
    """Write rows that were checked and hashed before; all else as write_dataset_workbook."""
    return _write(target, sheets, facts, lambda: content_hash, _Around(labels, manifest))


def labels_sheet_name(dataset: Dataset) -> str:
    """The sheet that shows a dataset's labels."""
    return f"{dataset.key}_labels"


@dataclass(frozen=True)
class _Around:
    """What stands beside the datasets."""

    labels: Language | None
    manifest: Manifest

    def sheet_names(self, datasets: Iterable[Dataset]) -> list[str]:
        """All sheets in the order of reading."""
        names = [README_SHEET]
        for dataset in datasets:
            names.append(dataset.key)
            if self.labels:
                names.append(labels_sheet_name(dataset))
        names += [CODEBOOK_SHEET, MISSING_CODES_SHEET]
        return [*names, MANIFEST_SHEET] if self.manifest else names


def _checked(
    dataset: Dataset, rows: Iterable[Sequence[object]], digest: RowDigest
) -> Iterator[list[str]]:
    digest.start_sheet(dataset)
    canonical = row_canonical(dataset)
    for number, row in enumerate(rows, 1):
        texts = canonical(row, number)
        digest.add_rows(record_text(texts))
        yield texts


def _write(
    target: Path,
    sheets: CanonicalSheets,
    facts: ReleaseFacts,
    content_hash: Callable[[], str],
    beside: _Around,
) -> WrittenWorkbook:
    datasets = [dataset for dataset, _ in sheets]
    names = beside.sheet_names(datasets)
    counts: dict[str, int] = {}
    with (
        whole_file(target) as stream,
        StreamedWorkbook(stream, names, title=facts.pilot_title, made_on=facts.made_on) as book,
    ):
        for dataset, rows in sheets:
            counts[dataset.key] = _write_dataset(book, dataset, rows, beside.labels, target.parent)
        result = WrittenWorkbook(content_hash(), counts)
        book.write_sheet(CODEBOOK_SHEET, around.codebook_sheet(datasets), around.CODEBOOK_LAYOUT)
        book.write_sheet(
            MISSING_CODES_SHEET, around.missing_codes_sheet(), around.MISSING_CODES_LAYOUT
        )
        if beside.manifest:
            manifest = around.manifest_sheet(beside.manifest)
            book.write_sheet(MANIFEST_SHEET, manifest, around.MANIFEST_LAYOUT)
        # Last, because only now are the counts and the hash known; it is still the first sheet.
        readme = around.readme_sheet(datasets, facts, result, has_labels=beside.labels is not None)
        book.write_sheet(README_SHEET, readme, around.README_LAYOUT)
    return result


def _write_dataset(
    book: StreamedWorkbook,
    dataset: Dataset,
    rows: Iterable[Sequence[str]],
    labels: Language | None,
    folder: Path,
) -> int:
    """The sheets of a dataset from one pass over its rows; gives their number."""
    columns = dataset.columns
    chunks = _chunks(rows)
    first = next(chunks, [])
    layout = SheetLayout(widths=widths(columns, first), has_header=True)
    if labels is None:
        with book.sheet(dataset.key, layout) as coded:
            return _fill(dataset, chain([first], chunks), [(coded, code_cells(columns))])
    label_layout = SheetLayout(widths=label_widths(columns, first, labels), has_header=True)
    with (
        tempfile.TemporaryFile(dir=folder) as waiting,
        book.sheet_aside(labels_sheet_name(dataset), label_layout, waiting) as labelled,
        book.sheet(dataset.key, layout) as coded,
    ):
        both = [(coded, code_cells(columns)), (labelled, label_cells(columns, labels))]
        return _fill(dataset, chain([first], chunks), both)


def _fill(
    dataset: Dataset,
    chunks: Iterable[Sequence[Sequence[str]]],
    sheets: Sequence[tuple[SheetWriter, Render]],
) -> int:
    for sheet, _ in sheets:
        sheet.write([text_row(1, dataset.column_names, parts.STYLE_DATA_HEADER)])
    number = 2
    for chunk in chunks:
        for sheet, render in sheets:
            sheet.write([render(line, texts) for line, texts in enumerate(chunk, number)])
        number += len(chunk)
    return number - 2


def _chunks(rows: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, _ROWS_AT_ONCE)):
        yield chunk
