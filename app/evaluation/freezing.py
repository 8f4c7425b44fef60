"""Freezes the rows of a question: one pass over the people, all sheets from the same state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TextIO

from app.evaluation import queries, rules
from app.evaluation.datasets.catalogue import BY_KEY
from app.evaluation.datasets.persons import age_band, asked_for
from app.evaluation.datasets.sources import Asked, CountSource, PeopleSource
from app.evaluation.question import Question
from app.evaluation.rules import KnownStay, Stay
from app.pilots.preset import Preset
from exports.columns import Missing
from exports.frozen import FrozenSheet, freeze, frozen_line
from exports.rows import row_canonical
from exports.treatment import published, treatment

Progress = Callable[[int], object]

Cell = str | Missing


class Place(NamedTuple):
    """Whose data are frozen: a pilot and the programme that runs in it."""

    pilot_id: int
    preset: Preset


class Member(NamedTuple):
    """A person in a release, with data that need a consent of their own."""

    person_id: int
    pseudonym: str
    has_health: bool
    has_follow_up: bool


@dataclass(frozen=True)
class Pseudonyms:
    """How persons are called for one recipient and purpose, the `scope`; needs the key."""

    key: bytes
    pilot_id: int
    scope: str

    def of(self, person_id: int) -> str:
        """The pseudonym of a person."""
        return rules.pseudonym(self.key, self.pilot_id, person_id, self.scope)

    def shift_of(self, person_id: int) -> int:
        """By how many days this person's dates are moved, in every release to this recipient."""
        scope = rules.scope_of_days(self.scope)
        return rules.shift_days(self.key, self.pilot_id, person_id, scope)


@dataclass
class Survey:
    """How many people are in a dataset, how many are left out, how small its groups are."""

    people: int = 0
    stays: int = 0
    left_out: int = 0
    groups: Counter[tuple[Cell, Cell]] = field(default_factory=Counter)

    @property
    def smallest_group(self) -> int:
        """People in the smallest group by age group and sex; 0 for an empty dataset."""
        return min(self.groups.values(), default=0)

    @property
    def is_small(self) -> bool:
        """Whether that group is too small to be published."""
        return rules.is_small(self.smallest_group)

    def add(self, taken: Sequence[KnownStay], *, left_out: bool) -> None:
        """Counts one person; a returner counts once, and once in each group they fall into."""
        self.people += bool(taken)
        self.stays += len(taken)
        self.left_out += left_out
        self.groups.update({_group_of(known) for known in taken})


@dataclass(frozen=True)
class Frozen:
    """The sheets of a question and what was counted on the way."""

    sheets: Sequence[FrozenSheet]
    survey: Survey


def survey(pilot_id: int, question: Question) -> Survey:
    """What the answer to a question would hold, without writing it."""
    counted = Survey()
    for stays in queries.people(pilot_id, with_moves=False):
        _taken(stays, question, counted)
    return counted


def freeze_answer(
    place: Place,
    question: Question,
    pseudonyms: Pseudonyms,
    folder: Path,
    *,
    on_member: Callable[[Member], object] | None = None,
    progress: Progress | None = None,
) -> Frozen:
    """Writes the sheets of a question into a folder; `progress` counts stays.

    Memory does not grow with the number of people.
    """
    asked = Asked(
        place.pilot_id,
        place.preset,
        question.day,
        rules.SMALL_CELL,
        is_published=question.kind == "publication",
    )
    sources = [BY_KEY[key] for key in question.datasets]
    counted = Survey()
    with ExitStack() as files:
        sheets = [
            _Sheet(source, asked, question, folder, files)
            for source in sources
            if isinstance(source, PeopleSource)
        ]
        for stays in queries.people(place.pilot_id):
            taken = {
                known.stay.participation_id: known for known in _taken(stays, question, counted)
            }
            person_id = stays[0].person_id
            named = (pseudonyms.of(person_id), pseudonyms.shift_of(person_id)) if taken else ("", 0)
            for stay in stays:
                for sheet in sheets:
                    sheet.add(stay, taken.get(stay.participation_id), *named)
            if taken and on_member is not None:
                permitted = {consent for known in taken.values() for consent in known.permitted}
                on_member(
                    Member(person_id, named[0], "health" in permitted, "follow_up" in permitted)
                )
            if progress is not None:
                progress(len(stays))
    done = {sheet.frozen.dataset.key: sheet.frozen for sheet in sheets}
    for source in sources:
        if isinstance(source, CountSource):
            done[source.dataset.key] = _freeze_counts(source, asked, folder)
    return Frozen([done[source.dataset.key] for source in sources], counted)


def _taken(stays: Sequence[Stay], question: Question, counted: Survey) -> list[KnownStay]:
    """The stays of one person that belong into the answer; counts the person."""
    known = rules.known_stays(stays, question.day)
    taken = [one for one in known if question.takes(one)]
    counted.add(taken, left_out=not known and rules.was_admitted(stays, question.day))
    return taken


def _group_of(known: KnownStay) -> tuple[Cell, Cell]:
    """The cell that a stay falls into when small groups are looked for: age group and sex."""
    return age_band(known.stay.age_at_entry), asked_for(known.stay.sex)


def _freeze_counts(source: CountSource, asked: Asked, folder: Path) -> FrozenSheet:
    canonical = row_canonical(source.dataset)
    rows = (canonical(values, number) for number, values in enumerate(source.lines(asked), 1))
    return freeze(source.dataset, rows, folder / f"{source.dataset.key}.rows")


class _Sheet:
    """One sheet while the people pass by."""

    def __init__(
        self, source: PeopleSource, asked: Asked, question: Question, folder: Path, files: ExitStack
    ) -> None:
        self._lines, self._asked = source.lines, asked
        self._consent, self._kept = source.dataset.consent, source.kept
        self._gated = [
            (place, column.consent)
            for place, column in enumerate(source.dataset.columns)
            if column.consent not in ("evaluation", "none")
        ]
        self._dataset = published(source.dataset, question.dates)
        self._treat = treatment(source.dataset, question.dates)
        self._canonical = row_canonical(self._dataset)
        self._beside = (
            queries.Beside(queries.stream(source.statement(asked))) if source.statement else None
        )
        self._path = folder / f"{source.dataset.key}.rows"
        self._file: TextIO = files.enter_context(
            self._path.open("x", encoding="utf-8", newline="\n")
        )
        self._rows = 0

    @property
    def frozen(self) -> FrozenSheet:
        """The sheet, once the file is closed."""
        return FrozenSheet(self._dataset, self._path, self._rows)

    def add(self, stay: Stay, known: KnownStay | None, pseudonym: str, shift: int) -> None:
        """Writes the rows of a stay; every stay passes here, for the rows beside it must go by."""
        beside = self._beside.of(stay) if self._beside is not None else ()
        if known is None or self._consent not in known.permitted:
            return
        closed = [place for place, consent in self._gated if consent not in known.permitted]
        for values in self._lines(known, beside, self._asked):
            whole: list[object] = [pseudonym, known.number, *values]
            for place in closed:
                value = whole[place]
                if not (isinstance(value, Missing) and value in self._kept):
                    whole[place] = Missing.REFUSED
            treated = self._treat(whole, stay.admitted_on, shift)
            self._rows += 1
            self._file.write(frozen_line(self._canonical(treated, self._rows)))
