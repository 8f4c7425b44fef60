"""The selection funnel: suppressed counts on the page, and exactly these as a workbook."""

from __future__ import annotations

from typing import Any

from flask import make_response

from app.access import Permission, requires
from app.clock import today
from app.disclosure import FEWEST
from app.errors import NotFound
from app.participants.selection import counting, labels, workbook
from app.participants.selection.routes.frame import blueprint
from app.participants.selection.rules import DECLINE_REASONS, Funnel, State, funnel
from app.web import XLSX, actor, may, one_transaction, page, pilot


@blueprint.get("/participants/selection/funnel", endpoint="funnel")
@requires(Permission.OVERVIEW)
def overview() -> Any:
    """From referral to decision, by year of the referral, by referrer and by reason."""
    return page(
        "selection/funnel.html",
        funnel=counted(),
        states=[str(state) for state in State],
        reasons=DECLINE_REASONS,
        referrers=labels.referrers(pilot().preset),
        labels=labels,
        fewest=FEWEST,
        day=pilot().day,
        sees_list=may(Permission.WORK_CASES),
    )


def counted() -> Funnel:
    """The funnel of the pilot on its day of account."""
    known = [one.key for one in pilot().preset.selection.referrers]
    return funnel(counting.referred(pilot().id), known, pilot().day)


@blueprint.get("/participants/selection/funnel/<kind>", endpoint="funnel_file")
@requires(Permission.OVERVIEW)
def download(kind: str) -> Any:
    """The counts of the page as a workbook; every download is recorded."""
    if kind != "xlsx":
        raise NotFound
    with one_transaction():
        workbook.announce(actor())
    here = pilot()
    content = workbook.funnel_workbook(here.preset, counted(), here.day, today())
    response = make_response(content)
    response.headers["Content-Type"] = XLSX
    name = f"{here.key}_selection_{here.day.isoformat()}.{kind}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
