"""On the main instance: a release, or what is closed, becomes a package for the other side."""

from __future__ import annotations

import hashlib

from app import audit
from app.access import Actor
from app.config import Settings
from app.database import utc_now
from app.errors import DomainError
from app.evaluation.delivery.content import (
    Content,
    FileFacts,
    PilotFacts,
    RecipientFacts,
    ReleaseFacts,
    packed,
)
from app.evaluation.delivery.envelope import seal
from app.evaluation.delivery.keyring import keyring, trusted
from app.evaluation.recipients.models import Recipient
from app.evaluation.releases import queries
from app.evaluation.releases.keeping import kept
from app.evaluation.releases.models import Release, ReleaseDownload
from app.evaluation.releases.queries import ReleaseRow
from app.extensions import db
from app.pilots.queries import PilotInForce

PACKAGE = "package"
"""What the downloads of a release call a package."""


def pack(actor: Actor, pilot: PilotInForce, number: int, purpose: str, settings: Settings) -> bytes:
    """The package of an approved release that is open; recorded with its purpose."""
    other = trusted(settings)
    known = queries.releases(actor)
    found = next((one for one in known if one.release.number == number), None)
    if found is None:
        raise DomainError("delivery.no_release", number=number)
    check_open(found)
    # The chain of the pilot is locked from here on: no consent is withdrawn meanwhile.
    audit.record(actor, "pack_release", "release", found.release.id, ["content_hash"])
    db.session.add(
        ReleaseDownload(
            pilot_id=actor.pilot_id,
            release_id=found.release.id,
            format=PACKAGE,
            user_id=actor.user_id,
            purpose=purpose.strip(),
        )
    )
    db.session.flush()
    files, contents = _files(actor.pilot_id, found.release, settings)
    content = Content(
        pilot=_pilot(pilot),
        issued_at=utc_now(),
        closed=closed(known),
        recipient=_recipient(found.recipient),
        release=_release(found.release),
        files=files,
        contents=contents,
    )
    return seal(packed(content), keyring(settings), other)


def recall(actor: Actor, pilot: PilotInForce, settings: Settings) -> bytes:
    """A package that brings nothing but the list of closed releases."""
    other = trusted(settings)
    audit.record(actor, "pack_recall", "pilot", actor.pilot_id)
    content = Content(
        pilot=_pilot(pilot), issued_at=utc_now(), closed=closed(queries.releases(actor))
    )
    return seal(packed(content), keyring(settings), other)


def check_open(found: ReleaseRow) -> None:
    """Refuses a release that nobody may fetch; the sentence says why."""
    if found.is_locked:
        raise DomainError("delivery.locked", number=found.release.number)
    if not found.is_open:
        raise DomainError("delivery.not_open", number=found.release.number)


def closed(known: list[ReleaseRow]) -> dict[int, str]:
    """The approved releases that are locked or withdrawn, and which of the two."""
    return {
        one.release.id: "withdrawn" if one.release.withdrawn_at else "locked"
        for one in known
        if one.release.approved_at and not one.is_open
    }


def _files(
    pilot_id: int, row: Release, settings: Settings
) -> tuple[tuple[FileFacts, ...], dict[str, bytes]]:
    facts, contents = [], {}
    for file in queries.files_of(pilot_id, row.id):
        data = contents[file.format] = kept(settings, pilot_id, row.id, file.format)
        digest = hashlib.sha256(data).hexdigest()
        facts.append(
            FileFacts(format=file.format, name=file.name, size_bytes=len(data), sha256=digest)
        )
    return tuple(facts), contents


def _pilot(pilot: PilotInForce) -> PilotFacts:
    preset = pilot.preset
    return PilotFacts(
        key=pilot.key, title=preset.title, title_en=preset.title_en, carrier=preset.carrier
    )


def _recipient(row: Recipient) -> RecipientFacts:
    return RecipientFacts(
        id=row.id,
        name=row.name,
        language=row.language,
        basis=row.basis,
        basis_reference=row.basis_reference,
    )


_AS_IT_IS = (
    "id", "previous_id", "number", "kind", "question", "persons", "left_out", "row_counts",
    "content_hash", "codebook_hash", "k_reached", "l_reached", "k_asked", "l_asked", "exception",
    "quality", "chain_sequence", "chain_hash", "stem", "note",
)  # fmt: skip


def _release(row: Release) -> ReleaseFacts:
    assert row.approved_at is not None
    return ReleaseFacts(
        **{name: getattr(row, name) for name in _AS_IT_IS},
        day=row.day.isoformat(),
        # What two releases tell together is for the house alone.
        difference={key: said for key, said in row.difference.items() if key != "learned"},
        prepared_at=row.prepared_at.isoformat(),
        approved_at=row.approved_at.isoformat(),
    )
