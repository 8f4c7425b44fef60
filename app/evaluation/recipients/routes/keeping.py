"""Recipients are added, corrected and closed."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from app.access import Permission, requires
from app.evaluation.recipients import services
from app.evaluation.recipients.forms import RecipientForm, VersionForm
from app.evaluation.recipients.routes.frame import (
    ALL,
    ONE,
    blueprint,
    done,
    saved_meanwhile,
    shown,
    to,
)
from app.evaluation.recipients.services import Description
from app.web import actor, attempt, overtaken, page


@blueprint.route(f"{ALL}/new", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def add() -> Any:
    """A further recipient."""
    form, made = RecipientForm(data={"basis": "contract", "language": "de"}), list[int]()
    if attempt(form, lambda: made.append(services.add_recipient(actor(), described(form)))):
        return done(_("Der Empfänger ist angelegt."), to("detail", recipient_id=made[0]))
    return page("recipients/edit.html", form, row=None, present={}, is_late=False)


@blueprint.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def edit(recipient_id: int) -> Any:
    """Corrects what is recorded, such as a contract that was extended."""
    form = RecipientForm(obj=shown(recipient_id))

    def run() -> None:
        version = int(form.version.data or 0)
        services.revise_recipient(actor(), recipient_id, described(form), version)

    if attempt(form, run):
        return done(_("Gespeichert."), to("detail", recipient_id=recipient_id))
    row = shown(recipient_id)
    is_late = overtaken(form, row.version)
    present = saved_meanwhile(form, row) if is_late else {}
    body, status = page("recipients/edit.html", form, row=row, present=present, is_late=is_late)
    return body, 409 if is_late else status


@blueprint.route(f"{ONE}/close", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def close(recipient_id: int) -> Any:
    """No further release is made for it, after a confirmation."""
    row = shown(recipient_id)
    form = VersionForm(version=row.version)

    def run() -> None:
        services.close_recipient(actor(), recipient_id, int(form.version.data or 0))

    if attempt(form, run):
        return done(_("Der Empfänger ist geschlossen."), to("detail", recipient_id=recipient_id))
    return page("recipients/close.html", form, row=shown(recipient_id))


def described(form: RecipientForm) -> Description:
    """What the form says about a recipient."""
    given = form.data
    return Description(
        name=given["name"],
        basis=given["basis"],
        basis_reference=given["basis_reference"] or "",
        basis_until=given["basis_until"],
        address=given["address"] or "",
        language=given["language"],
    )
