"""Clients of these tests are separate browsers."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.clients import SeparateClient


@pytest.fixture
def web(web: Flask) -> Flask:
    """The application with separate requests."""
    web.test_client_class = SeparateClient
    return web
