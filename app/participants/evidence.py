"""Evidence for auditors: by number, without names and without health data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from app.extensions import db
from app.participants.models import Consent, CriterionAnswer, Participation


@dataclass(frozen=True)
class EvidenceRow:
    """What an admission rests on, and the purposes consented to on the day."""

    number: int
    admitted_on: date
    answers: Mapping[str, str]
    against_criteria: bool
    consents: frozenset[str]


def evidence(
    pilot_id: int, day: date, number: int | None, page: int, per_page: int = 50
) -> tuple[Sequence[EvidenceRow], int]:
    """A page of all admissions up to the day by number, and how many there are."""
    conditions = [Participation.pilot_id == pilot_id, Participation.admitted_on <= day]
    if number is not None:
        conditions.append(Participation.number == number)
    rows = db.session.scalars(
        select(Participation)
        .where(*conditions)
        .order_by(Participation.number)
        .limit(per_page)
        .offset((page - 1) * per_page)
    ).all()
    total = db.session.scalar(select(func.count()).select_from(Participation).where(*conditions))
    ids = [row.id for row in rows]
    answers, consents = _answers(pilot_id, ids), _consents(pilot_id, ids, day)
    return [
        EvidenceRow(
            row.number,
            row.admitted_on,
            answers.get(row.id, {}),
            row.against_criteria,
            frozenset(consents.get(row.id, ())),
        )
        for row in rows
    ], total or 0


def _answers(pilot_id: int, ids: Sequence[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for row in db.session.scalars(
        select(CriterionAnswer).where(
            CriterionAnswer.pilot_id == pilot_id, CriterionAnswer.participation_id.in_(ids)
        )
    ):
        found.setdefault(row.participation_id, {})[row.criterion] = row.answer
    return found


def _consents(pilot_id: int, ids: Sequence[int], day: date) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for row in db.session.scalars(
        select(Consent).where(
            Consent.pilot_id == pilot_id,
            Consent.participation_id.in_(ids),
            Consent.given_on <= day,
            or_(Consent.withdrawn_on.is_(None), Consent.withdrawn_on > day),
        )
    ):
        found.setdefault(row.participation_id, set()).add(row.purpose)
    return found
