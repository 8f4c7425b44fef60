"""The cases of the sample list, as the invented work about them needs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.access import Actor
from app.cli.desk import by
from app.participants import queries, record
from app.participants.questionnaires.queries import people
from app.participants.rules import Move


@dataclass(frozen=True)
class Case:
    """A stay with what it depends on; `last` is the last day on which it could be worked on."""

    worker: Actor
    number: int
    participation_id: int
    earliest: date
    admitted_on: date
    exited_on: date | None
    last: date
    exit_reason: str | None
    outcome: str | None
    children: int
    addiction: bool
    moves: tuple[Move, ...]

    @property
    def is_in_care(self) -> bool:
        """Whether the stay is still open."""
        return self.exited_on is None

    @property
    def has_health_consent(self) -> bool:
        """Whoever withdrew the consent left with it: nothing about health is noted any more."""
        return self.exit_reason != "consent_withdrawn"

    @property
    def days(self) -> int:
        """Days in the pilot so far."""
        return (self.last - self.admitted_on).days

    def stage_from(self, stage: int) -> date | None:
        """Since when the person was in a stage, if ever."""
        return next((move.entered_on for move in self.moves if move.stage == stage), None)

    def within(self, day: date) -> date:
        """The day, moved to a working day of the stay if there is one near."""
        day = min(max(day, self.admitted_on), self.last)
        working = day - timedelta(max(0, day.weekday() - 4))
        return working if working >= self.admitted_on else day


def cases_of(worker: Actor, day: date) -> Iterator[Case]:
    """The cases in the care of the worker's posts, by number; history names the worker."""
    by(worker)
    for _id, number, *_facts in people(worker, day):
        row = record.participation(worker, number)
        yield Case(
            worker=worker,
            number=row.number,
            participation_id=row.id,
            earliest=min(row.referred_on or row.admitted_on, row.admitted_on),
            admitted_on=row.admitted_on,
            exited_on=row.exited_on,
            last=max(row.admitted_on, (row.exited_on or day + timedelta(1)) - timedelta(1)),
            exit_reason=row.exit_reason,
            outcome=row.outcome,
            children=row.children or 0,
            addiction=bool(row.addiction),
            moves=tuple(queries.stage_record(row.pilot_id, row.id).moves),
        )
