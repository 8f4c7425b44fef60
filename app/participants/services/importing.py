"""Participants from the carrier's list: what is impossible stays out, what happened comes in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import Select, and_, delete, func, or_, select, union_all

from app import history
from app.access import Actor
from app.audit import AuditEntry
from app.database import Base
from app.errors import DomainError
from app.extensions import db
from app.intake.findings import Finding, Severity
from app.participants import listed
from app.participants.identity import store
from app.participants.identity.models import Identity
from app.participants.list_findings import (
    finding_at,
    old_history,
    over_ratio,
)
from app.participants.listed import ListedPerson
from app.participants.listing import ParticipantList
from app.participants.models import (
    Care,
    Consent,
    CriterionAnswer,
    Participation,
    Person,
    StageEvent,
)
from app.participants.selection.models import Candidate
from app.periods import Interval
from app.pilots.models import Post
from app.pilots.preset import Preset
from app.pilots.queries import posts_of

IMPORTED = frozenset(table.__tablename__ for table in (StageEvent, Care, Consent, CriterionAnswer))
"""The tables that an import fills beside the participation."""


def compare(actor: Actor, preset: Preset, file: ParticipantList) -> list[ListedPerson]:
    """The rows that are new; unmet criteria and an exceeded ratio are warnings: they happened."""
    tally, findings = file.outcome.tally, file.outcome.findings
    new: list[ListedPerson] = []
    persons = store.persons_with(actor.pilot_id, [row.customer_number for row in file.rows])
    for person in file.rows:
        known = persons.get(person.customer_number)
        doubt = _doubt(actor.pilot_id, known, person) if known is not None else None
        if doubt is None:
            new.append(person)
            findings.extend(old_history(preset, person))
            continue
        tally.accepted -= 1
        if doubt.severity is Severity.ERROR:
            tally.rejected += 1
        else:
            tally.unchanged += 1
        if doubt.severity is not Severity.NOTE:
            findings.append(doubt)
    findings.extend(over_ratio(new, preset, posts_of(actor.pilot_id), _present(actor.pilot_id)))
    findings[:] = sorted(
        (_with_cell(finding, file) for finding in findings), key=lambda finding: finding.line or 0
    )
    return new


def _with_cell(finding: Finding, file: ParticipantList) -> Finding:
    """The finding with sheet, cell and the file's own header, where only the line was known."""
    if file.sheet is None or finding.cell or not finding.line or not finding.column:
        return finding
    if finding.column not in file.sheet.columns:
        return replace(finding, sheet=file.sheet.name)
    address = file.sheet.address(finding.column, finding.line)
    title = file.sheet.columns[finding.column].title
    return replace(finding, sheet=file.sheet.name, cell=address, column=title)


def _doubt(pilot_id: int, person_id: int, person: ListedPerson) -> Finding | None:
    """Why a known person is no new participation: the same stay, an overlap, another identity."""
    name = store.names_of(pilot_id, [person_id])[person_id]
    if name.birth_date != person.birth_date:
        return finding_at(person, listed.NUMBER, "participant.number_of_another", Severity.ERROR)
    stays = db.session.scalars(
        select(Participation).where(
            Participation.pilot_id == pilot_id, Participation.person_id == person_id
        )
    ).all()
    same = next((stay for stay in stays if stay.admitted_on == person.admitted_on), None)
    if same is not None:
        is_alike = (same.exited_on, same.exit_reason) == (person.exited_on, person.exit_reason)
        code = "participant.known" if is_alike else "participant.known_otherwise"
        severity = Severity.NOTE if is_alike else Severity.WARNING
        return finding_at(person, listed.NUMBER, code, severity)
    if any(stay.exited_on is None or stay.exited_on > person.admitted_on for stay in stays):
        return finding_at(person, listed.ADMITTED, "participant.already_in", Severity.ERROR)
    return None


def _present(pilot_id: int) -> dict[str, list[Interval]]:
    """The stays that are in the pilot already, by the title of the post that has them."""
    rows = db.session.execute(
        select(Post.title, Participation.admitted_on, Participation.exited_on)
        .join(Care, and_(Care.pilot_id == Post.pilot_id, Care.post_id == Post.id))
        .join(
            Participation,
            and_(
                Participation.pilot_id == Care.pilot_id,
                Participation.id == Care.participation_id,
            ),
        )
        .where(
            Post.pilot_id == pilot_id, Care.until_day.is_not_distinct_from(Participation.exited_on)
        )
    )
    found: dict[str, list[Interval]] = defaultdict(list)
    for title, admitted_on, exited_on in rows:
        found[title].append(Interval(admitted_on, exited_on))
    return found


