"""Pages of dwell time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.participants.dwell import labels, pictures, queries, rules
from app.participants.dwell.forms import ListForm
from app.participants.dwell.queries import ORDERS, Person
from app.participants.identity import store
from app.participants.routes.frame import WHO, case_posts, note_reading, post_numbered
from app.web import actor, asked_order, asked_page, listing, may, page, pilot

blueprint = Blueprint("dwell", __name__, template_folder="templates")


@dataclass(frozen=True)
class Line:
    """Somebody in care as the list shows them."""

    person: Person
    name: str | None
    dwell: rules.Dwell


@blueprint.get("/participants/dwell")
@requires(Permission.PARTICIPANTS)
def index() -> Any:
    """Who is how long in the pilot and what is left, and what the stays of all say."""
    here, order = pilot(), asked_order(dict.fromkeys(ORDERS), "admitted_on")
    filters = _filters()
    post_id = post_numbered(filters.post.data)
    at = rules.bounds(here.preset, here.day)
    counts = queries.counts(actor(), here.day, at, post_id)
    chosen = filters.list.data
    people = queries.people(actor(), here.day, at, chosen, post_id, order, asked_page())
    found = rules.estimates(queries.stays(here.id, here.day), here.day, here.preset)
    planned = here.preset.target.planned_mean_dwell_months
    return page(
        "dwell/index.html",
        filters=filters,
        is_filtered=bool(filters.post.data) or chosen != "all",
        chosen=chosen,
        cards=_cards(counts, filters.post.data),
        lines=_lines(people),
        listing=listing(counts[chosen], *order, asked_page()),
        found=found,
        pictures=[pictures.still_there(found, planned), pictures.why_ended(found, planned)]
        if found.completed
        else [],
        planned=planned,
        transition_from=here.preset.stays.transition_from_month,
        last_full_entry=rules.last_full_entry(here.preset),
        ends_on=here.preset.notice.ends_on,
        labels=labels,
        shows_names=may(Permission.NAMES),
        day=here.day,
    )


def _filters() -> ListForm:
    """The filter as the address says it; by default all who are in care."""
    form = ListForm(request.args)
    posts = enumerate(case_posts(), start=1)
    form.post.choices = [("", _("alle")), *((str(place), post.title) for place, post in posts)]
    if form.list.data not in queries.LISTS:
        form.list.data = "all"
    return form


def _cards(counts: dict[str, int], post: str | None) -> list[dict[str, Any]]:
    """The lists with how many stand on them, each with its address."""
    return [
        {
            "label": labels.LIST[name],
            "count": counts[name],
            "url": url_for("dwell.index", pilot_key=pilot().key, list=name, post=post or None)
            + "#people",
            "name": name,
        }
        for name in queries.LISTS
    ]


def _lines(people: Sequence[Person]) -> list[Line]:
    """The people with names, where the reader may see them, and what is left."""
    names: dict[int, str] = {}
    here = pilot()
    if people and may(Permission.NAMES):
        note_reading(WHO)
        names = store.full_names_of(here.id, {person.person_id for person in people})
    return [
        Line(
            person,
            names.get(person.person_id),
            rules.dwell(person.admitted_on, person.exited_on, here.day, here.preset),
        )
        for person in people
    ]
