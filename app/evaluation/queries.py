"""Reads for datasets and releases: streamed, without a name, one pilot at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, func, select

from app.evaluation.rules import PURPOSES, Consented, Stay
from app.extensions import db
from app.participants.models import Consent, Participation, StageEvent
from app.participants.rules import Move

Rows = Select[*tuple[Any, ...]]

_AT_ONCE: Final = 2000
"""Rows held in memory by each stream."""

_SHUFFLE: Final = 999_983
"""A prime: the remainder of our numbers by it says nothing about who was admitted when."""

_ORDER: Final = (
    Participation.person_id % _SHUFFLE,
    Participation.person_id,
    Participation.admitted_on,
    Participation.id,
)
"""All streams have this order; the rows of a dataset stand in it too, so that their place in the
file does not give away the participant number."""


def in_order(statement: Rows, *own: Any) -> Rows:
    """Rows about participations in the order of all streams, then by their own columns.

    The statement joins Participation and names the participation first.
    """
    return statement.order_by(*_ORDER, *own)


def people(pilot_id: int, *, with_moves: bool = True) -> Iterator[list[Stay]]:
    """Everybody ever admitted to the pilot, each with all stays in the order of entry.

    Three statements, whatever the number of people; the memory needed does not grow with it.
    """
    consents = Beside(stream(_consents(pilot_id)))
    moves = Beside(stream(_moves(pilot_id)) if with_moves else iter(()))
    rows = stream(_participations(pilot_id))
    for _person_id, stays in groupby(rows, key=_first):
        yield [
            Stay._make(
                (
                    *row,
                    [Consented._make(consent[1:]) for consent in consents.of(row)],
                    [Move(stage, entered_on) for _, stage, entered_on in moves.of(row)],
                )
            )
            for row in stays
        ]


def _participations(pilot_id: int) -> Rows:
    return (
        select(
            Participation.person_id,
            Participation.id,
            Participation.referred_on,
            Participation.admitted_on,
            Participation.exited_on,
            Participation.exit_reason,
            Participation.outcome,
            Participation.age_at_entry,
            Participation.sex,
            Participation.school,
            Participation.vocational,
            Participation.children,
            Participation.health_restriction,
            Participation.addiction,
            Participation.against_criteria,
        )
        .where(Participation.pilot_id == pilot_id)
        .order_by(*_ORDER)
    )


def _consents(pilot_id: int) -> Rows:
    return (
        select(Consent.participation_id, Consent.purpose, Consent.given_on, Consent.withdrawn_on)
        .join(Participation, _belongs_to(Consent))
        .where(Consent.pilot_id == pilot_id, Consent.purpose.in_(tuple(PURPOSES)))
        .order_by(*_ORDER)
    )


def _moves(pilot_id: int) -> Rows:
    """The moves that still stand: neither reversals nor what they took back."""
    reversal = StageEvent.__table__.alias("reversal")
    is_taken_back = (
        select(1)
        .where(reversal.c.pilot_id == StageEvent.pilot_id, reversal.c.reverses_id == StageEvent.id)
        .exists()
    )
    return (
        select(StageEvent.participation_id, StageEvent.stage, StageEvent.entered_on)
        .join(Participation, _belongs_to(StageEvent))
        .where(StageEvent.pilot_id == pilot_id, StageEvent.reverses_id.is_(None), ~is_taken_back)
        .order_by(*_ORDER, StageEvent.entered_on, StageEvent.id)
    )


def _belongs_to(table: type[Consent | StageEvent]) -> ColumnElement[bool]:
    return and_(
        Participation.pilot_id == table.pilot_id, Participation.id == table.participation_id
    )


def stream(statement: Rows) -> Iterator[Row[*tuple[Any, ...]]]:
    """The rows of a statement, a few thousand in memory at a time."""
    return iter(db.session.execute(statement.execution_options(yield_per=_AT_ONCE)))


def _first(row: Sequence[Any]) -> int:
    found: int = row[0]
    return found


class Beside:
    """A stream in the same order as the participations: gives out the rows of each in turn."""

    def __init__(self, rows: Iterator[Row[*tuple[Any, ...]]]) -> None:
        self._groups = groupby(rows, key=_first)
        self._next = next(self._groups, None)

    def of(self, participation: Sequence[Any]) -> Sequence[Row[*tuple[Any, ...]]]:
        """The rows of this participation; each is asked for once, in order."""
        if self._next is None or self._next[0] != participation[1]:
            return ()
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found


def how_many_stays(pilot_id: int) -> int:
    """All participations of the pilot, to show how far a long export has come."""
    counted = select(func.count()).select_from(Participation)
    return db.session.scalar(counted.where(Participation.pilot_id == pilot_id)) or 0
