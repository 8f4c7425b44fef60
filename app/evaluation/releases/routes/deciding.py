"""The second person: approves a release, or it is given up; later it may be withdrawn."""

from __future__ import annotations

from typing import Any

from flask import flash
from flask_babel import gettext as _

from app.access import Permission, requires
from app.evaluation.releases import labels, rules, services
from app.evaluation.releases.forms import DiscardForm, VersionForm
from app.evaluation.releases.routes.frame import ONE, blueprint, shown, to_release
from app.web import actor, attempt, page, settings


@blueprint.route(f"{ONE}/approve", methods=["GET", "POST"])
@requires(Permission.APPROVE_RELEASE)
def approve(release_id: int) -> Any:
    """The second person lets the release go."""
    found = shown(release_id)
    form = VersionForm(version=found.release.version)
    if attempt(form, lambda: services.approve(actor(), release_id, int(form.version.data or 0))):
        flash(_("Die Freigabe ist erteilt. Der Empfänger kann die Dateien jetzt laden."), "success")
        return to_release(release_id)
    row = found.release
    return page(
        "releases/approve.html",
        form,
        found=found,
        row=row,
        protection=rules.Protection(row.k_reached, row.l_reached, row.k_asked, row.l_asked),
        labels=labels,
    )


@blueprint.route(f"{ONE}/discard", methods=["GET", "POST"])
@requires(Permission.APPROVE_RELEASE)
def discard(release_id: int) -> Any:
    """Gives a prepared release up, with a reason."""
    found = shown(release_id)
    form = DiscardForm(version=found.release.version)

    def run() -> None:
        version, reason = int(form.version.data or 0), form.reason.data or ""
        services.discard(actor(), release_id, version, reason)

    if attempt(form, run):
        services.forget_files(actor(), release_id, settings())
        flash(_("Die Freigabe ist verworfen, ihre Dateien sind gelöscht."), "success")
        return to_release(release_id)
    return page("releases/discard.html", form, row=found.release)


@blueprint.route(f"{ONE}/withdraw", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def withdraw(release_id: int) -> Any:
    """Withdraws a release after a confirmation; its files are removed once that is on record."""
    found = shown(release_id)
    form = VersionForm(version=found.release.version)
    if attempt(form, lambda: services.withdraw(actor(), release_id, int(form.version.data or 0))):
        services.forget_files(actor(), release_id, settings())
        flash(_("Die Freigabe ist zurückgezogen, die Dateien sind gelöscht."), "success")
        return to_release(release_id)
    return page("releases/withdraw.html", form, row=found.release, recipient=found.recipient)
