"""Reads of the pilot and its posts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import bindparam, select

from app.extensions import db, fetch
from app.pilots.models import Pilot, Post, PostAbsence, PostShare
from app.pilots.preset import Preset
from app.pilots.reading import preset_from_configuration


@dataclass(frozen=True)
class PilotInForce:
    """A pilot with its programme; `day` is its day of account (training day, or today)."""

    id: int
    key: str
    preset: Preset
    training_day: date | None
    day: date


@dataclass(frozen=True)
class PostRow:
    """A funded post of the pilot."""

    id: int
    key: str
    title: str
    fte_percent: int
    carries_cases: bool


@lru_cache(maxsize=64)
def _preset(configuration: str) -> Preset:
    return preset_from_configuration(json.loads(configuration))


# Every request asks this; a statement that is built once costs a third.
_PILOT = select(Pilot.id, Pilot.key, Pilot.configuration, Pilot.training_day).where(
    Pilot.key == bindparam("key")
)


def pilot_by_key(key: str, today: date) -> PilotInForce | None:
    """The pilot with that key; `today` counts unless it is a demonstration."""
    row = fetch(_PILOT, {"key": key}).first()
    if row is None:
        return None
    return PilotInForce(
        row.id, row.key, _preset(row.configuration), row.training_day, row.training_day or today
    )


def one_at_a_time(pilot_id: int) -> None:
    """Waits until no other transaction gives out numbers in this pilot, and holds the turn.

    On SQLite the write lock of the request does the same.
    """
    db.session.execute(select(Pilot.id).where(Pilot.id == pilot_id).with_for_update())


def preset_of(pilot_id: int) -> Preset:
    """The programme of a pilot."""
    return _preset(
        db.session.scalars(select(Pilot.configuration).where(Pilot.id == pilot_id)).one()
    )


def pilot_keys() -> Sequence[str]:
    """The keys of all pilots of the house."""
    return db.session.scalars(select(Pilot.key).order_by(Pilot.key)).all()


def pilot_ids() -> Sequence[int]:
    """The ids of all pilots of the house."""
    return db.session.scalars(select(Pilot.id).order_by(Pilot.id)).all()


_POSTS = (
    select(Post.id, Post.key, Post.title, Post.fte_percent, Post.carries_cases)
    .where(Post.pilot_id == bindparam("pilot"))
    .order_by(Post.id)
)


def posts_of(pilot_id: int) -> Sequence[PostRow]:
    """All posts in the order of their making."""
    return [PostRow(*row) for row in fetch(_POSTS, {"pilot": pilot_id})]


@dataclass(frozen=True)
class ShareRow:
    """The full-time share of a post in percent from a day on."""

    id: int
    from_day: date
    fte_percent: int
    version: int


@dataclass(frozen=True)
class AbsenceRow:
    """Days without anybody on a post: [from_day, until_day), open without an end."""

    id: int
    from_day: date
    until_day: date | None
    version: int


_SHARES = (
    select(
        PostShare.post_id,
        PostShare.id,
        PostShare.from_day,
        PostShare.fte_percent,
        PostShare.version,
    )
    .where(PostShare.pilot_id == bindparam("pilot"))
    .order_by(PostShare.from_day)
)
_ABSENCES = (
    select(
        PostAbsence.post_id,
        PostAbsence.id,
        PostAbsence.from_day,
        PostAbsence.until_day,
        PostAbsence.version,
    )
    .where(PostAbsence.pilot_id == bindparam("pilot"))
    .order_by(PostAbsence.from_day)
)


def shares_of(pilot_id: int) -> Mapping[int, Sequence[ShareRow]]:
    """The recorded shares by post, in time order; before the first the post's own counts."""
    found: dict[int, list[ShareRow]] = defaultdict(list)
    for post_id, row_id, from_day, percent, version in fetch(_SHARES, {"pilot": pilot_id}):
        found[post_id].append(ShareRow(row_id, from_day, percent, version))
    return found


def absences_of(pilot_id: int) -> Mapping[int, Sequence[AbsenceRow]]:
    """The absences by post, in time order."""
    found: dict[int, list[AbsenceRow]] = defaultdict(list)
    for post_id, row_id, from_day, until_day, version in fetch(_ABSENCES, {"pilot": pilot_id}):
        found[post_id].append(AbsenceRow(row_id, from_day, until_day, version))
    return found
