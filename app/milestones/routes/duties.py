"""The page of the reporting duties."""

from __future__ import annotations

from typing import Any

from app.access import Permission, requires
from app.messages import sentence
from app.milestones import rules
from app.milestones.routes.frame import blueprint
from app.web import page, pilot
from app.wording import language


@blueprint.get("/milestones/duties")
@requires(Permission.MILESTONES)
def duties() -> Any:
    """Reports and deadlines of the funding, from the preset."""
    rows: dict[rules.Urgency, list[tuple[rules.Duty, str]]] = {
        urgency: [] for urgency in (rules.Urgency.NEXT, rules.Urgency.LATER, rules.Urgency.PAST)
    }
    for duty in rules.duties(pilot().preset, pilot().day):
        rows[duty.urgency].append((duty, name_of(duty)))
    rows[rules.Urgency.PAST].reverse()
    return page(
        "milestones/duties.html",
        groups=list(rows.items()),
        notice=pilot().preset.notice,
    )


def name_of(duty: rules.Duty) -> str:
    """What is due, in the reader's language."""
    return sentence(duty.key, language(), duty.params)
