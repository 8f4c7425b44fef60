"""What a release says otherwise than the one before: by person and variable, and why; pure.

Three answers are compared: the earlier release as it was delivered (`before`), its question asked
again of what is known today (`again`), and the new release (`after`). What differs between the
first two was corrected, what differs between the last two has happened since.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, NamedTuple

MOST_LINES: Final = 2000
"""How many changes are listed one by one; all are counted."""


class Act(StrEnum):
    """What became of a person or a value."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Why(StrEnum):
    """Why a release says something else than the one before."""

    ADMITTED = "admitted"
    CONSENTED = "consented"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    QUESTION = "question"
    PROTECTED = "protected"
    CORRECTED = "corrected"
    SINCE = "since"


class Sheet(NamedTuple):
    """A sheet about people as it was delivered: the pseudonym stands first in each row."""

    key: str
    names: Sequence[str]
    rows: Callable[[], Iterator[list[str]]]


class Line(NamedTuple):
    """One change: of a person (no dataset), of the number of rows (no column), or of values."""

    act: Act
    why: Why
    pseudonym: str
    dataset: str = ""
    column: str = ""


@dataclass(frozen=True)
class People:
    """What the house knows about pseudonyms that are in one of the releases only."""

    admitted_since: frozenset[str] = frozenset()
    without_consent: frozenset[str] = frozenset()
    protected: frozenset[str] = frozenset()
    """Left out of the new release to protect them."""


@dataclass(frozen=True)
class Difference:
    """All changes as counts, the first of them one by one."""

    counts: Mapping[tuple[Act, Why], int] = field(default_factory=dict)
    lines: Sequence[Line] = ()

    @property
    def is_none(self) -> bool:
        """Whether both releases say the same."""
        return not self.counts

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the release."""
        return {
            "counts": [[act, why, number] for (act, why), number in self.counts.items()],
            "lines": [list(line) for line in self.lines],
        }


def difference_from(said: Mapping[str, Any]) -> Difference:
    """What `as_json` wrote; an empty mapping is no difference."""
    return Difference(
        {(Act(act), Why(why)): number for act, why, number in said.get("counts", ())},
        [Line(Act(act), Why(why), *rest) for act, why, *rest in said.get("lines", ())],
    )


def difference(
    before: Sequence[Sheet],
    again: Sequence[Sheet],
    after: Sequence[Sheet],
    people: People,
    *,
    same_question: bool,
) -> Difference:
    """The difference of two releases; only columns that both have are compared."""
    old, now, new = _told(before), _told(again), _told(after)
    shared = sorted({sheet.key for sheet in before} & {sheet.key for sheet in after})
    lines = [
        *_come(old, new, people, same_question=same_question),
        *_gone(old, new, people, same_question=same_question),
        *_changed(old, now, new, shared),
    ]
    counts = Counter((line.act, line.why) for line in lines)
    return Difference(dict(sorted(counts.items())), lines[:MOST_LINES])


Rows = list[dict[str, str]]
Told = dict[str, dict[str, Rows]]
"""By pseudonym and dataset the rows, each by column."""


def _told(sheets: Iterable[Sheet]) -> Told:
    told: Told = defaultdict(lambda: defaultdict(list))
    for sheet in sheets:
        for texts in sheet.rows():
            told[texts[0]][sheet.key].append(dict(zip(sheet.names, texts, strict=True)))
    return told


def _come(old: Told, new: Told, people: People, *, same_question: bool) -> Iterator[Line]:
    for pseudonym in sorted(new.keys() - old.keys()):
        why = Why.CONSENTED
        if pseudonym in people.admitted_since:
            why = Why.ADMITTED
        elif not same_question:
            why = Why.QUESTION
        yield Line(Act.ADDED, why, pseudonym)


def _gone(old: Told, new: Told, people: People, *, same_question: bool) -> Iterator[Line]:
    for pseudonym in sorted(old.keys() - new.keys()):
        why = Why.CORRECTED if same_question else Why.QUESTION
        if pseudonym in people.without_consent:
            why = Why.CONSENT_WITHDRAWN
        elif pseudonym in people.protected:
            why = Why.PROTECTED
        yield Line(Act.REMOVED, why, pseudonym)


def _changed(old: Told, now: Told, new: Told, shared: Sequence[str]) -> Iterator[Line]:
    for pseudonym in sorted(old.keys() & new.keys()):
        for dataset in shared:
            was, is_now = old[pseudonym].get(dataset, []), new[pseudonym].get(dataset, [])
            # Who is not in the answer of today was not asked again: taken as it was.
            asked_again = now[pseudonym].get(dataset, []) if pseudonym in now else was
            for column in sorted(_columns_that_differ(was, asked_again)):
                yield Line(Act.CHANGED, Why.CORRECTED, pseudonym, dataset, column)
            for column in sorted(_columns_that_differ(asked_again, is_now)):
                yield Line(Act.CHANGED, Why.SINCE, pseudonym, dataset, column)


def _columns_that_differ(first: Rows, second: Rows) -> set[str]:
    """The columns in which the rows of a person differ; "" where there are more or fewer."""
    if not first or not second:
        return {""} if first or second else set()
    shared = [name for name in second[0] if name in first[0]]
    left = [tuple(row[name] for name in shared) for row in first]
    right = [tuple(row[name] for name in shared) for row in second]
    only_left = list((Counter(left) - Counter(right)).elements())
    only_right = list((Counter(right) - Counter(left)).elements())
    differing = {
        name
        for one, other in zip(only_left, only_right, strict=False)
        for name, was, is_now in zip(shared, one, other, strict=True)
        if was != is_now
    }
    if len(only_left) != len(only_right):
        differing.add("")
    return differing
