"""Field :86: of MT940: the German structure with ?20–?29 and ?60–?63, or plain text.

Read here and not by the library: that keeps only the last of repeated subfields, drops text before
the first keyword, and takes every question mark of a sentence for the beginning of a subfield.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from re import compile as pattern
from typing import NamedTuple

from app.finance.bank.statements import (
    MAX_COUNTERPARTY,
    MAX_PURPOSE,
    MAX_REFERENCE,
    NOT_GIVEN,
)

WIDTH = 27
"""Characters of a subfield: text as long as that goes on in the next one without a break."""

_STRUCTURED = pattern(r"[0-9]{3}\?[0-9]{2}")
_SUBFIELD = pattern(r"\?([0-9]{2})")
_KEYWORD = pattern(
    r"(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|PURP|MDAT|SQTP|ORCR|ORMR|DDAT|IBAN|BIC)\+"
)
_PURPOSE = frozenset(f"{number}" for number in (*range(20, 30), *range(60, 64)))
_NAME = frozenset({"32", "33"})
_KIND = frozenset({"00"})


class Details(NamedTuple):
    """Who paid or was paid, what for, and the payer's own reference."""

    counterparty: str
    purpose: str
    end_to_end: str | None


class _Piece(NamedTuple):
    text: str
    goes_on: bool
    """A full subfield is cut in the middle of its text; a shorter one ends with a word."""


def read_details(lines: Sequence[str]) -> Details:
    """What a field :86: tells; its line breaks are those of the file, not of the text."""
    text = "".join(lines)
    if not _STRUCTURED.match(text):
        return Details("", _tidy(" ".join(lines))[:MAX_PURPOSE], None)
    cut = _SUBFIELD.split(text)
    subfields = list(zip(cut[1::2], cut[2::2], strict=True))

    def pieces(keys: Container[str]) -> list[_Piece]:
        return [_Piece(text, len(text) >= WIDTH) for key, text in subfields if key in keys]

    told = _by_keyword(pieces(_PURPOSE))
    purpose = _tidy(f"{_joined(told[''])} {_joined(told['SVWZ'])}")
    reference = "".join(_joined(told["EREF"]).split())
    return Details(
        _joined(pieces(_NAME))[:MAX_COUNTERPARTY],
        (purpose or _joined(pieces(_KIND)))[:MAX_PURPOSE],
        None if reference in NOT_GIVEN else reference[:MAX_REFERENCE],
    )


def _by_keyword(pieces: Iterable[_Piece]) -> dict[str, list[_Piece]]:
    """The text behind each keyword of SEPA; keywords stand at the beginning of a subfield."""
    groups: dict[str, list[_Piece]] = defaultdict(list)
    current = ""
    for piece in pieces:
        match = _KEYWORD.match(piece.text)
        if match:
            current = match[1]
        groups[current].append(_Piece(piece.text[match.end() if match else 0 :], piece.goes_on))
    return groups


def _joined(pieces: Iterable[_Piece]) -> str:
    return _tidy("".join(text if goes_on else f"{text} " for text, goes_on in pieces))


def _tidy(text: str) -> str:
    return " ".join(text.split())
