"""The list of releases, the page of one, and what it says otherwise than the one before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.access import Permission, requires
from app.accounts.queries import names_in
from app.evaluation.quality.report import QualityReport
from app.evaluation.quality.tables import tables
from app.evaluation.question import question_from
from app.evaluation.recipients.queries import handed_over
from app.evaluation.releases import labels, queries, rules
from app.evaluation.releases.difference import difference_from
from app.evaluation.releases.forms import FetchForm
from app.evaluation.releases.routes.frame import ONE, blueprint, shown, states
from app.evaluation.releases.writing import FORMATS
from app.web import actor, may, page, pilot
from app.wording import language
from exports.columns import Language
from exports.datasets import BY_KEY


@blueprint.get("/evaluation")
@requires(Permission.DOWNLOAD)
def index() -> Any:
    """What was released; the house sees what waits, too."""
    rows = queries.releases(actor())
    return page(
        "releases/index.html",
        rows=[(row, states(row)[0]) for row in rows],
        notices=queries.notices_of(pilot().id),
        is_house=queries.sees_all(actor()),
        may_prepare=may(Permission.RELEASE),
        handed_over=handed_over(actor()),
        labels=labels,
    )


@blueprint.get(ONE)
@requires(Permission.DOWNLOAD)
def detail(release_id: int) -> Any:
    """One release: what it holds, how safe it is, its files, what comes next."""
    found = shown(release_id)
    row = found.release
    is_house = queries.sees_all(actor())
    downloads = queries.downloads_of(pilot().id, row.id)
    own = next((one.purpose for one in downloads if one.user_id == actor().user_id), None)
    return page(
        "releases/detail.html",
        found=found,
        row=row,
        states=states(found),
        question=question_from(row.question),
        datasets=BY_KEY,
        files=in_order(queries.files_of(pilot().id, row.id)),
        fetch=FetchForm(purpose=own),
        downloads=downloads if is_house else (),
        names=names_in(pilot().id),
        protection=rules.Protection(row.k_reached, row.l_reached, row.k_asked, row.l_asked),
        difference=difference_from(row.difference),
        told=[labels.told(key, params) for key, params in row.difference.get("learned", ())]
        if is_house
        else [],
        asked=queries.notice_of(pilot().id, row.id),
        is_house=is_house,
        may_prepare=may(Permission.RELEASE),
        may_approve=may(Permission.APPROVE_RELEASE) and row.prepared_by != actor().user_id,
        labels=labels,
    )


@blueprint.get(f"{ONE}/difference")
@requires(Permission.DOWNLOAD)
def difference(release_id: int) -> Any:
    """By person and variable: what was added, changed, withdrawn, and why."""
    found = shown(release_id)
    return page(
        "releases/difference.html",
        row=found.release,
        difference=difference_from(found.release.difference),
        previous=queries.release(actor(), found.release.previous_id or 0),
        labels=labels,
    )


@blueprint.get(f"{ONE}/quality")
@requires(Permission.DOWNLOAD)
def quality(release_id: int) -> Any:
    """How good the data are: missing values, response, faults; counts, never names."""
    found = shown(release_id)
    said = found.release.quality
    spoken: Language = "en" if language() == "en" else "de"
    return page(
        "releases/quality.html",
        row=found.release,
        tables=tables(QualityReport.from_json(said), labels.bilingual) if said else [],
        spoken=spoken,
    )


def in_order(files: Sequence[Any]) -> list[Any]:
    """Files as the page lists them."""
    return sorted(files, key=lambda file: FORMATS.index(file.format))
