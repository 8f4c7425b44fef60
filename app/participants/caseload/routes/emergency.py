"""A case opened in an emergency, and the coordinator who sees that it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.access import Permission, requires
from app.database import utc_now
from app.participants.caseload import queries
from app.participants.caseload.forms import EmergencyForm
from app.participants.caseload.routes.frame import address, blueprint
from app.participants.caseload.services import emergency as services
from app.participants.identity import store
from app.participants.routes.frame import note_reading
from app.web import actor, attempt, page, pilot


@blueprint.route("/participants/emergency", methods=["GET", "POST"])
@requires(Permission.OPEN_IN_EMERGENCY)
def emergency() -> Any:
    """Opens a case of another post for some hours."""
    form = EmergencyForm()

    def run() -> None:
        services.open_in_emergency(
            actor(),
            pilot().preset,
            form.data["number"],
            form.data["reason"],
            utc_now(),
        )

    if attempt(form, run):
        number = form.number.data
        flash(
            _(
                "Nr. %(number)s steht Ihnen %(hours)s Stunden offen. Die Projektkoordination "
                "ist informiert.",
                number=number,
                hours=pilot().preset.stays.emergency_hours,
            ),
            "success",
        )
        return redirect(url_for("participants.show", pilot_key=pilot().key, number=number))
    return page(
        "caseload/emergency.html",
        form,
        hours=pilot().preset.stays.emergency_hours,
        open_now=queries.open_emergencies(actor(), utc_now()),
    )


@blueprint.get("/participants/emergencies")
@requires(Permission.DISTRIBUTE_CASES)
def emergencies() -> Any:
    """Which cases were opened in an emergency, by whom and why."""
    rows = queries.emergencies(pilot().id)
    if rows:
        note_reading(("reason",))
    return page(
        "caseload/emergencies.html",
        lines=[(one, _reason(one)) for one in rows],
        now=utc_now(),
        most=queries.MOST,
    )


@blueprint.post("/participants/emergencies/<int:access_id>/seen")
@requires(Permission.DISTRIBUTE_CASES)
def confirm(access_id: int) -> Any:
    """The coordinator has seen an opening."""
    form = FlaskForm()
    if attempt(form, lambda: services.confirm_seen(actor(), access_id, utc_now())):
        flash(_("Als gesehen bestätigt."), "success")
    _tell(form.form_errors)
    return redirect(address("emergencies"))


def _tell(errors: Sequence[str]) -> None:
    for error in errors:
        flash(error, "error")


def _reason(one: queries.EmergencyRow) -> str:
    return store.unseal_text(one.reason_sealed, pilot().id, one.id, "reason")
