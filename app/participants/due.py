"""What is due about participations, whatever asks for it: the common shape of all rooms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


class Act(NamedTuple):
    """Where something due is done, and how it is worded.

    The message key of its kind is worded with `params`; `open_text` opens a sealed text that only
    pages which record the reading of names may show. `finish` is an endpoint (POST) that marks it
    as done at once, with `finish_arguments`; empty where it is done on its page only.
    """

    endpoint: str
    arguments: Mapping[str, object] = _NOTHING
    params: Mapping[str, object] = _NOTHING
    open_text: Callable[[], str] | None = None
    finish: str = ""
    finish_arguments: Mapping[str, object] = _NOTHING

    @property
    def text(self) -> str:
        """The sealed text, opened each time it is asked for; empty for none."""
        return self.open_text() if self.open_text else ""


class Due(NamedTuple):
    """Something to do about a participation by a day; `kind` is a message key ("due.step")."""

    on: date
    number: int
    kind: str
    participation_id: int
    act: Act


Pending = tuple[date, int, str, int, Callable[[Any], Act], Any]
"""The same, with what tells the act of a row, and the row: thousands are counted and put in order,
of which a page shows a hundred. A plain tuple, since it is made so often."""
Dated = TypeVar("Dated", bound=tuple[Any, ...])


def told(found: Iterable[Pending]) -> list[Due]:
    """With the act of each."""
    return [Due(on, number, kind, case, tell(row)) for on, number, kind, case, tell, row in found]


def earliest(
    found: Iterable[Dated], count: int, *columns: int
) -> tuple[list[Dated], Counter[date]]:
    """The first `count` of rows that begin with a day, and how many rows there are of each day.

    They are in the order of the day and then of these columns, otherwise as they came. Thousands
    pass, of which hardly more than the first are kept at any time.
    """
    order, days = itemgetter(0, *columns), Counter[date]()
    kept, last = list[Dated](), date.max
    for row in found:
        on = row[0]
        days[on] += 1
        if on <= last:
            kept.append(row)
            if len(kept) > 2 * count:
                kept.sort(key=order)
                del kept[count:]
                last = kept[-1][0]
    kept.sort(key=order)
    return kept[:count], days
