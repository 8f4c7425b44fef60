"""The data dictionary of the CSV files, once as a table for everybody, once in REDCap's form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from exports.codebook import missing_codes, value_codes
from exports.codes import MISSING_CODES
from exports.columns import Code, Column, Dataset, Language
from exports.research.csv_files import write_rows
from exports.research.numbering import (
    column_label,
    is_numbered,
    label_of,
    number_of,
    stata_letter,
    title_of,
    variable_name,
)

DICTIONARY_HEADER: Final = (
    "dataset",
    "variable",
    "label_de",
    "label_en",
    "kind",
    "unit",
    "level",
    "lowest",
    "highest",
    "codes",
    "missing_codes",
    "name_in_spss_and_stata",
    "numbers_in_spss_and_stata",
    "missing_in_stata",
    "text_protected_in_csv",
    "identifying",
    "consent",
    "source_de",
    "source_en",
)
# The header that REDCap exports and wants back, letter by letter.
REDCAP_HEADER: Final = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
)
_RECORD: Final = "pseudonym"
_VALIDATION: Final = {
    "integer": "integer",
    "decimal": "number",
    "money": "number",
    "date": "date_ymd",
}
_BETWEEN: Final = " | "


def write_dictionaries(datasets: Sequence[Dataset], folder: Path, language: Language) -> None:
    """Writes data_dictionary.csv (both languages), redcap_dictionary.csv and its notes."""
    write_rows(folder / "data_dictionary.csv", DICTIONARY_HEADER, dictionary_rows(datasets))
    write_rows(folder / "redcap_dictionary.csv", REDCAP_HEADER, redcap_rows(datasets, language))
    (folder / "redcap_notes.txt").write_text(
        redcap_notes(datasets, language), encoding="utf-8", newline="\r\n"
    )


def dictionary_rows(datasets: Sequence[Dataset]) -> Iterator[tuple[str, ...]]:
    """One row for each column of each dataset, in the order of DICTIONARY_HEADER.

    No cell begins like a formula: labels stand before missing codes, for "-91 = …" would be one.
    """
    for dataset in datasets:
        for column in dataset.columns:
            yield (
                dataset.key,
                column.name,
                column.label_de,
                column.label_en,
                column.kind,
                column.unit,
                column.level,
                _bound(column.lowest),
                _bound(column.highest),
                _BETWEEN.join(f"{code.value} = {_both(code)}" for code in value_codes(column)),
                _BETWEEN.join(f"{_both(code)} = {code.value}" for code in missing_codes(column)),
                variable_name(column),
                _numbers(column),
                _letters(column),
                "yes" if column.kind == "text" else "no",
                column.identifying,
                column.consent,
                column.source.de,
                column.source.en,
            )


def redcap_rows(datasets: Sequence[Dataset], language: Language) -> Iterator[tuple[str, ...]]:
    """One row for each field of a REDCap project that could hold the release.

    The first field is the record's: the pseudonym. Each dataset is a form that repeats. Field
    names are unique in a project: a name that several datasets use bears its dataset's key.
    """
    names = field_names(datasets)
    people = [dataset for dataset in datasets if dataset.about == "people"]
    if people:
        yield _redcap_row(people[0], people[0].columns[0], _RECORD, language)
    else:
        yield ("record_id", datasets[0].key, "", "text", "Record ID", *[""] * 13)
    for dataset in datasets:
        for column in dataset.columns:
            if column.name != _RECORD:
                yield _redcap_row(dataset, column, names[dataset.key, column.name], language)


def field_names(datasets: Sequence[Dataset]) -> dict[tuple[str, str], str]:
    """The name of each column, by dataset and column, as a field of a REDCap project."""
    used = Counter(name for dataset in datasets for name in dataset.column_names)
    return {
        (dataset.key, name): name if used[name] == 1 else f"{dataset.key}_{name}"
        for dataset in datasets
        for name in dataset.column_names
    }


def redcap_notes(datasets: Sequence[Dataset], language: Language) -> str:
    """What REDCap keeps outside its dictionary: missing codes and repeating forms."""
    used = {code for dataset in datasets for column in dataset.columns for code in column.missing}
    listed = [
        f"    {code.value}, {label_of(code, language)}"
        for code in MISSING_CODES
        if code.value in used
    ]
    forms = [f"    {dataset.key}: {title_of(dataset, language)}" for dataset in datasets]
    return "\n".join([_NOTES[language][0], *listed, "", _NOTES[language][1], *forms, ""])


_NOTES: Final[dict[Language, tuple[str, str]]] = {
    "de": (
        "REDCap\n\n"
        "1. redcap_dictionary.csv unter „Data Dictionary“ in ein neues Projekt laden.\n"
        "2. Unter „Project Setup“, „Additional customizations“, „Missing Data Codes“ eintragen:\n",
        "3. Unter „Repeating instruments and events“ jedes Formular als wiederholt kennzeichnen;\n"
        "   eine Zeile einer CSV-Datei ist eine Wiederholung, das Pseudonym der Datensatz:\n",
    ),
    "en": (
        "REDCap\n\n"
        '1. Upload redcap_dictionary.csv under "Data Dictionary" into a new project.\n'
        '2. Under "Project Setup", "Additional customizations", "Missing Data Codes", enter:\n',
        '3. Under "Repeating instruments and events" mark each form as repeating;\n'
        "   a line of a CSV file is one repetition, the pseudonym is the record:\n",
    ),
}


def _redcap_row(dataset: Dataset, column: Column, name: str, language: Language) -> tuple[str, ...]:
    kind, choices = "text", ""
    if column.kind == "yesno":
        kind = "yesno"
    elif column.kind == "code":
        kind = "radio"
        choices = _BETWEEN.join(
            f"{code.value}, {label_of(code, language).replace('|', '/')}" for code in column.codes
        )
    return (
        name,
        dataset.key,
        "",
        kind,
        column_label(column, language),
        choices,
        f"{dataset.key}.csv: {column.name}",
        _VALIDATION.get(column.kind, ""),
        _bound(column.lowest),
        _bound(column.highest),
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        f"{column.level}; {column.source.in_language(language)}",
    )


def _numbers(column: Column) -> str:
    if not is_numbered(column):
        return ""
    return _BETWEEN.join(f"{number} = {word}" for word, number in number_of(column).items())


def _letters(column: Column) -> str:
    if column.kind == "text":
        return ""
    codes = missing_codes(column)
    return _BETWEEN.join(f".{stata_letter(int(code.value))} = {_both(code)}" for code in codes)


def _both(code: Code) -> str:
    return f"{code.label_de} / {code.label_en}"


def _bound(value: int | None) -> str:
    return "" if value is None else str(value)
