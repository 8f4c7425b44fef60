"""The JSON API with which programs of a recipient list and fetch releases."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from flask import Blueprint, Response, request, url_for
from flask.blueprints import BlueprintSetupState

from app.access import Gate, requires
from app.errors import DomainError
from app.evaluation.delivery.description import (
    FILE,
    LONGEST_PURPOSE,
    RELEASE,
    RELEASES,
    ROOT,
    Operation,
    openapi,
)
from app.evaluation.delivery.entering import enter
from app.evaluation.delivery.problems import problem
from app.evaluation.delivery.shapes import FileShape, ReleaseShape, ReleasesShape, as_json
from app.evaluation.releases import queries, services
from app.evaluation.releases.media import media_type
from app.evaluation.releases.queries import ReleaseRow
from app.evaluation.releases.routes.frame import shown, states
from app.web import actor, one_transaction, say, settings

blueprint: Final = Blueprint("delivery", __name__, url_prefix=ROOT)


@blueprint.record_once
def open_gate(state: BlueprintSetupState) -> None:
    """The gatekeeper asks here who enters by a token."""
    state.app.extensions["pilotbuch_token_gate"] = enter


def serves(operation: Operation) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Makes a view the route of a declared operation, with the gate that it declares."""

    def register(view: Callable[..., Any]) -> Callable[..., Any]:
        guarded = requires(operation.gate)(view)
        blueprint.add_url_rule(operation.rule, operation.name, guarded, methods=["GET"])
        return guarded

    return register


@serves(RELEASES)
def releases() -> Response:
    """All releases that reached the recipient."""
    found = queries.releases(actor())
    files = queries.files_by_release(actor().pilot_id, [one.release.id for one in found])
    return answer(ReleasesShape([told(one, files[one.release.id]) for one in found]))


@serves(RELEASE)
def release(release_id: int) -> Response:
    """One release; asking for somebody else's is recorded (404)."""
    found = shown(release_id)
    return answer(told(found, queries.files_of(actor().pilot_id, release_id)))


@serves(FILE)
def file(release_id: int, file_format: str) -> Response:
    """A file of a release, on record with its purpose."""
    found = shown(release_id)
    purpose = request.args.get("purpose", "").strip()
    if not purpose:
        return problem(422, say(DomainError("delivery.no_purpose")))
    if len(purpose) > LONGEST_PURPOSE:
        return problem(422, say(DomainError("delivery.long_purpose", most=LONGEST_PURPOSE)))
    if not found.is_open:
        return problem(410)
    with one_transaction():
        opened = services.open_file(actor(), release_id, file_format, purpose, settings())
    response = Response(opened.content, content_type=media_type(opened.name))
    response.headers.set("Content-Disposition", "attachment", filename=opened.name)
    return response


@blueprint.get("/openapi.json")
@requires(Gate.PUBLIC)
def description() -> Response:
    """The description of this API."""
    return json_of(openapi(f"{request.script_root}{ROOT}"))


def told(found: ReleaseRow, files: Any) -> ReleaseShape:
    """A release as its recipient's programs see it."""
    row = found.release
    assert row.approved_at is not None
    return ReleaseShape(
        id=str(row.id),
        number=row.number,
        kind="publication" if row.kind == "publication" else "research",
        state=state_of(found),
        day=row.day,
        prepared_at=row.prepared_at,
        approved_at=row.approved_at,
        persons=row.persons,
        content_hash=row.content_hash,
        files=[told_file(row.id, each, is_open=found.is_open) for each in files],
        href=url_for("delivery.release", release_id=row.id),
    )


def state_of(found: ReleaseRow) -> Any:
    """The weightiest state; a release whose deletion was confirmed stays locked."""
    return states(found)[0]


def told_file(release_id: int, each: Any, *, is_open: bool) -> FileShape:
    """A file with its address, as long as it can be fetched."""
    address = url_for("delivery.file", release_id=release_id, file_format=each.format)
    return FileShape(
        each.format, each.name, each.size_bytes, each.sha256, address if is_open else None
    )


def answer(shape: Any) -> Response:
    """A shape as JSON."""
    return json_of(as_json(shape))


def json_of(value: Any) -> Response:
    """JSON as it is sent, readable as it stands."""
    return Response(json.dumps(value, ensure_ascii=False), mimetype="application/json")
