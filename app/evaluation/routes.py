"""The codebook of evaluation; releases have a room of their own."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from app.access import Permission, requires
from app.evaluation import codebook as codebooks
from app.web import page
from app.wording import language
from exports.columns import Language

blueprint = Blueprint("evaluation", __name__, template_folder="templates")


@blueprint.get("/evaluation/codebook")
@requires(Permission.DOWNLOAD)
def codebook() -> Any:
    """What every column and code of the workbook means."""
    spoken: Language = "en" if language() == "en" else "de"
    return page(
        "evaluation/codebook.html",
        sheets=codebooks.sheets(spoken),
        missing=codebooks.all_missing(spoken),
    )
