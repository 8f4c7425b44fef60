"""Reads of duties that were noted as met by hand; each starts from the pilot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BigInteger, bindparam, select

from app.accounts.models import User
from app.extensions import fetch
from app.milestones.duties.models import DutyMet
from app.milestones.duties.rules import Met


@dataclass(frozen=True)
class NoteRow:
    """A note, or with `reverses_id` the taking back of one."""

    id: int
    duty: str
    met_on: date | None
    reference: str | None
    note: str
    reverses_id: int | None
    by: str
    at: datetime


_NOTES = (
    select(
        DutyMet.id,
        DutyMet.duty,
        DutyMet.met_on,
        DutyMet.reference,
        DutyMet.note,
        DutyMet.reverses_id,
        User.display_name,
        DutyMet.noted_at,
    )
    .join(User, User.id == DutyMet.noted_by)
    .where(DutyMet.pilot_id == bindparam("pilot", type_=BigInteger()))
    .order_by(DutyMet.noted_at, DutyMet.id)
)


def notes(pilot_id: int) -> Sequence[NoteRow]:
    """All notes and what became of them, in the order of recording; some dozens at most."""
    return [NoteRow(*row) for row in fetch(_NOTES, {"pilot": pilot_id})]


def standing_notes(pilot_id: int) -> Mapping[str, NoteRow]:
    """The notes that nobody has taken back, by the code of their duty."""
    found = notes(pilot_id)
    taken_back = {row.reverses_id for row in found}
    return {row.duty: row for row in found if row.met_on is not None and row.id not in taken_back}


def met_by_hand(pilot_id: int) -> dict[str, Met]:
    """What is noted as met, by the code of its duty."""
    return {
        code: Met(row.met_on, row.reference or "", row.note, row.by, is_by_hand=True)
        for code, row in standing_notes(pilot_id).items()
        if row.met_on is not None
    }
