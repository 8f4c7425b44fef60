"""Reads of the pilot and its posts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import BigInteger, Date, and_, bindparam, func, select
from sqlalchemy.orm import aliased

from app.extensions import db, fetch
from app.pilots.models import Pilot, Post, PostAbsence, PostShare, RuleSetChoice
from app.pilots.preset import Preset, under_rule_set
from app.pilots.reading import preset_from_configuration
from app.pilots.rule_set import RuleSet
from app.pilots.rule_set_files import rule_set_in_force


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
def _preset(configuration: str, rule_set_key: str | None = None, own_values: str = "") -> Preset:
    preset = preset_from_configuration(json.loads(configuration))
    if rule_set_key is None:
        return preset
    return under_rule_set(preset, rule_set_in_force(rule_set_key, own_values))


_LATEST = aliased(RuleSetChoice)
# Every request asks this; a statement that is built once costs a third. The choice of a rule set
# that is in force on the day of account comes along.
_PILOT = (
    select(
        Pilot.id,
        Pilot.key,
        Pilot.configuration,
        Pilot.training_day,
        RuleSetChoice.key.label("rule_set_key"),
        RuleSetChoice.own_values,
    )
    .outerjoin(
        RuleSetChoice,
        and_(
            RuleSetChoice.pilot_id == Pilot.id,
            RuleSetChoice.id
            == select(_LATEST.id)
            .where(
                _LATEST.pilot_id == Pilot.id,
                _LATEST.valid_from
                <= func.coalesce(Pilot.training_day, bindparam("today", type_=Date())),
            )
            .order_by(_LATEST.valid_from.desc(), _LATEST.id.desc())
            .limit(1)
            .correlate(Pilot)
            .scalar_subquery(),
        ),
    )
    .where(Pilot.key == bindparam("key"))
)


def pilot_by_key(key: str, today: date) -> PilotInForce | None:
    """The pilot with that key, under the rule set in force on its day of account.

    `today` counts unless it is a demonstration.
    """
    row = fetch(_PILOT, {"key": key, "today": today}).first()
    if row is None:
        return None
    return PilotInForce(
        row.id,
        row.key,
        _preset(row.configuration, row.rule_set_key, row.own_values),
        row.training_day,
        row.training_day or today,
    )


@dataclass(frozen=True)
class ChosenRuleSet:
    """A choice of a rule set, by whom and why; the latest that is valid on a day binds."""

    id: int
    rule_set: RuleSet
    valid_from: date
    reason: str
    chosen_by: int
    chosen_at: datetime


_CHOICES = (
    select(
        RuleSetChoice.id,
        RuleSetChoice.key,
        RuleSetChoice.own_values,
        RuleSetChoice.valid_from,
        RuleSetChoice.reason,
        RuleSetChoice.chosen_by,
        RuleSetChoice.chosen_at,
    )
    .where(RuleSetChoice.pilot_id == bindparam("pilot", type_=BigInteger()))
    .order_by(RuleSetChoice.valid_from, RuleSetChoice.id)
)


def rule_set_choices(pilot_id: int) -> Sequence[ChosenRuleSet]:
    """All choices of a rule set, the one that binds longest first."""
    return [
        ChosenRuleSet(
            row.id,
            rule_set_in_force(row.key, row.own_values),
            row.valid_from,
            row.reason,
            row.chosen_by,
            row.chosen_at,
        )
        for row in fetch(_CHOICES, {"pilot": pilot_id})
    ]


def preset_on(pilot_id: int, day: date) -> Preset:
    """The programme under the rule set in force on a day."""
    chosen = [one for one in rule_set_choices(pilot_id) if one.valid_from <= day]
    preset = preset_of(pilot_id)
    return under_rule_set(preset, chosen[-1].rule_set) if chosen else preset


def one_at_a_time(pilot_id: int) -> None:
    """Waits until no other transaction gives out numbers in this pilot, and holds the turn.

    On SQLite the write lock of the request does the same.
    """
    db.session.execute(select(Pilot.id).where(Pilot.id == pilot_id).with_for_update())


def preset_of(pilot_id: int) -> Preset:
    """The programme of a pilot under the rule set that its preset names."""
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
