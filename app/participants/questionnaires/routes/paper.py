"""An instrument as a form to print."""

from __future__ import annotations

from typing import Any

from app.access import Permission, requires
from app.errors import NotFound
from app.participants.questionnaires import labels
from app.participants.questionnaires.routes.filling import wording
from app.participants.questionnaires.routes.frame import blueprint, instrument_called
from app.web import page


@blueprint.get("/participants/questionnaires/paper/<instrument>")
@requires(Permission.WORK_CASES)
def paper(instrument: str) -> Any:
    """The empty instrument in the wording of a language; licensed ones have none here."""
    asked = instrument_called(instrument)
    if asked.is_score_only:
        raise NotFound
    return page("questionnaires/paper.html", instrument=asked, wording=wording(), labels=labels)
