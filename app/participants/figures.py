"""Figures about participants for a day of account: counts, caseload, dwell."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)

from app.extensions import db, fetch
from app.participants.caseload.rules import share_over_time
from app.participants.models import Care, Participation
from app.participants.queries import in_care_on, stage_of
from app.participants.rules import exceeds, load, places
from app.participants.stays.models import Interruption
from app.pilots.models import Post, PostShare
from app.pilots.preset import Preset
from app.pilots.queries import PostRow, ShareRow, posts_of, shares_of


@dataclass(frozen=True)
class People:
    """How many people; `admitted` counts people, a returner once."""

    admitted: int
    in_care: int
    exited: int
    by_stage: dict[int, int]


@dataclass(frozen=True)
class PostLoad:
    """The caseload of a post on a day, at its share then; `load` 1.0 is full, None not filled."""

    post_id: int
    title: str
    fte_percent: int
    in_care: int
    load: float | None


@dataclass(frozen=True)
class Dwell:
    """Days in the pilot: mean over completed stays (all exits), and so far over open ones."""

    mean_completed: float | None
    completed: int
    mean_open: float | None
    longest_open: int | None


@dataclass(frozen=True)
class StaysByDay:
    """How many entered and left on which day up to `day`; `still_open` by day of entry."""

    day: date
    entries: Mapping[date, int]
    still_open: Mapping[date, int]
    exits: Mapping[date, int]


def people(pilot_id: int, day: date, stages: Sequence[int]) -> People:
    """Admitted, in care and exited on the day; by stage counts those in care."""
    admitted = db.session.scalar(
        select(func.count(Participation.person_id.distinct())).where(
            Participation.pilot_id == pilot_id, Participation.admitted_on <= day
        )
    )
    counts = by_stage(pilot_id, day)
    return People(
        admitted or 0,
        sum(counts.values()),
        _exited(pilot_id, day),
        {number: counts.get(number, 0) for number in stages},
    )


def by_stage(pilot_id: int, day: date) -> dict[int | None, int]:
    """Those in care on the day by stage; None for whoever is in none yet."""
    asked = {"pilot": pilot_id, "day": day}
    return dict(fetch(_counted_by_stage(), asked).all())


# Statements are put together once (`cache`): for every page anew it would take longer than to run
# them. They ask for a pilot and a day.
_PILOT = bindparam("pilot", type_=BigInteger())
_DAY = bindparam("day", type_=Date())


@cache
def _counted_by_stage() -> Select[int | None, int]:
    """The stage is looked up for each of those in care, whose moves an index holds together."""
    stages = (
        select(stage_of(_DAY).label("stage"))
        .where(Participation.pilot_id == _PILOT, in_care_on(_DAY))
        .subquery()
    )
    return select(stages.c.stage, func.count()).group_by(stages.c.stage)


def _exited(pilot_id: int, day: date) -> int:
    return (
        db.session.scalar(
            select(func.count()).where(
                Participation.pilot_id == pilot_id, Participation.exited_on <= day
            )
        )
        or 0
    )


def caseload(pilot_id: int, day: date, preset: Preset) -> list[PostLoad]:
    """Cases of each post that carries cases, against 1 : ratio for a full post.

    The share is that of the day; whether people count while they pause is the programme's setting.
    """
    statement = _cases_by_post(preset.stays.pauses_count_in_caseload)
    rows = fetch(statement, {"pilot": pilot_id, "day": day})
    ratio = preset.target.caseload_ratio
    return [
        PostLoad(post_id, title, fte_percent, cases, load(cases, ratio, fte_percent))
        for post_id, title, fte_percent, cases in rows
    ]


@cache
def _cases_by_post(pauses_count: bool) -> Select[int, str, int, int]:
    counted = (
        select(Care.post_id, func.count().label("cases"))
        .join(
            Participation,
            and_(
                Participation.pilot_id == Care.pilot_id,
                Participation.id == Care.participation_id,
            ),
        )
        .where(
            Care.pilot_id == _PILOT,
            Care.from_day <= _DAY,
            or_(Care.until_day.is_(None), Care.until_day > _DAY),
            in_care_on(_DAY),
            *(() if pauses_count else (~_pauses(),)),
        )
        .group_by(Care.post_id)
        .subquery()
    )
    return (
        select(
            Post.id,
            Post.title,
            func.coalesce(_share_on_day(), Post.fte_percent),
            func.coalesce(counted.c.cases, 0),
        )
        .join(counted, counted.c.post_id == Post.id, isouter=True)
        .where(Post.pilot_id == _PILOT, Post.carries_cases.is_(True))
        .order_by(Post.id)
    )


def _share_on_day() -> ScalarSelect[int]:
    """The share recorded last on or before the day; none before the first."""
    return (
        select(PostShare.fte_percent)
        .where(
            PostShare.pilot_id == Post.pilot_id,
            PostShare.post_id == Post.id,
            PostShare.from_day <= _DAY,
        )
        .order_by(PostShare.from_day.desc())
        .limit(1)
        .correlate(Post)
        .scalar_subquery()
    )


def _pauses() -> ColumnElement[bool]:
    return exists().where(
        Interruption.pilot_id == Participation.pilot_id,
        Interruption.participation_id == Participation.id,
        Interruption.from_day <= _DAY,
        or_(Interruption.until_day.is_(None), Interruption.until_day > _DAY),
    )


def places_at(pilot_id: int, ratio: int, days: Sequence[date]) -> list[int]:
    """The places of all posts together on each of the days, at their shares then."""
    return places_of(posts_of(pilot_id), shares_of(pilot_id), ratio, days)


def places_of(
    posts: Sequence[PostRow],
    shares: Mapping[int, Sequence[ShareRow]],
    ratio: int,
    days: Sequence[date],
) -> list[int]:
    """The same of posts and their shares that have been read already."""
    courses = [
        share_over_time(
            post.fte_percent, {row.from_day: row.fte_percent for row in shares.get(post.id, ())}
        )
        for post in posts
        if post.carries_cases
    ]
    return [sum(places(ratio, course.on(day)) for course in courses) for day in days]


def stays_by_day(pilot_id: int, day: date) -> StaysByDay:
    """All entries and exits up to the day, counted by the database: a row per day, not per stay."""
    asked = {"pilot": pilot_id, "day": day}
    entries = fetch(_counted_entries(), asked).all()
    exits = fetch(_counted_exits(), asked).all()
    return StaysByDay(
        day,
        {entered: count for entered, count, _left in entries},
        {entered: count - int(gone) for entered, count, gone in entries if count > gone},
        {exited: count for exited, count in exits if exited is not None},
    )


def _has_left() -> ColumnElement[bool]:
    return and_(Participation.exited_on.is_not(None), Participation.exited_on <= _DAY)


@cache
def _counted_entries() -> Select[date, int, int]:
    return (
        select(Participation.admitted_on, func.count(), func.sum(case((_has_left(), 1), else_=0)))
        .where(Participation.pilot_id == _PILOT, Participation.admitted_on <= _DAY)
        .group_by(Participation.admitted_on)
        .order_by(Participation.admitted_on)
    )


@cache
def _counted_exits() -> Select[date | None, int]:
    return (
        select(Participation.exited_on, func.count())
        .where(Participation.pilot_id == _PILOT, _has_left())
        .group_by(Participation.exited_on)
        .order_by(Participation.exited_on)
    )


def dwell(pilot_id: int, day: date) -> Dwell:
    """Mean days of completed stays (exit − entry) and of those still open on the day."""
    return dwell_of(stays_by_day(pilot_id, day))


def dwell_of(stays: StaysByDay) -> Dwell:
    """The same from counted entries and exits; exact, for a sum of differences needs no pairs."""
    exits, still_open = sum(stays.exits.values()), sum(stays.still_open.values())
    entered = _ordinals(stays.entries) - _ordinals(stays.still_open)
    so_far = stays.day.toordinal() * still_open - _ordinals(stays.still_open)
    return Dwell(
        (_ordinals(stays.exits) - entered) / exits if exits else None,
        exits,
        so_far / still_open if still_open else None,
        max(((stays.day - first).days for first in stays.still_open), default=None),
    )


def _ordinals(counts: Mapping[date, int]) -> int:
    return sum(day.toordinal() * count for day, count in counts.items())


def admissions_by_month(pilot_id: int, day: date) -> dict[date, int]:
    """First admissions of people by the first day of their month."""
    months: Counter[date] = Counter()
    for first, count in fetch(_counted_first_days(), {"pilot": pilot_id, "day": day}).all():
        months[first.replace(day=1)] += count
    return months


@cache
def _counted_first_days() -> Select[date, int]:
    first = (
        select(func.min(Participation.admitted_on).label("day"))
        .where(Participation.pilot_id == _PILOT)
        .group_by(Participation.person_id)
        .subquery()
    )
    return (
        select(first.c.day, func.count())
        .where(first.c.day <= _DAY)
        .group_by(first.c.day)
        .order_by(first.c.day)
    )


def in_care_at(pilot_id: int, days: Sequence[date]) -> list[int]:
    """How many were in care on each of the days."""
    return in_care_of(stays_by_day(pilot_id, max(days)), days) if days else []


def in_care_of(stays: StaysByDay, days: Sequence[date]) -> list[int]:
    """The same from counted entries and exits, for days up to theirs: entry ≤ day < exit."""
    entered, left = _sums(stays.entries), _sums(stays.exits)
    return [_up_to(entered, day) - _up_to(left, day) for day in days]


_Sums = tuple[list[date], list[int]]


def _sums(counts: Mapping[date, int]) -> _Sums:
    days = sorted(counts)
    return days, [0, *accumulate(counts[day] for day in days)]


def _up_to(sums: _Sums, day: date) -> int:
    return sums[1][bisect_right(sums[0], day)]


def unexplained_exceptions(pilot_id: int, day: date) -> int:
    """Admissions against a required criterion that still lack their written reason."""
    return fetch(_counted_unexplained(), {"pilot": pilot_id, "day": day}).scalar() or 0


@cache
def _counted_unexplained() -> Select[int]:
    return select(func.count()).where(
        Participation.pilot_id == _PILOT,
        Participation.admitted_on <= _DAY,
        Participation.against_criteria.is_(True),
        Participation.reason_sealed.is_(None),
    )


def longer_than(stays: StaysByDay, months: int) -> int:
    """How many of the open stays last longer than that many months."""
    return sum(
        count
        for entered, count in stays.still_open.items()
        if exceeds(entered, None, stays.day, months)
    )
