"""A release comes into being: files made and sealed, then recorded as prepared."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert

from app import audit
from app.access import Actor
from app.config import Settings
from app.database import new_id, utc_now
from app.errors import DomainError
from app.evaluation.anonymity.classes import Target
from app.evaluation.freezing import Place, Progress
from app.evaluation.question import Question
from app.evaluation.recipients.models import Recipient
from app.evaluation.recipients.queries import generation_at
from app.evaluation.recipients.queries import recipient as recipient_row
from app.evaluation.recipients.services import renamed
from app.evaluation.releases import queries, rules
from app.evaluation.releases.composing import Composed, Earlier, Order, compose
from app.evaluation.releases.difference import People
from app.evaluation.releases.keeping import ROWS, forget, keep, kept, rename_rows
from app.evaluation.releases.models import (
    Release,
    ReleaseFile,
    ReleaseMember,
)
from app.evaluation.services import check_day
from app.evaluation.workbook import Edition
from app.extensions import db
from app.pilots.queries import PilotInForce
from exports.datasets import BY_KEY, PERSONS


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the coordinator asks for when preparing a release."""

    recipient_id: int
    question: Question
    k_asked: int = rules.K_ASKED
    l_asked: int = rules.L_ASKED
    plan_token: str = ""
    """The proposal that was chosen for a publication (protecting.token_of)."""
    exception: str = ""
    note: str = ""

    @property
    def target(self) -> Target:
        """What is asked of every group of equals; "refused" is no second value."""
        return Target(self.k_asked, self.l_asked, is_strict=True)


@dataclass(frozen=True)
class Draft:
    """A release whose files are made and sealed, but that is not recorded yet."""

    release_id: int
    wish: Wish
    order: Order
    previous_id: int | None
    made: Composed


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
            earlier_of(previous, recipient, settings, folder),
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
    rules.check_publishable(wish.question.kind, courses_among(wish.question.datasets))
    rules.check_basis(found.basis, wish.question.kind, found.basis_until, pilot.day)
    return found


def courses_among(datasets: Iterable[str]) -> list[str]:
    """Those of the datasets, by key, that describe the courses of single people."""
    return [key for key in datasets if key != PERSONS.key and BY_KEY[key].about == "people"]


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
        target=wish.target,
        plan_token=wish.plan_token,
        exception=wish.exception.strip(),
        number=queries.next_number(actor.pilot_id),
        edition=edition,
        made_at=utc_now(),
        chain_sequence=head.sequence,
        chain_hash=head.hash,
    )


def earlier_of(
    previous: Release | None, recipient: Recipient, settings: Settings, folder: Path
) -> Earlier | None:
    """The release before, opened to be compared with; people are called as they are now."""
    if previous is None:
        return None
    packed = folder / "earlier.zip"
    packed.write_bytes(kept(settings, previous.pilot_id, previous.id, ROWS))
    since = generation_at(previous.pilot_id, recipient.id, previous.prepared_at)
    if since is not None:
        people = queries.members_of(previous.pilot_id, previous.id)
        names = renamed(recipient, since, settings.keys["pseudonym"], people)
        packed = rename_rows(packed, folder / "renamed.zip", names)
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


def check_turn(actor: Actor, wish: Wish, order: Order) -> None:
    """Refuses a draft if its number was given away, or its pseudonyms given up, meanwhile."""
    recipient = recipient_row(actor.pilot_id, wish.recipient_id)
    is_called_so = recipient is not None and recipient.pseudonym_scope == order.scope
    if not is_called_so or queries.next_number(actor.pilot_id) != order.number:
        raise DomainError("releases.overtaken")


def prepare(actor: Actor, draft: Draft) -> int:
    """Records a draft as prepared, for a second person to approve; returns the release's id."""
    made, order, wish = draft.made, draft.order, draft.wish
    # The pilot's chain is locked from here on: of two releases at once one comes too late.
    audit.record(actor, "prepare_release", "release", draft.release_id, ["day", "content_hash"])
    check_turn(actor, wish, order)
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
            persons=made.persons,
            left_out=made.frozen.survey.left_out,
            row_counts={sheet.dataset.key: sheet.rows for sheet in made.frozen.sheets},
            content_hash=made.content_hash,
            codebook_hash=made.codebook_hash,
            k_reached=made.k_reached,
            l_reached=made.l_reached,
            k_asked=wish.k_asked,
            l_asked=wish.l_asked,
            exception=wish.exception.strip() or None,
            difference=made.difference.as_json()
            | {"learned": [[one.key, dict(one.params)] for one in made.learned]},
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
    add_files(actor, draft)
    add_members(actor, draft)
    return draft.release_id


def add_files(actor: Actor, draft: Draft) -> None:
    """The files of a prepared release."""
    for file in draft.made.files:
        db.session.add(
            ReleaseFile(
                pilot_id=actor.pilot_id,
                release_id=draft.release_id,
                format=file.format,
                name=file.name,
                size_bytes=file.size_bytes,
                sha256=file.sha256,
            )
        )
    db.session.flush()


def add_members(actor: Actor, draft: Draft) -> None:
    """Who is in a prepared release, so that a withdrawn consent locks it."""
    db.session.execute(
        insert(ReleaseMember),
        [
            {
                "pilot_id": actor.pilot_id,
                "id": new_id(),
                "release_id": draft.release_id,
                "person_id": member.person_id,
                "has_health": member.has_health,
                "has_follow_up": member.has_follow_up,
            }
            for member in draft.made.members
        ],
    )
