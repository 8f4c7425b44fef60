"""Cases for the tests of questionnaires."""

from __future__ import annotations

import pytest

from app.access import Actor
from app.extensions import db
from tests.integration.questionnaires.waves import new_case, with_procedure


@pytest.fixture
def number(actor: Actor) -> int:
    """A case of the coach in its baseline, in a pilot with a crisis procedure."""
    with_procedure(actor)
    found = new_case(actor)
    db.session.commit()
    return found
