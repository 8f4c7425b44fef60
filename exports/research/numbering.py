"""What SPSS and Stata are told: numbers for codes that are words, names that they take, labels.

Both label numbers, not texts. So a code that is a word becomes its place in the declared list,
from 1 on, the same in both programs; a code that is a number stays that number, yes is 1 and no
is 0. Missing codes stay -91, -92, … in SPSS and are the extended missing values .a to .h in Stata.
The data dictionary shows each code beside its number.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from exports.codebook import missing_codes, value_codes
from exports.columns import Code, Column, Dataset, Language, Missing

_RESERVED: Final = re.compile(
    # SPSS keeps these words for its commands, Stata the others (help reserved).
    r"all|and|by|eq|ge|gt|le|lt|ne|not|or|to|with"
    r"|byte|double|float|if|in|int|long|str[0-9]+|strl|using"
)
_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"


def variable_name(column: Column) -> str:
    """The name in SPSS and Stata: the declared one, with an underscore where it is reserved."""
    return f"{column.name}_" if _RESERVED.fullmatch(column.name) else column.name


def is_numbered(column: Column) -> bool:
    """Whether the codes are words, so that numbers stand for them."""
    return any(isinstance(code.value, str) for code in column.codes)


def number_of(column: Column) -> dict[str, int]:
    """The number for each canonical text of a code; the missing codes are not among them."""
    codes = value_codes(column)
    if is_numbered(column):
        return {str(code.value): number for number, code in enumerate(codes, 1)}
    return {str(code.value): int(code.value) for code in codes}


def labelled_numbers(column: Column, language: Language) -> dict[int, str]:
    """The label of each number that stands for a code."""
    numbers = number_of(column)
    return {numbers[str(code.value)]: label_of(code, language) for code in value_codes(column)}


def labelled_missing(column: Column, language: Language) -> dict[int, str]:
    """The label of each declared missing code."""
    return {int(code.value): label_of(code, language) for code in missing_codes(column)}


def stata_letter(missing: int) -> str:
    """The letter of the extended missing value: -91 is .a, -98 is .h."""
    return chr(ord("a") + Missing.NOT_ASKED.value - missing)


def label_of(code: Code, language: Language) -> str:
    """The label of a code in a language."""
    return code.label_de if language == "de" else code.label_en


def column_label(column: Column, language: Language) -> str:
    """The label of a column, with its unit where that is no mere form of writing."""
    label = column.label_de if language == "de" else column.label_en
    return f"{label} [{column.unit}]" if column.unit else label


def title_of(dataset: Dataset, language: Language) -> str:
    """The title of a dataset in a language."""
    return dataset.title_de if language == "de" else dataset.title_en


def english_month(moment: datetime) -> str:
    """The month as both programs write it in their headers, whatever the machine's language."""
    place = 3 * (moment.month - 1)
    return _MONTHS[place : place + 3]


def shortened(text: str, limit: int, *, in_bytes: bool = False) -> str:
    """The text, or as many whole words of it as keep the limit, ended by an ellipsis.

    The programs would cut it in the middle; the data dictionary holds the whole label.
    """
    if _length(text, in_bytes) <= limit:
        return text
    words = text.split(" ")
    while words and _length(_ended(words), in_bytes) > limit:
        words.pop()
    return _ended(words) if words else _cut(text, limit, in_bytes)


def _ended(words: Sequence[str]) -> str:
    return " ".join(words).rstrip(",;:") + " …"


def _cut(text: str, limit: int, in_bytes: bool) -> str:
    while _length(text, in_bytes) > limit:
        text = text[:-1]
    return text


def _length(text: str, in_bytes: bool) -> int:
    return len(text.encode("utf-8")) if in_bytes else len(text)
