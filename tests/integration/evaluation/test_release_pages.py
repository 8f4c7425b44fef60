"""Pages of releases: who sees which, what the preview says, what an address gives away."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access import Actor
from app.audit import AuditEntry
from app.evaluation.recipients.services import give_account
from app.evaluation.releases import queries, services
from app.extensions import db
from app.participants.queries import participation_row
from tests import factories
from tests.integration.evaluation.releasing import approved, prepared, recipient, wish

SignIn = Callable[[str], FlaskClient]
PLACE = "/p/gecko/evaluation"


def read(client: FlaskClient, address: str, status: int = 200) -> str:
    """A page as text."""
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.get_data(as_text=True)


def asked(recipient_id: int, **changes: str) -> str:
    """The address of a preview."""
    said = {"kind": "research", "day": "30.06.2024", "dates": "months", "datasets": "persons"}
    said |= {"k_asked": "3", "l_asked": "1", "recipient": str(recipient_id), **changes}
    return f"{PLACE}/prepare?" + "&".join(f"{name}={value}" for name, value in said.items())


def test_a_recipient_sees_its_own_approved_releases_and_nobody_elses(
    actor: Actor, client_as: SignIn
) -> None:
    factories.admitted(actor)
    own, other = recipient(actor), recipient(actor, "Universität")
    ours = approved(actor, wish(actor, recipient_id=own))
    theirs = approved(actor, wish(actor, recipient_id=other))
    waiting = prepared(actor, wish(actor, recipient_id=own))
    institute = client_as("evaluator")
    assert "Noch keine Freigabe" in read(institute, PLACE)
    db.session.rollback()
    factories.system_actor()
    give_account(actor, own, factories.actor_as("evaluator").user_id)
    db.session.commit()
    listed = read(institute, PLACE)
    assert re.findall(r"releases/(\d+)\"", listed) == [str(ours.id)]
    for hidden in (theirs, waiting):
        read(institute, f"{PLACE}/releases/{hidden.id}", 404)
        read(institute, f"{PLACE}/releases/{hidden.id}/difference", 404)
    read(institute, f"{PLACE}/releases/4711", 404)
    db.session.rollback()
    refused = db.session.scalars(
        select(AuditEntry.subject_id).where(AuditEntry.action == "refuse_release")
    ).all()
    assert refused == [theirs.id, theirs.id, waiting.id, waiting.id]


def test_a_file_needs_a_purpose_and_is_sent_as_an_attachment_that_nobody_stores(
    actor: Actor, client_as: SignIn
) -> None:
    factories.admitted(actor)
    row = approved(actor)
    coordinator = client_as("coordinator")
    page = f"{PLACE}/releases/{row.id}"
    sent = {"csrf_token": factories.token(coordinator, page), "purpose": " "}
    assert coordinator.post(f"{page}/files/xlsx", data=sent).status_code == 422
    for format_ in ("xlsx", "csv", "all", "manifest"):
        answer = coordinator.post(f"{page}/files/{format_}", data={**sent, "purpose": "Probe"})
        assert answer.status_code == 200, format_
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Cache-Control"] == "no-store"
    gone = coordinator.post(f"{page}/files/..%2Frows", data={**sent, "purpose": "Probe"})
    assert gone.status_code == 404
    db.session.rollback()
    assert len(queries.downloads_of(actor.pilot_id, row.id)) == 4


def test_the_preview_of_a_publication_proposes_what_reaches_its_k(
    actor: Actor, client_as: SignIn
) -> None:
    for sex in ("female", "male") * 3:
        row = participation_row(actor, factories.admitted(actor))
        assert row is not None
        row.sex = sex
    anyone = recipient(actor, "Öffentlichkeit", basis="publication", basis_reference="")
    coordinator = client_as("coordinator")
    address = asked(anyone, kind="publication") + "&datasets=contacts"
    shown = read(coordinator, address)
    assert "Weg bleiben: Kontakte" in shown
    (token, *_others) = re.findall(r'name="plan"[^>]* value="([0-9a-f]{16})"', shown)
    sent = {"csrf_token": factories.token(coordinator, address), "plan": token, "note": ""}
    answer = coordinator.post(address, data=sent)
    assert answer.status_code == 302
    db.session.rollback()
    (found,) = queries.releases(actor)
    assert found.release.k_reached is not None
    assert found.release.k_reached >= 3
    assert list(found.release.row_counts) == ["persons"]
    forged = coordinator.post(address, data={**sent, "plan": "0" * 16})
    assert "Die Daten haben sich geändert" in forged.get_data(as_text=True)


@pytest.mark.parametrize("day", ["01.07.2024", "31.02.2024", ""])
def test_a_day_that_cannot_be_is_refused_at_its_field(
    actor: Actor, client_as: SignIn, day: str
) -> None:
    address = asked(recipient(actor), day=day)
    shown = read(client_as("coordinator"), address)
    assert 'aria-invalid="true"' in shown
    assert queries.releases(actor) == []


def test_who_prepared_a_release_is_not_offered_to_approve_it(
    actor: Actor, client_as: SignIn
) -> None:
    factories.admitted(actor)
    recipient(actor)
    preparer = factories.actor_as("coordinator")
    row = prepared(Actor(preparer.user_id, actor.pilot_id, actor.permissions))
    page = f"{PLACE}/releases/{row.id}"
    coordinator, approver = client_as("coordinator"), client_as("approver")
    assert "Freigabe erteilen" not in read(coordinator, page)
    shown = read(approver, page)
    assert "Freigabe erteilen" in shown
    assert f"{page}/files/xlsx" in shown
    sent = {"csrf_token": factories.token(coordinator, f"{page}/approve"), "version": "1"}
    answer = coordinator.post(f"{page}/approve", data=sent)
    assert "kann sie nicht selbst erteilen" in answer.get_data(as_text=True)
    db.session.rollback()
    assert services.seen(actor, row.id).release.approved_at is None


@pytest.mark.parametrize("role", ["coach", "finance", "auditor", "administrator", "funder"])
def test_nobody_else_sees_the_releases(client_as: SignIn, role: str) -> None:
    read(client_as(role), PLACE, 403)


def test_the_codebook_speaks_the_readers_language(client_as: SignIn) -> None:
    german = read(client_as("evaluator"), f"{PLACE}/codebook")
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
    future = [*command[:5], "2024-07-01", "--to", str(tmp_path / "none")]
    refused = web.test_cli_runner().invoke(args=future)
    assert refused.exit_code == 1
    assert "liegt nach dem Stichtag" in refused.output
    assert not (tmp_path / "none").exists()
