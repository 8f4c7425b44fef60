"""Reads of analyses: a fixed number of statements, without a name, of one pilot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from sqlalchemy import BigInteger, Date, Select, bindparam, select

from app.access import Actor, Permission
from app.evaluation.analyses.rules.asked import NOT_STATED, Member
from app.extensions import fetch
from app.participants.contacts.counting import held_with_all, topics_with_all
from app.participants.contacts.rules import HeldWith, TopicOf
from app.participants.models import Participation
from app.participants.moves import standing_moves
from app.participants.questionnaires.instruments import Instrument
from app.participants.questionnaires.queries import (
    instruments_in_use,
    missing_codes,
    schedules_of,
    scores,
)
from app.participants.questionnaires.rounds import Schedule
from app.participants.rules import Move
from app.participants.selection.counting import referred
from app.participants.selection.rules import Referred
from app.pilots.preset import Preset
from exports.codes import age_group


@dataclass(frozen=True)
class Sources:
    """What analyses are made of, of a pilot on a day; each part is read once, when first needed."""

    pilot_id: int
    preset: Preset
    day: date

    @cached_property
    def everybody(self) -> Sequence[Member]:
        """All stays begun by the day; exits after it are not known yet."""
        asked = {"pilot": self.pilot_id, "day": self.day}
        return [self._member(*row) for row in fetch(_stays(), asked)]

    def _member(
        self, id_: int, person: int, admitted_on: date, exited_on: date | None, *rest: Any
    ) -> Member:
        reason, sex, age, school = rest
        has_left = exited_on is not None and exited_on <= self.day
        return Member(
            id_,
            person,
            admitted_on,
            exited_on if has_left else None,
            reason if has_left else None,
            sex or NOT_STATED,
            NOT_STATED if age is None else age_group(age),
            school or NOT_STATED,
        )

    @cached_property
    def moves(self) -> Mapping[int, Sequence[Move]]:
        """The moves between stages up to the day, by stay."""
        return {
            id_: [move for move in moves if move.entered_on <= self.day]
            for id_, moves in standing_moves(self.pilot_id).items()
        }

    @cached_property
    def held(self) -> Sequence[HeldWith]:
        """The contacts up to the day."""
        return held_with_all(self.pilot_id, self.day)

    @cached_property
    def topics(self) -> Sequence[TopicOf]:
        """What they were about."""
        return topics_with_all(self.pilot_id, self.day)

    @cached_property
    def referred(self) -> Sequence[Referred]:
        """Everybody ever referred."""
        return referred(self.pilot_id)

    @cached_property
    def instruments(self) -> Sequence[Instrument]:
        """The instruments that may be asked."""
        return instruments_in_use(self.pilot_id, self.preset)

    @cached_property
    def schedules(self) -> Sequence[Schedule]:
        """The waves of everybody, read as somebody reads them who sees the cases of all posts."""
        reader = Actor(0, self.pilot_id, frozenset({Permission.ALL_CASES}))
        return list(schedules_of(reader, self.preset, self.day, self.day))

    def scores(self, instrument: str) -> Mapping[tuple[int, str], int | None]:
        """What was scored by the day."""
        return scores(self.pilot_id, instrument, self.day)

    def missing_codes(self, instrument: str) -> Mapping[tuple[int, str], str]:
        """Why an instrument is missing."""
        return missing_codes(self.pilot_id, instrument)


@cache
def _stays() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Participation.id,
            Participation.person_id,
            Participation.admitted_on,
            Participation.exited_on,
            Participation.exit_reason,
            Participation.sex,
            Participation.age_at_entry,
            Participation.school,
        )
        .where(
            Participation.pilot_id == bindparam("pilot", type_=BigInteger()),
            Participation.admitted_on <= bindparam("day", type_=Date()),
        )
        .order_by(Participation.admitted_on, Participation.number)
    )
