"""Fallzahlen: the load of each post against the ratio, on any day and in the course of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request

from app.access import Permission, requires
from app.accounts.queries import Holding, holdings
from app.accounts.rules import is_within
from app.participants.caseload import queries
from app.participants.caseload.pictures import course
from app.participants.caseload.routes.frame import blueprint, last_day
from app.participants.caseload.rules import PostTime, Standing, per_full_time, standing
from app.participants.forms import DayForm
from app.participants.identity import store
from app.participants.routes.frame import note_reading
from app.participants.rules import load, places
from app.pilots.queries import PostRow, absences_of
from app.web import actor, may, page, pilot


@dataclass(frozen=True)
class Line:
    """A post on a day as people read it; `free` places are negative beyond the ratio."""

    title: str
    place: int
    in_care: int
    fte_percent: int
    places: int
    per_full_time: float | None
    load: float | None
    standing: Standing
    is_absent: bool
    absent_until: date | None
    holders: Sequence[Holding]

    @property
    def free(self) -> int:
        """Places that nobody has."""
        return self.places - self.in_care


@blueprint.get("/participants/caseload")
@requires(Permission.PARTICIPANTS)
def index() -> Any:
    """The cases of each post against the ratio on any day, their course, what went beyond."""
    form = DayForm(request.args)
    is_readable = form.validate()
    day = form.day.data if is_readable and form.day.data else pilot().day
    if is_readable:
        form.day.data = day
    preset = pilot().preset
    posts = queries.posts_over_time(pilot().id, preset.stays.pauses_count_in_caseload)
    lines = lines_of(posts, day)
    coordinates = may(Permission.DISTRIBUTE_CASES)
    return page(
        "caseload/index.html",
        filters=form,
        day=day,
        is_today=day == pilot().day,
        ratio=preset.target.caseload_ratio,
        pauses_count=preset.stays.pauses_count_in_caseload,
        lines=lines,
        total=total_of(lines),
        course=course(posts, preset, day),
        exceptions=exceptions(day),
        coordinates=coordinates,
        unseen=queries.unseen_emergencies(pilot().id) if coordinates else 0,
    )


def lines_of(posts: Mapping[PostRow, PostTime], day: date) -> list[Line]:
    """The posts on a day, in the order of their making."""
    held, away = holdings(pilot().id), absences_of(pilot().id)
    found = []
    for place, (post, time) in enumerate(posts.items(), start=1):
        absent = [
            one for one in away.get(post.id, ()) if is_within(day, one.from_day, one.until_day)
        ]
        present = [
            one for one in held.get(post.id, ()) if is_within(day, one.from_day, one.until_day)
        ]
        found.append(
            Line(
                post.title,
                place,
                absent_until=last_day(absent[0].until_day) if absent else None,
                is_absent=bool(absent),
                holders=present,
                **measured(time.cases.on(day), time.percent.on(day)),
            )
        )
    return found


def measured(in_care: int, fte_percent: int) -> dict[str, Any]:
    """Cases and share of a post with all that follows from them."""
    ratio = pilot().preset.target.caseload_ratio
    return {
        "in_care": in_care,
        "fte_percent": fte_percent,
        "places": places(ratio, fte_percent),
        "per_full_time": per_full_time(in_care, fte_percent),
        "load": load(in_care, ratio, fte_percent),
        "standing": standing(in_care, ratio, fte_percent),
    }


def total_of(lines: Sequence[Line]) -> dict[str, Any]:
    """The pilot as a whole: cases and shares added up; places are whole ones of each post."""
    in_care, percent = (
        sum(line.in_care for line in lines),
        sum(line.fte_percent for line in lines),
    )
    whole = sum(line.places for line in lines)
    return {
        **measured(in_care, percent),
        "places": whole,
        "free": whole - in_care,
        "standing": _standing_of_all(whole - in_care, percent),
    }


def _standing_of_all(free: int, percent: int) -> Standing:
    if percent == 0:
        return Standing.VACANT
    return Standing.BEYOND if free < 0 else Standing.FULL if free == 0 else Standing.FREE


def exceptions(day: date) -> list[tuple[queries.ExceptionRow, str]]:
    """What was assigned beyond the ratio with its reasons, for who may read names."""
    found = queries.exceptions(actor(), day) if may(Permission.NAMES) else []
    if found:
        note_reading(("reason",))
    return [
        (one, store.unseal_text(one.reason_sealed, pilot().id, one.id, "reason")) for one in found
    ]
