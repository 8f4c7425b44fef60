"""The last acts of reconciliation, each with its undoing."""

from __future__ import annotations

from typing import Any

from flask import flash
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import DomainError
from app.finance.bank import queries
from app.finance.bank.routes.frame import blueprint, to_index, wording
from app.finance.bank.services import undoing
from app.web import actor, commit, may, page, pilot, say


@blueprint.get("/bank/acts")
@requires(Permission.FINANCE)
def acts() -> Any:
    """The last acts, the newest first."""
    return page(
        "bank/acts.html",
        rows=queries.last_acts(pilot().id),
        may_match=may(Permission.KEEP_BOOKS),
        **wording(),
    )


@blueprint.post("/bank/acts/<int(max=9223372036854775807):act_id>/undo")
@requires(Permission.KEEP_BOOKS)
def undo(act_id: int) -> Any:
    """Undoes an act; what it settled stands on the workbench again."""
    try:
        undoing.undo(actor(), act_id)
        commit()
    except DomainError as error:
        flash(say(error), "danger")
    else:
        flash(_("Rückgängig gemacht. Was zugeordnet war, ist wieder offen."), "success")
    return to_index()
