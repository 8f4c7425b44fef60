"""Refusals of the JSON API: problem details (RFC 9457), each with a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Final

from flask import Response, request
from werkzeug.exceptions import HTTPException

from app.evaluation.delivery.description import PROBLEM, ROOT
from app.evaluation.delivery.shapes import ProblemShape, as_json
from app.messages import SENTENCES, sentence
from app.wording import language

KEPT_HEADERS: Final = frozenset({"allow", "retry-after", "www-authenticate"})


def is_asked_for() -> bool:
    """Whether a program asks: every error below the API's address is a problem, never a page."""
    return request.path == ROOT or request.path.startswith(f"{ROOT}/")


def problem(
    code: int, detail: str | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """A refusal; without a sentence of its own it has that of its status."""
    said = ProblemShape("about:blank", HTTPStatus(code).phrase, code, detail or _sentence(code))
    answer = Response(json.dumps(as_json(said), ensure_ascii=False), code, mimetype=PROBLEM)
    answer.headers["Content-Language"] = language()
    answer.headers.update(headers or {})
    return answer


def problem_of(error: HTTPException) -> Response:
    """What the server itself refuses, with what it says in its headers."""
    given: Iterable[tuple[str, str]] = error.get_headers()
    kept = {name: value for name, value in given if name.lower() in KEPT_HEADERS}
    return problem(error.code or HTTPStatus.INTERNAL_SERVER_ERROR, headers=kept)


def _sentence(code: int) -> str:
    key = f"delivery.status_{code}"
    if key not in SENTENCES:
        key = (
            "delivery.status_500"
            if code >= HTTPStatus.INTERNAL_SERVER_ERROR
            else ("delivery.status_400")
        )
    return sentence(key, language(), {})
