"""The outlook as people use it: what they expect counts at once, and is theirs to change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import Actor
from app.errors import DomainError, Stale
from app.extensions import db
from app.finance.outlook import queries, services
from app.finance.outlook.rules import Method
from app.finance.outlook.services import ToExpect
from app.finance.services import plans
from app.finance.services.plans import PlanToTake
from tests import factories
from tests.factories import DAY
from tests.integration.finance import books

FAIR = ToExpect("0843", date(2024, 11, 15), 1_930_00, "Fachtagung")
OUTLOOK = "/p/gecko/finance/outlook"


def planned(actor: Actor) -> None:
    amounts = {(code, year): 100_000_00 for code in ("0812", "0843") for year in range(2021, 2027)}
    plans.write(actor, PlanToTake(amounts, "Bescheid", date(2021, 6, 10)), None)
    books.book(actor, books.listed("B1", 1_200_00, date(2024, 5, 10), "0843"))


def test_what_is_expected_and_how_it_is_estimated_is_in_the_estimate_at_completion(
    web: Flask, actor: Actor
) -> None:
    planned(actor)
    preset = factories.gecko()
    services.choose_methods(actor, preset, {"0843": Method.KNOWN})
    assert queries.at_completion(actor.pilot_id, preset, DAY)["0843"] == 1_200_00
    services.expect(actor, preset.notice, FAIR, DAY)
    assert queries.at_completion(actor.pilot_id, preset, DAY)["0843"] == 3_130_00
    services.choose_methods(actor, preset, {"0843": Method.TREND})
    # In 2024 the fair is more than seven months of the trend; it goes on for 22 months after that.
    expected = 1_200_00 + 1_930_00 + 100_00 * 22
    assert queries.at_completion(actor.pilot_id, preset, DAY)["0843"] == expected


def test_nothing_is_expected_of_months_that_are_over(web: Flask, actor: Actor) -> None:
    notice = factories.gecko().notice
    for day in (date(2024, 5, 31), date(2026, 11, 1)):
        with pytest.raises(DomainError) as refused:
            services.expect(actor, notice, ToExpect("0843", day, 1, "spät"), DAY)
        assert refused.value.key == "outlook.month_not_ahead"


def test_whoever_comes_second_removes_nothing_that_was_changed(web: Flask, actor: Actor) -> None:
    notice = factories.gecko().notice
    row_id = services.expect(actor, notice, FAIR, DAY)
    services.correct(actor, notice, row_id, FAIR, 1, DAY)
    services.correct(actor, notice, row_id, ToExpect("0843", FAIR.day, 5, "neu"), 1, DAY)
    with pytest.raises(Stale):
        services.remove(actor, row_id, 1)


def test_the_page_says_early_that_money_will_be_left_and_by_when_to_ask(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    planned(actor)
    db.session.commit()
    client = client_as("finance")
    new = f"{OUTLOOK}/expectations/new"
    answer = client.post(
        new,
        data={
            "csrf_token": factories.token(client, new),
            "version": "0",
            "position": "0843",
            "day": "15.11.2024",
            "amount_cents": "1.930,00",
            "reason": "Fachtagung",
        },
    )
    assert answer.status_code == 302
    shown = client.get(OUTLOOK).get_data(as_text=True)
    assert "Fachtagung" in shown
    assert "Übertragung bis zum 31.10.2024" in shown
    assert "Erwartung eintragen" not in client_as("auditor").get(OUTLOOK).get_data(as_text=True)
