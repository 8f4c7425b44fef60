"""Reads of a delivery instance: packages taken, releases held, what was fetched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, func, select

from app.accounts.models import User
from app.evaluation.delivery.models import DeliveredPackage
from app.evaluation.recipients.models import Recipient
from app.evaluation.releases.models import Release, ReleaseDownload
from app.extensions import db


class Fetched(NamedTuple):
    """A download as the main instance files it."""

    at: datetime
    number: int
    recipient: str
    format: str
    email: str | None
    token_id: int | None
    purpose: str


def is_taken(pilot_id: int, digest: str) -> bool:
    """Whether this very package was taken before."""
    found = db.session.scalar(
        select(DeliveredPackage.id).where(
            DeliveredPackage.pilot_id == pilot_id, DeliveredPackage.digest == digest
        )
    )
    return found is not None


def last_issued(pilot_id: int) -> datetime | None:
    """When the newest package that was taken had been made."""
    found: datetime | None = db.session.scalar(
        select(DeliveredPackage.issued_at)
        .where(DeliveredPackage.pilot_id == pilot_id)
        .order_by(DeliveredPackage.issued_at.desc())
        .limit(1)
    )
    return found


def release_held(pilot_id: int, release_id: int) -> Release | None:
    """A release that was taken, open or closed."""
    return db.session.get(Release, (pilot_id, release_id))


def release_numbered(pilot_id: int, number: int) -> Release | None:
    """The release with that number."""
    return db.session.scalar(
        select(Release).where(Release.pilot_id == pilot_id, Release.number == number)
    )


def recipient_named(pilot_id: int, name: str) -> Recipient | None:
    """The recipient of that name."""
    return db.session.scalar(
        select(Recipient).where(Recipient.pilot_id == pilot_id, Recipient.name == name)
    )


def open_and_closed(pilot_id: int) -> tuple[int, int]:
    """How many releases can be fetched, and how many are closed."""
    counted = db.session.execute(
        select(func.count(), func.count(Release.cleared_at)).where(Release.pilot_id == pilot_id)
    ).one()
    return counted[0] - counted[1], counted[1]


def closed_ids(pilot_id: int) -> Sequence[int]:
    """The releases whose files must not be here any more."""
    return db.session.scalars(
        select(Release.id).where(Release.pilot_id == pilot_id, Release.cleared_at.is_not(None))
    ).all()


def fetched(pilot_id: int, since: datetime | None = None) -> list[Fetched]:
    """All downloads, the oldest first; `since` leaves out those before."""
    wanted = (
        select(
            ReleaseDownload.at,
            Release.number,
            Recipient.name,
            ReleaseDownload.format,
            User.email,
            ReleaseDownload.token_id,
            ReleaseDownload.purpose,
        )
        .join(
            Release,
            and_(
                Release.pilot_id == ReleaseDownload.pilot_id,
                Release.id == ReleaseDownload.release_id,
            ),
        )
        .join(
            Recipient,
            and_(Recipient.pilot_id == Release.pilot_id, Recipient.id == Release.recipient_id),
        )
        .outerjoin(User, User.id == ReleaseDownload.user_id)
        .where(ReleaseDownload.pilot_id == pilot_id)
        .order_by(ReleaseDownload.at, ReleaseDownload.id)
    )
    if since is not None:
        wanted = wanted.where(ReleaseDownload.at >= since)
    return [Fetched._make(row) for row in db.session.execute(wanted)]
