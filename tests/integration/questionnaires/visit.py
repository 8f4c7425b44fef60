"""A client at the pages of questionnaires."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from tests.factories import token
from tests.integration.questionnaires.waves import QUIET

HERE = "/p/gecko/participants"
ClientAs = Callable[[str], FlaskClient]


def text(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


def shown(client: FlaskClient, path: str) -> str:
    answer = client.get(HERE + path)
    assert answer.status_code == 200
    return text(answer)


def post(client: FlaskClient, path: str, **entries: object) -> Any:
    return client.post(HERE + path, data={**entries, "csrf_token": token(client, HERE + path)})


def form(answers: tuple[int | None, ...] = QUIET, **changes: object) -> dict[str, object]:
    """A filled form of the PHQ-9."""
    items = {
        f"item_{place}": "left_out" if value is None else str(value)
        for place, value in enumerate(answers, start=1)
    }
    return {"answered_on": "30.06.2024", "mode": "interview", "version": "0", **items, **changes}
