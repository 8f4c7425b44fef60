"""Reads of candidates; each starts from the pilot of the actor. Referrals are seen by all who work
cases there, until somebody has the person in care: then by who may see that case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, true

from app.access import Actor
from app.errors import NotFound
from app.extensions import db
from app.participants.identity import store
from app.participants.identity.store import Name
from app.participants.models import Participation
from app.participants.queries import visible
from app.participants.rules import Facts, HiddenCase
from app.participants.selection.models import Candidate, CandidateAnswer
from app.participants.selection.rules import NOT_ADMITTED, erased_from
from app.pilots.models import Post

PER_PAGE = 50
_LISTED: Sequence[Any] = (
    Candidate.id,
    Candidate.number,
    Candidate.person_id,
    Candidate.referred_on,
    Candidate.referrer,
    Candidate.talk_on,
    Candidate.state,
    Candidate.health_restriction,
    Candidate.addiction,
    Candidate.school,
    Candidate.vocational,
    Candidate.children,
    Post.title,
)
ORDERS: Mapping[str, Any] = {
    "number": Candidate.number,
    "referred_on": Candidate.referred_on,
    "talk_on": Candidate.talk_on,
}
"""Columns that the list sorts by."""


@dataclass(frozen=True)
class CandidateRow:
    """A line of the list; `stated` are the answers about criteria that people state."""

    id: int
    number: int
    person_id: int | None
    referred_on: date
    referrer: str
    talk_on: date | None
    state: str
    health_restriction: bool | None
    addiction: bool | None
    school: str | None
    vocational: str | None
    children: int | None
    post_title: str | None
    stated: Mapping[str, bool]


@dataclass(frozen=True)
class Opened:
    """What is opened only for those who may read names."""

    name: Name
    version: int | None
    reason: str
    note: str


@dataclass(frozen=True)
class Earlier:
    """Where the person has been before: stays by number, other referrals by number and state."""

    stays: Sequence[int]
    referrals: Sequence[tuple[int, str]]


@dataclass(frozen=True)
class DueRow:
    """Whose details are to be erased, since when."""

    number: int
    state: str
    decided_on: date
    due_on: date


def candidates(
    actor: Actor, state: str | None, order: tuple[str, bool], page: int
) -> tuple[Sequence[CandidateRow], int]:
    """A page of the list, and how many there are; three statements, whatever the number."""
    conditions = [Candidate.pilot_id == actor.pilot_id, within_reach(actor)]
    if state is not None:
        conditions.append(Candidate.state == state)
    name, descending = order
    directed = ORDERS[name].desc() if descending else ORDERS[name].asc()
    rows: Sequence[Any] = db.session.execute(
        select(*_LISTED)
        .outerjoin(Post, and_(Post.pilot_id == Candidate.pilot_id, Post.id == Candidate.post_id))
        .where(*conditions)
        .order_by(directed.nulls_last() if name == "talk_on" else directed, Candidate.number)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    total = db.session.scalar(select(func.count()).select_from(Candidate).where(*conditions)) or 0
    told = stated_by(actor.pilot_id, [row.id for row in rows])
    return [CandidateRow(*[*row, told[row.id]]) for row in rows], total


def stated_by(pilot_id: int, ids: Collection[int]) -> Mapping[int, dict[str, bool]]:
    """What these candidates stated about criteria, by candidate."""
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    rows = db.session.scalars(
        select(CandidateAnswer).where(
            CandidateAnswer.pilot_id == pilot_id, CandidateAnswer.candidate_id.in_(ids)
        )
    )
    for row in rows:
        found[row.candidate_id][row.criterion] = row.holds
    return found


def candidate_row(actor: Actor, number: int) -> Candidate | None:
    """The candidate with that number in the actor's pilot."""
    return db.session.scalar(
        select(Candidate).where(Candidate.pilot_id == actor.pilot_id, Candidate.number == number)
    )


def candidate(actor: Actor, number: int) -> Candidate:
    """The candidate with that number, if the actor may see it; otherwise NotFound."""
    row = candidate_row(actor, number)
    if row is None:
        raise NotFound
    stay_id = stay_of_another(actor, row)
    if stay_id is not None:
        raise HiddenCase(stay_id)
    return row


def within_reach(actor: Actor) -> ColumnElement[bool]:
    """Referrals of people whom nobody has in care but in cases that the actor may see."""
    if actor.sees_post is None:
        return true()
    return ~_of_another(actor).exists()


