"""load.do: a Stata do-file that makes of each CSV file what its .dta file is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from exports.columns import Column, Language
from exports.frozen import FrozenSheet
from exports.research.numbering import (
    column_label,
    is_numbered,
    labelled_missing,
    labelled_numbers,
    number_of,
    shortened,
    stata_letter,
    variable_name,
)
from exports.research.spss import holds_text
from exports.research.stata import LABEL_LIMIT, number_format

_HEAD: Final = """\
* Reads the CSV files of this release; first go to their folder: cd "<folder>"
* Each is kept as <name>_from_csv.dta.
version 14
"""
_IMPORT: Final = (
    'import delimited using "{key}.csv", clear varnames(nonames) rowrange(2) stringcols(_all)'
    ' delimiters(",") bindquotes(strict) maxquotedrows(unlimited) encoding("UTF-8")'
)


def stata_script(sheets: Sequence[FrozenSheet], language: Language) -> str:
    """The do-file for these sheets."""
    blocks = (line + "\n" for sheet in sheets for line in _sheet(sheet, language))
    return _HEAD + "".join(blocks)


def _sheet(sheet: FrozenSheet, language: Language) -> Iterator[str]:
    key, columns = sheet.dataset.key, sheet.dataset.columns
    yield ""
    if not sheet.rows:
        yield f'display "{key}.csv holds no rows"'
        return
    yield _IMPORT.format(key=key)
    for number, column in enumerate(columns, 1):
        yield from _converted(column, f"v{number}")
        yield from _described(column, language)
    yield f"keep {' '.join(variable_name(column) for column in columns)}"
    yield "compress"
    yield f'save "{key}_from_csv.dta", replace'


def _converted(column: Column, raw: str) -> Iterator[str]:
    name = variable_name(column)
    if holds_text(column):
        yield f"generate strL {name} = {_unprotected(raw)}"
        return
    if is_numbered(column):
        yield f"generate long {name} = ."
        for word, number in number_of(column).items():
            yield f'replace {name} = {number} if {raw} == "{word}"'
    elif column.kind == "date":
        yield f'generate double {name} = date({raw}, "YMD")'
    elif column.kind == "month":
        yield f'generate double {name} = monthly({raw}, "YM")'
    else:
        yield f"generate double {name} = real({raw})"
    for code in column.missing:
        yield f'replace {name} = .{stata_letter(code)} if {raw} == "{code.value}"'


def _described(column: Column, language: Language) -> Iterator[str]:
    name = variable_name(column)
    yield f"label variable {name} {_text(shortened(column_label(column, language), LABEL_LIMIT))}"
    if holds_text(column):
        return
    shown = number_format(column)
    if shown is not None:
        yield f"format {name} {shown}"
    labels = {str(number): label for number, label in labelled_numbers(column, language).items()}
    for code, label in labelled_missing(column, language).items():
        labels[f".{stata_letter(code)}"] = label
    for value, label in labels.items():
        yield f"label define {name} {value} {_text(label)}, modify"
    if labels:
        yield f"label values {name} {name}"


def _unprotected(raw: str) -> str:
    # Stata would take $1 for a global macro of its own.
    return f"""ustrregexra({raw}, "(^|[,;\\t\\n])'", "\\$1")"""


def _text(text: str) -> str:
    """The text in compound quotes, nothing of it expanded as a macro."""
    inert = text.replace("`", "'").replace("$", "\\$")
    return f'`"{inert}"\''
