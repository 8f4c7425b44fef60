"""A test client whose requests are as separate from each other as those of real browsers."""

from __future__ import annotations

from contextvars import copy_context
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.extensions import db


class SeparateClient(FlaskClient):
    """Each request has its own application context, database session and context variables.

    Inside the context of a test a request would share `g` and the session with the test and with
    every request before. What the test has done so far is committed first.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Sends the request; the test's own session then sees what it has written."""
        db.session.commit()
        return copy_context().run(self._open_apart, *args, **kwargs)

    def _open_apart(self, *args: Any, **kwargs: Any) -> TestResponse:
        with self.application.app_context():
            return super().open(*args, **kwargs)
