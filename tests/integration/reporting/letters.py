"""Letters to the funder, made through the ordinary services."""

from __future__ import annotations

from app.access import Actor
from app.reporting.notifications import services
from app.reporting.notifications.rules.letters import Event, Happened, Way, Wording
from app.reporting.notifications.rules.triggers import NORMS, Kind
from app.reporting.notifications.services import ToDraft
from tests.factories import DAY


def drafted(actor: Actor) -> int:
    """A draft about the purpose of the grant; its id."""
    words = Wording("BMAS\n53123 Bonn", "", "Zweck geändert", "Sachverhalt\n\nWeniger Kurse.")
    letter = ToDraft(Kind.PURPOSE, NORMS["anbest_p"][Kind.PURPOSE], "de", words)
    return services.draft(actor, letter, DAY)


def sent(actor: Actor) -> int:
    """A letter that went to the funder; its id."""
    number = drafted(actor)
    services.happen(actor, number, Happened(Event.SENT, DAY, Way.EMAIL), DAY, 1)
    return number
