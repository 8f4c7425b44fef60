"""Rows as they leave the house: canonical texts, and which of their columns mean what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final, NamedTuple

Row = Sequence[str]
Values = tuple[str, ...]

SUPPRESSED: Final = "-98"
"""Stands where a value is taken away; the text of its code in the list of missing codes."""
MISSING: Final = frozenset(f"-{number}" for number in range(91, 99))
"""The texts of all missing codes: they tell why there is no value, and no value."""


@dataclass(frozen=True)
class Layout:
    """The columns of a table: quasi-identifiers, sensitive ones, and who a row is about.

    `key` names the column of the pseudonym; without one every row is a person of its own. `within`
    names the columns that tell the rows of one person apart (which stay, which wave).
    """

    columns: tuple[str, ...]
    quasi: tuple[str, ...]
    sensitive: tuple[str, ...] = ()
    key: str | None = None
    within: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuses columns that are not there or mean two things."""
        keys = () if self.key is None else (self.key,)
        named = (*self.quasi, *self.sensitive, *keys, *self.within)
        if len(set(self.columns)) != len(self.columns) or not set(named) <= set(self.columns):
            raise ValueError("a column is named twice or is not in the table")
        if len(set(named) - set(self.within)) != len(named) - len(self.within):
            raise ValueError("a column is quasi-identifying, sensitive or the key: one of them")

    def places(self, names: Iterable[str]) -> tuple[int, ...]:
        """Where these columns stand in a row."""
        return tuple(self.columns.index(name) for name in names)

    def pick(self, names: Sequence[str]) -> Callable[[Row], Values]:
        """A function that takes these columns out of a row, in this order."""
        places = self.places(names)
        if not places:
            return lambda _row: ()
        if len(places) == 1:
            place = places[0]
            return lambda row: (row[place],)
        return itemgetter(*places)


class Table(NamedTuple):
    """Rows that can be read at least once, with the meaning of their columns."""

    layout: Layout
    rows: Iterable[Row]
