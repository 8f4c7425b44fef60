"""Clients of these tests are separate browsers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import factories
from tests.clients import SeparateClient


@pytest.fixture
def web(web: Flask) -> Flask:
    """The application with separate requests."""
    web.test_client_class = SeparateClient
    return web


@pytest.fixture
def client_as(web: Flask) -> Callable[[str], FlaskClient]:
    """A signed-in separate client by role."""

    def sign_in(role: str) -> FlaskClient:
        client = web.test_client()
        factories.sign_in(web, client, role)
        return client

    return sign_in
