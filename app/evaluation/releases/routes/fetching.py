"""Downloads: each with its purpose, each on record."""

from __future__ import annotations

from typing import Any

from flask import make_response

from app.access import Permission, requires
from app.evaluation.releases import services, writing
from app.evaluation.releases.forms import FetchForm
from app.evaluation.releases.media import media_type
from app.evaluation.releases.routes.frame import ONE, blueprint, shown
from app.web import actor, one_transaction, page, settings


@blueprint.post(f"{ONE}/files/<file_format>")
@requires(Permission.DOWNLOAD)
def fetch(release_id: int, file_format: str) -> Any:
    """A file of the release; without a purpose the page comes back with the question."""
    found = shown(release_id)
    form = FetchForm()
    if not form.validate_on_submit():
        return page("releases/purpose.html", form, row=found.release, file_format=file_format)
    purpose = form.purpose.data or ""
    with one_transaction():
        opened = services.open_file(actor(), release_id, file_format, purpose, settings())
    response = make_response(opened.content)
    response.headers["Content-Type"] = media_type(opened.name)
    response.headers.set("Content-Disposition", "attachment", filename=opened.name)
    return response


@blueprint.get("/evaluation/check_release.py")
@requires(Permission.DOWNLOAD)
def check_program() -> Any:
    """The program that checks downloaded files without a network; it knows nothing of anybody."""
    program = writing.check_program()
    response = make_response(program.read_bytes())
    response.headers["Content-Type"] = media_type(program.name)
    response.headers.set("Content-Disposition", "attachment", filename=program.name)
    return response
