"""Forecasts in the database: kept for good, reported by month, carried over in one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import flask_migrate
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.access import Actor
from app.errors import DomainError, Stale
from app.extensions import db
from app.milestones import queries, services
from app.milestones.plan.rules import NOTHING_REACHED
from app.milestones.trend import services as trending
from app.milestones.trend.queries import forecasts_of, trend
from app.milestones.trend.rules import Direction
from app.milestones.trend.services import Expectation
from tests.factories import DAY, token

HALF, TARGET = "60 Aufnahmen", "120 Aufnahmen"
TREND = "/p/gecko/milestones/trend"
SignIn = Callable[[str], FlaskClient]


def rows(actor: Actor) -> dict[str, queries.MilestoneRow]:
    found = queries.all_of(actor.pilot_id, DAY, NOTHING_REACHED)
    return {row.title: row for row in found}


def moved(actor: Actor, title: str, expected_on: date, reason: str = "Krank") -> None:
    row = rows(actor)[title]
    services.revise(actor, row.id, expected_on, None, "", row.version, DAY, reason)
    db.session.commit()


def days_told(actor: Actor, title: str) -> list[tuple[date, date]]:
    one = rows(actor)[title].id
    told = forecasts_of(actor.pilot_id, one)[one]
    return [(forecast.reported_on, forecast.expected_on) for forecast in told]


def test_a_new_expectation_is_a_forecast_and_the_plan_is_the_first(actor: Actor) -> None:
    moved(actor, HALF, date(2024, 9, 30))
    row = rows(actor)[HALF]
    services.revise(actor, row.id, row.expected_on, None, "nur Text", row.version, DAY)
    notice = date(2021, 6, 10)
    assert days_told(actor, HALF) == [(notice, date(2024, 4, 30)), (DAY, date(2024, 9, 30))]


def test_what_was_forecast_is_never_changed(actor: Actor) -> None:
    with pytest.raises(DatabaseError, match="append_only"):
        db.session.execute(text("update milestone_forecast set expected_on = reported_on"))
    db.session.rollback()
    with pytest.raises(DatabaseError, match="append_only"):
        db.session.execute(text("delete from milestone_forecast"))


def test_a_monthly_report_keeps_also_what_stays_and_is_all_or_nothing(actor: Actor) -> None:
    half, target = rows(actor)[HALF], rows(actor)[TARGET]
    told = [
        Expectation(half.id, half.version, date(2024, 8, 31), "Zuweisungen kommen später"),
        Expectation(target.id, target.version, target.baseline_on),
    ]
    trending.report(actor, told, DAY, NOTHING_REACHED)
    db.session.commit()
    assert days_told(actor, TARGET)[-1] == (DAY, date(2026, 4, 30))
    assert rows(actor)[TARGET].expected_on is None
    assert rows(actor)[HALF].expected_on == date(2024, 8, 31)
    with pytest.raises(Stale):
        trending.report(actor, told, DAY, NOTHING_REACHED)
    again = rows(actor)[HALF]
    late = [Expectation(again.id, again.version, date(2024, 9, 1))]
    with pytest.raises(DomainError, match="slip_without_reason"):
        trending.report(actor, late, DAY, NOTHING_REACHED)


def test_the_trend_tells_slip_and_direction(actor: Actor) -> None:
    moved(actor, HALF, date(2024, 9, 30))
    found = {row.milestone.title: row for row in trend(actor.pilot_id, DAY, NOTHING_REACHED)}
    last = found[HALF].course.last
    assert last is not None
    assert (last.slip_days, last.change_days) == (153, 153)
    assert found[HALF].course.direction is Direction.RISING
    assert (found[HALF].code, found[TARGET].code) == ("M4", "M6")


def test_slips_are_taken_over_in_one_act_as_they_were_shown(actor: Actor) -> None:
    moved(actor, HALF, date(2024, 11, 30))
    slips = trending.slips_to_take_over(list(rows(actor).values()), DAY)
    assert [(row.title, row.earliest_on) for row in slips] == [
        (TARGET, date(2026, 11, 30)),
        ("Ende des Bewilligungszeitraums", date(2026, 11, 30)),
    ]
    seen = trending.seen_of(slips)
    moved(actor, HALF, date(2024, 12, 31))
    with pytest.raises(Stale):
        trending.take_over(actor, seen, "Folgt", DAY, NOTHING_REACHED)
    seen = trending.seen_of(trending.slips_to_take_over(list(rows(actor).values()), DAY))
    assert trending.take_over(actor, seen, "Folgt", DAY, NOTHING_REACHED) == 2
    assert rows(actor)[TARGET].expected_on == date(2026, 12, 31)
    assert rows(actor)[TARGET].earliest_on is None
    assert days_told(actor, TARGET)[-1] == (DAY, date(2026, 12, 31))


def report_form(client: FlaskClient, shown: list[queries.MilestoneRow]) -> dict[str, str]:
    given = {"csrf_token": token(client, f"{TREND}/report")}
    for place, row in enumerate(shown):
        given |= {
            f"rows-{place}-milestone": str(row.id),
            f"rows-{place}-version": str(row.version),
            f"rows-{place}-expected_on": f"{max(row.entered_on, DAY):%d.%m.%Y}",
            f"rows-{place}-reason": "Umbau" if row.entered_on < DAY else "",
        }
    return given


def test_the_report_page_names_every_line_that_is_wrong_and_keeps_the_entries(
    client_as: SignIn, actor: Actor
) -> None:
    client, shown = client_as("coordinator"), list(rows(actor).values())
    page = client.get(f"{TREND}/report").get_data(as_text=True)
    assert page.count('class="pb-line pb-report"') == len(shown) == 7
    given = report_form(client, shown)
    wrong = {**given, "rows-0-reason": "", "rows-1-expected_on": "01.02.2024"}
    answer = client.post(f"{TREND}/report", data=wrong)
    told = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Bisher erwartet am 01.11.2021. Bitte begründen Sie die Verschiebung." in told
    assert "Der 01.02.2024 liegt vor dem Stichtag 30.06.2024." in told
    assert 'value="01.02.2024"' in told
    assert client.post(f"{TREND}/report", data=given).status_code == 302
    db.session.rollback()
    assert rows(actor)["Projektbeginn"].expected_on == DAY
    assert days_told(actor, TARGET)[-1] == (DAY, date(2026, 4, 30))


def test_who_reports_second_is_told_what_was_saved_meanwhile(
    client_as: SignIn, actor: Actor
) -> None:
    client, shown = client_as("coordinator"), list(rows(actor).values())
    given = report_form(client, shown)
    db.session.rollback()
    moved(actor, HALF, date(2024, 9, 30))
    answer = client.post(f"{TREND}/report", data=given)
    assert answer.status_code == 409
    assert "zuletzt erwartet am 30.09.2024" in answer.get_data(as_text=True)


def test_the_trend_page_shows_chart_months_and_slips_and_offers_them(
    client_as: SignIn, actor: Actor
) -> None:
    moved(actor, HALF, date(2024, 11, 30))
    client, reader = client_as("coordinator"), client_as("auditor")
    page = client.get(TREND).get_data(as_text=True)
    assert "2 Meilensteine können rechnerisch erst später kommen als eingetragen." in page
    assert "am weitesten M4 um 214 Tage" in page
    assert "Plan +214 · zuvor +214" in page
    assert 'data-chart="trend-data"' in page
    assert f"{TREND}/carry-over" in page
    assert f"{TREND}/carry-over" not in reader.get(TREND).get_data(as_text=True)
    open_ones = client.get(f"{TREND}?state=open&package=0").get_data(as_text=True)
    assert "Keine Meilensteine gefunden" in open_ones
    offer = client.get(f"{TREND}/carry-over").get_data(as_text=True)
    assert "Folgt aus „60 Aufnahmen“ (30.11.2024)." in offer
    slips = trending.slips_to_take_over(list(rows(actor).values()), DAY)
    given = {"csrf_token": token(client, f"{TREND}/carry-over"), "reason": "Folgt aus dem Rest"}
    old = client.post(f"{TREND}/carry-over", data={**given, "seen": "1.1.2024-01-01"})
    assert old.status_code == 409
    sent = {**given, "seen": trending.seen_of(slips)}
    assert client.post(f"{TREND}/carry-over", data=sent).status_code == 302
    assert "rechnerisch erst später" not in client.get(TREND).get_data(as_text=True)


def test_the_history_of_before_becomes_forecasts(web: Flask, actor: Actor) -> None:
    moved(actor, HALF, date(2024, 9, 30))
    moved(actor, HALF, date(2024, 8, 31))
    db.session.remove()
    flask_migrate.downgrade(revision="0019")
    flask_migrate.upgrade()
    told = days_told(actor, HALF)
    assert [expected for _reported, expected in told] == [
        date(2024, 4, 30),
        date(2024, 9, 30),
        date(2024, 8, 31),
    ]
    assert {reported for reported, _expected in told} == {DAY}
