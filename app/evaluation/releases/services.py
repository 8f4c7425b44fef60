"""What happens to releases: prepared, approved by a second person, fetched, withdrawn, cleared."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import insert

from app import audit
from app.access import Actor
from app.config import Settings
from app.database import new_id, utc_now
from app.errors import DomainError, NotFound, Stale
from app.evaluation.freezing import Place, Progress
from app.evaluation.question import Question
from app.evaluation.recipients.models import Recipient
from app.evaluation.recipients.queries import recipient as recipient_row
from app.evaluation.releases import queries, rules
from app.evaluation.releases.composing import Composed, Earlier, Order, compose
from app.evaluation.releases.difference import People
from app.evaluation.releases.keeping import ROWS, forget, keep, kept
from app.evaluation.releases.models import (
    DeletionNotice,
    Release,
    ReleaseDownload,
    ReleaseFile,
    ReleaseMember,
)
from app.evaluation.releases.queries import ReleaseRow
from app.evaluation.services import check_day
from app.evaluation.workbook import Edition
from app.extensions import db
from app.pilots.queries import PilotInForce


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the coordinator asks for when preparing a release."""

    recipient_id: int
    question: Question
    k_asked: int = rules.K_ASKED
    l_asked: int = rules.L_ASKED
    exception: str = ""
    note: str = ""


@dataclass(frozen=True)
class Draft:
    """A release whose files are made and sealed, but that is not recorded yet."""

    release_id: int
    wish: Wish
    order: Order
    previous_id: int | None
    made: Composed


@dataclass(frozen=True)
class OpenedFile:
    """A file of a release as it is handed out."""

    name: str
    content: bytes


@contextmanager
def draft_release(
    actor: Actor,
    pilot: PilotInForce,
    wish: Wish,
    settings: Settings,
    edition: Edition,
    progress: Progress | None = None,
) -> Iterator[Draft]:
    """Makes and seals the files of a release to come; takes them away again if the block fails.

    Reads for long, therefore outside of the writing transaction; nobody can open anything before
    `prepare` has recorded it and a second person has approved it.
    """
    recipient = checked(actor, pilot, wish)
    settings.files.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.files) as name:
        folder = Path(name)
        previous = queries.previous_release(actor.pilot_id, recipient.id, wish.question.kind)
        order = order_of(actor, pilot, recipient, wish, edition)
        made = compose(
            order,
            settings.keys["pseudonym"],
            folder,
            earlier_of(previous, settings, folder),
            people_of(actor.pilot_id, previous),
            progress,
        )
        if not made.frozen.survey.people:
            raise DomainError("evaluation.nobody", "day", day=wish.question.day)
        # Numbered only now: whatever was imported before a release has a smaller number.
        release_id = new_id()
        try:
            keep(settings, actor.pilot_id, release_id, ROWS, made.packed)
            for file in made.files:
                keep(settings, actor.pilot_id, release_id, file.format, file.path)
            yield Draft(release_id, wish, order, previous.id if previous else None, made)
        except BaseException:
            forget(settings, actor.pilot_id, release_id)
            raise


def checked(actor: Actor, pilot: PilotInForce, wish: Wish) -> Recipient:
    """The recipient, if a release of this kind may be made for it."""
    check_day(pilot, wish.question.day)
    rules.check_asked(wish.k_asked, wish.l_asked)
    found = recipient_row(actor.pilot_id, wish.recipient_id)
    if found is None or found.closed_at is not None:
        raise DomainError("releases.no_recipient", "recipient")
    rules.check_basis(found.basis, wish.question.kind, found.basis_until, pilot.day)
    return found


def order_of(
    actor: Actor, pilot: PilotInForce, recipient: Recipient, wish: Wish, edition: Edition
) -> Order:
    """The order with the circumstances that its manifest states."""
    head = audit.head_of(actor.pilot_id)
    return Order(
        place=Place(actor.pilot_id, pilot.preset),
        pilot_key=pilot.key,
        recipient=recipient.name,
        scope=recipient.pseudonym_scope,
        language="en" if recipient.language == "en" else "de",
        question=wish.question,
        number=queries.next_number(actor.pilot_id),
        edition=edition,
        made_at=utc_now(),
        chain_sequence=head.sequence,
        chain_hash=head.hash,
    )


