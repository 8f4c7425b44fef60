"""The record of one candidate: what is known, how the criteria stand, what can be done next."""

from __future__ import annotations

from typing import Any

from flask import url_for

from app.access import Permission, requires
from app.participants import labels as shared
from app.participants.routes.frame import case_posts
from app.participants.rules import check_criteria
from app.participants.selection import labels, queries
from app.participants.selection.routes.frame import blueprint, opened
from app.participants.selection.rules import State, erased_from, possible_events
from app.web import actor, page, pilot


@blueprint.get("/participants/selection/<int:number>")
@requires(Permission.WORK_CASES)
def show(number: int) -> Any:
    """Everything about a candidate; criteria as they would be answered on the day of the talk."""
    sealed = opened(number)
    row = queries.candidate(actor(), number)
    day = pilot().day
    entry = max(day, row.talk_on or day)
    return page(
        "selection/show.html",
        number=number,
        row=row,
        sealed=sealed,
        day=day,
        entry=entry,
        days=(day - row.referred_on).days,
        checked=checked(row, sealed, entry) if row.state == State.OPEN else [],
        earlier=queries.earlier(row),
        events=[str(event) for event in possible_events(row.state, row.erased_on is not None)],
        post=next((post.title for post in case_posts() if post.id == row.post_id), None),
        stay=stay_address(row),
        erased_from=erasure_of(row),
        referrers=labels.referrers(pilot().preset),
        labels=labels,
        shared=shared,
    )


def checked(row: Any, sealed: queries.Opened | None, entry: Any) -> list[tuple[Any, str]]:
    """The criteria with their figures; none for readers who may not know the date of birth."""
    if sealed is None:
        return []
    stated = queries.stated_by(row.pilot_id, [row.id])[row.id]
    facts = queries.facts_of(row, sealed.name.birth_date, stated, entry)
    found = check_criteria(pilot().preset.criteria, facts)
    return [(item, shared.figure(item)) for item in found]


def stay_address(row: Any) -> tuple[int, str] | None:
    """The number of the stay that the referral led to, and its address."""
    if row.participation_id is None:
        return None
    number = queries.number_of_stay(row.pilot_id, row.participation_id)
    return number, url_for("participants.show", pilot_key=pilot().key, number=number)


def erasure_of(row: Any) -> Any:
    """The first day on which the details are due to be erased."""
    if row.erased_on is not None or row.decided_on is None or row.state == State.ADMITTED:
        return None
    return erased_from(row.decided_on, pilot().preset.selection.erase_after_days)
