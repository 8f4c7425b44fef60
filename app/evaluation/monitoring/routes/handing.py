"""The file: made, loaded, handed over; or the delivery is given up. Both end in destruction."""

from __future__ import annotations

from typing import Any

from flask import flash, make_response
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import DomainError
from app.evaluation.monitoring import labels
from app.evaluation.monitoring.forms import BeginForm, GiveUpForm, HandForm
from app.evaluation.monitoring.routes.frame import (
    ONE,
    acted,
    blueprint,
    cleared,
    delivery_here,
    desk,
    shown,
    tidied,
    to,
)
from app.evaluation.monitoring.rules.life import Act, State, can
from app.evaluation.monitoring.services import life as services
from app.evaluation.monitoring.services.life import Handed
from app.web import attempt, one_transaction, pilot, say


@blueprint.route(f"{ONE}/file", methods=["GET", "POST"])
@requires(Permission.MONITORING)
def make(delivery_id: int) -> Any:
    """Makes the encrypted file; its passphrase is shown on this one answer and kept nowhere."""
    form, found = BeginForm(), delivery_here(delivery_id)
    made: list[str] = []

    def run() -> None:
        described = labels.described(delivery_here(delivery_id).mapping.settings, pilot().preset)
        made.append(services.make_file(desk(), delivery_id, described))

    if acted(delivery_id, form, run):
        answer, _status = shown("made", delivery_here(delivery_id), passphrase=made[0])
        return answer
    found = delivery_here(delivery_id)
    return shown("make", found, form, can_make=can(State(found.row.state), Act.MAKE))


@blueprint.post(f"{ONE}/download")
@requires(Permission.MONITORING)
def download(delivery_id: int) -> Any:
    """The encrypted file; every download is recorded before."""
    delivery_here(delivery_id)
    if not BeginForm().validate_on_submit():
        return to("show", delivery_id=delivery_id)
    tidied(delivery_id)
    try:
        with one_transaction():
            name, content = services.open_file(desk(), delivery_id)
    except DomainError as error:
        flash(say(error), "danger")
        return to("show", delivery_id=delivery_id)
    response = make_response(content)
    response.headers["Content-Type"] = "application/zip"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@blueprint.route(f"{ONE}/hand-over", methods=["GET", "POST"])
@requires(Permission.MONITORING)
def hand_over(delivery_id: int) -> Any:
    """Keeps to whom the file went; numbers and file are destroyed at once.

    What has happened can be told even if somebody withdrew since: nothing is tidied before.
    """
    form, found = HandForm(), delivery_here(delivery_id)

    def run() -> None:
        told = Handed(form.data["on"], form.to.data or "", form.way.data or "")
        services.hand_over(desk(), delivery_id, told, form.version.data or 0)

    if attempt(form, run):
        cleared(delivery_id)
        flash(
            _("Die Übergabe ist eingetragen. Alle Nummern und die Datei sind vernichtet."),
            "success",
        )
        return to("show", delivery_id=delivery_id)
    found = delivery_here(delivery_id)
    form.version.data, form.version.raw_data = found.row.version, None
    can_hand = can(State(found.row.state), Act.HAND_OVER)
    return shown("hand_over", found, form, can_hand=can_hand)


@blueprint.route(f"{ONE}/give-up", methods=["GET", "POST"])
@requires(Permission.MONITORING)
def give_up(delivery_id: int) -> Any:
    """Ends a delivery that does not take place; numbers and file are destroyed at once."""
    form, found = GiveUpForm(), delivery_here(delivery_id)
    reason = form.reason.data or ""
    if acted(delivery_id, form, lambda: services.give_up(desk(), delivery_id, reason)):
        flash(
            _("Die Lieferung ist aufgegeben. Alle Nummern und die Datei sind vernichtet."),
            "success",
        )
        return to("show", delivery_id=delivery_id)
    found = delivery_here(delivery_id)
    return shown("give_up", found, form, can_end=can(State(found.row.state), Act.GIVE_UP))
