"""Wirkung und Verbleib: what came of the pilot by a day, for who sees its cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from app.access import Permission, requires
from app.participants.aftercare import labels, pictures, queries
from app.participants.aftercare.routes.frame import asked_day, blueprint
from app.participants.aftercare.rules import AIM_STATES, AIMS, APART, UNANSWERED, Point, Returns
from app.participants.conditions import labels as conditions
from app.participants.conditions import queries as barriers
from app.participants.conditions.rules.barriers import (
    ALL_GROUPS,
    FIGURES,
    HEALTH,
    SOCIAL,
    GroupChange,
)
from app.participants.contacts.queries import density_of_all
from app.web import actor, page, pilot


@blueprint.get("/participants/outcomes")
@requires(Permission.PARTICIPANTS)
def figures() -> Any:
    """Barriers, whereabouts, returns and contacts of the whole pilot on a day."""
    asked, here = asked_day(), pilot()
    change = barriers.reduced_or_removed(here.id, asked.day)
    points = queries.follow_up_figures(here.id, here.preset, asked.day)
    density = density_of_all(here.id, asked.day)
    returned = queries.returns(here.id, asked.day)
    return page(
        "aftercare/figures.html",
        filters=asked.form,
        day=asked.day,
        asked=asked.text,
        people=change.people,
        spheres=spheres(change.by_group),
        all_groups=ALL_GROUPS,
        barrier_figures=FIGURES,
        points=points,
        blocks=blocks(points),
        aims=AIMS,
        aim_states=AIM_STATES,
        returned=returned,
        density=density,
        picture=pictures.contacts(density),
        labels=labels,
        conditions=conditions,
        **returns_shown(returned),
    )


def spheres(
    by_group: Mapping[str, GroupChange],
) -> list[tuple[str, list[tuple[str, GroupChange]]]]:
    """The groups in which barriers were noted, under the heads of health and the rest of life."""
    return [
        (head, found)
        for head, groups in ((_("Gesundheit"), HEALTH), (_("Soziales"), SOCIAL))
        if (found := [(group, by_group[group]) for group in groups if group in by_group])
    ]


def blocks(points: Sequence[Point]) -> list[tuple[str, list[str]]]:
    """The codes of the table: known, unanswered and apart; older codes stand with the known."""
    others = {code: None for one in points for code in one.by_code}
    known = [
        code for code in {**labels.STATUS, **others} if code not in UNANSWERED and code not in APART
    ]
    return [
        (_("Verbleib bekannt"), known),
        (_("Ohne bekannten Verbleib"), list(UNANSWERED)),
        (_("Nicht mitgezählt"), list(APART)),
    ]


def returns_shown(found: Returns) -> dict[str, Any]:
    """The returns with a case that the reader may see; of the others only how many there are."""
    numbers = {number for one in found.returns for number in (one.from_number, one.to_number)}
    visible = queries.visible_among(actor(), numbers)
    shown = [one for one in found.returns if {one.from_number, one.to_number} & visible]
    return {"shown_returns": shown, "visible": visible}