def check_undo(actor: Actor, import_id: int) -> None:
    """Refuses once anybody has worked on one of the participations, in whatever room.

    Changes to the imported rows themselves stand in the audit log; what other rooms added refers to
    the participation.
    """
    worked_on = db.session.scalar(
        select(func.count())
        .select_from(AuditEntry)
        .where(
            AuditEntry.pilot_id == actor.pilot_id,
            AuditEntry.subject == "participation",
            AuditEntry.subject_id.in_(_ids(actor.pilot_id, import_id)),
            AuditEntry.action.not_like("read%"),
            AuditEntry.action != "refused_case",
        )
    )
    returned = db.session.scalar(
        select(func.count()).where(
            Participation.pilot_id == actor.pilot_id,
            Participation.import_id.is_distinct_from(import_id),
            Participation.person_id.in_(_people(actor.pilot_id, import_id)),
        )
    )
    referred = db.session.scalar(
        select(func.count()).where(
            Candidate.pilot_id == actor.pilot_id,
            or_(
                Candidate.person_id.in_(_people(actor.pilot_id, import_id)),
                Candidate.participation_id.in_(_ids(actor.pilot_id, import_id)),
            ),
        )
    )
    added = _added_since(actor.pilot_id, import_id)
    built_on = (worked_on or 0) + (returned or 0) + (referred or 0) + added
    if built_on:
        raise DomainError("participant.import_built_on", count=built_on)


def _added_since(pilot_id: int, import_id: int) -> int:
    """Rows of all tables that refer to the participations of an import but came in otherwise."""
    counts = [
        select(func.count().label("rows"))
        .select_from(table)
        .where(
            table.c.pilot_id == pilot_id,
            table.c.participation_id.in_(_ids(pilot_id, import_id)),
        )
        for table in Base.metadata.tables.values()
        if table.name not in IMPORTED
        and any(key.referred_table.name == "participation" for key in table.foreign_key_constraints)
    ]
    return db.session.scalar(select(func.sum(union_all(*counts).subquery().c.rows))) or 0


def undo(actor: Actor, import_id: int) -> None:
    """Removes the people of an import that has been marked as undone."""
    pilot_id = actor.pilot_id
    ids = _ids(pilot_id, import_id)
    _forget_versions(pilot_id, list(db.session.scalars(ids)))
    for table in (StageEvent, Care, Consent, CriterionAnswer):
        db.session.execute(
            delete(table).where(table.pilot_id == pilot_id, table.participation_id.in_(ids))
        )
    people = list(db.session.scalars(_people(pilot_id, import_id)))
    db.session.execute(
        delete(Participation).where(
            Participation.pilot_id == pilot_id, Participation.import_id == import_id
        )
    )
    for start in range(0, len(people), store.CHUNK):
        chunk = people[start : start + store.CHUNK]
        db.session.execute(
            delete(Identity).where(Identity.pilot_id == pilot_id, Identity.person_id.in_(chunk))
        )
        db.session.execute(delete(Person).where(Person.pilot_id == pilot_id, Person.id.in_(chunk)))


def _forget_versions(pilot_id: int, ids: list[int]) -> None:
    """History goes with the rows: an import taken back leaves nothing about people."""
    for start in range(0, len(ids), store.CHUNK):
        chunk = ids[start : start + store.CHUNK]
        history.forget(db.session(), Participation, pilot_id=pilot_id, id=chunk)
        for table in (Care, Consent):
            history.forget(db.session(), table, pilot_id=pilot_id, participation_id=chunk)


def _ids(pilot_id: int, import_id: int) -> Select[int]:
    return select(Participation.id).where(
        Participation.pilot_id == pilot_id, Participation.import_id == import_id
    )


def _people(pilot_id: int, import_id: int) -> Select[int]:
    return select(Person.id).where(Person.pilot_id == pilot_id, Person.import_id == import_id)