def earlier_of(previous: Release | None, settings: Settings, folder: Path) -> Earlier | None:
    """The release before, opened to be compared with."""
    if previous is None:
        return None
    packed = folder / "earlier.zip"
    packed.write_bytes(kept(settings, previous.pilot_id, previous.id, ROWS))
    return Earlier(previous.question, packed)


def people_of(pilot_id: int, previous: Release | None) -> Callable[..., People]:
    """What the house knows about people who are in one of two releases only."""
    members = queries.members_of(pilot_id, previous.id) if previous else []

    def ask(asked: Question, call: Callable[[int], str], present: set[str]) -> People:
        gone = [person_id for person_id in members if call(person_id) not in present]
        return People(
            frozenset(map(call, queries.admitted_after(pilot_id, asked.day))),
            frozenset(map(call, queries.without_consent(pilot_id, asked.day, gone))),
        )

    return ask


def prepare(actor: Actor, draft: Draft) -> int:
    """Records a draft as prepared, for a second person to approve; returns the release's id."""
    made, order, wish = draft.made, draft.order, draft.wish
    # The pilot's chain is locked from here on: of two releases at once one comes too late.
    audit.record(actor, "prepare_release", "release", draft.release_id, ["day", "content_hash"])
    if queries.next_number(actor.pilot_id) != order.number:
        raise DomainError("releases.overtaken")
    db.session.add(
        Release(
            pilot_id=actor.pilot_id,
            id=draft.release_id,
            recipient_id=wish.recipient_id,
            previous_id=draft.previous_id,
            number=order.number,
            kind=wish.question.kind,
            day=wish.question.day,
            question=wish.question.as_json(),
            persons=made.frozen.survey.people,
            left_out=made.frozen.survey.left_out,
            row_counts={sheet.dataset.key: sheet.rows for sheet in made.frozen.sheets},
            content_hash=made.content_hash,
            codebook_hash=made.codebook_hash,
            k_reached=made.k_reached,
            l_reached=made.l_reached,
            k_asked=wish.k_asked,
            l_asked=wish.l_asked,
            exception=wish.exception.strip() or None,
            difference=made.difference.as_json(),
            quality=made.quality,
            chain_sequence=order.chain_sequence,
            chain_hash=order.chain_hash,
            stem=order.stem,
            note=wish.note.strip() or None,
            prepared_by=actor.user_id,
            prepared_at=order.made_at,
        )
    )
    db.session.flush()
    place = {"pilot_id": actor.pilot_id, "release_id": draft.release_id}
    for file in made.files:
        db.session.add(
            ReleaseFile(
                **place,
                format=file.format,
                name=file.name,
                size_bytes=file.size_bytes,
                sha256=file.sha256,
            )
        )
    db.session.flush()
    db.session.execute(
        insert(ReleaseMember),
        [
            {
                **place,
                "id": new_id(),
                "person_id": member.person_id,
                "has_health": member.has_health,
                "has_follow_up": member.has_follow_up,
            }
            for member in made.members
        ],
    )
    return draft.release_id


def approve(actor: Actor, release_id: int, version: int, exception: str = "") -> None:
    """A second person lets a release go; nobody in it may have withdrawn a consent since."""
    found = waiting(actor, release_id)
    row = found.release
    rules.check_second_person(row.prepared_by, actor.user_id)
    if found.is_locked:
        raise DomainError("releases.locked_meanwhile")
    if exception.strip():
        row.exception = exception.strip()
    protection = rules.Protection(row.k_reached, row.l_reached, row.k_asked, row.l_asked)
    rules.check_safe(row.kind, protection, row.exception or "")
    hold(row, version)
    row.approved_by, row.approved_at = actor.user_id, utc_now()
    db.session.flush()
    audit.record(actor, "approve_release", "release", row.id, ["approved_by", "exception"])


def discard(actor: Actor, release_id: int, version: int, reason: str) -> None:
    """Gives up a prepared release, with a reason; its files go once that is committed."""
    row = waiting(actor, release_id).release
    hold(row, version)
    row.discarded_at, row.discarded_for = utc_now(), reason.strip()
    db.session.flush()
    audit.record(actor, "discard_release", "release", row.id, ["discarded_at"])


