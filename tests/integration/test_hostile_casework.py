"""Another's case: whatever address is asked for, nothing of it is shown or changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app.access import ROLES, Actor
from app.extensions import db
from app.participants.selection.rules import Event
from app.participants.selection.services import decide
from app.pilots.queries import posts_of
from tests import factories
from tests.factories import DAY
from tests.integration import casework
from tests.integration.casework import case_rules, everything, values_for
from tests.integration.hostile import filled, visitor, without_tokens
from tests.integration.selection import referrals

ClientAs = Callable[[str], FlaskClient]
LIKELY = {
    "version": "1",
    "confirmed": "yes",
    "reason": "Grund",
    "text": "Wort",
    "held_on": "20.06.2024",
    "written_on": "20.06.2024",
    "due_on": "30.06.2024",
    "minutes": "30",
    "kind": "talk",
    "from_day": "20.06.2024",
    "missing": "refused",
    "measures": "Wort",
}
"""Values that let most forms through, so that it is the case that stops the request."""


@pytest.fixture
def partner_id(web: Flask, actor: Actor) -> int:
    without_tokens(web)
    return casework.partner_of(actor)


def own(actor: Actor, partner_id: int) -> dict[str, Any]:
    return casework.furnished(actor, partner_id)


def others(actor: Actor, partner_id: int) -> dict[str, Any]:
    """A case of the other post, which the coach does not hold."""
    second = [post.id for post in posts_of(actor.pilot_id) if post.carries_cases][1]
    return casework.furnished(actor, partner_id, post_id=second)


def methods(rule: Rule) -> list[str]:
    return sorted({"GET", "POST"} & (rule.methods or set()))


def signed_in_coach(web: Flask, client_as: ClientAs) -> FlaskClient:
    """The coach of the first post; the sign-in page has a token, what follows needs none."""
    web.config["WTF_CSRF_ENABLED"] = True
    client = client_as("coach")
    web.config["WTF_CSRF_ENABLED"] = False
    return client


def asked(client: FlaskClient, rule: Rule, values: dict[str, Any]) -> dict[str, int]:
    """How each method of a rule is answered; a posted form holds what the page would send."""
    address = filled(rule, values_for(rule, values))
    return {
        method: client.open(
            address, method=method, data=LIKELY if method == "POST" else None
        ).status_code
        for method in methods(rule)
    }


def test_no_address_of_a_case_answers_who_may_not_see_it(
    web: Flask, actor: Actor, client_as: ClientAs, partner_id: int
) -> None:
    hidden = others(actor, partner_id)
    client = signed_in_coach(web, client_as)
    before = everything()
    answers = {
        (rule.rule, method): status
        for rule in case_rules(web)
        for method, status in asked(client, rule, hidden).items()
    }
    assert len(answers) > 100
    assert {key: status for key, status in answers.items() if status != 404} == {}
    assert everything() == before


def test_the_same_addresses_answer_for_a_case_of_ones_own(
    web: Flask, actor: Actor, client_as: ClientAs, partner_id: int
) -> None:
    """The counter-check: without it the test above would pass with wrong ids."""
    values = own(actor, partner_id)
    casework.furnished(actor, partner_id)
    client = signed_in_coach(web, client_as)
    missing = {
        rule.endpoint
        for rule in case_rules(web)
        if "GET" in methods(rule)
        and client.get(filled(rule, values_for(rule, values))).status_code not in (200, 302)
    }
    # there is nothing on record yet that could be taken back there
    assert missing == {"aftercare.remove", "stays.restore_interruption"}


def test_a_row_of_another_case_is_not_reached_under_ones_own_number(
    web: Flask, actor: Actor, partner_id: int
) -> None:
    mine, hidden = own(actor, partner_id), others(actor, partner_id)
    client = visitor(web, *ROLES)
    before = everything()
    swapped = {**hidden, "number": mine["number"]}
    rules = [rule for rule in case_rules(web) if _has_row_id(rule, hidden)]
    assert len(rules) > 30
    answers = {
        (rule.rule, method): status
        for rule in rules
        for method, status in asked(client, rule, swapped).items()
    }
    assert {key: status for key, status in answers.items() if status != 404} == {}
    assert everything() == before


def test_a_referral_is_hidden_once_somebody_else_has_the_person_in_care(
    web: Flask, actor: Actor, client_as: ClientAs, partner_id: int
) -> None:
    """Its name and reason too; an earlier referral of the same person likewise."""
    name = referrals.name(family_name="Zeisig")
    declined = referrals.referred(actor, name)
    row = referrals.row_of(actor, declined)
    decide(actor, declined, Event.DECLINE, DAY, row.version, DAY, "other")
    admitted = referrals.referred(actor, name)
    second = [post.id for post in posts_of(actor.pilot_id) if post.carries_cases][1]
    factories.admitted(actor, name=name, admitted_on=DAY, candidate=admitted, post_id=second)
    db.session.commit()
    client = signed_in_coach(web, client_as)
    before = everything()
    rules = [
        rule
        for rule in web.url_map.iter_rules()
        if rule.endpoint.startswith("selection.") and "number" in rule.arguments
    ]
    for number in (declined, admitted):
        for rule in rules:
            answers = asked(client, rule, {"pilot_key": "gecko", "number": number})
            assert set(answers.values()) == {404}, rule.rule
    for state in ("all", "admitted", "declined"):
        listed = client.get(f"/p/gecko/participants/selection?state={state}")
        assert listed.status_code == 200
        assert "Zeisig" not in listed.get_data(as_text=True)
    assert everything() == before
    seen = visitor(web, "coordinator").get(f"/p/gecko/participants/selection/{admitted}")
    assert "Zeisig" in seen.get_data(as_text=True)


def _has_row_id(rule: Rule, values: dict[str, Any]) -> bool:
    given = values_for(rule, values)
    return any(isinstance(value, int) and value > 10**9 for value in given.values())
