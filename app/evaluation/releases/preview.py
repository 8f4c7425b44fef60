"""What a release would hold, before anything is prepared."""

from __future__ import annotations

from dataclasses import dataclass

from app.access import Actor
from app.config import Settings
from app.evaluation.freezing import Survey, survey
from app.evaluation.releases.services import Wish
from app.pilots.queries import PilotInForce


@dataclass(frozen=True)
class Preview:
    """People in the answer, and how well they are protected."""

    survey: Survey


def preview_of(actor: Actor, pilot: PilotInForce, wish: Wish, settings: Settings) -> Preview:
    """Reads the answer to a question without keeping it."""
    return Preview(survey(actor.pilot_id, wish.question))
