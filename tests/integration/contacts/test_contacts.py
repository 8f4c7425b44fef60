"""Contacts and notes: what is kept, refused, struck out, and seen by whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select, text

from app.access import Actor
from app.audit import AuditEntry
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.participants import record
from app.participants.contacts import queries, services
from app.participants.contacts.queries import CourseFilter, Entry
from app.participants.contacts.services import ContactFacts
from app.participants.services import stay
from app.partners.models import Partner
from app.periods import Interval
from app.pilots.queries import posts_of
from tests import factories
from tests.factories import DAY, admitted, token

ClientAs = Callable[[str], FlaskClient]
NOTE = "Schwester Wilhelmine\n=HYPERLINK(1)"


def facts(**changes: Any) -> ContactFacts:
    values: dict[str, Any] = {"held_on": date(2024, 6, 3), "minutes": 45, "kind": "phone"}
    return ContactFacts(**{**values, **changes})


def enter(actor: Actor, number: int, **changes: Any) -> int:
    return services.record_contact(actor, factories.gecko(), number, facts(**changes), DAY)


def course(actor: Actor, number: int, **wanted: Any) -> list[Entry]:
    row = record.participation(actor, number)
    return queries.course(row.pilot_id, row.id, CourseFilter(**wanted), 1, reads_texts=True)[0]


def test_a_contact_is_kept_whole_and_its_note_sealed(actor: Actor) -> None:
    number = admitted(actor)
    partner = Partner(pilot_id=actor.pilot_id, name="Klinik am See", kind="clinic")
    db.session.add(partner)
    db.session.flush()
    enter(actor, number, topics=["work", "health"], partner_id=partner.id, note=NOTE)
    (found,) = course(actor, number)
    assert (found.on, found.minutes, found.kind, found.was_reached) == (
        date(2024, 6, 3),
        45,
        "phone",
        True,
    )
    assert (found.topics, found.partner_id, found.text) == (("health", "work"), partner.id, NOTE)
    stored = bytes(db.session.execute(text("select note_sealed from contact")).scalar_one())
    assert b"Wilhelmine" not in stored
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "record_contact")
    ).one()
    assert (entry.subject_id, entry.fields) == (found.id, "held_on,minutes,kind")


def test_bad_days_minutes_and_codes_are_refused(actor: Actor) -> None:
    number = admitted(actor)
    for changes, key in (
        ({"held_on": date(2024, 7, 1)}, "house.future"),
        ({"held_on": date(2023, 2, 28)}, "contacts.before_referral"),
        ({"minutes": 1441}, "contacts.minutes_out_of_bounds"),
        ({"kind": "fax"}, "contacts.unknown_kind"),
        ({"topics": ["weather"]}, "contacts.unknown_topic"),
    ):
        with pytest.raises(DomainError) as refused:
            enter(actor, number, **changes)
        assert refused.value.key == key
    assert course(actor, number) == []


def test_attempts_and_struck_out_contacts_do_not_count(actor: Actor) -> None:
    number = admitted(actor)
    enter(actor, number, minutes=30)
    enter(actor, number, minutes=0, was_reached=False)
    wrong = enter(actor, number, minutes=600)
    services.void_contact(actor, number, wrong, DAY)
    row = record.participation(actor, number)
    assert [one.minutes for one in queries.held(row.pilot_id, row.id, DAY)] == [30]
    assert len(course(actor, number)) == 3, "nothing is erased"
    with pytest.raises(DomainError, match="voided_stays"):
        services.correct_contact(
            actor, factories.gecko(), number, wrong, facts(), row_version(actor, number, wrong), DAY
        )
    services.restore_contact(actor, number, wrong)
    assert sorted(one.minutes for one in queries.held(row.pilot_id, row.id, DAY)) == [30, 600]


def row_version(actor: Actor, number: int, contact_id: int) -> int:
    return next(one.version for one in course(actor, number) if one.id == contact_id)


def test_whoever_corrects_second_is_told_even_if_only_topics_changed(actor: Actor) -> None:
    number = admitted(actor)
    contact_id = enter(actor, number, topics=["health"])
    version = row_version(actor, number, contact_id)
    services.correct_contact(
        actor, factories.gecko(), number, contact_id, facts(topics=["work"]), version, DAY
    )
    assert course(actor, number)[0].topics == ("work",)
    with pytest.raises(Stale):
        services.correct_contact(
            actor, factories.gecko(), number, contact_id, facts(minutes=5), version, DAY
        )


def test_contacts_and_notes_make_one_course_newest_first(actor: Actor) -> None:
    number = admitted(actor)
    enter(actor, number, held_on=date(2024, 5, 31))
    services.write_note(actor, number, date(2024, 6, 1), NOTE, DAY)
    enter(actor, number, held_on=date(2024, 6, 2), kind="talk")
    assert [one.kind for one in course(actor, number)] == ["talk", "note", "phone"]
    assert [one.text for one in course(actor, number, kind="note")] == [NOTE]
    june = Interval(date(2024, 6, 1), date(2024, 7, 1))
    assert [one.kind for one in course(actor, number, month=june)] == ["talk", "note"]
    assert [one.kind for one in course(actor, number, month=june, kind="talk")] == ["talk"]


def test_a_note_is_corrected_and_struck_out_but_not_erased(actor: Actor) -> None:
    number = admitted(actor)
    note_id = services.write_note(actor, number, DAY, "falsch", DAY)
    services.correct_note(actor, number, note_id, DAY, "richtig", 1, DAY)
    with pytest.raises(Stale):
        services.correct_note(actor, number, note_id, DAY, "anders", 1, DAY)
    services.void_note(actor, number, note_id, DAY)
    (found,) = course(actor, number)
    assert (found.text, found.voided_on) == ("richtig", DAY)
    services.restore_note(actor, number, note_id)
    assert course(actor, number)[0].voided_on is None


def test_an_entry_of_another_case_is_not_there(actor: Actor) -> None:
    one, other = admitted(actor), admitted(actor)
    contact_id = enter(actor, one)
    with pytest.raises(NotFound):
        services.void_contact(actor, other, contact_id, DAY)


@pytest.fixture
def foreign(actor: Actor) -> int:
    """A case of a post that the coach does not hold."""
    number = admitted(actor, post_id=posts_of(actor.pilot_id)[1].id)
    db.session.commit()
    return number


def test_a_case_of_another_post_is_not_there_for_a_coach(client_as: ClientAs, foreign: int) -> None:
    coach = client_as("coach")
    here = f"/p/gecko/participants/{foreign}"
    key = token(coach, "/p/gecko/participants/contacts/new")
    for path in ("contacts", "contacts/1", "notes/new", "notes/1"):
        assert coach.get(f"{here}/{path}").status_code == 404
    for path in ("contacts", "contacts/1/void", "contacts/1/restore", "notes/1/void"):
        assert coach.post(f"{here}/{path}", data={"csrf_token": key}).status_code == 404
    entries = {"number": foreign, "held_on": "03.06.2024", "minutes": 5, "kind": "talk"}
    answer = coach.post("/p/gecko/participants/contacts/new", data={**entries, "csrf_token": key})
    assert answer.status_code == 422
    assert "niemanden, den Sie sehen können" in answer.get_data(as_text=True)


def test_the_second_of_two_correctors_sees_both_versions(client_as: ClientAs, actor: Actor) -> None:
    number = admitted(actor)
    contact_id = enter(actor, number, note="zuerst")
    db.session.commit()
    coach = client_as("coach")
    here = f"/p/gecko/participants/{number}/contacts/{contact_id}"
    entries = {
        "held_on": "03.06.2024",
        "kind": "phone",
        "version": "1",
        "csrf_token": token(coach, here),
    }
    first = coach.post(here, data={**entries, "minutes": "50", "note": "vom Ersten"})
    assert first.status_code == 302
    second = coach.post(here, data={**entries, "minutes": "55", "note": "vom Zweiten"})
    shown = second.get_data(as_text=True)
    assert second.status_code == 422
    assert "Jetzt gespeichert: 50" in shown
    assert "Jetzt gespeichert: vom Ersten" in shown
    assert "vom Zweiten" in shown


def test_a_contact_after_the_exit_is_taken_and_marked(client_as: ClientAs, actor: Actor) -> None:
    number = admitted(actor)
    stay.record_exit(actor, number, date(2024, 6, 1), "regular", None, 1, DAY)
    db.session.commit()
    coach = client_as("coach")
    here = f"/p/gecko/participants/{number}/contacts"
    sent = {"held_on": "02.06.2024", "minutes": "15", "kind": "phone"}
    answer = coach.post(here, data={**sent, "csrf_token": token(coach, here)})
    assert answer.location == here
    shown = coach.get(here).get_data(as_text=True)
    assert "nach dem Austritt" in shown
    assert "0 Kontakte in" in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"held_on": "31.02.2024"}, "Diesen Tag gibt es nicht."),
        ({"held_on": "01.07.2024"}, "01.07.2024"),
        ({"minutes": "1441"}, "Bitte 0 bis 1440 Minuten eingeben."),
        ({"minutes": "-1"}, "Bitte 0 bis 1440 Minuten eingeben."),
        ({"partner_id": "7"}, "partner_id-error"),
        ({"topics": "weather"}, "topics-error"),
    ],
)
def test_bad_entries_come_back_with_what_was_typed(
    client_as: ClientAs, actor: Actor, wrong: dict[str, str], said: str
) -> None:
    number = admitted(actor)
    db.session.add(Partner(pilot_id=actor.pilot_id, name="Klinik am See", kind="clinic"))
    db.session.commit()
    coach = client_as("coach")
    here = f"/p/gecko/participants/{number}/contacts"
    sent = {"held_on": "03.06.2024", "minutes": "15", "kind": "phone", "note": "=1+1", **wrong}
    answer = coach.post(here, data={**sent, "csrf_token": token(coach, here)})
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in shown
    assert "=1+1</textarea>" in shown
    nul = coach.post(here, data={**sent, "note": "a\0b", "csrf_token": token(coach, here)})
    assert nul.status_code == 400


def test_the_page_asks_the_same_number_of_statements_whatever_there_is(
    client_as: ClientAs, actor: Actor
) -> None:
    number = admitted(actor)
    enter(actor, number)
    db.session.commit()
    coach = client_as("coach")
    few = statements(coach, f"/p/gecko/participants/{number}/contacts")
    for minutes in range(30):
        enter(actor, number, minutes=minutes, topics=["health"])
        services.write_note(actor, number, DAY, NOTE, DAY)
    db.session.commit()
    assert statements(coach, f"/p/gecko/participants/{number}/contacts") == few


def statements(client: FlaskClient, address: str) -> int:
    counted: list[str] = []

    def count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        counted.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", count)
    assert client.get(address).status_code == 200
    event.remove(engine, "before_cursor_execute", count)
    return len(counted)
