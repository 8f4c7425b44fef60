"""Participants from the carrier's list: what is impossible stays out, what happened comes in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Select, and_, delete, func, or_, select

from app import audit, history
from app.access import Actor
from app.audit import AuditEntry
from app.database import new_id
from app.errors import DomainError
from app.extensions import db
from app.intake.findings import Finding, Severity
from app.participants import listed
from app.participants.identity import store
from app.participants.identity.models import Identity
from app.participants.identity.store import Name
from app.participants.list_findings import (
    checked_criteria,
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
from app.participants.rules import Answer, Checked
from app.participants.selection.facts import mark_admitted, open_candidate_of
from app.participants.selection.models import Candidate
from app.participants.services.facts import add_consent, add_move, sealed
from app.periods import Interval, whole_years
from app.pilots.models import Post
from app.pilots.preset import Preset
from app.pilots.queries import posts_of


def compare(actor: Actor, preset: Preset, file: ParticipantList) -> list[ListedPerson]:
    """The rows that are new; unmet criteria and an exceeded ratio are warnings: they happened."""
    tally, findings = file.outcome.tally, file.outcome.findings
    new: list[ListedPerson] = []
    for person in file.rows:
        known = store.person_with(actor.pilot_id, person.customer_number)
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


def write(actor: Actor, preset: Preset, people: Sequence[ListedPerson], import_id: int) -> None:
    """Writes the new participations; numbers of the list are kept where they are free."""
    posts = {post.title: post.id for post in posts_of(actor.pilot_id)}
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
        _write_one(actor, preset, person, number, posts, import_id)
    db.session.flush()


def _write_one(
    actor: Actor,
    preset: Preset,
    person: ListedPerson,
    number: int,
    posts: dict[str, int],
    import_id: int,
) -> None:
    checked = checked_criteria(preset, person)
    row = _participation(actor, person, number, import_id)
    row.against_criteria = any(item.blocks for item in checked)
    row.remark_sealed = sealed(row, person.remark or "", "remark")
    db.session.add(row)
    db.session.flush()
    for item in checked:
        db.session.add(_answer(actor, row.id, item))
    add_move(actor, row.id, 1, person.referred_on or person.admitted_on, None)
    for stage, day in sorted(person.stage_days.items(), key=lambda item: (item[1], item[0])):
        add_move(actor, row.id, stage, day, None)
    if person.post_title is not None:
        db.session.add(
            Care(
                pilot_id=actor.pilot_id,
                participation_id=row.id,
                post_id=posts[person.post_title],
                from_day=person.admitted_on,
                until_day=person.exited_on,
            )
        )
    for purpose in preset.consents.covered_by_list_column:
        _consent(actor, row, purpose, person.consent_on)
    # Whoever was referred has come by the referral, whether a page or a list admits them.
    candidate = open_candidate_of(actor, row.person_id, person.admitted_on)
    if candidate is not None:
        mark_admitted(candidate, row.id, person.admitted_on)
        audit.record(actor, "candidate_admit", "candidate", candidate.id)


def _participation(
    actor: Actor, person: ListedPerson, number: int, import_id: int
) -> Participation:
    return Participation(
        pilot_id=actor.pilot_id,
        id=new_id(),
        person_id=_person(actor, person, import_id),
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
        import_id=import_id,
    )


def _answer(actor: Actor, participation_id: int, item: Checked) -> CriterionAnswer:
    return CriterionAnswer(
        pilot_id=actor.pilot_id,
        participation_id=participation_id,
        criterion=item.criterion.key,
        answer=Answer(item.answer),
    )


def _consent(actor: Actor, row: Participation, purpose: str, given_on: date) -> None:
    """The list's one column; who left by withdrawing consent has withdrawn it on that day."""
    add_consent(actor, row.id, purpose, given_on, "list")
    if row.exit_reason == "consent_withdrawn" and row.exited_on is not None:
        db.session.flush()
        for consent in db.session.scalars(
            select(Consent).where(
                Consent.pilot_id == row.pilot_id,
                Consent.participation_id == row.id,
                Consent.purpose == purpose,
            )
        ):
            consent.withdrawn_on = max(row.exited_on, consent.given_on)


def _person(actor: Actor, person: ListedPerson, import_id: int) -> int:
    known = store.person_with(actor.pilot_id, person.customer_number)
    if known is not None:
        return known
    row = Person(pilot_id=actor.pilot_id, id=new_id(), import_id=import_id)
    db.session.add(row)
    db.session.flush()
    name = Name(person.family_name, person.given_name, person.birth_date, person.customer_number)
    store.keep(actor.pilot_id, row.id, name)
    return row.id


def check_undo(actor: Actor, import_id: int) -> None:
    """Refuses once anybody has worked on one of the participations: the audit log knows."""
    worked_on = db.session.scalar(
        select(func.count())
        .select_from(AuditEntry)
        .where(
            AuditEntry.pilot_id == actor.pilot_id,
            AuditEntry.subject == "participation",
            AuditEntry.subject_id.in_(_ids(actor.pilot_id, import_id)),
            AuditEntry.action.not_like("read%"),
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
    built_on = (worked_on or 0) + (returned or 0) + (referred or 0)
    if built_on:
        raise DomainError("participant.import_built_on", count=built_on)


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
