"""Posts as they really were: full-time share over time, days of absence."""

from __future__ import annotations

from datetime import date

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.periods import Interval
from app.pilots.models import Post, PostAbsence, PostShare
from app.pilots.queries import absences_of, one_at_a_time, shares_of


def set_share(actor: Actor, post_id: int, from_day: date, fte_percent: int) -> None:
    """The full-time share of a post in percent from a day on; 0 is a post that is not filled."""
    one_at_a_time(actor.pilot_id)
    if db.session.get(Post, (actor.pilot_id, post_id)) is None:
        raise NotFound
    _check_day(actor, post_id, from_day, None)
    row = PostShare(
        pilot_id=actor.pilot_id,
        id=new_id(),
        post_id=post_id,
        from_day=from_day,
        fte_percent=fte_percent,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "set_share", "post", post_id, ["from_day", "fte_percent"])


def correct_share(
    actor: Actor, share_id: int, from_day: date, fte_percent: int, version: int
) -> None:
    """Corrects a share that was entered wrongly."""
    one_at_a_time(actor.pilot_id)
    row = _share(actor, share_id)
    if row.version != version:
        raise Stale
    _check_day(actor, row.post_id, from_day, share_id)
    row.from_day, row.fte_percent = from_day, fte_percent
    db.session.flush()
    audit.record(actor, "correct_share", "post", row.post_id, ["from_day", "fte_percent"])


def remove_share(actor: Actor, share_id: int) -> None:
    """The share before it goes on; the history keeps what was removed."""
    row = _share(actor, share_id)
    db.session.delete(row)
    db.session.flush()
    audit.record(actor, "remove_share", "post", row.post_id, ["from_day", "fte_percent"])


def add_absence(actor: Actor, post_id: int, from_day: date, until_day: date | None) -> None:
    """Nobody works on the post on [from_day, until_day); why is not asked."""
    one_at_a_time(actor.pilot_id)
    if db.session.get(Post, (actor.pilot_id, post_id)) is None:
        raise NotFound
    _check_absence(actor, post_id, from_day, until_day, None)
    row = PostAbsence(
        pilot_id=actor.pilot_id,
        id=new_id(),
        post_id=post_id,
        from_day=from_day,
        until_day=until_day,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "add_absence", "post", post_id, ["from_day", "until_day"])


def correct_absence(
    actor: Actor, absence_id: int, from_day: date, until_day: date | None, version: int
) -> None:
    """Ends an absence, or corrects its days."""
    one_at_a_time(actor.pilot_id)
    row = _absence(actor, absence_id)
    if row.version != version:
        raise Stale
    _check_absence(actor, row.post_id, from_day, until_day, absence_id)
    row.from_day, row.until_day = from_day, until_day
    db.session.flush()
    audit.record(actor, "correct_absence", "post", row.post_id, ["from_day", "until_day"])


def remove_absence(actor: Actor, absence_id: int) -> None:
    """An absence that was none; the history keeps what was removed."""
    row = _absence(actor, absence_id)
    db.session.delete(row)
    db.session.flush()
    audit.record(actor, "remove_absence", "post", row.post_id, ["from_day", "until_day"])


def _share(actor: Actor, share_id: int) -> PostShare:
    row = db.session.get(PostShare, (actor.pilot_id, share_id))
    if row is None:
        raise NotFound
    return row


def _absence(actor: Actor, absence_id: int) -> PostAbsence:
    row = db.session.get(PostAbsence, (actor.pilot_id, absence_id))
    if row is None:
        raise NotFound
    return row


def _check_day(actor: Actor, post_id: int, from_day: date, besides: int | None) -> None:
    known = shares_of(actor.pilot_id).get(post_id, ())
    if any(row.from_day == from_day and row.id != besides for row in known):
        raise DomainError("caseload.share_exists", "from_day", day=from_day)


def _check_absence(
    actor: Actor, post_id: int, from_day: date, until_day: date | None, besides: int | None
) -> None:
    if until_day is not None and until_day <= from_day:
        raise DomainError("caseload.ends_before_it_begins", "until_day")
    wanted = Interval(from_day, until_day)
    for row in absences_of(actor.pilot_id).get(post_id, ()):
        if row.id != besides and wanted.overlaps(Interval(row.from_day, row.until_day)):
            raise DomainError("caseload.absence_overlaps", "from_day", day=row.from_day)
