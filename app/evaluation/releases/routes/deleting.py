"""A locked release: the recipient is asked to delete it, and says that it has."""

from __future__ import annotations

from typing import Any

from flask import flash, make_response
from flask_babel import gettext as _

from app.access import Permission, requires
from app.evaluation.releases import labels, queries, services
from app.evaluation.releases.forms import ConfirmationForm, RequestForm
from app.evaluation.releases.letter import deletion_letter
from app.evaluation.releases.routes.frame import ONE, blueprint, shown, to_release
from app.web import actor, attempt, one_transaction, page, pilot, settings
from exports.letter_docx import DOCX, letter_docx


@blueprint.route(f"{ONE}/deletion", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def deletion(release_id: int) -> Any:
    """The drafted letter, and that it was sent."""
    found = shown(release_id)
    form = RequestForm()
    if not form.is_submitted():
        form.sent_on.data = pilot().day

    def run() -> None:
        assert form.sent_on.data is not None
        services.note_request(
            actor(), release_id, form.sent_on.data, str(form.way.data), pilot().day
        )

    if attempt(form, run):
        flash(_("Die Bitte um Löschung ist eingetragen."), "success")
        return to_release(release_id)
    return page(
        "releases/deletion.html",
        form,
        row=found.release,
        recipient=found.recipient,
        letter=deletion_letter(found, pilot()),
        labels=labels,
    )


@blueprint.post(f"{ONE}/deletion/letter")
@requires(Permission.RELEASE)
def letter(release_id: int) -> Any:
    """The drafted letter as a file."""
    found = shown(release_id)
    written = letter_docx(deletion_letter(found, pilot()))
    with one_transaction():
        services.note_letter(actor(), release_id)
    response = make_response(written)
    response.headers["Content-Type"] = DOCX
    name = f"{found.release.stem}_loeschung.docx"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@blueprint.route(f"{ONE}/confirmation", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def confirmation(release_id: int) -> Any:
    """The recipient has deleted: the files go here, too, hashes and counts stay."""
    found = shown(release_id)
    form = ConfirmationForm()
    if not form.is_submitted():
        form.confirmed_on.data = pilot().day

    def run() -> None:
        assert form.confirmed_on.data is not None
        services.note_confirmation(
            actor(),
            release_id,
            form.confirmed_on.data,
            form.reference.data or "",
            pilot().day,
        )

    if attempt(form, run):
        services.forget_files(actor(), release_id, settings())
        flash(_("Die Löschung ist bestätigt; die Dateien sind auch hier gelöscht."), "success")
        return to_release(release_id)
    return page(
        "releases/confirmation.html",
        form,
        row=found.release,
        recipient=found.recipient,
        asked=queries.notice_of(pilot().id, release_id),
    )
