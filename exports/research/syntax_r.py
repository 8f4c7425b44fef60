"""load.R: base R, no package needed.

As in Parquet a missing value is NA and its reason stands beside it in `<name>_missing`. Codes
become factors in the declared order (ordered for an ordinal level), yes and no become logical,
days become Date; a month stays the text YYYY-MM. Labels of variables are attributes, which
RStudio and the package labelled show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from exports.codebook import missing_codes
from exports.codes import MISSING_CODES
from exports.columns import Code, Column, Dataset, Language
from exports.research.numbering import column_label, label_of

_HEAD: Final = """\
# Reads the CSV files of this release into the list `release`, one data frame for each:
#   setwd("<folder of the CSV files>"); source("load.R", encoding = "UTF-8"); release$%s
# A missing value is NA; why it is missing stands beside it in the column <name>_missing.

read_sheet <- function(file) {
  read.csv(file, colClasses = "character", na.strings = character(0),
           fileEncoding = "UTF-8-BOM", check.names = FALSE)
}

# The values, NA where one of these missing codes stands.
present <- function(x, codes = character(0)) replace(x, x %%in%% codes, NA)

# The labels of the missing codes, NA where there is a value.
reasons <- function(x, codes) {
  factor(x, levels = codes, labels = missing_codes[codes])
}

# The labels of the codes, NA where a value is missing.
coded <- function(x, codes, ordered = FALSE) {
  factor(x, levels = names(codes), labels = codes, ordered = ordered)
}

# The text without the apostrophes that protect spreadsheets from formulas.
unprotected <- function(x) gsub("(^|[,;\\t\\n])'", "\\\\1", x, perl = TRUE)

missing_codes <- %s

release <- list()
"""


def r_script(datasets: Sequence[Dataset], language: Language) -> str:
    """The script for these datasets."""
    head = _HEAD % (datasets[0].key, _labels(MISSING_CODES, language))
    return head + "".join(
        line + "\n" for dataset in datasets for line in _dataset(dataset, language)
    )


def _dataset(dataset: Dataset, language: Language) -> Iterator[str]:
    yield ""
    yield f'sheet <- read_sheet("{dataset.key}.csv")'
    for column in dataset.columns:
        cell = f'sheet[["{column.name}"]]'
        codes = _vector(str(code.value) for code in missing_codes(column))
        if column.missing:
            yield f'sheet[["{column.name}_missing"]] <- reasons({cell}, {codes})'
        values = f"present({cell}, {codes})" if column.missing else cell
        yield f"{cell} <- {_typed(column, cell, values, language)}"
        yield f'attr({cell}, "label") <- {_text(column_label(column, language))}'
    yield f'release[["{dataset.key}"]] <- sheet'


def _typed(column: Column, cell: str, values: str, language: Language) -> str:
    if column.kind == "code":
        ordered = ", ordered = TRUE" if column.level == "ordinal" else ""
        return f"coded({cell}, {_labels(column.codes, language)}{ordered})"
    return {
        "integer": f"as.numeric({values})",
        "decimal": f"as.numeric({values})",
        "money": f"as.numeric({values})",
        "yesno": f'{values} == "1"',
        "date": f"as.Date({values})",
        "month": values,
        "text": f"unprotected({values})",
    }[column.kind]


def _labels(codes: Sequence[Code], language: Language) -> str:
    pairs = (f"{_text(str(code.value))} = {_text(label_of(code, language))}" for code in codes)
    return f"c({', '.join(pairs)})"


def _vector(texts: Iterable[str]) -> str:
    return f"c({', '.join(map(_text, texts))})"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
