"""On the delivery instance: a package is checked, then taken whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from app import audit
from app.access import Actor
from app.config import Settings
from app.database import new_id, utc_now
from app.errors import DomainError
from app.evaluation.delivery import queries
from app.evaluation.delivery.content import Content, RecipientFacts, ReleaseFacts, unpacked
from app.evaluation.delivery.envelope import LARGEST, opened
from app.evaluation.delivery.keyring import keyring, trusted
from app.evaluation.delivery.models import DeliveredPackage
from app.evaluation.recipients.models import Recipient
from app.evaluation.releases.keeping import forget, sealed_path
from app.evaluation.releases.models import DeletionNotice, Release, ReleaseFile
from app.evaluation.releases.queries import notice_of
from app.extensions import db
from app.stored_files import write_sealed


@dataclass(frozen=True)
class Arrived:
    """A package whose signature and target are right."""

    digest: str
    content: Content


@dataclass(frozen=True)
class Taken:
    """What a package has changed here."""

    is_new: bool
    """Whether the package was not taken before."""
    release: int | None = None
    """The number of the release that came with it and was not here yet."""
    closed: tuple[int, ...] = ()
    """The numbers of the releases that it closed."""


def arrived(package: bytes, settings: Settings) -> Arrived:
    """A package as it came; refused before anything of it is read unless the other side signed it
    for this instance."""
    if len(package) > LARGEST:
        raise DomainError("delivery.too_large")
    content = unpacked(opened(package, keyring(settings), trusted(settings)))
    return Arrived(hashlib.sha256(package).hexdigest(), content)


@contextmanager
def kept_ready(actor: Actor, package: Arrived, settings: Settings) -> Iterator[None]:
    """Seals the files of a release with the key of this instance before it is recorded; takes them
    away again if the block fails and nobody else has recorded it meanwhile."""
    wanted = package.content.release
    if wanted is None or queries.release_held(actor.pilot_id, wanted.id) is not None:
        yield
        return
    try:
        for format_, data in package.content.contents.items():
            path = sealed_path(settings, actor.pilot_id, wanted.id, format_)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_sealed(path, data, settings.keys["files"])
        yield
    except BaseException:
        db.session.rollback()
        if queries.release_held(actor.pilot_id, wanted.id) is None:
            forget(settings, actor.pilot_id, wanted.id)
        raise


def take(actor: Actor, package: Arrived) -> Taken:
    """Records what a package brings; nothing changes when it was taken before.

    An older one than the last taken is refused: what has been closed since would open again.
    """
    content, pilot_id = package.content, actor.pilot_id
    if queries.is_taken(pilot_id, package.digest):
        return Taken(is_new=False)
    audit.record(actor, "take_package", "pilot", pilot_id, [content.kind])
    last = queries.last_issued(pilot_id)
    if last is not None and content.issued_at <= last:
        raise DomainError("delivery.older", issued=_told(content.issued_at), last=_told(last))
    closed = _close(actor, content.closed)
    number = None
    if content.release is not None and content.recipient is not None:
        number = _take_release(actor, content, content.release, content.recipient)
    db.session.add(
        DeliveredPackage(
            pilot_id=pilot_id,
            id=new_id(),
            digest=package.digest,
            issued_at=content.issued_at,
            release_id=content.release.id if content.release else None,
            closed=len(closed),
        )
    )
    db.session.flush()
    return Taken(is_new=True, release=number, closed=closed)


def clear_closed(actor: Actor, settings: Settings) -> None:
    """Removes the files of all closed releases, once that is committed."""
    for release_id in queries.closed_ids(actor.pilot_id):
        forget(settings, actor.pilot_id, release_id)


def _told(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _close(actor: Actor, wanted: Mapping[int, str]) -> tuple[int, ...]:
    """Closes those that are here and open; returns their numbers."""
    numbers = []
    for release_id, why in wanted.items():
        row = queries.release_held(actor.pilot_id, release_id)
        if row is None or row.cleared_at is not None:
            continue
        row.cleared_at = utc_now()
        row.difference = {"counts": row.difference.get("counts", [])}
        if why == "withdrawn":
            row.withdrawn_at = row.cleared_at
        elif notice_of(actor.pilot_id, release_id) is None:
            # From today on the page of the release asks whoever opens it to delete.
            db.session.add(
                DeletionNotice(
                    pilot_id=actor.pilot_id,
                    release_id=release_id,
                    sent_on=row.cleared_at.date(),
                    way="other",
                    sent_by=actor.user_id,
                )
            )
        audit.record(actor, "close_release", "release", release_id, ["cleared_at"])
        numbers.append(row.number)
    db.session.flush()
    return tuple(sorted(numbers))


def _take_release(
    actor: Actor, content: Content, said: ReleaseFacts, recipient: RecipientFacts
) -> int | None:
    """The number of the release if it was not here yet; DomainError if it does not fit."""
    held = queries.release_held(actor.pilot_id, said.id)
    if held is not None:
        if held.cleared_at is not None:
            raise DomainError("delivery.closed_here", number=said.number)
        if held.content_hash != said.content_hash:
            raise DomainError("delivery.differs", number=said.number)
        return None
    if queries.release_numbered(actor.pilot_id, said.number) is not None:
        raise DomainError("delivery.differs", number=said.number)
    _take_recipient(actor, recipient)
    db.session.add(_row(actor, said, recipient.id))
    db.session.flush()
    for file in content.files:
        db.session.add(ReleaseFile(pilot_id=actor.pilot_id, release_id=said.id, **vars(file)))
    db.session.flush()
    audit.record(actor, "take_release", "release", said.id, ["content_hash"])
    return said.number


def _take_recipient(actor: Actor, said: RecipientFacts) -> None:
    """The recipient as the package describes it; other pseudonyms than at home have no scope."""
    namesake = queries.recipient_named(actor.pilot_id, said.name)
    if namesake is not None and namesake.id != said.id:
        raise DomainError("delivery.namesake", name=said.name)
    row = db.session.get(Recipient, (actor.pilot_id, said.id))
    if row is None:
        row = Recipient(
            pilot_id=actor.pilot_id,
            id=said.id,
            scope=f"r{said.id}",
            address="",
            created_by=actor.user_id,
        )
        db.session.add(row)
    row.name, row.language = said.name, said.language
    row.basis, row.basis_reference = said.basis, said.basis_reference
    db.session.flush()


def _row(actor: Actor, said: ReleaseFacts, recipient_id: int) -> Release:
    """The release as a row of this instance, where nobody of the house has an account."""
    fields: dict[str, Any] = dict(vars(said))
    fields["day"] = date.fromisoformat(said.day)
    fields["prepared_at"] = datetime.fromisoformat(said.prepared_at)
    fields["approved_at"] = datetime.fromisoformat(said.approved_at)
    before = said.previous_id and queries.release_held(actor.pilot_id, said.previous_id)
    fields["previous_id"] = before.id if before else None
    return Release(
        pilot_id=actor.pilot_id, recipient_id=recipient_id, prepared_by=actor.user_id, **fields
    )
