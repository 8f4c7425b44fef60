"""Documents that show that a milestone was reached."""

from __future__ import annotations

from flask_babel import gettext as _

from app.access import Permission
from app.documents.routes import Held, Holder, Panel, panel_of, serve_documents
from app.milestones.routes.frame import ONE, address, blueprint, one_of
from app.milestones.services import DOCUMENTS
from app.wording import language


def held(milestone_id: int) -> Held:
    """A milestone that has documents; they may be removed with a reason."""
    row = one_of(milestone_id)
    here, title = address("detail", milestone_id=row.id), row.title_in(language())
    return Held(row.id, title, here, [(_("Meilensteine"), address("index")), (title, here)])


HOLDER = Holder(DOCUMENTS, held, Permission.MILESTONES, Permission.PLAN_MILESTONES)


def panel(milestone_id: int) -> Panel:
    """The documents of a milestone for its page."""
    return panel_of(HOLDER, blueprint, held(milestone_id), {"milestone_id": milestone_id})


serve_documents(blueprint, HOLDER, lambda end: f"{ONE}/{end}")
