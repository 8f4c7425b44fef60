"""What may stand in a form, how its mapping is written by hand, and what reading it back shows.

Pure. A mapping has a line for each cell: `Nachweis!C12 = spent:0812`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from app.errors import DomainError
from app.reporting.figures.rules import DECLARED, Unit, declared, name_of, part_of

FACTS = ("title", "carrier", "funder", "notice", "first", "last", "made_on")
"""What else a form can ask for: words and days, under `fact_` and this name."""
MOST_PLACES = 500
_LINE = re.compile(r"(?P<sheet>.+)!(?P<cell>[A-Z]{1,3}[1-9][0-9]{0,6})\s*=\s*(?P<key>\S+)")
Given = Decimal | int | date | str


@dataclass(frozen=True)
class Wanted:
    """A line of a mapping."""

    sheet: str
    cell: str
    key: str


def check_key(key: str, parts: Mapping[str, Sequence[str]]) -> None:
    """Refuses a key that is neither a fact nor a figure, or a part that the programme lacks.

    `parts`: the codes of positions, kinds of receipts and stages; reasons of exit come and go.
    """
    if key.removeprefix("fact_") in FACTS and key.startswith("fact_"):
        return
    what, part = declared(key), part_of(key)
    known = parts.get(what.part or "")
    if part and known is not None and part not in known:
        raise DomainError("funder_forms.no_such_part", key=key)


def parsed(text: str, parts: Mapping[str, Sequence[str]]) -> list[Wanted]:
    """The mapping from its lines; blank lines do not count. Refuses by line."""
    found: list[Wanted] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise DomainError("funder_forms.no_line", "mapping", line=number)
        wanted = Wanted(match["sheet"].strip(), match["cell"], match["key"])
        try:
            check_key(wanted.key, parts)
        except DomainError as error:
            raise DomainError(
                "funder_forms.unknown_in_line", "mapping", line=number, key=wanted.key
            ) from error
        if any((one.sheet, one.cell) == (wanted.sheet, wanted.cell) for one in found):
            raise DomainError("funder_forms.cell_twice", "mapping", line=number, cell=wanted.cell)
        found.append(wanted)
    check_count(len(found))
    return found


def check_count(count: int) -> None:
    """A form has at least one place, and not more than somebody could look through."""
    if not count:
        raise DomainError("funder_forms.no_places", "file")
    if count > MOST_PLACES:
        raise DomainError("funder_forms.too_many_places", "file", most=MOST_PLACES)


def content_of(key: str, value: int | None) -> Given | None:
    """What goes into the cell of a figure: amounts in euros, counts as they are; None: nothing."""
    if value is None:
        return None
    if DECLARED[name_of(key)].unit is Unit.CENTS:
        return Decimal(value) / 100
    return value


@dataclass(frozen=True)
class Checked:
    """A cell read back from a filled form: what stands there, and what would stand there now."""

    sheet: str
    cell: str
    key: str
    read: Given | None
    ours: Given | None

    @property
    def is_same(self) -> bool:
        """Whether the form says what we say."""
        return self.read == self.ours


def read_value(found: object, ours: Given | None) -> Given | None:
    """What a cell holds, in the type of ours: spreadsheets know numbers as floats only.

    A number is rounded to a millionth: 1234.56 as a float is not quite that.
    """
    if found is None or isinstance(found, bool):
        return None
    if isinstance(found, datetime):
        return found.date()
    if isinstance(found, date):
        return found
    if isinstance(found, str):
        return found.strip() or None
    try:
        number = round(Decimal(str(found)), 6).normalize()
    except InvalidOperation:
        return None
    is_whole = number == number.to_integral_value() and isinstance(ours, int)
    return int(number) if is_whole else number
