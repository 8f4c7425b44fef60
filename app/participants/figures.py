"""Figures about participants for a day of account: counts, caseload, dwell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select

from app.extensions import db
from app.participants.models import Care, Participation
from app.participants.queries import in_care_on, stages_on
from app.participants.rules import load, mean
from app.periods import day_after
from app.pilots.models import Post


@dataclass(frozen=True)
class People:
    """How many people; `admitted` counts people, a returner once."""

    admitted: int
    in_care: int
    exited: int
    by_stage: dict[int, int]


@dataclass(frozen=True)
class PostLoad:
    """The caseload of a post on a day; `load` 1.0 is full."""

    post_id: int
    title: str
    fte_percent: int
    in_care: int
    load: float


@dataclass(frozen=True)
class Dwell:
    """Days in the pilot: mean over completed stays (all exits), and so far over open ones."""

    mean_completed: float | None
    completed: int
    mean_open: float | None
    longest_open: int | None


def people(pilot_id: int, day: date, stages: Sequence[int]) -> People:
    """Admitted, in care and exited on the day; by stage counts those in care."""
    admitted = db.session.scalar(
        select(func.count(Participation.person_id.distinct())).where(
            Participation.pilot_id == pilot_id, Participation.admitted_on <= day
        )
    )
    stage = stages_on(pilot_id, day)
    rows = db.session.execute(
        select(stage.c.stage, func.count())
        .select_from(Participation)
        .join(stage, stage.c.participation_id == Participation.id, isouter=True)
        .where(Participation.pilot_id == pilot_id, in_care_on(day))
        .group_by(stage.c.stage)
    ).all()
    counts = {number: count for number, count in rows}
    in_care = sum(counts.values())
    return People(
        admitted or 0,
        in_care,
        _exited(pilot_id, day),
        {number: counts.get(number, 0) for number in stages},
    )


def _exited(pilot_id: int, day: date) -> int:
    return (
        db.session.scalar(
            select(func.count()).where(
                Participation.pilot_id == pilot_id, Participation.exited_on <= day
            )
        )
        or 0
    )


def caseload(pilot_id: int, day: date, ratio: int) -> list[PostLoad]:
    """Cases of each post that carries cases, against 1 : ratio for a full post."""
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
            Care.pilot_id == pilot_id,
            Care.from_day <= day,
            or_(Care.until_day.is_(None), Care.until_day > day),
            in_care_on(day),
        )
        .group_by(Care.post_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Post, func.coalesce(counted.c.cases, 0))
        .join(counted, counted.c.post_id == Post.id, isouter=True)
        .where(Post.pilot_id == pilot_id, Post.carries_cases.is_(True))
        .order_by(Post.id)
    )
    return [
        PostLoad(
            post.id, post.title, post.fte_percent, cases, load(cases, ratio, post.fte_percent)
        )
        for post, cases in rows
    ]


def dwell(pilot_id: int, day: date) -> Dwell:
    """Mean days of completed stays (exit − entry) and of those still open on the day."""
    stays = db.session.execute(
        select(Participation.admitted_on, Participation.exited_on).where(
            Participation.pilot_id == pilot_id, Participation.admitted_on <= day
        )
    ).all()
    completed = [(end - start).days for start, end in stays if end is not None and end <= day]
    still_open = [(day - start).days for start, end in stays if end is None or end > day]
    return Dwell(mean(completed), len(completed), mean(still_open), max(still_open, default=None))


def admissions_by_month(pilot_id: int, day: date) -> dict[date, int]:
    """First admissions of people by the first day of their month."""
    first = (
        select(func.min(Participation.admitted_on).label("day"))
        .where(Participation.pilot_id == pilot_id, Participation.admitted_on <= day)
        .group_by(Participation.person_id)
        .subquery()
    )
    rows = db.session.execute(select(first.c.day, func.count()).group_by(first.c.day))
    months: dict[date, int] = {}
    for admitted_on, count in rows:
        month = admitted_on.replace(day=1)
        months[month] = months.get(month, 0) + count
    return months


def in_care_at(pilot_id: int, days: Sequence[date]) -> list[int]:
    """How many were in care on each of the days."""
    stays = db.session.execute(
        select(Participation.admitted_on, Participation.exited_on).where(
            Participation.pilot_id == pilot_id
        )
    ).all()
    starts = sorted(start for start, _end in stays)
    ends = sorted(end for _start, end in stays if end is not None)
    return [_up_to(starts, day) - _up_to(ends, day) for day in days]


def _up_to(days: Sequence[date], day: date) -> int:


    return bisect_left(days, day_after(day))
