"""The JSON API: what it answers is what its description says, to each only what is theirs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from openapi_core import Config, OpenAPI
from openapi_core.testing import MockRequest, MockResponse
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from app.access import Actor
from app.accounts.guesses import GUESSES
from app.accounts.services import ensure_system_user
from app.audit import AuditEntry
from app.clock import today
from app.evaluation.delivery.description import OPERATIONS, PROBLEM
from app.evaluation.recipients import services
from app.evaluation.recipients.models import AccessToken
from app.evaluation.recipients.queries import tokens_of
from app.evaluation.releases import queries
from app.evaluation.releases import services as releases
from app.evaluation.releases.models import Release
from app.extensions import db
from app.pilots.services import create_pilot
from tests import factories
from tests.integration.evaluation.receiving import API, Program, token_for
from tests.integration.evaluation.releasing import approved, prepared, recipient, wish

READS_PROBLEMS = Config(extra_media_type_deserializers={PROBLEM: json.loads})


@pytest.fixture
def given(web: Flask, actor: Actor) -> tuple[Release, Program]:
    """A release that is out, and a program of its recipient."""
    factories.admitted(actor)
    row = approved(actor)
    return row, Program(web, token_for(actor, row.recipient_id))


def sentence_of(answer: TestResponse, status: int) -> str:
    """The sentence of a refusal, whose form is checked."""
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert "Set-Cookie" not in answer.headers
    said: dict[str, Any] = answer.get_json(force=True)
    assert (said["status"], set(said)) == (status, {"type", "title", "status", "detail"})
    return str(said["detail"])


def refused(pilot_id: int) -> list[tuple[int | None, str]]:
    """What was asked for in vain, as the log has it."""
    rows = db.session.scalars(
        select(AuditEntry).where(
            AuditEntry.pilot_id == pilot_id, AuditEntry.action == "refuse_release"
        )
    )
    return [(row.subject_id, row.fields) for row in rows]


class Described:
    """Asks, and holds each answer against the description."""

    def __init__(self, web: Flask) -> None:
        self.document = Program(web, None).get("/openapi.json").get_json()
        self.specification = OpenAPI.from_dict(self.document, config=READS_PROBLEMS)
        self.seen: set[tuple[str, int]] = set()

    def ask(self, program: Program, pattern: str, **given: Any) -> TestResponse:
        """An answer whose form is the described one."""
        query = {"purpose": given.pop("purpose")} if "purpose" in given else {}
        path = pattern.format(**given)
        answer = program.get(path, **query)
        self.specification.validate_response(
            MockRequest("http://localhost", "get", f"{API}{path}", view_args=given, args=query),
            MockResponse(
                answer.data,
                status_code=answer.status_code,
                headers=dict(answer.headers),
                content_type=answer.mimetype or "",
            ),
        )
        self.seen.add((pattern, answer.status_code))
        return answer


def test_every_answer_of_every_operation_is_as_described(
    web: Flask, actor: Actor, given: tuple[Release, Program]
) -> None:
    row, program = given
    described, nobody = Described(web), Program(web, None)
    every, one, file = (operation.path for operation in OPERATIONS)
    here, xlsx = {"release_id": str(row.id)}, {"file_format": "xlsx"}
    (told,) = described.ask(program, every).get_json()["releases"]
    assert (told["id"], told["number"], told["state"]) == (str(row.id), 1, "approved")
    assert (told["persons"], told["content_hash"]) == (1, row.content_hash)
    assert described.ask(program, one, **here).get_json() == told
    fetched = described.ask(program, file, **here, **xlsx, purpose="Zwischenbericht")
    assert fetched.data.startswith(b"PK")
    (noted,) = queries.downloads_of(actor.pilot_id, row.id)
    (token,) = tokens_of(actor.pilot_id, row.recipient_id)
    assert (noted.user_id, noted.token_id, noted.purpose) == (None, token.id, "Zwischenbericht")
    assert token.last_used_at is not None
    described.ask(program, one, release_id="1")
    described.ask(program, file, **here, file_format="exe", purpose="x")
    described.ask(program, file, **here, **xlsx, purpose="x" * 201)
    releases.withdraw(actor, row.id, row.version)
    gone = described.ask(program, one, **here).get_json()
    assert (gone["state"], gone["files"][0]["href"]) == ("withdrawn", None)
    described.ask(program, file, **here, **xlsx, purpose="x")
    for _guess in range(GUESSES + 1):
        for path in (every, one, file):
            described.ask(nobody, path, **here, **xlsx)
            described.ask(Program(web, "falsch"), path, **here, **xlsx)
    assert described.seen == {
        (each.path, status) for each in OPERATIONS for status in (200, *each.refusals)
    }


def test_without_a_purpose_nothing_is_handed_out(
    actor: Actor, given: tuple[Release, Program]
) -> None:
    row, program = given
    for query in ({}, {"purpose": " "}):
        answer = program.get(f"/releases/{row.id}/files/xlsx", **query)
        assert "purpose" in sentence_of(answer, 422)
    assert queries.downloads_of(actor.pilot_id, row.id) == []


def test_another_recipients_release_is_not_there_and_the_asking_is_on_record(
    web: Flask, actor: Actor, given: tuple[Release, Program]
) -> None:
    row, _program = given
    other = recipient(actor, "Universität")
    spy = Program(web, token_for(actor, other))
    (token,) = tokens_of(actor.pilot_id, other)
    assert spy.get("/releases").get_json() == {"releases": []}
    sentence_of(spy.get(f"/releases/{row.id}"), 404)
    sentence_of(spy.get(f"/releases/{row.id}/files/xlsx", purpose="x"), 404)
    assert refused(actor.pilot_id) == [(row.id, f"recipient:{other},token:{token.id}")] * 2


def test_a_token_of_one_pilot_opens_nothing_of_another(
    web: Flask, actor: Actor, given: tuple[Release, Program]
) -> None:
    row, _program = given
    foreign = create_pilot(
        ensure_system_user().id, replace(factories.gecko(), key="foreign"), factories.DAY
    )
    spy = Program(web, token_for(foreign, recipient(foreign)))
    assert spy.get("/releases").get_json() == {"releases": []}
    sentence_of(spy.get(f"/releases/{row.id}"), 404)
    sentence_of(spy.get(f"/releases/{row.id}/files/xlsx", purpose="x"), 404)


def test_a_release_that_nobody_approved_yet_is_not_there(
    actor: Actor, given: tuple[Release, Program]
) -> None:
    row, program = given
    waiting = prepared(actor, wish(actor))
    assert [one["id"] for one in program.get("/releases").get_json()["releases"]] == [str(row.id)]
    sentence_of(program.get(f"/releases/{waiting.id}"), 404)


def test_no_format_leads_out_of_the_release(given: tuple[Release, Program]) -> None:
    row, program = given
    for name in ("rows", "..%2f..%2fkeys", "../xlsx", "xlsx'--", "%2e%2e", "xlsx.sealed", "*"):
        answer = program.get(f"/releases/{row.id}/files/{name}", purpose="x")
        assert answer.status_code == 404, name
    for path in ("/releases/-1", f"/releases/{2**63}", "/releases/1 or 1=1", "/keys", "/"):
        sentence_of(program.get(path), 404)
    sentence_of(program.get("/releases/1%00"), 400)
    sentence_of(program.open("/openapi.json", "DELETE"), 405)


def test_a_revoked_an_expired_and_a_wrong_token_open_nothing(
    web: Flask, actor: Actor, given: tuple[Release, Program]
) -> None:
    row, program = given
    (token,) = tokens_of(actor.pilot_id, row.recipient_id)
    assert program.get("/releases").status_code == 200
    yesterday = today() - timedelta(days=1)
    db.session.execute(update(AccessToken).values(valid_until=yesterday))
    assert "abgelaufen" in sentence_of(program.get("/releases"), 401)
    services.revoke_token(actor, row.recipient_id, token.id)
    answer = program.get("/releases")
    assert "gesperrt" in sentence_of(answer, 401)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer ")
    assert "Authorization: Bearer" in sentence_of(Program(web, None).get("/releases"), 401)
    sentence_of(Program(web, None).get("/releases/1/files/xlsx", access_token="x"), 401)


def test_many_wrong_tokens_are_turned_away_and_the_right_one_still_opens(
    web: Flask, given: tuple[Release, Program]
) -> None:
    _row, program = given
    answers = [Program(web, f"pbt_{number}").get("/releases") for number in range(GUESSES + 1)]
    assert [one.status_code for one in answers] == [401] * GUESSES + [429]
    assert answers[-1].headers["Retry-After"] == "900"
    assert program.get("/releases").status_code == 200


def test_the_description_needs_no_token_and_speaks_both_languages(web: Flask) -> None:
    nobody = Program(web, None)
    assert nobody.get("/openapi.json").get_json()["openapi"] == "3.1.0"
    client = web.test_client()
    english = client.get(f"{API}/releases", headers={"Accept-Language": "en"})
    assert english.headers["Content-Language"] == "en"
    assert "access token" in sentence_of(english, 401)
