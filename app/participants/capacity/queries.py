"""Reads for the forecast: posts with their share over time, and who is in whose care."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from sqlalchemy import BigInteger, Date, Select, and_, bindparam, or_, select

from app.extensions import fetch
from app.participants.capacity.rules import PostCourse, Situation, completed_by, share_course
from app.participants.dwell.rules import Stay
from app.participants.models import Care, Participation
from app.participants.queries import in_care_on
from app.periods import Interval
from app.pilots.preset import Preset
from app.pilots.queries import PostRow, ShareRow, absences_of, posts_of, shares_of

Staffing = tuple[Sequence[PostRow], Mapping[int, Sequence[ShareRow]]]
"""The posts of a pilot and their shares over time."""


def situation(
    pilot_id: int,
    preset: Preset,
    on: date,
    stays: Sequence[Stay],
    staffing: Staffing | None = None,
) -> Situation:
    """The pilot on a day within its period: posts, people in care, what has been reached.

    `stays` are those begun by that day, as the queries of dwell time give them; `staffing` is
    read where it is not given.
    """
    every_post, shares = staffing or (posts_of(pilot_id), shares_of(pilot_id))
    absences, entries = absences_of(pilot_id), _entries(pilot_id, on)
    starts_on = preset.notice.starts_on
    posts = [post for post in every_post if post.carries_cases]
    known = {post.id for post in posts}
    return Situation(
        preset,
        on,
        tuple(
            PostCourse(
                share_course(
                    starts_on,
                    post.fte_percent,
                    {row.from_day: row.fte_percent for row in shares.get(post.id, ())},
                    [Interval(row.from_day, row.until_day) for row in absences.get(post.id, ())],
                ),
                tuple(entries[post.id]),
            )
            for post in posts
        ),
        tuple(day for post_id in entries if post_id not in known for day in entries[post_id]),
        len({stay.person_id for stay in stays if stay.admitted_on <= preset.notice.ends_on}),
        completed_by(stays, preset),
    )


# Put together once (`cache`): the overview asks this, too.
_PILOT, _DAY = bindparam("pilot", type_=BigInteger()), bindparam("day", type_=Date())


def _entries(pilot_id: int, on: date) -> defaultdict[int | None, list[date]]:
    """The days of entry of those in care on the day, by the post that has them; None for none."""
    found: defaultdict[int | None, list[date]] = defaultdict(list)
    for post_id, admitted_on in fetch(_entries_by_post(), {"pilot": pilot_id, "day": on}):
        found[post_id].append(admitted_on)
    return found


@cache
def _entries_by_post() -> Select[int | None, date]:
    return (
        select(Care.post_id, Participation.admitted_on)
        .join_from(
            Participation,
            Care,
            and_(
                Care.pilot_id == Participation.pilot_id,
                Care.participation_id == Participation.id,
                Care.from_day <= _DAY,
                or_(Care.until_day.is_(None), Care.until_day > _DAY),
            ),
            isouter=True,
        )
        .where(Participation.pilot_id == _PILOT, in_care_on(_DAY))
        .order_by(Participation.admitted_on, Participation.number)
    )
