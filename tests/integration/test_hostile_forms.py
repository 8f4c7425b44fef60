"""Whatever a form of casework is filled with: a sentence, never a fault, and no old state wins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from app.access import ROLES, Actor
from app.extensions import db
from app.participants.caseload.services import posts
from app.partners.services import network
from app.pilots.models import PostAbsence, PostShare
from app.pilots.queries import posts_of
from tests.integration import casework
from tests.integration.casework import everything, fields_of, values_for
from tests.integration.hostile import filled, visitor, without_tokens
from tests.integration.selection import referrals

ROOMS = {
    *("participants", "contacts", "planning", "conditions", "questionnaires", "selection"),
    *("stays", "caseload", "aftercare", "dwell", "capacity", "partners"),
}
JUNK = (
    "</script><script>alert(1)</script>",
    "9" * 40,
    "2147483648",
    "-1",
    "\ud800",
    "ä" * 10_001,
    "31.02.2024",
    "01.01.1900",
    "31.12.2099",
    '=HYPERLINK("http://evil.example")',
    "{{7*7}}%s",
    "",
)
MAKING = {f"partners.{act}" for act in ("new", "bring_in", "new_contact", "new_agreement")}
"""Forms that make something new although they have a field for a version."""
Form = tuple[Rule, str, dict[str, str]]


@pytest.fixture
def values(web: Flask, actor: Actor) -> dict[str, Any]:
    """Rows in every room of the casework and the network."""
    without_tokens(web)
    partner_id = casework.partner_of(actor)
    found = casework.furnished(actor, partner_id)
    terms = network.Terms("Zusammenarbeit", date(2024, 1, 1))
    person = network.ContactPerson("Kontakt")
    post_id = posts_of(actor.pilot_id)[0].id
    posts.set_share(actor, post_id, date(2024, 1, 1), 80)
    posts.add_absence(actor, post_id, date(2024, 2, 1), date(2024, 3, 1))
    further = {
        "partner_id": partner_id,
        "agreement_id": network.conclude(actor, partner_id, terms),
        "partners.contact_id": network.add_contact(actor, partner_id, person),
        "share_id": db.session.scalar(select(PostShare.id)),
        "absence_id": db.session.scalar(select(PostAbsence.id)),
        "selection.number": referrals.referred(actor),
    }
    db.session.commit()
    return {**found, **further}


def forms(web: Flask, client: FlaskClient, values: dict[str, Any]) -> Iterator[Form]:
    """Every page of these rooms that has a form, with what a browser would send from it."""
    for rule in web.url_map.iter_rules():
        is_page = {"GET", "POST"} <= (rule.methods or set())
        if not is_page or rule.endpoint.split(".")[0] not in ROOMS:
            continue
        known = {name: value for name, value in values_for(rule, values).items() if value}
        address = filled(rule, known)
        answer = client.get(address)
        if answer.status_code == 200:
            yield rule, address, fields_of(answer.get_data(as_text=True))


def sent(client: FlaskClient, address: str, fields: dict[str, str]) -> Any:
    """Posts a form as bytes, since no client would encode half a character."""
    body = urlencode({key: text.encode("utf-8", "surrogatepass") for key, text in fields.items()})
    return client.post(address, data=body, content_type="application/x-www-form-urlencoded")


def test_no_field_of_any_form_makes_a_fault(web: Flask, values: dict[str, Any]) -> None:
    client, junk, tried = visitor(web, *ROLES), cycle(JUNK), 0
    for rule, address, fields in list(forms(web, client, values)):
        for name in fields:
            wrong = next(junk)
            answer = sent(client, address, {**fields, name: wrong})
            place = (rule.endpoint, name, wrong[:20])
            assert answer.status_code in (200, 302, 404, 422), place
            shown = answer.get_data(as_text=True)
            assert "<script>alert" not in shown, place
            assert ">49" not in shown, place
            tried += 1
    assert tried > 250


def test_no_choice_that_is_not_offered_is_taken(web: Flask, values: dict[str, Any]) -> None:
    """Each field of its own, all others as they should be, so that it alone has to stop it."""
    client = visitor(web, *ROLES)
    for rule, address, fields in list(forms(web, client, values)):
        for name in fields:
            if name in ("post_id", "partner_id", "state", "kind", "group", "purpose", "stage"):
                status = sent(client, address, {**fields, name: "erfunden"}).status_code
                assert status in (302, 404, 422), (rule.endpoint, name)


def test_a_form_filled_from_an_old_version_changes_nothing(
    web: Flask, values: dict[str, Any]
) -> None:
    client = visitor(web, *ROLES)
    versioned = [
        form
        for form in forms(web, client, values)
        if "version" in form[2] and form[0].endpoint not in MAKING
    ]
    assert len(versioned) > 25
    before = everything()
    for rule, address, fields in versioned:
        answer = sent(client, address, {**fields, "version": str(int(fields["version"]) - 1)})
        assert answer.status_code == 422, rule.endpoint
    assert everything() == before
