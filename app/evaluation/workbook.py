"""Writes the dataset of a day: one pass over the people, both sheets from the same state."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Final

from app.evaluation import queries, rules
from app.evaluation.rows import (
    READING_RULES,
    Cell,
    EpisodeRecord,
    PersonRow,
    episode_records,
    episode_rows,
    group_of,
    person_row,
)
from app.evaluation.rules import KnownStay, Stay
from exports.columns import Bilingual
from exports.datasets import PERSONS, STAGE_EPISODES
from exports.workbook import Count, ReleaseFacts, WrittenWorkbook, write_dataset_workbook

Progress = Callable[[int], object]

RECIPIENT: Final = "evaluation"

_PEOPLE: Final = Bilingual("Personen im Datensatz", "People in the dataset")
_LEFT_OUT: Final = Bilingual(
    "Ausgelassene Personen ohne geltende Einwilligung in die Evaluation",
    "People left out for lack of consent to evaluation",
)
_SMALLEST: Final = Bilingual(
    "Personen in der kleinsten Gruppe aus Altersgruppe und Geschlecht (k)",
    "People in the smallest group by age group and sex (k)",
)


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

    def add(self, stays: Sequence[Stay], known: Sequence[KnownStay], day: date) -> None:
        """Counts one person; a returner counts once, and once in each group they fall into."""
        self.people += bool(known)
        self.stays += len(known)
        self.left_out += not known and rules.was_admitted(stays, day)
        self.groups.update({group_of(stay) for stay in known})


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What kind of file it becomes: who makes it (a role), when, and what it may be used for."""

    made_by_role: Bilingual
    made_on: date
    status: Bilingual


@dataclass(frozen=True)
class Written:
    """A written dataset: hash of its content, rows per sheet, what was counted."""

    content_hash: str
    row_counts: dict[str, int]
    survey: Survey


def survey(pilot_id: int, day: date) -> Survey:
    """What a dataset for that day would hold, without writing it."""
    counted = Survey()
    for stays in queries.people(pilot_id, with_moves=False):
        counted.add(stays, rules.known_stays(stays, day), day)
    return counted


def write_workbook(
    pilot: tuple[int, str],
    day: date,
    target: Path,
    key: bytes,
    edition: Edition,
    progress: Progress | None = None,
) -> Written:
    """Writes the workbook of a pilot (id, title), whole or not at all; `progress` counts stays.

    Memory does not grow with the number of people: stage episodes wait in an unnamed file until
    their sheet's turn, so that the database is read once and both sheets show the same state.
    """
    pilot_id, title = pilot
    counted = Survey()
    # The read-me is written last: by then the list holds the counts.
    counts: list[Count] = []
    facts = ReleaseFacts(
        pilot_title=title,
        day=day,
        made_on=edition.made_on,
        made_by_role=edition.made_by_role,
        status=edition.status,
        rules=READING_RULES,
        counts=counts,
    )
    with tempfile.TemporaryFile("w+", encoding="utf-8", dir=target.parent) as waiting:
        source = _Source(pilot_id, day, key, counted, waiting, progress)
        written: WrittenWorkbook = write_dataset_workbook(
            target,
            [
                (PERSONS, source.person_rows(counts)),
                (STAGE_EPISODES, episode_rows(source.waiting_records())),
            ],
            facts,
        )
    return Written(written.content_hash, written.row_counts, counted)


@dataclass
class _Source:
    """Rows of both sheets from one pass over the people."""

    pilot_id: int
    day: date
    key: bytes
    counted: Survey
    waiting: IO[str]
    progress: Progress | None

    def person_rows(self, counts: list[Count]) -> Iterator[PersonRow]:
        """Rows of persons; fills the counts at the end."""
        for stays in queries.people(self.pilot_id):
            known = rules.known_stays(stays, self.day)
            self.counted.add(stays, known, self.day)
            if known:
                yield from self._rows_of(known)
            if self.progress is not None:
                self.progress(len(stays))
        counts += [
            Count(_PEOPLE, self.counted.people),
            Count(_LEFT_OUT, self.counted.left_out),
            Count(_SMALLEST, self.counted.smallest_group),
        ]

    def _rows_of(self, known: Sequence[KnownStay]) -> Iterator[PersonRow]:
        person_id = known[0].stay.person_id
        pseudonym = rules.pseudonym(self.key, self.pilot_id, person_id, RECIPIENT)
        records = [record for stay in known for record in episode_records(pseudonym, stay)]
        self.waiting.write(json.dumps(records) + "\n")
        for stay in known:
            yield person_row(pseudonym, stay)

    def waiting_records(self) -> Iterator[EpisodeRecord]:
        """The stage episodes that were set aside, in the order of the persons."""
        self.waiting.seek(0)
        for line in self.waiting:
            for record in json.loads(line):
                yield EpisodeRecord(*record)
