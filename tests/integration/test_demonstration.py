"""The demonstration: what it shows on its pages, and that its figures are those of the samples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from app import audit
from app.cli.demonstration import TRAINING_DAY
from app.extensions import db
from app.factory import create_app
from app.participants.aftercare.models import Whereabouts
from app.participants.conditions.models import Circumstance, ConditionState
from app.participants.contacts.models import CaseNote, Contact
from app.participants.questionnaires.models import Crisis, Questionnaire
from app.participants.selection.models import Candidate
from app.partners.models import Involvement
from app.pilots.queries import pilot_by_key
from app.reporting.reports import queries as reports
from app.reporting.reports.models import ReportEvent, ReportStep
from app.reporting.reports.queries.filing import filings
from app.reporting.reports.queries.restating import restated
from tests import engines, factories
from tests.clients import SeparateClient
from tests.integration import commands
from tests.integration.test_samples import EXPECTED

PAGES = {
    "tasks": "Schritt im Integrationsplan",
    "participants/selection": "Die Frist für die Angaben zu 2 nicht aufgenommenen Personen",
    "participants/selection/funnel": "129",
    "participants/questionnaires": "WHO-5",
    "participants/questionnaires/crisis-procedure": "Übungstext der Vorführung",
    "participants/caseload": "Vertretung: Coach bis 12.07.2024",
    "partners": "Musterkasse Nord",
    "partners/agreements": "endet bald",
    "partners/figures": "Schuldnerberatung Musterstadt",
    "participants/33/contacts": "eingetragen von Coach",
    "participants/33/plan": "vereinbart am",
    "participants/33/conditions": "in Bearbeitung",
    "participants/33/questionnaires": "18 Monate",
    "participants/33/partners": "Beispiel-Rentenversicherung",
    "participants/1/consents": "Nachbefragung",
    "participants/1/aftercare": "EM-Rente",
    "reports": "27.04.2023",
    "reports/forms": "Vorführformular",
    "reports/notifications": "Entwurf",
}
"""What must be read on a page of the coordinator."""
PAID_IN_2022 = 407_088_44
"""Cents: the sum of the vouchers in the sample file that were paid in 2022."""
FACTS: tuple[InstrumentedAttribute[object], ...] = (
    Contact.held_on,
    CaseNote.written_on,
    Questionnaire.answered_on,
    Whereabouts.asked_on,
    Circumstance.from_day,
    ConditionState.from_day,
    Involvement.until_day,
    Candidate.decided_on,
    ReportEvent.day,
    ReportStep.happened_on,
)
"""Days of facts; those of deadlines and agreements may lie ahead."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, str]]:
    """The demonstration with what its preparation said, once for the tests of this file."""
    folder: Path = tmp_path_factory.mktemp("demonstration")
    web = create_app(factories.settings(engines.sqlite_url(folder), folder / "instance"))
    with web.app_context():
        prepared = commands.flask(web, "demo", "prepare")
        assert prepared.exit_code == 0, prepared.output
        yield web, prepared.output
        factories.release_connections()


def test_every_page_of_the_case_work_shows_something(shown: tuple[Flask, str]) -> None:
    web, said = shown
    found = re.search(r"coordinator@gecko\.example\s+(\S+)", said)
    assert found is not None
    client = SeparateClient(web, web.response_class, use_cookies=True)
    token = factories.token(client, "/sign-in")
    email = "coordinator@gecko.example"
    client.post(
        "/sign-in", data={"email": email, "password": found[1], "next": "", "csrf_token": token}
    )
    pages = {path: client.get(f"/p/gecko/{path}").get_data(as_text=True) for path in PAGES}
    assert [path for path, words in PAGES.items() if words not in pages[path]] == []


def test_its_figures_are_those_of_the_samples(shown: tuple[Flask, str]) -> None:
    web, _said = shown
    figures = commands.status(web, "--on", "2024-06-30")
    assert (
        figures["participants"]["admitted"]
        == EXPECTED["participants"]["accepted_with_accept_valid"]
    )
    assert figures["participants"]["in_care"] == 49
    posts = figures["caseload"]["posts"]
    assert {title: post["in_care"] for title, post in posts.items()} == {
        "SB med. Reha 1": 26,
        "SB med. Reha 2": 23,
    }
    assert figures["dwell_days"] == {"mean_completed": 453.34, "completed": 35}


def test_nothing_in_it_happens_after_the_training_day(shown: tuple[Flask, str]) -> None:
    latest = {str(fact): db.session.scalar(select(func.max(fact))) for fact in FACTS}
    assert {name: day for name, day in latest.items() if day is None or day > TRAINING_DAY} == {}


def test_its_one_crisis_was_seen_to_long_ago(shown: tuple[Flask, str]) -> None:
    (crisis,) = db.session.scalars(select(Crisis)).all()
    assert crisis.confirmed_at == crisis.raised_at + timedelta(hours=3)
    assert crisis.raised_at < datetime.combine(TRAINING_DAY, time(), UTC) - timedelta(days=365)


def test_one_statement_is_filed_as_the_books_are_and_the_next_is_in_preparation(
    shown: tuple[Flask, str],
) -> None:
    pilot = pilot_by_key("gecko", TRAINING_DAY)
    assert pilot is not None
    assert [(row.year, row.state) for row in reports.reports(pilot.id)] == [
        (2022, "filed"),
        (2023, "draft"),
    ]
    ((row, filed),) = filings(pilot.id)
    assert {one.ending for one in filed.files} == {"xlsx", "pdf", "docx"}
    assert filed.figures["spent"] == PAID_IN_2022
    assert restated(pilot, row, filed).rows == []


def test_preparing_it_again_changes_nothing(shown: tuple[Flask, str]) -> None:
    web, _said = shown
    counted = select(func.count()).select_from(audit.AuditEntry)
    before = db.session.scalar(counted)
    again = commands.flask(web, "demo", "prepare")
    assert (again.exit_code, again.output) == (0, "")
    assert db.session.scalar(counted) == before
