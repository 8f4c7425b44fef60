"""A dataset of 40 variables of every kind, and as many rows of it as are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from exports.codes import AGE_GROUP, EXIT_REASON, SCHOOL_QUALIFICATION, SEX, STAGE
from exports.columns import Bilingual, Code, Column, Dataset, Kind, Missing

Row = list[object]
Draw = Callable[[Random, int], object]

_BOTH: Final = Bilingual("Messung", "measurement")
_NOTES: Final = ("Gespräch & Anruf", "Antrag gestellt, Antwort steht aus", "kein <Befund>")
_MISSING: Final = (Missing.NOT_ASKED, Missing.REFUSED)
_ONE_IN: Final = 12
"""How often a value is missing."""


def _column(name: str, kind: Kind, codes: tuple[Code, ...] = (), *, may_miss: bool) -> Column:
    return Column(
        name=name,
        label_de=name,
        label_en=name,
        kind=kind,
        level="nominal",
        identifying="none",
        source=_BOTH,
        codes=codes,
        missing=_MISSING if may_miss else (),
    )


def _coded(codes: tuple[Code, ...]) -> Draw:
    return lambda random, _line: random.choice(codes).value


def _of(count: int, kind: Kind, draw: Draw) -> list[tuple[Kind, tuple[Code, ...], Draw]]:
    return [(kind, (), draw)] * count


_LISTS: Final = (AGE_GROUP, SEX, SCHOOL_QUALIFICATION, EXIT_REASON)
_FIRST: Final = date(2021, 11, 1)
_KINDS: Final[list[tuple[Kind, tuple[Code, ...], Draw]]] = [
    *_of(1, "text", lambda random, line: f"{random.getrandbits(44):012x}{line:06d}"),
    *_of(1, "integer", lambda _random, _line: 1),
    *[("code", codes, _coded(codes)) for codes in (*_LISTS, *_LISTS)],
    *[("code", STAGE, _coded(STAGE)) for _ in range(8)],
    *_of(6, "integer", lambda random, _line: random.randrange(1000)),
    *_of(4, "decimal", lambda random, _line: Decimal(random.randrange(10_000)) / 100),
    *_of(3, "money", lambda random, _line: random.randrange(-100_000, 10_000_000)),
    *_of(3, "month", lambda random, _line: f"202{random.randrange(5)}-{random.randint(1, 12):02}"),
    *_of(3, "date", lambda random, _line: _FIRST + timedelta(random.randrange(1800))),
    *_of(2, "yesno", lambda random, _line: random.random() < 0.5),
    *_of(1, "text", lambda random, _line: random.choice(_NOTES)),
]

PEOPLE: Final = Dataset(
    key="people",
    title_de="Personen",
    title_en="people",
    about="counts",
    columns=tuple(
        _column(f"v{place:02d}", kind, codes, may_miss=kind not in ("text", "money", "yesno"))
        for place, (kind, codes, _draw) in enumerate(_KINDS)
    ),
)


def values(rows: int) -> Iterator[Row]:
    """Always the same rows, as a source of data gives them."""
    random = Random(rows)
    draws = [draw for *_, draw in _KINDS]
    may_miss = [bool(column.missing) for column in PEOPLE.columns]
    for line in range(rows):
        yield [
            random.choice(_MISSING) if may and not random.randrange(_ONE_IN) else draw(random, line)
            for draw, may in zip(draws, may_miss, strict=True)
        ]
