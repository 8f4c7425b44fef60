"""The list: what has to be told, and what became of it."""

from __future__ import annotations

from typing import Any

from app.access import Permission, requires
from app.reporting.notifications import labels, queries
from app.reporting.notifications.routes.frame import HERE, blueprint, shown, standings
from app.reporting.notifications.rules.decisions import QUIET
from app.reporting.notifications.rules.triggers import NORMS
from app.web import may, page, pilot


@blueprint.get(HERE)
@requires(Permission.STATEMENT)
def index() -> Any:
    """Open triggers first, then what is settled, then all letters and waivers."""
    here, found = pilot(), standings()
    return page(
        "notifications/index.html",
        day=here.day,
        rule_set=here.preset.rule_set.title,
        has_duties=here.preset.rule_set.key in NORMS,
        open=[shown(one) for one in found if one.stands not in QUIET],
        quiet=[shown(one) for one in found if one.stands in QUIET],
        letters=queries.letters(here.id),
        waivers=queries.waivers(here.id),
        titles=labels.TITLE,
        states=labels.STATE,
        may_prepare=may(Permission.PREPARE_REPORT),
    )
