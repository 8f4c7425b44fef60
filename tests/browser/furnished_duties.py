"""What the furnished house knows of duties: a delivery that was noted, a private calendar."""

from __future__ import annotations

from datetime import date

from app.access import Actor
from app.milestones.duties.services import Fulfilment, note_met
from app.notices.services import make_calendar
from app.reporting.duties import duties_on
from tests import factories
from tests.factories import DAY, gecko


def duties(actor: Actor) -> None:
    """Noted by the command line; the calendar is the coordinator's."""
    found = duties_on(actor.pilot_id, gecko(), DAY)
    delivery = next(duty for duty in found if duty.code == "monitoring-2024-1")
    note_met(actor, delivery, Fulfilment(date(2024, 1, 30), "Lieferung 2024-01"), DAY)
    make_calendar(factories.actor_as("coordinator"), factories.now())
    factories.system_actor()
