"""Versions of the plan and drafts: who may adopt one, and what keeps two people apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import Actor
from app.errors import DomainError, Stale
from app.extensions import db
from app.finance import queries as finance
from app.finance.plans import queries, services
from app.finance.plans.services import NoticeOfPlan, Sheet
from app.finance.services import plans
from app.finance.services.plans import PlanToTake
from tests import factories
from tests.factories import DAY

GRANT = 2_031_387_90
AMOUNTS = {("0812", 2022): 1_000_000_00, ("0843", 2022): 1_031_387_90}
MOVED = {("0812", 2022): 900_000_00, ("0843", 2022): 1_131_387_90}
NOTICE = NoticeOfPlan("Änderungsbescheid vom 03.06.2024", date(2024, 6, 3), date(2024, 6, 1))
EDIT = "/p/gecko/finance/plan/drafts/1/edit"


def planned(actor: Actor) -> None:
    plans.write(actor, PlanToTake(AMOUNTS, "Bescheid", date(2021, 6, 10)), None)


def drafted(amounts: dict[tuple[str, int], int] = MOVED) -> int:
    finance_user = factories.actor_as("finance")
    return services.draft(finance_user, Sheet("Mehr Verwaltung", "Umzug", amounts), DAY)


def test_a_second_person_makes_a_draft_the_plan_and_the_old_one_stays(
    web: Flask, actor: Actor
) -> None:
    planned(actor)
    number = drafted()
    approver = factories.actor_as("approver")
    services.adopt(approver, number, NOTICE, 1, GRANT, DAY)
    first, second = queries.versions(actor.pilot_id)
    assert (first.amounts, second.amounts) == (AMOUNTS, MOVED)
    in_force = finance.plan_in_force(actor.pilot_id, DAY)
    assert in_force is not None
    assert in_force.notice == NOTICE.reference
    before = finance.plan_in_force(actor.pilot_id, date(2024, 5, 31))
    assert before is not None
    assert before.notice == "Bescheid"


@pytest.mark.parametrize(
    ("role", "amounts", "key"),
    [
        ("finance", MOVED, "plan.four_eyes"),
        ("approver", {**MOVED, ("0843", 2022): 1}, "plan.not_the_grant"),
    ],
)
def test_no_draft_is_adopted_alone_or_with_another_sum(
    web: Flask, actor: Actor, role: str, amounts: dict[tuple[str, int], int], key: str
) -> None:
    planned(actor)
    number = drafted(amounts)
    with pytest.raises(DomainError) as refused:
        services.adopt(factories.actor_as(role), number, NOTICE, 1, GRANT, DAY)
    assert refused.value.key == key


def test_a_draft_of_a_plan_that_no_longer_binds_is_not_adopted(web: Flask, actor: Actor) -> None:
    planned(actor)
    first, second = drafted(), drafted()
    approver = factories.actor_as("approver")
    services.adopt(approver, first, NOTICE, 1, GRANT, DAY)
    with pytest.raises(DomainError) as refused:
        services.adopt(approver, second, NOTICE, 1, GRANT, DAY)
    assert refused.value.key == "plan.draft_outdated"


def test_versions_keep_their_order_in_time(web: Flask, actor: Actor) -> None:
    planned(actor)
    services.adopt(factories.actor_as("approver"), drafted(), NOTICE, 1, GRANT, DAY)
    late = NoticeOfPlan("Bescheid", date(2021, 6, 10), date(2024, 6, 2))
    with pytest.raises(DomainError) as refused:
        services.name_notice(factories.actor_as("finance"), 1, late, 1, DAY)
    assert refused.value.key == "plan.order_of_versions"


def test_whoever_comes_second_to_a_draft_overwrites_nothing(web: Flask, actor: Actor) -> None:
    planned(actor)
    number = drafted()
    finance_user = factories.actor_as("finance")
    services.change(finance_user, number, Sheet("Neu", "Umzug", AMOUNTS), 1)
    with pytest.raises(Stale):
        services.change(finance_user, number, Sheet("Alt", "Umzug", MOVED), 1)


def test_the_pages_lead_from_the_plan_to_a_draft_and_say_what_it_needs(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    planned(actor)
    db.session.commit()
    client = client_as("finance")
    new = "/p/gecko/finance/plan/drafts/new"
    shown = client.get(new).get_data(as_text=True)
    assert 'value="1000000,00"' in shown
    answer = client.post(
        new,
        data={
            "csrf_token": factories.token(client, new),
            "version": "0",
            "title": "Mehr Verwaltung",
            "reason": "Umzug",
            "amount_0812_2022": "700.000,00",
            "amount_0843_2022": "1.331.387,90",
        },
    )
    assert answer.status_code == 302
    shown = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Die Zustimmung muss vor der Überschreitung vorliegen." in shown
    assert "Als Plan übernehmen" not in shown
    assert "Als Plan übernehmen" in client_as("approver").get(answer.headers["Location"]).get_data(
        as_text=True
    )
    bad = client.post(
        EDIT,
        data={
            "csrf_token": factories.token(client, EDIT),
            "version": "1",
            "title": "T",
            "reason": "R",
            "amount_0812_2022": "viel",
        },
    )
    assert bad.status_code == 422
    assert "Das ist kein Betrag" in bad.get_data(as_text=True)
