"""Two people: one submits, another looks and approves, or sends back."""

from __future__ import annotations

from typing import Any

from flask import flash
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import DomainError
from app.evaluation.monitoring.forms import ApproveForm, BeginForm, ReasonForm, SubmitForm
from app.evaluation.monitoring.routes.frame import (
    ONE,
    acted,
    blueprint,
    delivery_here,
    desk,
    shown,
    table_of,
    to,
)
from app.evaluation.monitoring.rules import life
from app.evaluation.monitoring.rules.life import Act, State
from app.evaluation.monitoring.rules.number import grouped
from app.evaluation.monitoring.services import life as services
from app.evaluation.monitoring.services import numbers
from app.evaluation.monitoring.services.desk import Contents
from app.web import actor, one_transaction, say


@blueprint.route(f"{ONE}/submit", methods=["GET", "POST"])
@requires(Permission.MONITORING)
def submit(delivery_id: int) -> Any:
    """Says that the delivery is ready; whoever lacks a number is named first."""
    form = SubmitForm()
    found = delivery_here(delivery_id)
    if acted(
        delivery_id,
        form,
        lambda: services.submit(
            desk(),
            delivery_id,
            accepted=bool(form.accepted.data),
            looked_at=form.looked_at.data or "",
        ),
    ):
        flash(_("Die Lieferung liegt zur Freigabe vor. Nun prüft eine zweite Person."), "success")
        return to("show", delivery_id=delivery_id)
    found = delivery_here(delivery_id)
    form.looked_at.data, form.looked_at.raw_data = found.fingerprint, None
    return shown("submit", found, form, refusal=_refusal(found, Act.SUBMIT))


@blueprint.route(f"{ONE}/approve", methods=["GET", "POST"])
@requires(Permission.MONITORING)
def approve(delivery_id: int) -> Any:
    """The second person looks at the file as it will be, and approves exactly that."""
    return _approve_page(delivery_id, ApproveForm(), {})


@blueprint.post(f"{ONE}/look")
@requires(Permission.MONITORING)
def look(delivery_id: int) -> Any:
    """The same page with the whole numbers; that somebody looks is on record before."""
    delivery_here(delivery_id)
    if not BeginForm().validate_on_submit():
        return to("approve", delivery_id=delivery_id)
    with one_transaction():
        numbers.announce_look(desk(), delivery_id)
    found = delivery_here(delivery_id)
    try:
        whole = numbers.whole_numbers(desk(), found)
    except DomainError as error:
        flash(say(error), "danger")
        return to("show", delivery_id=delivery_id)
    return _approve_view(
        found, ApproveForm(formdata=None), {person: grouped(one) for person, one in whole.items()}
    )


def _approve_page(delivery_id: int, form: ApproveForm, whole: dict[int, str]) -> Any:
    delivery_here(delivery_id)
    looked_at = form.looked_at.data or ""
    if acted(delivery_id, form, lambda: services.approve(desk(), delivery_id, looked_at)):
        flash(_("Die Lieferung ist freigegeben. Nun wird die Datei erstellt."), "success")
        return to("show", delivery_id=delivery_id)
    return _approve_view(delivery_here(delivery_id), form, whole)


def _approve_view(found: Contents, form: ApproveForm, whole: dict[int, str]) -> Any:
    form.looked_at.data, form.looked_at.raw_data = found.fingerprint, None
    answer, _status = shown(
        "approve",
        found,
        form,
        refusal=_refusal(found, Act.APPROVE),
        heads=[column.name for column in found.mapping.settings.columns],
        rows=table_of(found, whole or numbers.endings(desk(), found)),
        is_whole=bool(whole),
    )
    return answer, 422 if form.errors else 200


def _refusal(found: Contents, act: Act) -> str | None:
    """Why an act cannot be done now, whatever is entered; None where it can."""
    row = found.row
    try:
        life.next_state(State(row.state), act)
        if act is Act.APPROVE:
            entered = {one.entered_by for one in found.numbers.values()}
            before = {row.begun_by, row.submitted_by, *entered}
            life.check_second_person(actor().user_id, before)
            if row.fingerprint != found.fingerprint:
                raise DomainError("monitoring.changed_meanwhile")
    except DomainError as error:
        return say(error)
    return None


@blueprint.route(f"{ONE}/send-back", methods=["GET", "POST"])
@requires(Permission.MONITORING)
def send_back(delivery_id: int) -> Any:
    """Back to work, with a reason."""
    form, found = ReasonForm(), delivery_here(delivery_id)
    reason = form.reason.data or ""
    if acted(delivery_id, form, lambda: services.send_back(desk(), delivery_id, reason)):
        flash(_("Die Lieferung ist wieder in Vorbereitung."), "success")
        return to("show", delivery_id=delivery_id)
    return shown("send_back", found, form, refusal=_refusal(found, Act.SEND_BACK))
