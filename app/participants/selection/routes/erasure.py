"""Erasing the details of who was not admitted, once the pilot's period is over."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect
from flask_babel import gettext as _

from app.access import Permission, requires
from app.participants.selection import labels, queries, services
from app.participants.selection.forms import ErasureForm
from app.participants.selection.routes.frame import address, blueprint
from app.web import actor, attempt, page, pilot
from app.wording import ngettext


@blueprint.route("/participants/selection/erasure", methods=["GET", "POST"])
@requires(Permission.ERASE_CANDIDATES)
def erase() -> Any:
    """Shows by number whose details are due, and erases them after asking."""
    form, days = ErasureForm(), pilot().preset.selection.erase_after_days
    erased: list[int] = []

    def run() -> None:
        erased.append(services.erase_due(actor(), days, pilot().day))

    if attempt(form, run):
        count = erased[0]
        said = ngettext(
            "Die Angaben zu %(num)d Zusteuerung sind gelöscht.",
            "Die Angaben zu %(num)d Zusteuerungen sind gelöscht.",
            count,
        )
        flash(said % {"num": count}, "success")
        return redirect(address("index"))
    due = queries.due_for_erasure(actor().pilot_id, pilot().day, days)
    if not due:
        flash(_("Zurzeit ist nichts zu löschen."), "info")
        return redirect(address("index"))
    return page("selection/erase.html", form, due=due, days=days, labels=labels)
