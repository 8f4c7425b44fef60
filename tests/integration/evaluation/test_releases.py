"""Releases: prepared, approved by a second person, fetched, locked, deleted."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from sqlalchemy import select

from app.access import Actor
from app.audit import AuditEntry, check_chain
from app.errors import DomainError, NotFound
from app.evaluation.releases import queries, services
from app.evaluation.releases.difference import Act, Why, difference_from
from app.evaluation.releases.keeping import kept, sealed_path
from app.extensions import db
from app.participants.queries import consents_of, participation_row
from app.participants.services.consents import withdraw_consent
from app.participants.services.stay import move_stage, record_exit
from app.web import settings
from tests import factories
from tests.factories import DAY
from tests.integration.evaluation.releasing import (
    EDITION,
    approved,
    prepared,
    recipient,
    second,
    wish,
)

EARLIER = date(2023, 12, 31)


def acts(pilot_id: int) -> list[str]:
    """What was recorded about releases, in order."""
    rows = db.session.scalars(
        select(AuditEntry).where(AuditEntry.pilot_id == pilot_id).order_by(AuditEntry.sequence)
    )
    return [row.action for row in rows if row.subject == "release"]


def withdrawn(actor: Actor, number: int, purpose: str = "evaluation") -> None:
    """That participant withdraws a consent on the day of account."""
    row = participation_row(actor, number)
    assert row is not None
    (consent,) = [c for c in consents_of(actor.pilot_id, row.id) if c.purpose == purpose]
    withdraw_consent(actor, number, consent.id, DAY, DAY)
    db.session.commit()


def is_locked(actor: Actor, release_id: int) -> bool:
    """Whether nobody may fetch the release any more."""
    return services.seen(actor, release_id).is_locked


def told(who: Actor) -> tuple[list[int], list[int]]:
    """What waits for the second person, and what is locked without a request to delete it."""
    due = queries.matters(who)
    return list(due.waiting), list(due.locked)


def overtake(actor: Actor, draft: services.Draft) -> None:
    """Somebody prepares a release while this draft is made; then the draft is recorded."""
    prepared(actor)
    services.prepare(actor, draft)


def test_a_release_is_prepared_approved_by_another_fetched_and_recorded(actor: Actor) -> None:
    factories.admitted(actor)
    row = prepared(actor)
    assert (row.number, row.persons, row.left_out, row.approved_at) == (1, 1, 0, None)
    with pytest.raises(DomainError, match=r"releases\.same_person"):
        services.approve(actor, row.id, row.version)
    services.approve(second(actor), row.id, row.version)
    sealed = sealed_path(settings(), actor.pilot_id, row.id, "xlsx").read_bytes()
    opened = services.open_file(actor, row.id, "xlsx", "Probe", settings())
    assert not sealed.startswith(b"PK")
    assert opened.name == "gecko_evaluation_2024-06-30_v1.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(opened.content))
    assert "persons" in book.sheetnames
    assert acts(actor.pilot_id) == ["prepare_release", "approve_release", "download_release"]
    (fetched,) = queries.downloads_of(actor.pilot_id, row.id)
    assert (fetched.format, fetched.purpose, fetched.user_id) == ("xlsx", "Probe", actor.user_id)
    assert check_chain(actor.pilot_id) is None


def test_nothing_in_clear_stays_on_the_disk_and_a_failure_leaves_nothing(actor: Actor) -> None:
    factories.admitted(actor)
    row = prepared(actor)
    left = {path for path in settings().files.rglob("*") if path.is_file()}
    formats = {"rows", *(file.format for file in queries.files_of(actor.pilot_id, row.id))}
    assert left == {sealed_path(settings(), actor.pilot_id, row.id, each) for each in formats}
    overtaken = services.draft_release(actor, factories.pilot(), wish(actor), settings(), EDITION)
    with pytest.raises(DomainError, match=r"releases\.overtaken"), overtaken as draft:
        overtake(actor, draft)
    db.session.rollback()
    assert not sealed_path(settings(), actor.pilot_id, draft.release_id, "rows").exists()


def test_a_release_without_people_is_refused_and_leaves_nothing(actor: Actor) -> None:
    factories.admitted(actor, consents={"participation": date(2023, 3, 10)})
    with pytest.raises(DomainError, match=r"evaluation\.nobody"):
        prepared(actor)
    assert list(settings().files.iterdir()) == []


def test_the_same_question_gives_the_same_hash_and_another_recipient_other_pseudonyms(
    actor: Actor,
) -> None:
    factories.admitted(actor)
    first, again = prepared(actor), prepared(actor)
    other = prepared(actor, wish(actor, recipient_id=recipient(actor, "Universität")))
    days = prepared(actor, wish(actor, dates="days"))
    assert first.content_hash == again.content_hash
    assert len({first.content_hash, other.content_hash, days.content_hash}) == 3


def test_what_waits_and_what_is_locked_is_told_to_whoever_may_act(actor: Actor) -> None:
    factories.admitted(actor)
    goes = factories.admitted(actor)
    before = approved(actor, wish(actor, EARLIER))
    waiting = prepared(actor)
    coordinator, approver = factories.actor_as("coordinator"), second(actor)
    assert told(actor) == ([], [])
    assert told(approver) == ([waiting.id], [])
    withdrawn(factories.system_actor(), goes)
    assert told(approver)[0] == []
    assert told(coordinator) == ([], [before.id])
    services.note_request(coordinator, before.id, DAY, "letter", DAY)
    assert told(coordinator) == ([], [])


def test_a_withdrawn_consent_locks_every_release_of_that_person_at_once(actor: Actor) -> None:
    factories.admitted(actor)
    goes = factories.admitted(actor)
    before = approved(actor, wish(actor, EARLIER))
    waiting = prepared(actor)
    assert not is_locked(actor, before.id)
    withdrawn(actor, goes)
    assert is_locked(actor, before.id)
    with pytest.raises(NotFound):
        services.open_file(actor, before.id, "xlsx", "Probe", settings())
    with pytest.raises(DomainError, match=r"releases\.locked_meanwhile"):
        services.approve(second(actor), waiting.id, waiting.version)
    services.discard(actor, waiting.id, waiting.version, "Widerruf")
    after = approved(actor)
    assert (after.persons, is_locked(actor, after.id)) == (1, False)
    found = difference_from(after.difference)
    assert found.counts[(Act.REMOVED, Why.CONSENT_WITHDRAWN)] == 1


def test_health_consent_locks_too_and_consent_to_other_things_does_not(actor: Actor) -> None:
    number = factories.admitted(actor)
    row = approved(actor)
    withdrawn(actor, number, "participation")
    assert not is_locked(actor, row.id)
    withdrawn(actor, number, "health_data")
    assert is_locked(actor, row.id)


def test_the_difference_tells_what_happened_since_from_what_was_corrected(actor: Actor) -> None:
    moved, left = factories.admitted(actor), factories.admitted(actor)
    approved(actor, wish(actor, EARLIER))
    move_stage(actor, factories.gecko(), moved, 2, date(2023, 6, 1), "", DAY)
    record_exit(actor, left, date(2024, 2, 1), "moved", None, 1, DAY)
    consents = {"participation": date(2024, 3, 1), "evaluation": date(2024, 3, 1)}
    factories.admitted(
        actor, admitted_on=date(2024, 3, 1), referred_on=date(2024, 3, 1), consents=consents
    )
    found = difference_from(prepared(actor).difference)
    assert found.counts[(Act.ADDED, Why.ADMITTED)] == 1
    about = {(line.act, line.why, line.dataset, line.column) for line in found.lines}
    assert (Act.CHANGED, Why.CORRECTED, "persons", "stage_at_day") in about
    assert (Act.CHANGED, Why.SINCE, "persons", "exit_month") in about
    assert (Act.CHANGED, Why.CORRECTED, "persons", "exit_month") not in about


def test_a_confirmed_deletion_takes_the_files_and_the_persons_and_leaves_hash_and_counts(
    actor: Actor,
) -> None:
    goes = factories.admitted(actor)
    factories.admitted(actor)
    row = approved(actor)
    with pytest.raises(DomainError, match=r"releases\.not_locked"):
        services.note_request(actor, row.id, DAY, "letter", DAY)
    withdrawn(actor, goes)
    services.note_request(actor, row.id, DAY, "letter", DAY)
    with pytest.raises(DomainError, match=r"releases\.confirmed_too_early"):
        services.note_confirmation(actor, row.id, date(2024, 6, 29), "", DAY)
    services.note_confirmation(actor, row.id, DAY, "Az. 7", DAY)
    db.session.commit()
    services.forget_files(actor, row.id, settings())
    assert list((settings().files / "releases").iterdir()) == []
    assert (len(row.content_hash), row.persons) == (64, 2)
    assert "lines" not in row.difference


def test_research_data_need_a_ground_in_force_and_publications_no_courses(actor: Actor) -> None:
    factories.admitted(actor)
    ended = recipient(actor, "Früheres Institut", basis_until=date(2024, 6, 29))
    anyone = recipient(actor, "Öffentlichkeit", basis="publication", basis_reference="")
    for wanted, key in (
        (wish(actor, recipient_id=ended), "basis_ended"),
        (wish(actor, recipient_id=anyone), "no_basis"),
        (wish(actor, recipient_id=anyone, kind="publication"), "rows_of_people"),
        (wish(actor, k_asked=2), "k_too_small"),
    ):
        with pytest.raises(DomainError, match=rf"releases\.{key}"):
            prepared(actor, wanted)


def test_a_publication_below_its_k_needs_an_exception_with_a_reason(actor: Actor) -> None:
    factories.admitted(actor)
    anyone = recipient(actor, "Öffentlichkeit", basis="publication", basis_reference="")
    asked = wish(actor, recipient_id=anyone, kind="publication", datasets=("persons",))
    row = prepared(actor, asked)
    with pytest.raises(DomainError, match=r"releases\.unsafe"):
        services.approve(second(actor), row.id, row.version)
    named = prepared(actor, replace(asked, exception=" Beirat hat zugestimmt "))
    services.approve(second(actor), named.id, named.version)
    assert named.exception == "Beirat hat zugestimmt"
    manifest = kept(settings(), actor.pilot_id, named.id, "manifest").decode()
    assert "Ausnahme von k und l: Beirat hat zugestimmt" in manifest


def test_a_withdrawn_release_cannot_be_opened_and_its_files_are_gone(actor: Actor) -> None:
    factories.admitted(actor)
    row = approved(actor)
    services.forget_files(actor, row.id, settings())
    assert sealed_path(settings(), actor.pilot_id, row.id, "xlsx").exists()
    services.withdraw(actor, row.id, row.version)
    services.forget_files(actor, row.id, settings())
    assert not sealed_path(settings(), actor.pilot_id, row.id, "xlsx").exists()
    with pytest.raises(NotFound):
        services.open_file(actor, row.id, "xlsx", "Probe", settings())


def test_a_changed_file_is_refused_and_the_opening_is_not_recorded(actor: Actor) -> None:
    factories.admitted(actor)
    row = approved(actor)
    path = sealed_path(settings(), actor.pilot_id, row.id, "xlsx")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(DomainError, match=r"house\.file_broken"):
        services.open_file(actor, row.id, "xlsx", "Probe", settings())
    assert acts(actor.pilot_id) == ["prepare_release", "approve_release"]
