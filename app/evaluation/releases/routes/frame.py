"""What all pages of releases share: the blueprint, the release of the address, its states."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, redirect, url_for

from app.errors import NotFound
from app.evaluation.releases import rules, services
from app.evaluation.releases.queries import ReleaseRow
from app.web import actor, one_transaction, pilot

blueprint = Blueprint("releases", __name__, template_folder="../templates")

ONE: Final = "/evaluation/releases/<int(max=9223372036854775807):release_id>"


def shown(release_id: int) -> ReleaseRow:
    """The release of the address; asking for one that is somebody else's is recorded (404)."""
    try:
        return services.seen(actor(), release_id)
    except NotFound:
        with one_transaction():
            services.note_refusal(actor(), release_id)
        raise


def to_release(release_id: int) -> Any:
    """Back to the page of a release."""
    return redirect(url_for("releases.detail", pilot_key=pilot().key, release_id=release_id))


def states(found: ReleaseRow) -> list[str]:
    """The states of a release, the weightiest first."""
    row = found.release
    return list(
        rules.stages(
            approved=row.approved_at is not None,
            discarded=row.discarded_at is not None,
            locked=found.is_locked,
            withdrawn=row.withdrawn_at is not None,
        )
    )
