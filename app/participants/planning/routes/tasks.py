"""The page of tasks: what is due, whatever room asks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import Any

from flask import request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.evaluation.releases.queries import matters
from app.messages import sentence
from app.participants.caseload.queries import unseen_emergencies
from app.participants.due import Due, Pending, due_at, earliest
from app.participants.labels import days
from app.participants.planning import dues, labels, queries
from app.participants.planning.dues import CaseHead
from app.participants.planning.forms import TasksFilter
from app.participants.planning.routes.frame import blueprint
from app.participants.planning.rules import WINDOW, WINDOWS, Urgency, urgency
from app.participants.planning.sources import SOURCES
from app.participants.questionnaires.crises import open_crises
from app.participants.routes.frame import WHO, case_posts, note_reading, post_numbered
from app.partners.queries import ending
from app.reporting.concerns import of_releases
from app.web import actor, asked_page, listing, may, page, pilot
from app.wording import language

PER_PAGE = 100


@dataclass(frozen=True)
class Line:
    """Something due as the page shows it; `name` is None for whoever may not read it."""

    due: Due
    what: str
    text: str
    name: str | None
    post: str | None


@blueprint.get("/tasks")
@requires(Permission.WORK_CASES)
def tasks() -> Any:
    """Overdue, today and the days ahead, by urgency; what was done today can be taken back."""
    day, filters = pilot().day, tasks_filter()
    if may(Permission.NAMES):
        note_reading((*WHO, "text"))
    until = day + timedelta(days=int(filters.days.data))
    ours = own_cases(filters)
    shown, days_due = page_of(among(everything(day, until), ours), asked_page())
    finished, _days_done = page_of(among(queries.finished(actor(), day), ours))
    heads, names = people([*shown, *finished])
    counts = by_urgency(days_due, day)
    return page(
        "planning/tasks.html",
        filters=filters,
        is_filtered=bool(filters.post.data or int(filters.days.data) != WINDOW),
        groups=[
            (str(one), counts[one], lines(shown, heads, names, one, day))
            for one in Urgency
            if counts[one]
        ],
        finished=lines(finished, heads, names),
        listing=listing(days_due.total(), "on", False, asked_page(), PER_PAGE),
        kept={"days": filters.days.data, "post": filters.post.data, "back": "tasks"},
        labels=labels,
        day=day,
        shows_names=may(Permission.NAMES),
        crises=open_crises(actor(), datetime.now(UTC)),
        unseen=unseen_emergencies(pilot().id) if may(Permission.DISTRIBUTE_CASES) else 0,
        releases=of_releases(matters(actor())),
        ending=ending(pilot().id, day) if may(Permission.KEEP_NETWORK) else [],
    )


def everything(day: date, until: date) -> Iterable[Pending]:
    """What is due about the cases that the actor sees, whatever room asks for it."""
    return chain.from_iterable(source(actor(), pilot().preset, day, until) for source in SOURCES)


def among(found: Iterable[Pending], cases: Collection[int] | None) -> Iterable[Pending]:
    """What is due about these cases; all of it for None."""
    return found if cases is None else (one for one in found if one[3] in cases)


def tasks_filter() -> TasksFilter:
    """The filter as the address says it; nonsense counts as none."""
    form = TasksFilter(request.args)
    windows = [(str(one), days(one)) for one in WINDOWS]
    posts = [(str(place), post.title) for place, post in enumerate(case_posts(), start=1)]
    form.offer(windows, [("", _("alle")), *posts])
    if form.days.data not in dict(windows):
        form.days.data = str(WINDOW)
    if form.post.data not in dict(posts):
        form.post.data = ""
    return form


def own_cases(filters: TasksFilter) -> set[int] | None:
    """The cases of the post in the filter; None for all that the actor sees."""
    post_id = post_numbered(filters.post.data)
    return None if post_id is None else dues.cases_of_post(actor(), post_id, pilot().day)


def page_of(found: Iterable[Pending], number: int = 1) -> tuple[list[Due], Counter[date]]:
    """A page of them by day, then by participant number, then by kind; how many of each day."""
    ordered, days_due = earliest(list(found), number * PER_PAGE, 1, 2)
    return [due_at(*one) for one in ordered[(number - 1) * PER_PAGE :]], days_due


def by_urgency(days_due: Counter[date], day: date) -> Counter[Urgency]:
    """How many there are of each urgency."""
    counts: Counter[Urgency] = Counter()
    for on, count in days_due.items():
        counts[urgency(on, day)] += count
    return counts


def people(found: Sequence[Due]) -> tuple[Mapping[int, CaseHead], Mapping[int, str]]:
    """Whose the lines are, and their names where the actor may read them; the reading is noted."""
    ids = {due.participation_id for due in found}
    heads = dues.heads(actor(), ids, pilot().day) if ids else {}
    if not heads or not may(Permission.NAMES):
        return heads, {}
    return heads, dues.names(actor(), heads.values())


def lines(
    found: Sequence[Due],
    heads: Mapping[int, CaseHead],
    names: Mapping[int, str],
    wanted: Urgency | None = None,
    day: date | None = None,
) -> list[Line]:
    """The lines of a group, or of all."""
    shown = [due for due in found if day is None or urgency(due.on, day) is wanted]
    return [
        Line(
            due,
            sentence(due.kind, language(), due.act.params),
            due.act.text,
            names.get(head.person_id) if head else None,
            head.post_title if head else None,
        )
        for due in shown
        for head in [heads.get(due.participation_id)]
    ]
