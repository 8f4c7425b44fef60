"""Pseudonyms: new ones after a leak, and whom one of them means; each with a second person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from flask import make_response
from flask_babel import gettext as _

from app.access import Permission, requires
from app.accounts.queries import names_in
from app.database import utc_now
from app.errors import NotFound
from app.evaluation.recipients import labels, queries, services
from app.evaluation.recipients.forms import ActForm, DecisionForm, ResolutionForm, RotationForm
from app.evaluation.recipients.routes.frame import (
    ONE,
    blueprint,
    done,
    request_state,
    shown,
    to,
)
from app.web import actor, attempt, may, one_transaction, page, pilot, settings
from exports.pseudonym_list import MEDIA_TYPE

WISHES: Final = "/evaluation/pseudonyms"
ROTATION: Final = f"{WISHES}/rotations/<int:rotation_id>"


@blueprint.get(WISHES)
@requires(Permission.APPROVE_RELEASE)
def pseudonyms() -> Any:
    """What was asked for about pseudonyms, and what waits for a second person."""
    rows = queries.requests(pilot().id)
    return page(
        "recipients/pseudonyms.html",
        rows=[(one, request_state(one.row)) for one in rows],
        names=names_in(pilot().id),
        may_ask=may(Permission.RELEASE),
        labels=labels,
    )


@blueprint.route(f"{ONE}/rotation", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def rotate(recipient_id: int) -> Any:
    """Asks for new pseudonyms after a leak."""
    row, form, made = shown(recipient_id), RotationForm(), list[int]()

    def run() -> None:
        made.append(services.request_rotation(actor(), recipient_id, form.reason.data or ""))

    if attempt(form, run):
        return done(
            _("Beantragt. Eine zweite Person muss zustimmen."), to("rotation", rotation_id=made[0])
        )
    return page("recipients/rotate.html", form, row=row)


@blueprint.route(ROTATION, methods=["GET", "POST"])
@requires(Permission.APPROVE_RELEASE)
def rotation(rotation_id: int) -> Any:
    """One wish for new pseudonyms: the second person decides."""
    row = queries.rotation(pilot().id, rotation_id)

    def approve(version: int) -> None:
        services.approve_rotation(actor(), rotation_id, version, settings(), pilot().day)

    def decline(version: int) -> None:
        services.decline_rotation(actor(), rotation_id, version)

    form, said = decided(row.version, approve, decline)
    if said:
        return done(said, to("rotation", rotation_id=rotation_id))
    row = queries.rotation(pilot().id, rotation_id)
    return page(
        "recipients/rotation.html",
        form,
        row=row,
        state=request_state(row),
        recipient=shown(row.recipient_id),
        names=names_in(pilot().id),
        may_take=services.may_take(actor(), row),
        labels=labels,
    )


@blueprint.route(f"{ROTATION}/handover", methods=["GET", "POST"])
@requires(Permission.DOWNLOAD)
def handover(rotation_id: int) -> Any:
    """Old and new pseudonyms, once, for the recipient's people or for handing over."""
    row, form = queries.rotation(pilot().id, rotation_id), ActForm()
    if not services.may_take(actor(), row):
        raise NotFound
    made: list[bytes] = []
    if attempt(form, lambda: made.append(services.take_mapping(actor(), rotation_id, settings()))):
        services.forget_taken(actor(), rotation_id, settings())
        response = make_response(made[0])
        response.headers["Content-Type"] = MEDIA_TYPE
        name = f"{pilot().key}_pseudonyms_{row.generation}_{row.generation + 1}.csv"
        response.headers.set("Content-Disposition", "attachment", filename=name)
        return response
    is_theirs = queries.belongs_to(actor(), row.recipient_id)
    return page("recipients/handover.html", form, row=row, is_theirs=is_theirs)


@blueprint.route(f"{WISHES}/resolve", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def resolve() -> Any:
    """Asks whom a pseudonym means."""
    form, made = ResolutionForm(), list[int]()
    known = queries.recipients(pilot().id)
    form.recipient.choices = [
        ("", _("Bitte wählen")),
        *((str(row.id), row.name) for row in known),
    ]

    def run() -> None:
        given = form.data
        made.append(
            services.request_resolution(
                actor(),
                int(given["recipient"]),
                given["pseudonym"],
                given["reason"],
                settings(),
            )
        )

    if attempt(form, run):
        return done(
            _("Beantragt. Eine zweite Person muss zustimmen."),
            to("resolution", resolution_id=made[0]),
        )
    return page("recipients/resolve.html", form, has_recipients=bool(known))


@blueprint.route(f"{WISHES}/resolutions/<int:resolution_id>", methods=["GET", "POST"])
@requires(Permission.APPROVE_RELEASE)
def resolution(resolution_id: int) -> Any:
    """One wish to know whom a pseudonym means; for a day whoever asked sees the answer here."""
    row = queries.resolution(pilot().id, resolution_id)
    form, said = decided(
        row.version,
        lambda version: services.approve_resolution(actor(), resolution_id, version),
        lambda version: services.decline_resolution(actor(), resolution_id, version),
    )
    if said:
        return done(said, to("resolution", resolution_id=resolution_id))
    with one_transaction():
        reason = services.reason_of(actor(), resolution_id, settings())
        resolved = services.resolve(actor(), resolution_id, settings(), utc_now())
    row = queries.resolution(pilot().id, resolution_id)
    return page(
        "recipients/resolution.html",
        form,
        row=row,
        state=request_state(row),
        recipient=shown(row.recipient_id),
        names=names_in(pilot().id),
        reason=reason,
        resolved=resolved,
        may_open=may(Permission.PARTICIPANTS),
        labels=labels,
    )


def decided(
    version: int, approve: Callable[[int], None], decline: Callable[[int], None]
) -> tuple[DecisionForm, str]:
    """The form of the second person, and what to say once it was sent and done."""
    form = DecisionForm(version=version)

    def run() -> None:
        act = approve if form.decision.data == "approve" else decline
        act(int(form.version.data or 0))

    if not attempt(form, run):
        form.renew(version)
        return form, ""
    return form, _("Genehmigt.") if form.decision.data == "approve" else _("Abgelehnt.")
