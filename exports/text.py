"""The one rule for text in a workbook cell, whoever writes the workbook."""

import re
from typing import Final

# The most a cell may hold, counted as Excel counts: in UTF-16 units.
CELL_TEXT_LIMIT: Final = 32_767

# XML 1.0 cannot write these: controls but tab and line feed, lone surrogates, U+FFFE, U+FFFF.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A spreadsheet reads "_x0041_" as the letter A: a literal one has its underscore escaped.
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class TextRefused(ValueError):
    """The text cannot stand in a cell as it is; the message never quotes it."""


def inert_text(value: str) -> str:
    """The text as it is stored: line ends become LF, all else stays as it was, nothing is cut.

    Raises TextRefused for characters that XML cannot carry (NUL and other controls, lone
    surrogates) and for more than 32,767 UTF-16 units. A beginning such as "=" or "-" is left
    alone: the writers store every text as a text cell, never as a formula.
    """
    value = carried_text(value)
    if len(value) > CELL_TEXT_LIMIT // 2 and utf16_units(value) > CELL_TEXT_LIMIT:
        raise TextRefused(f"is longer than {CELL_TEXT_LIMIT} characters")
    return value


def carried_text(value: str) -> str:
    """The text as a file of any format carries it, however long: line ends become LF.

    Raises TextRefused for characters that XML cannot carry.
    """
    if "\r" in value:
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    if _UNWRITABLE.search(value):
        raise TextRefused("contains a control character that a workbook cannot store")
    return value


def utf16_units(value: str) -> int:
    """Length in UTF-16 units: characters beyond U+FFFF count twice."""
    return len(value.encode("utf-16-le")) // 2


def cell_escaped(value: str) -> str:
    """The text with literal "_xHHHH_" protected, so that a spreadsheet shows what was meant."""
    return _LOOKS_ESCAPED.sub("_x005F_", value) if "_x" in value else value


def xml_escaped(value: str) -> str:
    """The text ready to stand between XML tags of a cell."""
    value = cell_escaped(value)
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