def withdraw(actor: Actor, release_id: int, version: int) -> None:
    """Withdraws a release: it stays on record, and nobody can open it any more."""
    found = seen(actor, release_id)
    row = found.release
    if row.approved_at is None or row.withdrawn_at is not None:
        raise NotFound
    hold(row, version)
    row.withdrawn_at = utc_now()
    db.session.flush()
    audit.record(actor, "withdraw_release", "release", row.id, ["withdrawn_at"])


def open_file(
    actor: Actor,
    release_id: int,
    format_: str,
    purpose: str,
    settings: Settings,
    token_id: int | None = None,
) -> OpenedFile:
    """A file of a release, for download; recorded with its purpose. Whatever is not open to the
    actor is not there."""
    found = seen(actor, release_id)
    file = next(
        (file for file in queries.files_of(actor.pilot_id, release_id) if file.format == format_),
        None,
    )
    if file is None or not (found.is_open or may_look(actor, found)):
        raise NotFound
    content = kept(settings, actor.pilot_id, release_id, format_)
    db.session.add(
        ReleaseDownload(
            pilot_id=actor.pilot_id,
            release_id=release_id,
            format=format_,
            user_id=actor.user_id or None,
            token_id=token_id,
            purpose=purpose.strip(),
        )
    )
    db.session.flush()
    audit.record(actor, "download_release", "release", release_id, [format_])
    return OpenedFile(file.name, content)


def may_look(actor: Actor, found: ReleaseRow) -> bool:
    """Whether the house may look into a release that is not out yet: who prepares or approves."""
    row = found.release
    return queries.sees_all(actor) and row.approved_at is None and row.discarded_at is None


def note_request(actor: Actor, release_id: int, sent_on: date, way: str, day: date) -> None:
    """Records that the recipient of a locked release was asked to delete it."""
    found = seen(actor, release_id)
    if not found.is_locked or found.release.approved_at is None:
        raise DomainError("releases.not_locked")
    if sent_on > day:
        raise DomainError("house.future", "sent_on", day=sent_on, on=day)
    if queries.notice_of(actor.pilot_id, release_id) is not None:
        raise DomainError("releases.already_asked")
    db.session.add(
        DeletionNotice(
            pilot_id=actor.pilot_id,
            release_id=release_id,
            sent_on=sent_on,
            way=way,
            sent_by=actor.user_id,
        )
    )
    db.session.flush()
    audit.record(actor, "request_deletion", "release", release_id, ["sent_on", "way"])


def note_confirmation(
    actor: Actor, release_id: int, confirmed_on: date, reference: str, day: date
) -> None:
    """Records that the recipient has deleted a release; what it said person by person goes, too.

    The files go once that is committed; hashes and counts stay.
    """
    row = seen(actor, release_id).release
    notice = queries.notice_of(actor.pilot_id, release_id)
    if notice is None or notice.confirmed_on is not None:
        raise DomainError("releases.nothing_to_confirm")
    if confirmed_on > day:
        raise DomainError("house.future", "confirmed_on", day=confirmed_on, on=day)
    if confirmed_on < notice.sent_on:
        raise DomainError("releases.confirmed_too_early", "confirmed_on", sent_on=notice.sent_on)
    notice.confirmed_on, notice.confirmed_by = confirmed_on, actor.user_id
    notice.reference = reference.strip() or None
    row.cleared_at = utc_now()
    row.difference = {"counts": row.difference.get("counts", [])}
    db.session.flush()
    audit.record(actor, "confirm_deletion", "release", release_id, ["confirmed_on"])


def forget_files(actor: Actor, release_id: int, settings: Settings) -> None:
    """Removes the files of a release that is discarded, withdrawn or cleared; after the commit."""
    found = queries.release(actor, release_id)
    if found is None:
        return
    row = found.release
    if row.discarded_at or row.withdrawn_at or row.cleared_at:
        forget(settings, actor.pilot_id, release_id)


def seen(actor: Actor, release_id: int) -> ReleaseRow:
    """A release that the actor may know of; whatever else is asked for is not there."""
    found = queries.release(actor, release_id)
    if found is None:
        raise NotFound
    return found


def waiting(actor: Actor, release_id: int) -> ReleaseRow:
    """A release that waits for its second person."""
    found = seen(actor, release_id)
    if found.release.approved_at is not None or found.release.discarded_at is not None:
        raise DomainError("releases.decided_already")
    return found


def hold(row: Release, version: int) -> None:
    """Refuses an act on a release that somebody else has changed meanwhile."""
    if row.version != version:
        raise Stale
