"""The encrypted file of a release: its passphrase is shown once, the file is loaded once."""

from __future__ import annotations

from typing import Any

from flask import flash, make_response, redirect, url_for
from flask_wtf import FlaskForm

from app.access import Permission, long_reading, requires
from app.errors import DomainError
from app.evaluation.releases import services
from app.evaluation.releases.forms import HandoverForm
from app.evaluation.releases.media import media_type
from app.evaluation.releases.routes.frame import ONE, blueprint, shown, to_release
from app.evaluation.releases.services import Handover
from app.web import actor, attempt, one_transaction, page, pilot, say, settings


@blueprint.route(f"{ONE}/handover", methods=["GET", "POST"])
@requires(Permission.RELEASE)
@long_reading
def handover(release_id: int) -> Any:
    """Makes the encrypted file; its passphrase is on this one answer and kept nowhere."""
    found, form, made = shown(release_id), HandoverForm(), list[Handover]()
    if attempt(form, lambda: made.append(make_now(release_id, form.purpose.data or ""))):
        answer, _status = page("releases/handover_made.html", row=found.release, made=made[0])
        return answer
    return page("releases/handover.html", form, row=found.release, is_open=found.is_open)


def make_now(release_id: int, purpose: str) -> Handover:
    """Encrypts first, without holding up others, then records; what is not recorded is removed."""
    made = services.make_handover(actor(), release_id, settings())
    try:
        with one_transaction():
            services.note_handover(actor(), release_id, purpose)
    except DomainError:
        services.forget_handover(actor(), release_id, settings())
        raise
    return made


@blueprint.post(f"{ONE}/handover/file")
@requires(Permission.RELEASE)
def handover_file(release_id: int) -> Any:
    """The encrypted file, once; then it is removed here."""
    shown(release_id)
    if not FlaskForm().validate_on_submit():
        return to_release(release_id)
    try:
        with one_transaction():
            opened = services.open_handover(actor(), release_id, settings())
    except DomainError as error:
        flash(say(error), "danger")
        return redirect(url_for("releases.handover", pilot_key=pilot().key, release_id=release_id))
    services.forget_handover(actor(), release_id, settings())
    response = make_response(opened.content)
    response.headers["Content-Type"] = media_type(opened.name)
    response.headers.set("Content-Disposition", "attachment", filename=opened.name)
    return response
