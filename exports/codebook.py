"""The codebook, made from the declarations: `python -m exports.codebook > docs/codebook.md`."""

import sys
from collections.abc import Sequence
from typing import Final

from exports.codes import MISSING_CODES, YES_NO
from exports.columns import Bilingual, Code, Column, Dataset, Identifying, Kind, Level
from exports.datasets import DATASETS

KIND_NAMES: Final[dict[Kind, Bilingual]] = {
    "code": Bilingual("Schlüssel", "code"),
    "integer": Bilingual("ganze Zahl", "whole number"),
    "decimal": Bilingual("Dezimalzahl", "decimal number"),
    "date": Bilingual("Tag", "day"),
    "month": Bilingual("Monat als Text", "month as text"),
    "yesno": Bilingual("ja/nein", "yes/no"),
    "text": Bilingual("Text", "text"),
    "money": Bilingual("Betrag in Euro", "amount in euros"),
}
LEVEL_NAMES: Final[dict[Level, Bilingual]] = {
    "nominal": Bilingual("nominal", "nominal"),
    "ordinal": Bilingual("ordinal", "ordinal"),
    "interval": Bilingual("Intervall", "interval"),
    "ratio": Bilingual("Verhältnis", "ratio"),
}
IDENTIFYING_NAMES: Final[dict[Identifying, Bilingual]] = {
    "none": Bilingual("nein", "no"),
    "quasi": Bilingual("in Kombination", "in combination"),
    "sensitive": Bilingual("besonders schutzwürdig", "sensitive"),
}
CODEBOOK_HEADER: Final = (
    "dataset",
    "name",
    "label_de",
    "label_en",
    "type",
    "cell",
    "unit",
    "codes",
    "missing_codes",
    "level",
    "identifying",
    "consent",
    "source_de",
    "source_en",
)


def codebook_rows(datasets: Sequence[Dataset]) -> list[tuple[str, ...]]:
    """One row per column of every dataset, in the order of CODEBOOK_HEADER."""
    return [
        (
            dataset.key,
            column.name,
            column.label_de,
            column.label_en,
            column.kind,
            _cell_type(column),
            column.unit,
            _listed(value_codes(column)),
            _listed(missing_codes(column)),
            column.level,
            column.identifying,
            column.consent,
            column.source.de,
            column.source.en,
        )
        for dataset in datasets
        for column in dataset.columns
    ]


def _cell_type(column: Column) -> str:
    if column.kind == "date":
        return "date"
    return "text" if column.is_text else "number"


def value_codes(column: Column) -> tuple[Code, ...]:
    """The codes that the column's cells show, yes and no included."""
    return YES_NO if column.kind == "yesno" else column.codes


def missing_codes(column: Column) -> tuple[Code, ...]:
    """The declared missing codes with their labels."""
    return tuple(code for code in MISSING_CODES if code.value in column.missing)


def codebook_markdown() -> str:
    """The whole codebook of the declared datasets as Markdown, German beside English."""
    lines = [
        "# Codebuch · Codebook",
        "",
        "Erzeugt aus den Deklarationen in `exports/`, nicht von Hand ändern:"
        " `python -m exports.codebook > docs/codebook.md`.",
        "Generated from the declarations in `exports/`; do not edit by hand.",
        "",
        "## Fehlende Werte · Missing values",
        "",
        "Eine Liste für alle Datensätze. In Zahlenspalten steht der Code als Zahl, in Textspalten"
        " stehen dieselben Zeichen als Text. Leere Zellen gibt es nicht.",
        "One list for all datasets. Number columns hold the code as a number, text columns the"
        " same characters as text. There are no empty cells.",
        "",
        *_code_table(MISSING_CODES),
        "",
        "## In anderen Programmen · In other programs",
        "",
        "SPSS und Stata beschriften nur Zahlen: für ein Wort steht dort sein Platz in der Liste der"
        " Codes, von 1 an; ja ist 1, nein ist 0. Monate sind dort Monate (MOYR8, %tm), Tage sind"
        " Tage. In Stata stehen fehlende Werte als .a (-91) bis .h (-98). In Parquet und R ist ein"
        " fehlender Wert leer, der Grund steht daneben in `<name>_missing`; Monate bleiben Text.",
        "SPSS and Stata label numbers only: a word is its place in the list of codes there, from 1"
        " on; yes is 1, no is 0. Months are months there (MOYR8, %tm), days are days. In Stata"
        " missing values are .a (-91) to .h (-98). In Parquet and R a missing value is empty and"
        " the reason stands beside it in `<name>_missing`; months stay text.",
    ]
    for dataset in DATASETS:
        lines += _dataset_section(dataset)
    return "\n".join(lines) + "\n"


def _dataset_section(dataset: Dataset) -> list[str]:
    lines = ["", f"## `{dataset.key}`", "", f"{dataset.title_de} · {dataset.title_en}", ""]
    lines += [
        "| Spalte · column | Bedeutung · meaning | Art · type | Einheit · unit | fehlend · missing"
        " | Messniveau · level | identifizierend · identifying | Einwilligung · consent"
        " | Quelle · source |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [_column_line(column) for column in dataset.columns]
    for column in dataset.columns:
        if value_codes(column):
            lines += ["", f"### `{dataset.key}.{column.name}`", ""]
            lines += _code_table(value_codes(column))
    return lines


def _column_line(column: Column) -> str:
    cell = Bilingual("Textzelle", "text cell") if column.is_text else Bilingual("Zahl", "number")
    kind = KIND_NAMES[column.kind]
    fields = (
        f"`{column.name}`",
        f"{column.label_de} · {column.label_en}",
        f"{kind.de}, {cell.de} · {kind.en}, {cell.en}",
        column.unit or "–",
        ", ".join(str(code.value) for code in missing_codes(column)) or "–",
        _both(LEVEL_NAMES[column.level]),
        _both(IDENTIFYING_NAMES[column.identifying]),
        column.consent,
        _both(column.source),
    )
    return "| " + " | ".join(field.replace("|", "\\|") for field in fields) + " |"


def _code_table(codes: Sequence[Code]) -> list[str]:
    head = ["| Code | Deutsch | English |", "|---|---|---|"]
    return head + [f"| `{code.value}` | {code.label_de} | {code.label_en} |" for code in codes]


def _both(name: Bilingual) -> str:
    return name.de if name.de == name.en else f"{name.de} · {name.en}"


def _listed(codes: Sequence[Code]) -> str:
    return "; ".join(f"{code.value} = {code.label_de} / {code.label_en}" for code in codes)


if __name__ == "__main__":
    sys.stdout.write(codebook_markdown())
