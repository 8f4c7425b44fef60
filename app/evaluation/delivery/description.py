"""The operations of the JSON API: declared once, for the routes and for the OpenAPI document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from app.access import Gate
from app.evaluation.delivery.shapes import (
    FileShape,
    ProblemShape,
    ReleaseShape,
    ReleasesShape,
    name_of,
    schema_of,
)

ROOT: Final = "/api/v1"
PROBLEM: Final = "application/problem+json"
BEARER: Final = "accessToken"
LONGEST_PURPOSE: Final = 200
SHAPES: Final = (ReleasesShape, ReleaseShape, FileShape, ProblemShape)


@dataclass(frozen=True)
class Parameter:
    """What an operation is told: in the path or in the query."""

    name: str
    place: str
    words: Any
    schema: Mapping[str, Any]


@dataclass(frozen=True)
class Operation:
    """What can be asked for: where, by whom, told what, with which answers."""

    name: str
    path: str
    rule: str
    """The same path as routes write it."""
    gate: Gate
    summary: Any
    answer: type[Any] | None
    """The shape of the answer; None for bytes."""
    parameters: tuple[Parameter, ...] = ()
    refusals: tuple[int, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it needs no token."""
        return self.gate is Gate.PUBLIC


RELEASE_ID: Final = Parameter(
    "release_id", "path", _l("Kennung der Freigabe"), {"type": "string", "pattern": "^[0-9]{1,19}$"}
)
FORMAT: Final = Parameter("file_format", "path", _l("Format der Datei"), {"type": "string"})
PURPOSE: Final = Parameter(
    "purpose",
    "query",
    _l("Wofür die Datei geladen wird; steht im Protokoll. Bitte keine Namen."),
    {"type": "string", "minLength": 1, "maxLength": LONGEST_PURPOSE},
)

RELEASES: Final = Operation(
    "releases",
    "/releases",
    "/releases",
    Gate.TOKEN,
    _l("Alle Freigaben für den Empfänger des Zugriffsschlüssels"),
    ReleasesShape,
    refusals=(401, 429),
)
RELEASE: Final = Operation(
    "release",
    "/releases/{release_id}",
    "/releases/<int:release_id>",
    Gate.TOKEN,
    _l("Eine Freigabe"),
    ReleaseShape,
    (RELEASE_ID,),
    (401, 404, 429),
)
FILE: Final = Operation(
    "file",
    "/releases/{release_id}/files/{file_format}",
    "/releases/<int:release_id>/files/<file_format>",
    Gate.TOKEN,
    _l("Eine Datei einer Freigabe; jeder Abruf wird mit seinem Zweck protokolliert"),
    None,
    (RELEASE_ID, FORMAT, PURPOSE),
    (401, 404, 410, 422, 429),
)
OPERATIONS: Final = (RELEASES, RELEASE, FILE)

ANSWERS: Final[Mapping[int, Any]] = {
    200: _l("Die Antwort"),
    401: _l("Kein Zugriffsschlüssel, ein unbekannter, gesperrter oder abgelaufener"),
    404: _l("Für diesen Empfänger gibt es das nicht"),
    410: _l("Gesperrt oder zurückgezogen: nichts mehr zu laden"),
    422: _l("Eine Angabe fehlt oder ist zu lang"),
    429: _l("Zu viele falsche Zugriffsschlüssel von dieser Adresse"),
}


def openapi(server: str) -> dict[str, Any]:
    """The description of the API (OpenAPI 3.1) in the reader's language."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Pilotbuch",
            "version": "1",
            "description": str(
                _l("Freigegebene Datensätze auflisten und laden, für Programme von Empfängern.")
            ),
        },
        "servers": [{"url": server}],
        "security": [{BEARER: []}],
        "paths": {one.path: {"get": _operation(one)} for one in OPERATIONS},
        "components": {
            "schemas": {name_of(shape): schema_of(shape, str) for shape in SHAPES},
            "securitySchemes": {BEARER: {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(one: Operation) -> dict[str, Any]:
    return {
        "operationId": one.name,
        "summary": str(one.summary),
        "parameters": [_parameter(each) for each in one.parameters],
        "responses": {
            "200": {"description": str(ANSWERS[200]), "content": _content(one)},
            **{str(status): _refusal(ANSWERS[status]) for status in one.refusals},
            "default": _refusal(_l("Jede andere Ablehnung")),
        },
    }


def _parameter(each: Parameter) -> dict[str, Any]:
    return {
        "name": each.name,
        "in": each.place,
        "required": True,
        "description": str(each.words),
        "schema": dict(each.schema),
    }


def _content(one: Operation) -> dict[str, Any]:
    if one.answer is None:
        return {"*/*": {}}
    return {"application/json": {"schema": _reference(one.answer)}}


def _refusal(words: Any) -> dict[str, Any]:
    return {
        "description": str(words),
        "content": {PROBLEM: {"schema": _reference(ProblemShape)}},
    }


def _reference(shape: type[Any]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name_of(shape)}"}
