"""What is due about participations, whatever asks for it: the common shape of all rooms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
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


Pending = tuple[Sequence[date], int, str, int, Callable[[int, Any], Act], Sequence[Any]]
"""What is due of one kind about one case: its days in order (at least one), then the participant
number, the kind, the participation, what tells the act of a number and a row, and the row of each
day. Thousands are counted and put in order, of which a page shows a hundred: a plain tuple, since
it is made so often."""
WithDays = TypeVar("WithDays", bound=tuple[Any, ...])


def told(found: Iterable[Pending]) -> list[Due]:
    """Each by itself, with its act."""
    return [due_at(one, place) for one in found for place in range(len(one[0]))]


def due_at(pending: Pending, place: int) -> Due:
    """What is due on one of its days."""
    days, number, kind, participation_id, tell, rows = pending
    return Due(days[place], number, kind, participation_id, tell(number, rows[place]))


def earliest(
    found: Collection[WithDays], count: int, *columns: int
) -> tuple[list[tuple[WithDays, int]], Counter[date]]:
    """The first days in tuples that begin with days, and how many there are of each day.

    Each of the first `count` is its tuple with the place of the day in it. They are in the order of
    the day, then of these columns, otherwise as they came. Only what is due by the day up to which
    they reach is put in order, since thousands may follow.
    """
    days = Counter(chain.from_iterable(map(itemgetter(0), found)))
    last = _reached(days, count)
    near = [
        (on, one, place)
        for one in found
        if one[0][0] <= last
        for place, on in enumerate(one[0])
        if on <= last
    ]
    order = itemgetter(*columns)
    near.sort(key=lambda each: (each[0], order(each[1])))
    return [(one, place) for _on, one, place in near[:count]], days


def _reached(days: Counter[date], count: int) -> date:
    """The day by which so many are due; the last one of all if there are fewer."""
    passed = 0
    for on in sorted(days):
        passed += days[on]
        if passed >= count:
            return on
    return date.max
