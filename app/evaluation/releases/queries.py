"""Reads of releases: who may see which, which are locked, what was fetched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.access import Actor, Permission
from app.evaluation.recipients.models import Recipient
from app.evaluation.recipients.program import Program
from app.evaluation.recipients.queries import is_theirs
from app.evaluation.releases.models import (
    DeletionNotice,
    Release,
    ReleaseDownload,
    ReleaseFile,
    ReleaseMember,
)
from app.evaluation.rules import EVALUATION, FOLLOW_UP, HEALTH_DATA, Consented, is_permitted
from app.extensions import db
from app.participants.models import Consent, Participation


class ReleaseRow(NamedTuple):
    """A release with its recipient; locked: somebody in it has withdrawn a consent since."""

    release: Release
    recipient: Recipient
    is_locked: bool

    @property
    def is_open(self) -> bool:
        """Whether its files may be fetched."""
        row = self.release
        return (
            row.approved_at is not None
            and row.withdrawn_at is None
            and row.cleared_at is None
            and not self.is_locked
        )


def releases(actor: Actor, recipient_id: int | None = None) -> list[ReleaseRow]:
    """The releases that the actor may know of, the newest first."""
    wanted = visible(actor).order_by(Release.number.desc())
    if recipient_id is not None:
        wanted = wanted.where(Release.recipient_id == recipient_id)
    return [ReleaseRow._make(row) for row in db.session.execute(wanted)]


def release(actor: Actor, release_id: int) -> ReleaseRow | None:
    """One release that the actor may know of."""
    found = db.session.execute(visible(actor).where(Release.id == release_id)).first()
    return None if found is None else ReleaseRow._make(found)


class Matters(NamedTuple):
    """Ids of releases that ask the actor to do something: to decide as the second person, to ask
    the recipient to delete."""

    waiting: Sequence[int]
    locked: Sequence[int]


def matters(actor: Actor) -> Matters:
    """What waits for the actor, in one statement for each permission that they have."""
    undecided = (Release.approved_at.is_(None), Release.discarded_at.is_(None))
    found = select(Release.id).where(Release.pilot_id == actor.pilot_id).order_by(Release.number)
    waiting = found.where(*undecided, Release.prepared_by != actor.user_id, ~_is_gone())
    locked = found.where(
        Release.approved_at.is_not(None),
        Release.withdrawn_at.is_(None),
        ~_is_asked_for(),
        _is_gone(),
    )
    return Matters(
        db.session.scalars(waiting).all() if actor.may(Permission.APPROVE_RELEASE) else (),
        db.session.scalars(locked).all() if actor.may(Permission.RELEASE) else (),
    )


def visible(actor: Actor) -> Select[Release, Recipient, bool]:
    """Releases with their recipients: all for the house, for a recipient's people their approved
    ones."""
    wanted = (
        select(Release, Recipient, _is_locked().label("is_locked"))
        .join(
            Recipient,
            and_(
                Recipient.pilot_id == Release.pilot_id,
                Recipient.id == Release.recipient_id,
            ),
        )
        .where(Release.pilot_id == actor.pilot_id)
    )
    if sees_all(actor):
        return wanted
    return wanted.where(Release.approved_at.is_not(None), _is_theirs(actor))


def _is_theirs(actor: Actor) -> ColumnElement[bool]:
    """Whether a release is for the recipient of the actor: of its program or of its account."""
    if isinstance(actor, Program):
        return Release.recipient_id == actor.recipient_id
    return is_theirs(actor, Release.recipient_id.expression)


def sees_all(actor: Actor) -> bool:
    """Whether the actor belongs to the house: prepares or approves releases."""
    return actor.may(Permission.RELEASE) or actor.may(Permission.APPROVE_RELEASE)


def _is_locked() -> ColumnElement[bool]:
    """Whether a consent that the release rests on is gone, or its deletion was asked for."""
    return or_(_is_asked_for(), _is_gone())


def _is_asked_for() -> ColumnElement[bool]:
    return exists().where(
        DeletionNotice.pilot_id == Release.pilot_id, DeletionNotice.release_id == Release.id
    )


def _is_gone() -> ColumnElement[bool]:
    member = aliased(ReleaseMember)
    return exists().where(
        member.pilot_id == Release.pilot_id,
        member.release_id == Release.id,
        or_(
            ~_stands(EVALUATION, member),
            and_(member.has_health, ~_stands(HEALTH_DATA, member)),
            and_(member.has_follow_up, ~_stands(FOLLOW_UP, member)),
        ),
    )


def _stands(purpose: str, member: type[ReleaseMember]) -> ColumnElement[bool]:
    """Whether the person has a consent of that day that no withdrawal has ended (rules)."""
    given, stay, ended, other = (
        aliased(Consent),
        aliased(Participation),
        aliased(Consent),
        aliased(Participation),
    )
    # Named one by one: of its own accord a condition reaches only the statement right around it.
    is_ended = (
        exists()
        .where(
            other.pilot_id == member.pilot_id,
            other.person_id == member.person_id,
            ended.pilot_id == other.pilot_id,
            ended.participation_id == other.id,
            ended.purpose == purpose,
            ended.withdrawn_on >= given.given_on,
        )
        .correlate(member, given)
    )
    return (
        exists()
        .where(
            stay.pilot_id == member.pilot_id,
            stay.person_id == member.person_id,
            given.pilot_id == stay.pilot_id,
            given.participation_id == stay.id,
            given.purpose == purpose,
            given.given_on <= Release.day,
            given.withdrawn_on.is_(None),
            ~is_ended,
        )
        .correlate(member, Release)
    )


def files_of(pilot_id: int, release_id: int) -> Sequence[ReleaseFile]:
    """The files of a release, by format."""
    return db.session.scalars(
        select(ReleaseFile)
        .where(ReleaseFile.pilot_id == pilot_id, ReleaseFile.release_id == release_id)
        .order_by(ReleaseFile.format)
    ).all()


def files_by_release(pilot_id: int, release_ids: Collection[int]) -> dict[int, list[ReleaseFile]]:
    """The files of several releases, by format."""
    found: dict[int, list[ReleaseFile]] = {release_id: [] for release_id in release_ids}
    for file in db.session.scalars(
        select(ReleaseFile)
        .where(ReleaseFile.pilot_id == pilot_id, ReleaseFile.release_id.in_(release_ids))
        .order_by(ReleaseFile.format)
    ):
        found[file.release_id].append(file)
    return found


def downloads_of(pilot_id: int, release_id: int) -> Sequence[ReleaseDownload]:
    """Who fetched something of a release, the latest first."""
    return db.session.scalars(
        select(ReleaseDownload)
        .where(ReleaseDownload.pilot_id == pilot_id, ReleaseDownload.release_id == release_id)
        .order_by(ReleaseDownload.at.desc(), ReleaseDownload.id.desc())
    ).all()


def notice_of(pilot_id: int, release_id: int) -> DeletionNotice | None:
    """The request to delete a release, if one was sent."""
    return db.session.scalar(
        select(DeletionNotice).where(
            DeletionNotice.pilot_id == pilot_id, DeletionNotice.release_id == release_id
        )
    )


def notices_of(pilot_id: int) -> dict[int, DeletionNotice]:
    """All requests to delete, by release."""
    rows = db.session.scalars(select(DeletionNotice).where(DeletionNotice.pilot_id == pilot_id))
    return {row.release_id: row for row in rows}


def previous_release(pilot_id: int, recipient_id: int, kind: str) -> Release | None:
    """The last release of the kind that reached the recipient and whose rows are still there."""
    return db.session.scalar(
        select(Release)
        .where(
            Release.pilot_id == pilot_id,
            Release.recipient_id == recipient_id,
            Release.kind == kind,
            Release.approved_at.is_not(None),
            Release.cleared_at.is_(None),
            Release.chain_sequence > 0,
        )
        .order_by(Release.number.desc())
        .limit(1)
    )


def next_number(pilot_id: int) -> int:
    """The number of the next release of the pilot."""
    last = db.session.scalar(select(func.max(Release.number)).where(Release.pilot_id == pilot_id))
    return (last or 0) + 1


def members_of(pilot_id: int, release_id: int) -> list[int]:
    """The persons in a release."""
    return list(
        db.session.scalars(
            select(ReleaseMember.person_id).where(
                ReleaseMember.pilot_id == pilot_id, ReleaseMember.release_id == release_id
            )
        )
    )


def admitted_after(pilot_id: int, day: date) -> set[int]:
    """The persons whose first stay began after the day."""
    return set(
        db.session.scalars(
            select(Participation.person_id)
            .where(Participation.pilot_id == pilot_id)
            .group_by(Participation.person_id)
            .having(func.min(Participation.admitted_on) > day)
        )
    )


def without_consent(pilot_id: int, day: date, people: Sequence[int]) -> list[int]:
    """Who of these people has no consent of that day to evaluation any more."""
    rows = db.session.execute(
        select(Participation.person_id, Consent.purpose, Consent.given_on, Consent.withdrawn_on)
        .join(
            Consent,
            and_(
                Consent.pilot_id == Participation.pilot_id,
                Consent.participation_id == Participation.id,
            ),
        )
        .where(Participation.pilot_id == pilot_id, Consent.purpose == EVALUATION)
    )
    given: defaultdict[int, list[Consented]] = defaultdict(list)
    for person_id, *consent in rows:
        given[person_id].append(Consented._make(consent))
    return [one for one in people if not is_permitted(EVALUATION, given[one], given[one], day)]


def is_somebodys(pilot_id: int, release_id: int) -> bool:
    """Whether the release exists at all, whoever asks."""
    return db.session.get(Release, (pilot_id, release_id)) is not None


def has_release_since(pilot_id: int, import_id: int) -> bool:
    """Whether a dataset was released after the import (ids rise with time) and still stands."""
    found = db.session.scalar(
        select(Release.id)
        .where(
            Release.pilot_id == pilot_id,
            Release.id > import_id,
            Release.discarded_at.is_(None),
            Release.withdrawn_at.is_(None),
        )
        .limit(1)
    )
    return found is not None
