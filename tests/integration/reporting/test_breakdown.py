"""The break-down of people: agrees with the figures, shows each reader what they may see."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from app.access import Actor
from app.audit import AuditEntry
from app.extensions import db
from app.participants.models import Participation
from app.participants.services.stay import move_stage, record_exit
from app.pilots.models import Pilot
from app.reporting import queries as overview
from app.reporting.breakdown import queries
from app.reporting.breakdown.rules import By, Measure, Question, Table, broken_down
from app.reporting.figures.queries import bare_stays, figures_of
from app.reporting.figures.rules import part_of, whole_scope
from app.reporting.stays import ended_of
from tests.factories import DAY, admitted, gecko, token

SignIn = Callable[[str], FlaskClient]
PAGE = "/p/gecko/overview/breakdown"
LEFT = {3: "regular", 4: "regular", 5: "health", 8: "moved"}
SEXES = ("female", "female", "male", "female", "male", "male", "male", "male", "female", "female")


@pytest.fixture
def people(actor: Actor) -> Actor:
    """Eighteen people over two years: some moved on, four left, two in the middle of a month."""
    for number, month in enumerate(range(18), start=1):
        on = date(2022 + month // 12, month % 12 + 1, 10)
        consents = {"participation": on}
        admitted(actor, admitted_on=on, referred_on=None, consents=consents)
        row = db.session.scalars(select(Participation).where(Participation.number == number)).one()
        row.sex, row.age_at_entry = SEXES[number % 10], 20 + 2 * number
        db.session.flush()
        if number % 2:
            move_stage(actor, gecko(), number, 2, date(2023, 11, 1), "", DAY)
    for number, reason in LEFT.items():
        row = db.session.scalars(select(Participation).where(Participation.number == number)).one()
        record_exit(actor, number, date(2024, 5, 10 + number), reason, "training", row.version, DAY)
    db.session.commit()
    return actor


def told(people: Actor, measure: Measure, rows: By, columns: By | None = None) -> Table:
    question = Question(measure, rows, columns, DAY)
    return broken_down(
        queries.stays(people.pilot_id, question), question, [()] * len(question.by), 0
    )


def test_sums_and_groups_agree_with_the_figures(people: Actor) -> None:
    figures = figures_of(people.pilot_id, gecko(), whole_scope(gecko().notice, DAY))
    for measure in (Measure.IN_CARE, Measure.ADMITTED, Measure.EXITED):
        for rows, columns in ((By.SEX, None), (By.AGE, By.YEAR), (By.VOCATIONAL, By.STAGE)):
            found = told(people, measure, rows, columns)
            whole = found.values[(None,) * len(found.question.by)]
            assert whole.people == figures[measure]
            assert sum(found.at(row, None).people or 0 for row in found.rows) == figures[measure]
    for name, measure, by in (
        ("stage", Measure.IN_CARE, By.STAGE),
        ("exited_here", Measure.EXITED, By.EXIT_REASON),
        ("outcome", Measure.EXITED, By.OUTCOME),
    ):
        parts = {part_of(key): count for key, count in figures.items() if key[: len(name)] == name}
        table = told(people, measure, by)
        shown = {group: table.at(group).people for group in table.rows}
        assert shown == {part: count for part, count in parts.items() if part and count}
    mean = told(people, Measure.DWELL, By.SEX).at(None).mean_days
    assert mean is not None
    assert int(mean + 0.5) == figures["dwell_mean"]


def test_the_overview_agrees_with_the_figures(people: Actor) -> None:
    scope = whole_scope(gecko().notice, DAY)
    figures = figures_of(people.pilot_id, gecko(), scope)
    found = overview.people_on(
        people.pilot_id, gecko(), DAY, True, bare_stays(people.pilot_id, DAY)
    )
    ended = ended_of(bare_stays(people.pilot_id, DAY), DAY)
    assert (found.admitted, found.in_care, found.exited) == tuple(
        figures[key] for key in ("admitted", "in_care", "exited")
    )
    for name, counts in (("outcome", found.outcomes), ("exited_here", found.reasons)):
        assert counts == {
            part_of(key): count
            for key, count in figures.items()
            if key.startswith(f"{name}:") and count
        }
    assert ended.median_days is not None
    assert int(ended.median_days + 0.5) == figures["dwell_median"]
    money = overview.money_on(people.pilot_id, gecko(), DAY)
    assert money.spent_cents == figures["spent_to_date"]
    assert sum(paid for _planned, paid in money.by_year.values()) == figures["spent_to_date"]


def text_of(client: FlaskClient, query: str = "", status: int = 200) -> str:
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def test_small_numbers_show_only_when_asked_for_by_who_sees_the_cases(
    client_as: SignIn, people: Actor
) -> None:
    asked = "count=in_care&rows=age&columns=sex"
    coordinator = client_as("coordinator")
    assert "geschützt</td>" in text_of(coordinator, asked)
    assert "geschützt</td>" not in text_of(coordinator, f"{asked}&small=shown")
    assert "geschützt</td>" in text_of(client_as("finance"), f"{asked}&small=shown")


def test_without_the_cases_a_day_gives_the_month_end_before_it(
    client_as: SignIn, people: Actor
) -> None:
    asked = "count=in_care&rows=sex&on=20.05.2024"
    assert "Am 20.05.2024, insgesamt: 14." in text_of(client_as("coordinator"), asked)
    shown = text_of(client_as("auditor"), asked)
    assert "Am 30.04.2024, insgesamt: 18." in shown
    assert 'value="20.05.2024"' not in shown


def test_stages_open_the_list_and_reasons_their_figure(client_as: SignIn, people: Actor) -> None:
    client = client_as("coordinator")
    shown = text_of(client, "count=in_care&rows=stage&small=shown")
    assert "/p/gecko/participants?state=in_care&amp;stage=2" in shown
    shown = text_of(client, "count=exited&rows=exit_reason&small=shown")
    address = "/p/gecko/figures/2021-11-01..2024-06-30/exited_here:regular"
    assert address in shown
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("rows=post", "Beschäftigtendaten"),
        ("rows=sex&columns=post", "Beschäftigtendaten"),
        ("rows=birth_date", "wird nicht angeboten"),
        ("rows=sex&columns=sex", "zwei verschiedene"),
        ("count=in_care&rows=outcome", "noch keinen Austritt"),
    ],
)
def test_a_crafted_address_is_refused(
    client_as: SignIn, people: Actor, query: str, sentence: str
) -> None:
    assert sentence in text_of(client_as("coordinator"), query, 422)


def test_posts_are_offered_where_the_programme_shows_them(client_as: SignIn, people: Actor) -> None:
    client = client_as("coordinator")
    assert "Stelle</option>" not in text_of(client)
    row = db.session.scalars(select(Pilot)).one()
    configuration = json.loads(row.configuration)
    configuration["reports"]["per_coach"] = True
    row.configuration = json.dumps(configuration)
    db.session.commit()
    assert "SB med. Reha 1" in text_of(client, "count=in_care&rows=post&small=shown")


def test_too_few_people_give_no_table(client_as: SignIn, actor: Actor) -> None:
    client = client_as("coordinator")
    assert "Noch niemand zu zählen" in text_of(client)
    db.session.rollback()
    admitted(actor)
    db.session.commit()
    assert "Zu wenige Personen" in text_of(client)
    assert "insgesamt: 1." in text_of(client, "small=shown")


def test_the_workbook_says_what_the_page_says_and_is_on_record(
    client_as: SignIn, people: Actor
) -> None:
    client = client_as("coordinator")
    query = "count=dwell_mean&rows=exit_reason&small=shown"
    answer = client.post(
        f"{PAGE}/export?{query}", data={"csrf_token": token(client, f"{PAGE}?{query}")}
    )
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    cells = {row[0]: row[1] for row in sheet.iter_rows(min_row=4, values_only=True)}
    table = told(people, Measure.DWELL, By.EXIT_REASON)
    mean = table.at("regular").mean_days
    assert mean is not None
    assert cells["reguläres Ende"] == int(mean + 0.5)
    assert "nicht zum Weitergeben" in str(sheet["A2"].value)
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "export_breakdown")
    ).one()
    assert entry.fields == "exit_reason"
    assert client_as("finance").post(f"{PAGE}/export").status_code in {400, 403}
