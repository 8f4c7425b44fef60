"""Releases made through the services, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.access import Actor
from app.evaluation.question import Question
from app.evaluation.recipients.queries import recipients
from app.evaluation.recipients.services import Description, add_recipient
from app.evaluation.releases import services
from app.evaluation.releases.models import Release
from app.evaluation.releases.services import Wish
from app.evaluation.workbook import Edition
from app.extensions import db
from app.web import settings
from exports.columns import Bilingual
from tests import factories
from tests.factories import DAY

EDITION = Edition(
    made_by_role=Bilingual("Probe", "sample"),
    made_on=DAY,
    status=Bilingual("Probe", "sample"),
)


def recipient(
    actor: Actor, name: str = "Institut für Wirkung", scope: str | None = None, **changes: Any
) -> int:
    """A recipient bound by contract; the same name gives the same one."""
    known = [row.id for row in recipients(actor.pilot_id) if row.name == name]
    if known:
        return known[0]
    said = {"basis": "contract", "basis_reference": "Vertrag 1 vom 01.02.2022", **changes}
    found = add_recipient(actor, Description(name=name, **said), scope)
    db.session.commit()
    return found


def wish(actor: Actor, day: date = DAY, **changes: Any) -> Wish:
    """A release of all datasets to the institute."""
    asked = {key: changes.pop(key) for key in list(changes) if key in Question.__annotations__}
    changes.setdefault("recipient_id", recipient(actor))
    return Wish(question=Question(day=day, **asked), **changes)


def prepared(actor: Actor, wanted: Wish | None = None) -> Release:
    """A prepared release, committed."""
    asked = wanted or wish(actor)
    with services.draft_release(actor, factories.pilot(), asked, settings(), EDITION) as draft:
        services.prepare(actor, draft)
        db.session.commit()
    return services.seen(actor, draft.release_id).release


def approved(actor: Actor, wanted: Wish | None = None) -> Release:
    """A release that a second person has approved, committed."""
    row = prepared(actor, wanted)
    services.approve(second(actor), row.id, row.version)
    db.session.commit()
    return row


def second(actor: Actor) -> Actor:
    """Another person of the same pilot."""
    other = factories.actor_as("approver")
    return Actor(other.user_id, actor.pilot_id, other.permissions)