def stay_of_another(actor: Actor, row: Candidate) -> int | None:
    """The stay of a candidate that the actor may not see; None where nothing is hidden."""
    if actor.sees_post is None:
        return None
    ours = (Candidate.pilot_id == row.pilot_id, Candidate.id == row.id)
    return db.session.scalar(select(_of_another(actor).scalar_subquery()).where(*ours))


def _of_another(actor: Actor) -> Select[int]:
    """The stay that the referral led to, or one that lasts, in the care of others."""
    return (
        select(Participation.id)
        .where(
            Participation.pilot_id == Candidate.pilot_id,
            Participation.person_id == Candidate.person_id,
            or_(
                Participation.id == Candidate.participation_id,
                Participation.exited_on.is_(None),
            ),
            not_(visible(actor, date.max)),
        )
        .limit(1)
        .correlate(Candidate)
    )


def opened(row: Candidate) -> Opened | None:
    """Name and free texts; the caller records the reading. None once they are erased."""
    if row.person_id is None:
        return None
    place = (row.pilot_id, row.id)
    return Opened(
        store.names_of(row.pilot_id, [row.person_id])[row.person_id],
        store.version_of(row.pilot_id, row.person_id),
        store.unseal_text(row.reason_sealed, *place, "reason"),
        store.unseal_text(row.decision_sealed, *place, "decision"),
    )


def names_of(actor: Actor, rows: Sequence[CandidateRow]) -> dict[int, Name]:
    """The names behind the lines, by person; the caller records the reading."""
    people = {row.person_id for row in rows if row.person_id is not None}
    return store.names_of(actor.pilot_id, people)


def facts_of(
    row: Candidate | CandidateRow, birth_date: date | None, stated: Mapping[str, bool], entry: date
) -> Facts:
    """What the criteria look at, if the candidate entered on that day."""
    return Facts(
        entry=entry,
        birth_date=birth_date,
        health_restriction=row.health_restriction,
        addiction=row.addiction,
        school=row.school,
        vocational=row.vocational,
        children=row.children,
        stated=stated,
    )


def number_of_stay(pilot_id: int, participation_id: int) -> int:
    """The participant number of a stay."""
    return db.session.scalars(
        select(Participation.number).where(
            Participation.pilot_id == pilot_id, Participation.id == participation_id
        )
    ).one()


def referrals_of(pilot_id: int, person_id: int, besides: int | None) -> Sequence[Candidate]:
    """The person's referrals, without the one of that id."""
    rows = db.session.scalars(
        select(Candidate)
        .where(Candidate.pilot_id == pilot_id, Candidate.person_id == person_id)
        .order_by(Candidate.number)
    )
    return [row for row in rows if row.id != besides]


def earlier(row: Candidate) -> Earlier:
    """Where the person of a candidate is known from, beside this referral and its own stay."""
    if row.person_id is None:
        return Earlier([], [])
    stays = db.session.execute(
        select(Participation.id, Participation.number)
        .where(Participation.pilot_id == row.pilot_id, Participation.person_id == row.person_id)
        .order_by(Participation.number)
    )
    others = referrals_of(row.pilot_id, row.person_id, row.id)
    return Earlier(
        [number for stay_id, number in stays if stay_id != row.participation_id],
        [(other.number, other.state) for other in others],
    )


def is_due(day: date, erase_after_days: int) -> ColumnElement[bool]:
    """Not admitted, decided more than so many days before the day, not erased yet."""
    return and_(
        Candidate.state.in_(NOT_ADMITTED),
        Candidate.erased_on.is_(None),
        Candidate.decided_on < day - timedelta(days=erase_after_days),
    )


def due_rows(pilot_id: int, day: date, erase_after_days: int) -> list[Candidate]:
    """The candidates whose details are to be erased, the oldest decision first."""
    return list(
        db.session.scalars(
            select(Candidate)
            .where(Candidate.pilot_id == pilot_id, is_due(day, erase_after_days))
            .order_by(Candidate.decided_on, Candidate.number)
        )
    )


def due_for_erasure(pilot_id: int, day: date, erase_after_days: int) -> list[DueRow]:
    """Numbers and days of what is to be erased; no names."""
    return [
        DueRow(row.number, row.state, row.decided_on, erased_from(row.decided_on, erase_after_days))
        for row in due_rows(pilot_id, day, erase_after_days)
        if row.decided_on is not None
    ]
