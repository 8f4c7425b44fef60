"""Writing the people of a list: all rows of a table at once, with their first versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from app import audit, history
from app.access import Actor
from app.database import Base, new_id
from app.extensions import db
from app.participants.identity import store
from app.participants.identity.store import Name
from app.participants.list_findings import checked_criteria
from app.participants.listed import ListedPerson
from app.participants.models import (
    Care,
    Consent,
    CriterionAnswer,
    Participation,
    Person,
    StageEvent,
)
from app.participants.selection.facts import mark_admitted, open_candidate_of
from app.participants.selection.models import Candidate
from app.participants.selection.rules import State
from app.periods import whole_years
from app.pilots.preset import Preset
from app.pilots.queries import posts_of

ORDER = (Participation, CriterionAnswer, StageEvent, Care, Consent)
"""Tables in the order in which their rows refer to each other, after person and identity."""


@dataclass
class _Piles:
    """Rows that belong to one import, by table."""

    actor: Actor
    rows: defaultdict[type[Base], list[dict[str, Any]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, table: type[Base], **values: Any) -> int:
        """One more row of the pilot; returns its id."""
        row_id = new_id()
        self.rows[table].append({"pilot_id": self.actor.pilot_id, "id": row_id, **values})
        return row_id


def write(actor: Actor, preset: Preset, people: Sequence[ListedPerson], import_id: int) -> None:
    """Writes the new participations; numbers of the list are kept where they are free."""
    piles = _Piles(actor)
    posts = {post.title: post.id for post in posts_of(actor.pilot_id)}
    persons = _persons(piles, people, import_id)
    for person, number in _numbered(actor, people):
        person_id = persons[person.number_key]
        stay = _stay(piles, preset, person, person_id, number, import_id)
        _course(piles, stay, person)
        if person.post_title is not None:
            piles.add(
                Care,
                participation_id=stay,
                post_id=posts[person.post_title],
                from_day=person.admitted_on,
                until_day=person.exited_on,
            )
        for purpose in preset.consents.covered_by_list_column:
            piles.add(
                Consent,
                participation_id=stay,
                purpose=purpose,
                form="list",
                given_on=person.consent_on,
                withdrawn_on=_withdrawn_on(person),
            )
    for table in ORDER:
        history.write_new(db.session(), table, piles.rows[table])
    _close_referrals(actor, piles)


def _close_referrals(actor: Actor, piles: _Piles) -> None:
    """Whoever was referred has come by the referral, whether a page or a list admits them."""
    waiting = set(
        db.session.scalars(
            select(Candidate.person_id).where(
                Candidate.pilot_id == actor.pilot_id, Candidate.state == State.OPEN
            )
        )
    )
    for stay in piles.rows[Participation]:
        if stay["person_id"] not in waiting:
            continue
        candidate = open_candidate_of(actor, stay["person_id"], stay["admitted_on"])
        if candidate is not None:
            mark_admitted(candidate, stay["id"], stay["admitted_on"])
            audit.record(actor, "candidate_admit", "candidate", candidate.id)
    db.session.flush()


def _numbered(actor: Actor, people: Sequence[ListedPerson]) -> Iterator[tuple[ListedPerson, int]]:
    taken = set(
        db.session.scalars(
            select(Participation.number).where(Participation.pilot_id == actor.pilot_id)
        )
    )
    highest = max([*taken, *(person.running_number or 0 for person in people)], default=0)
    for person in people:
        number = person.running_number
        if not number or number in taken:
            highest += 1
            number = highest
        taken.add(number)
        yield person, number


def _persons(piles: _Piles, people: Sequence[ListedPerson], import_id: int) -> dict[str, int]:
    """The person of each customer number: known ones stay, new ones are written with their name."""
    pilot_id = piles.actor.pilot_id
    known = store.persons_with(pilot_id, [person.customer_number for person in people])
    found = {
        person.number_key: known[person.customer_number]
        for person in people
        if person.customer_number in known
    }
    names: dict[int, Name] = {}
    for person in people:
        if person.number_key in found:
            continue
        person_id = found[person.number_key] = piles.add(Person, import_id=import_id)
        names[person_id] = Name(
            person.family_name, person.given_name, person.birth_date, person.customer_number
        )
    history.write_new(db.session(), Person, piles.rows[Person])
    store.keep_new(pilot_id, names)
    return found


def _stay(
    piles: _Piles,
    preset: Preset,
    person: ListedPerson,
    person_id: int,
    number: int,
    import_id: int,
) -> int:
    checked = checked_criteria(preset, person)
    stay = piles.add(
        Participation,
        person_id=person_id,
        number=number,
        referred_on=person.referred_on,
        admitted_on=person.admitted_on,
        exited_on=person.exited_on,
        exit_reason=person.exit_reason,
        outcome=person.outcome_code,
        age_at_entry=whole_years(person.birth_date, person.admitted_on),
        sex=person.sex,
        school=person.school,
        vocational=person.vocational,
        children=person.children,
        health_restriction=person.health_restriction,
        addiction=person.addiction,
        against_criteria=any(item.blocks for item in checked),
        import_id=import_id,
    )
    remark = (person.remark or "").strip()
    if remark:
        place = (piles.actor.pilot_id, stay, "remark")
        piles.rows[Participation][-1]["remark_sealed"] = store.seal_text(remark, *place)
    for item in checked:
        piles.add(
            CriterionAnswer,
            participation_id=stay,
            criterion=item.criterion.key,
            answer=str(item.answer),
        )
    return stay


def _course(piles: _Piles, stay: int, person: ListedPerson) -> None:
    """The moves through the stages, in the order of their days."""
    moves = [(person.referred_on or person.admitted_on, 1)]
    moves += sorted((day, stage) for stage, day in person.stage_days.items())
    for day, stage in moves:
        piles.add(
            StageEvent,
            participation_id=stay,
            stage=stage,
            entered_on=day,
            recorded_by=piles.actor.user_id,
        )


def _withdrawn_on(person: ListedPerson) -> date | None:
    """Who left by withdrawing consent has withdrawn it on that day."""
    if person.exit_reason != "consent_withdrawn" or person.exited_on is None:
        return None
    return max(person.exited_on, person.consent_on)
