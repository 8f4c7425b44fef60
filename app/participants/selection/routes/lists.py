"""The list of candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request

from app.access import Permission, requires
from app.participants.identity.store import Name
from app.participants.rules import check_criteria
from app.participants.selection import labels, queries
from app.participants.selection.forms import StateForm
from app.participants.selection.queries import ORDERS, CandidateRow, candidates
from app.participants.selection.routes.frame import FOR_CRITERIA, blueprint, note_reading
from app.participants.selection.rules import State
from app.web import actor, asked_order, asked_page, listing, may, page, pilot


@dataclass(frozen=True)
class Line:
    """A line of the list as people read it; `days` since the referral while it is open."""

    row: CandidateRow
    name: str | None
    days: int | None
    badges: Sequence[tuple[str, str]]


@blueprint.get("/participants/selection")
@requires(Permission.WORK_CASES)
def index() -> Any:
    """Who has been referred; the open ones first, the oldest on top."""
    filters, order = state_form(), asked_order(ORDERS, "referred_on")
    state = filters.state.data if filters.state.data != "all" else None
    rows, total = candidates(actor(), state, order, asked_page())
    due = queries.due_for_erasure(
        actor().pilot_id, pilot().day, pilot().preset.selection.erase_after_days
    )
    return page(
        "selection/index.html",
        filters=filters,
        lines=lines(rows),
        listing=listing(total, *order, asked_page(), queries.PER_PAGE),
        is_filtered="state" in request.args,
        labels=labels,
        referrers=labels.referrers(pilot().preset),
        shows_names=may(Permission.NAMES),
        due=due,
        may_erase=may(Permission.ERASE_CANDIDATES),
        day=pilot().day,
    )


def state_form() -> StateForm:
    """The filter as the address says it; by default those still open."""
    form = StateForm(request.args)
    if form.state.data not in (*State, "all"):
        form.state.data = str(State.OPEN)
    return form


def lines(rows: Sequence[CandidateRow]) -> list[Line]:
    """The rows with names and criteria, where the reader may see them."""
    names: dict[int, Name] = {}
    if may(Permission.NAMES) and any(row.person_id is not None for row in rows):
        note_reading(FOR_CRITERIA)
        names = queries.names_of(actor(), rows)
    day = pilot().day
    return [line(row, names.get(row.person_id or 0), day) for row in rows]


def line(row: CandidateRow, name: Name | None, day: date) -> Line:
    """A line; the criteria are answered as if the candidate entered on the day of the talk."""
    is_open = row.state == State.OPEN
    badges: list[tuple[str, str]] = []
    if name is not None and is_open:
        entry = max(day, row.talk_on or day)
        facts = queries.facts_of(row, name.birth_date, row.stated, entry)
        badges = labels.standing(check_criteria(pilot().preset.criteria, facts))
    days = (day - row.referred_on).days if is_open else None
    return Line(row, name.full if name else None, days, badges)
