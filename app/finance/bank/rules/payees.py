"""Whether two names mean the same payee; pure. Banks cut names and write umlauts as they like."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "æ": "ae"})
_WORD = re.compile(r"\w+")
_FORMS = frozenset(
    ("gmbh", "mbh", "ag", "kg", "ohg", "ug", "se", "co", "e", "v", "ev", "eg", "gbr", "und", "u")
)
"""Words of legal forms; they tell no two payees apart."""
CUT_AT = 20
"""From so many letters on, a name that begins another one counts as cut off by the bank."""
ALIKE = 0.88
"""From this share of common letters on (difflib), two names are similar."""


@lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """A name without case, accents, punctuation and legal form; "Müller GmbH" is "mueller"."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_UMLAUTS))
    words = _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))
    return " ".join([word for word in words if word not in _FORMS] or words)


def is_similar(one: str, other: str) -> bool:
    """Whether two folded names probably mean the same; nothing is similar to no name."""
    if not one or not other:
        return False
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= CUT_AT and long.startswith(short):
        return True
    if set(short.split()) <= set(long.split()):
        return True
    return SequenceMatcher(None, one, other).ratio() >= ALIKE
