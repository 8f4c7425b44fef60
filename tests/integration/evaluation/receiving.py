"""Recipients with tokens, and programs that use them, for tests."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from app.access import Actor
from app.clock import today
from app.evaluation.recipients import rules, services
from app.extensions import db
from tests.clients import SeparateClient

API = "/api/v1"


def token_for(actor: Actor, recipient_id: int) -> str:
    """A token that is valid as long as one may be."""
    on = today()
    found = services.make_token(actor, recipient_id, "Probe", rules.last_day(on), on)
    db.session.commit()
    return found


class Program:
    """A program that asks the API with its token, and keeps no cookies."""

    def __init__(self, web: Flask, token: str | None) -> None:
        self._client = SeparateClient(web, web.response_class, use_cookies=False)
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **query: Any) -> TestResponse:
        """Asks for a path below the API's address."""
        return self._client.get(f"{API}{path}", headers=self._headers, query_string=query)

    def open(self, path: str, method: str) -> TestResponse:
        """Asks in another way than reading."""
        return self._client.open(f"{API}{path}", method=method, headers=self._headers)
