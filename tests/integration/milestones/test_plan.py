"""Work packages, dependencies and milestones that a figure reports reached, in the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from app.access import Actor
from app.audit import check_chain
from app.documents.services import attach
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.milestones import queries, services
from app.milestones.plan import queries as plan
from app.milestones.plan import services as planning
from app.milestones.plan.services import PackageFacts
from app.milestones.rules import State
from app.milestones.services import MilestoneFacts, Reasons
from app.reporting.figures.queries import figures_of, reached_days
from app.reporting.figures.rules import Scope
from app.reporting.queries import concerns_of, overview
from tests.factories import DAY, admitted, gecko, token
from tests.integration.documents.files import PDF

HALF, TARGET = "60 Aufnahmen", "120 Aufnahmen"
LIST = "/p/gecko/milestones"
SignIn = Callable[[str], FlaskClient]


def rows(actor: Actor, on: date = DAY) -> dict[str, queries.MilestoneRow]:
    found = queries.all_of(actor.pilot_id, on, reached_days(actor.pilot_id, on))
    return {row.title: row for row in found}


def facts_of(row: queries.MilestoneRow, **changes: object) -> MilestoneFacts:
    kept = {"title": row.title, "baseline_on": row.baseline_on, "package_id": row.package_id}
    return MilestoneFacts(**{**kept, **changes})  # type: ignore[arg-type]


def test_the_pilot_starts_with_packages_and_dependencies_of_its_preset(actor: Actor) -> None:
    found = plan.packages(actor.pilot_id, list(rows(actor).values()))
    assert [(one.code, len(one.milestones)) for one in found] == [
        ("AP 1", 2),
        ("AP 2", 3),
        ("AP 3", 1),
        ("AP 4", 1),
    ]
    assert rows(actor)[TARGET].needs == {rows(actor)[HALF].id: 730}


def test_a_figure_reports_its_milestone_reached_the_same_everywhere(actor: Actor) -> None:
    for day in (date(2023, 3, 14), date(2022, 5, 2)):
        admitted(actor, admitted_on=day, referred_on=day, consents={"participation": day})
    first = rows(actor)["Erste Aufnahme"]
    assert (first.actual_on, first.standing.state) == (date(2022, 5, 2), State.REACHED_LATE)
    assert rows(actor, date(2022, 5, 1))["Erste Aufnahme"].standing.state is State.OVERDUE
    seen = overview(actor.pilot_id, gecko(), DAY, True, False)
    assert [row.title for row in seen.milestones if row.standing.is_reached] == ["Erste Aufnahme"]
    told = {getattr(one.subject, "title", None) for one in concerns_of(seen, gecko())}
    assert HALF in told
    assert "Erste Aufnahme" not in told
    for last, count in ((DAY, 1), (date(2022, 5, 1), 0)):
        scope = Scope(date(2021, 11, 1), last)
        assert figures_of(actor.pilot_id, gecko(), scope)["milestones_reached"] == count
    with pytest.raises(DomainError, match="reached_stays"):
        services.drop(actor, first.id, first.version, reached_days(actor.pilot_id, DAY))


def test_a_day_by_hand_is_refused_where_a_figure_tells_it(actor: Actor) -> None:
    row = rows(actor)[HALF]
    with pytest.raises(DomainError, match="figure_tells_the_day") as refused:
        services.revise(actor, row.id, None, DAY, "", row.version, DAY)
    assert refused.value.field == "actual_on"


def test_a_slip_carries_over_to_state_and_due_day_of_what_depends_on_it(actor: Actor) -> None:
    half = rows(actor)[HALF]
    services.revise(actor, half.id, date(2024, 9, 30), None, "", half.version, DAY, "Krank")
    target = rows(actor)[TARGET]
    assert target.expected_on is None
    assert (target.earliest_on, target.held_up_by) == (date(2026, 9, 30), half.id)
    assert (target.standing.state, target.standing.days) == (State.SLIPPING, 153)
    assert target.due_on == date(2026, 9, 30)


def test_a_new_planned_day_needs_a_reason_that_the_history_keeps(actor: Actor) -> None:
    row = rows(actor)["Stellen besetzt"]
    changed = facts_of(row, baseline_on=date(2024, 7, 31))
    with pytest.raises(DomainError, match="baseline_without_reason") as refused:
        services.edit(actor, row.id, changed, Reasons(), row.version, DAY)
    assert refused.value.field == "baseline_reason"
    reasons = Reasons(baseline="Änderungsbescheid vom 12.06.2024")
    services.edit(actor, row.id, changed, reasons, row.version, DAY)
    db.session.commit()
    change = queries.changes_of(actor.pilot_id, row.id)[-1]
    assert change.values["baseline_on"] == (date(2022, 1, 31), date(2024, 7, 31))
    assert change.values["baseline_reason"][1] == "Änderungsbescheid vom 12.06.2024"


def test_dependencies_form_no_circle_and_their_end_is_remembered(actor: Actor) -> None:
    first, target = rows(actor)["Erste Aufnahme"], rows(actor)[TARGET]
    with pytest.raises(DomainError, match="circle"):
        planning.add_need(actor, first.id, target.id, 0)
    planning.add_need(actor, target.id, first.id, 10)
    db.session.commit()
    planning.drop_need(actor, target.id, first.id)
    db.session.commit()
    told = [
        (one.needs_id, one.lag_days, one.is_removal)
        for one in plan.need_changes_of(actor.pilot_id, target.id)
    ]
    assert told[1:] == [(first.id, 10, False), (first.id, 10, True)]
    with pytest.raises(NotFound):
        planning.drop_need(actor, target.id, first.id)
    assert check_chain(actor.pilot_id) is None


def test_what_others_wait_for_or_what_has_documents_is_not_dropped(actor: Actor) -> None:
    half, end = rows(actor)[HALF], rows(actor)["Ende des Bewilligungszeitraums"]
    with pytest.raises(DomainError, match="needed_by_others") as refused:
        services.drop(actor, half.id, half.version)
    assert refused.value.params["names"] == f"„{TARGET}“"
    attach(actor, services.DOCUMENTS, end.id, "Bescheid.pdf", PDF)
    with pytest.raises(DomainError, match="has_documents"):
        services.drop(actor, end.id, end.version)


def test_a_package_is_revised_dropped_only_empty_and_its_number_is_its_own(actor: Actor) -> None:
    first = plan.packages(actor.pilot_id, [])[0]
    facts = PackageFacts("AP 10", "Öffentlichkeit", DAY, DAY)
    added = planning.add_package(actor, facts)
    assert [one.code for one in plan.packages(actor.pilot_id, [])][-1] == "AP 10"
    with pytest.raises(DomainError, match="code_taken"):
        planning.add_package(actor, facts)
    with pytest.raises(DomainError, match="ends_before_start"):
        planning.add_package(actor, PackageFacts("AP 11", "Rückwärts", DAY, date(2024, 6, 29)))
    with pytest.raises(DomainError, match="has_milestones"):
        planning.drop_package(actor, first.id, first.version)
    planning.revise_package(actor, added, facts, 1)
    with pytest.raises(Stale):
        planning.drop_package(actor, added, 7)
    planning.drop_package(actor, added, 1)
    with pytest.raises(NotFound):
        plan.package(actor.pilot_id, added)


def test_the_coordinator_keeps_packages_and_dependencies_on_their_pages(
    client_as: SignIn, actor: Actor
) -> None:
    client = client_as("coordinator")
    address = f"{LIST}/packages/new"
    given = {"code": "AP 5", "title": "Transfer", "starts_on": "01.01.2026"}
    sent = {"csrf_token": token(client, address), **given, "ends_on": "01.10.2025"}
    answer = client.post(address, data=sent)
    assert answer.status_code == 422
    assert "Das Ende liegt vor dem Beginn." in answer.get_data(as_text=True)
    assert client.post(address, data={**sent, "ends_on": "01.10.2026"}).status_code == 302
    assert "AP 5" in client.get(f"{LIST}/packages").get_data(as_text=True)
    first, target = rows(actor)["Erste Aufnahme"], rows(actor)[TARGET]
    need = f"{LIST}/{first.id}/needs/new"
    asked = {"csrf_token": token(client, need), "needs_id": str(target.id), "lag_days": "5"}
    ring = client.post(need, data=asked).get_data(as_text=True)
    assert "im Kreis aufeinander warten: „" in ring
    assert f"„{TARGET}“ → „{HALF}“ → „Erste Aufnahme“" in ring + ring
    page = client.get(f"{LIST}/{target.id}").get_data(as_text=True)
    assert "mindestens 730 Tage Abstand" in page
    assert "Aufgenommene Personen: mindestens 120" in page


def test_the_list_is_grouped_by_package_narrowed_or_flat(client_as: SignIn, actor: Actor) -> None:
    client = client_as("coach")
    grouped = client.get(LIST).get_data(as_text=True)
    assert grouped.index("AP 1 Aufbau") < grouped.index("Stellen besetzt")
    assert grouped.count('scope="rowgroup"') == 4
    flat = client.get(f"{LIST}?view=flat").get_data(as_text=True)
    assert 'scope="rowgroup"' not in flat
    package = rows(actor)[HALF].package_id
    narrowed = client.get(f"{LIST}?package={package}").get_data(as_text=True)
    assert TARGET in narrowed
    assert "Stellen besetzt" not in narrowed
