"""What the furnished house knows of releases: one in each state to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.access import Actor
from app.evaluation.recipients.services import give_account
from app.evaluation.releases import services
from app.extensions import db
from app.participants.queries import consents_of, participation_row
from app.participants.services.consents import withdraw_consent
from tests import factories
from tests.factories import DAY
from tests.integration.evaluation.releasing import approved, prepared, recipient, wish


@dataclass(frozen=True)
class Releases:
    """Ids of a release that is out, one that waits, one that is locked, one to be deleted; and the
    question of a publication as an address."""

    out: int
    prepared: int
    locked: int
    deleting: int
    published: str


def releases(actor: Actor, number: int) -> Releases:
    """The participant with this number withdraws their consent between two deliveries."""
    coordinator = factories.actor_as("coordinator")
    institute = recipient(coordinator)
    give_account(coordinator, institute, factories.actor_as("evaluator").user_id)
    coordinator = factories.actor_as("coordinator")
    deleting = approved(coordinator, wish(coordinator, date(2023, 12, 31)))
    locked = approved(coordinator, wish(coordinator, date(2024, 3, 31)))
    factories.system_actor()
    row = participation_row(actor, number)
    assert row is not None
    (consent,) = [c for c in consents_of(actor.pilot_id, row.id) if c.purpose == "evaluation"]
    withdraw_consent(actor, number, consent.id, DAY, DAY)
    coordinator = factories.actor_as("coordinator")
    services.note_request(coordinator, deleting.id, DAY, "letter", DAY)
    out = approved(coordinator)
    waiting = prepared(coordinator)
    db.session.commit()
    factories.system_actor()
    asked = "kind=publication&day=30.06.2024&dates=months&datasets=persons&k_asked=5&l_asked=2"
    address = f"recipient={institute}&{asked}"
    return Releases(out.id, waiting.id, locked.id, deleting.id, address)
