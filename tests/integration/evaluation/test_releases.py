"""Releases: made by the coordinator, opened by the institute, withdrawn again."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access import Actor
from app.audit import AuditEntry, check_chain
from app.errors import DomainError, NotFound
from app.evaluation import queries, services
from app.evaluation.models import Release
from app.evaluation.workbook import Edition
from app.extensions import db
from app.web import settings
from exports.columns import Bilingual
from tests import factories
from tests.factories import DAY

EDITION = Edition(
    made_by_role=Bilingual("Probe", "sample"),
    made_on=DAY,
    status=Bilingual("Probe", "sample"),
)
SignIn = Callable[[str], FlaskClient]
RELEASE = "/p/gecko/evaluation/release"


def released(actor: Actor, note: str = "") -> Release:
    """A release of the day of account, committed."""
    draft = services.draft_release(actor, factories.pilot(), DAY, settings(), EDITION)
    release_id = services.release(actor, factories.pilot(), draft, note)
    db.session.commit()
    row = queries.release_row(actor.pilot_id, release_id)
    assert row is not None
    return row


def acts(pilot_id: int) -> list[str]:
    """What was recorded about datasets, in order."""
    rows = db.session.scalars(
        select(AuditEntry).where(AuditEntry.pilot_id == pilot_id).order_by(AuditEntry.sequence)
    )
    return [row.action for row in rows if row.subject in ("release", "dataset")]


def test_a_release_is_sealed_numbered_opened_and_recorded(actor: Actor) -> None:
    factories.admitted(actor)
    first, second = released(actor), released(actor, " nach Korrektur ")
    assert first.file_name == "gecko_evaluation_2024-06-30_v1.xlsx"
    assert second.file_name == "gecko_evaluation_2024-06-30_v2.xlsx"
    assert (second.persons, second.left_out, second.note) == (1, 0, "nach Korrektur")
    assert first.content_hash == second.content_hash
    sealed = services.sealed_path(settings(), actor.pilot_id, first.id).read_bytes()
    opened = services.open_release(actor, first.id, settings())
    assert not sealed.startswith(b"PK")
    assert opened.content.startswith(b"PK")
    book = openpyxl.load_workbook(io.BytesIO(opened.content))
    assert book.sheetnames == ["Lies mich", "persons", "stage_episodes", "codebook"]
    assert acts(actor.pilot_id) == ["release", "release", "download_release"]
    assert check_chain(actor.pilot_id) is None


def test_nothing_in_clear_stays_on_the_disk(actor: Actor) -> None:
    factories.admitted(actor)
    row = released(actor)
    left = [path for path in settings().files.rglob("*") if path.is_file()]
    assert left == [services.sealed_path(settings(), actor.pilot_id, row.id)]


def test_a_release_without_people_is_refused_and_leaves_nothing(actor: Actor) -> None:
    factories.admitted(actor, consents={"participation": date(2023, 3, 10)})
    with pytest.raises(DomainError, match=r"evaluation\.nobody"):
        released(actor)
    assert list(settings().files.iterdir()) == []


def test_a_discarded_draft_leaves_nothing(actor: Actor) -> None:
    factories.admitted(actor)
    draft = services.draft_release(actor, factories.pilot(), DAY, settings(), EDITION)
    services.discard(actor, draft, settings())
    assert not services.sealed_path(settings(), actor.pilot_id, draft.release_id).exists()


def test_a_withdrawn_release_cannot_be_opened_and_its_file_is_gone(actor: Actor) -> None:
    factories.admitted(actor)
    row = released(actor)
    services.forget_file(actor, row.id, settings())
    assert services.sealed_path(settings(), actor.pilot_id, row.id).exists()
    services.withdraw_release(actor, row.id)
    services.forget_file(actor, row.id, settings())
    assert not services.sealed_path(settings(), actor.pilot_id, row.id).exists()
    for act in (services.standing_release, services.withdraw_release):
        with pytest.raises(NotFound):
            act(actor, row.id)
    with pytest.raises(NotFound):
        services.open_release(actor, row.id, settings())


def test_a_release_of_another_pilot_is_not_there(actor: Actor) -> None:
    factories.admitted(actor)
    row = released(actor)
    foreign = Actor(actor.user_id, actor.pilot_id + 1, actor.permissions)
    with pytest.raises(NotFound):
        services.open_release(foreign, row.id, settings())


def test_a_changed_file_is_refused_and_the_opening_is_not_recorded(actor: Actor) -> None:
    factories.admitted(actor)
    row = released(actor)
    path = services.sealed_path(settings(), actor.pilot_id, row.id)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(DomainError, match=r"house\.file_broken"):
        services.open_release(actor, row.id, settings())
    assert acts(actor.pilot_id) == ["release"]


def test_the_coordinator_releases_and_the_institute_downloads(
    actor: Actor, client_as: SignIn
) -> None:
    factories.admitted(actor)
    db.session.commit()
    coordinator, institute = client_as("coordinator"), client_as("evaluator")
    assert "Noch kein Datensatz" in institute.get("/p/gecko/evaluation").get_data(as_text=True)
    shown = coordinator.get(RELEASE).get_data(as_text=True)
    assert "Kleine Gruppe" in shown
    sent = {"csrf_token": factories.token(coordinator, RELEASE), "day": "30.06.2024", "note": "="}
    assert coordinator.post(RELEASE, data=sent).status_code == 302
    listed = institute.get("/p/gecko/evaluation").get_data(as_text=True)
    assert "gecko_evaluation_2024-06-30_v1.xlsx" in listed
    assert "Zurückziehen" not in listed
    found = re.search(r'href="(/p/gecko/evaluation/releases/\d+/download)"', listed)
    assert found is not None
    answer = institute.get(found[1])
    assert answer.headers["Content-Disposition"].endswith("gecko_evaluation_2024-06-30_v1.xlsx")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data.startswith(b"PK")
    assert acts(actor.pilot_id) == ["release", "download_release"]


def test_a_withdrawal_asks_first_and_then_hides_the_release(
    actor: Actor, client_as: SignIn
) -> None:
    factories.admitted(actor)
    row = released(actor)
    address = f"/p/gecko/evaluation/releases/{row.id}"
    coordinator, institute = client_as("coordinator"), client_as("evaluator")
    question = coordinator.get(f"{address}/withdraw").get_data(as_text=True)
    assert "Ja, Freigabe zurückziehen" in question
    assert institute.get(f"{address}/download").status_code == 200
    sent = {"csrf_token": factories.token(coordinator, f"{address}/withdraw")}
    assert coordinator.post(f"{address}/withdraw", data=sent).status_code == 302
    assert institute.get(f"{address}/download").status_code == 404
    assert coordinator.get(f"{address}/withdraw").status_code == 404
    assert row.file_name not in institute.get("/p/gecko/evaluation").get_data(as_text=True)
    kept = coordinator.get("/p/gecko/evaluation").get_data(as_text=True)
    assert "zurückgezogen" in kept
    assert row.file_name in kept


@pytest.mark.parametrize("day", ["01.07.2024", "31.02.2024", ""])
def test_a_day_that_cannot_be_is_refused_at_its_field(
    actor: Actor, client_as: SignIn, day: str
) -> None:
    coordinator = client_as("coordinator")
    sent = {"csrf_token": factories.token(coordinator, RELEASE), "day": day}
    assert coordinator.post(RELEASE, data=sent).status_code == 422
    if day:
        shown = coordinator.get(f"{RELEASE}?day={day}").get_data(as_text=True)
        assert 'aria-invalid="true"' in shown
    assert queries.how_many_releases(actor.pilot_id) == 0


@pytest.mark.parametrize("role", ["coach", "finance", "approver", "auditor", "administrator"])
def test_nobody_else_sees_the_releases(client_as: SignIn, role: str) -> None:
    assert client_as(role).get("/p/gecko/evaluation").status_code == 403


def test_the_institute_cannot_release_or_withdraw(actor: Actor, client_as: SignIn) -> None:
    factories.admitted(actor)
    row = released(actor)
    institute = client_as("evaluator")
    assert institute.get(RELEASE).status_code == 403
    assert institute.get(f"/p/gecko/evaluation/releases/{row.id}/withdraw").status_code == 403


def test_the_codebook_speaks_the_readers_language(client_as: SignIn) -> None:
    institute = client_as("evaluator")
    german = institute.get("/p/gecko/evaluation/codebook").get_data(as_text=True)
    assert "Meister oder Techniker" in german
    assert "age_group_at_entry" in german


def test_the_preview_of_the_command_line_is_recorded_and_says_what_it_wrote(
    web: Flask, actor: Actor, tmp_path: Path
) -> None:
    factories.admitted(actor)
    db.session.commit()
    folder = tmp_path / "new" / "folder"
    command = ["export", "dataset", "--pilot", "gecko", "--on", "2024-06-30", "--to", str(folder)]
    first = web.test_cli_runner().invoke(args=command)
    assert first.exit_code == 0, first.output
    (file,) = folder.iterdir()
    assert f"Geschrieben: {file}" in first.output
    assert "Personen: 1, Teilnahmen: 1, ohne Einwilligung ausgelassen: 0" in first.output
    again = web.test_cli_runner().invoke(args=[*command, "--lang", "en"])
    assert "The earlier file is replaced." in again.output
    assert list(folder.iterdir()) == [file]
    assert acts(actor.pilot_id) == ["preview_dataset", "preview_dataset"]
    assert queries.how_many_releases(actor.pilot_id) == 0


def test_a_preview_for_a_future_day_is_refused_with_a_sentence(web: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    command = ["export", "dataset", "--pilot", "gecko", "--on", "2024-07-01", "--to", str(folder)]
    answer = web.test_cli_runner().invoke(args=command)
    assert answer.exit_code == 1
    assert "liegt nach dem Stichtag" in answer.output
    assert not folder.exists()
