"""The pages of the network."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import event

from app.access import Actor
from app.extensions import db
from app.participants.queries import participation_row
from app.partners.services import involvements, network
from app.partners.services.involvements import Help, Stay
from app.partners.services.network import Institution, Terms
from app.pilots.queries import posts_of
from tests import factories
from tests.factories import DAY, token

SignIn = Callable[[str], FlaskClient]


def made(actor: Actor, count: int) -> list[int]:
    """Institutions with an agreement each, and somebody for whom all were brought in."""
    row = participation_row(actor, factories.admitted(actor))
    assert row is not None
    ids = []
    for place in range(count):
        clinic = network.add_partner(actor, Institution(f"Klinik {place}", "clinic"))
        network.conclude(actor, clinic, Terms("Zuweisung", date(2023, 1, 1), date(2024, 7, 31)))
        given = Help(clinic, "treatment", date(2023, 4, 1))
        involvements.bring_in(actor, Stay(row.id, row.admitted_on), given, DAY)
        ids.append(clinic)
    db.session.commit()
    return ids


def test_two_people_with_one_institution_lose_nothing(actor: Actor, client_as: SignIn) -> None:
    (clinic,) = made(actor, 1)
    client = client_as("coordinator")
    address = f"/p/gecko/partners/{clinic}/edit"
    entered = {"csrf_token": token(client, address), "name": "Klinik 0", "kind": "clinic"}
    first = client.post(address, data={**entered, "version": 1, "place": "Prenzlau"})
    second = client.post(address, data={**entered, "version": 1, "place": "Schwedt"})
    assert (first.status_code, second.status_code) == (302, 422)
    shown = second.get_data(as_text=True)
    assert "Jetzt gespeichert: Prenzlau" in shown
    assert 'value="Schwedt"' in shown
    third = client.post(address, data={**entered, "version": 2, "place": "Schwedt"})
    assert third.status_code == 302


def test_pages_ask_the_same_number_of_statements_for_few_and_many(
    actor: Actor, client_as: SignIn
) -> None:
    (first,) = made(actor, 1)
    client = client_as("coordinator")
    pages = (
        "/p/gecko/partners",
        "/p/gecko/partners/agreements",
        "/p/gecko/partners/figures",
        f"/p/gecko/partners/{first}",
        "/p/gecko/participants/1/partners",
    )
    few = [asked(client, address) for address in pages]
    for place in range(7):
        clinic = network.add_partner(actor, Institution(f"Praxis {place}", "medical_practice"))
        network.conclude(actor, clinic, Terms("Zuweisung", date(2023, 1, 1)))
        row = participation_row(actor, 1)
        assert row is not None
        involvements.bring_in(actor, Stay(row.id, row.admitted_on), Help(clinic, "other", DAY), DAY)
    db.session.commit()
    assert [asked(client, address) for address in pages] == few


def asked(client: FlaskClient, address: str) -> int:
    statements = []

    def note(_connection: object, _cursor: object, text: str, *_rest: object) -> None:
        statements.append(text)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert client.get(address).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(statements)


def test_an_agreement_that_ends_is_pointed_out(actor: Actor, client_as: SignIn) -> None:
    made(actor, 2)
    shown = client_as("coach").get("/p/gecko/partners/agreements").get_data(as_text=True)
    assert "2 Vereinbarungen sind abgelaufen oder enden bald" in shown


def test_an_absent_institution_is_not_found(client_as: SignIn) -> None:
    client = client_as("coordinator")
    assert client.get("/p/gecko/partners/4711").status_code == 404
    assert client.get("/p/gecko/partners/4711/end").status_code == 404


def test_the_auditor_and_finance_do_not_see_the_network(client_as: SignIn) -> None:
    for role in ("auditor", "finance", "evaluator"):
        assert client_as(role).get("/p/gecko/partners").status_code == 403


def test_a_coach_does_not_see_who_helps_in_a_case_of_another_post(
    actor: Actor, client_as: SignIn
) -> None:
    other = factories.pilot().preset.posts[1]
    posts = {post.key: post.id for post in posts_of(actor.pilot_id)}
    number = factories.admitted(actor, post_id=posts[other.key])
    db.session.commit()
    answer = client_as("coach").get(f"/p/gecko/participants/{number}/partners")
    assert answer.status_code == 404
