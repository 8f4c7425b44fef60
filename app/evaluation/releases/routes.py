"""Pages of evaluation: releases, their making and withdrawal, the codebook."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from flask import Blueprint, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.access import Permission, long_reading, requires
from app.clock import today
from app.errors import DomainError
from app.evaluation import queries, services
from app.evaluation.forms import DayForm, ReleaseForm, WithdrawForm
from app.evaluation.rules import SMALL_CELL
from app.evaluation.workbook import Edition, Survey, survey
from app.web import (
    XLSX,
    actor,
    attempt,
    may,
    one_transaction,
    page,
    pilot,
    refuse,
    settings,
)
from exports.columns import Bilingual

blueprint = Blueprint("releases", __name__, template_folder="templates")

ONE: Final = "/evaluation/releases/<int(max=9223372036854775807):release_id>"

COORDINATION: Final = Bilingual("Projektkoordination", "project coordination")
RELEASED: Final = Bilingual(
    "Freigegeben für die Evaluation des Vorhabens, nicht zur Weitergabe",
    "Released for the evaluation of the pilot, not to be passed on",
)


@blueprint.get("/evaluation")
@requires(Permission.DOWNLOAD)
def index() -> Any:
    """What has been released; the coordinator sees withdrawn releases too."""
    may_release = may(Permission.RELEASE)
    rows = queries.releases(pilot().id, with_withdrawn=may_release)
    return page("releases/index.html", rows=rows, may_release=may_release)


@blueprint.route("/evaluation/release", methods=["GET", "POST"])
@requires(Permission.RELEASE)
@long_reading
def release() -> Any:
    """Looks at the dataset of a day, then releases it."""
    form = ReleaseForm()
    if attempt(form, lambda: release_now(form)):
        flash(_("Der Datensatz ist freigegeben. Das Institut kann ihn jetzt laden."), "success")
        return redirect(url_for(".index", pilot_key=pilot().key))
    asked = DayForm(MultiDict({"day": asked_day(form)}))
    counted = looked_at(asked)
    if not form.is_submitted():
        form.day.data = asked.day.data
    return page("releases/release.html", form, asked=asked, counted=counted, limit=SMALL_CELL)


def asked_day(form: ReleaseForm) -> str:
    """The day in the posted form or the address, as it was written; else the day of account."""
    given = form.day.raw_data[0] if form.is_submitted() and form.day.raw_data else None
    return str(given or request.args.get("day") or written_day_in_german(pilot().day))


def written_day_in_german(value: date) -> str:
    """A day as the field shows it, whatever the language."""
    return value.strftime("%d.%m.%Y")


def looked_at(asked: DayForm) -> Survey | None:
    """What the dataset of the asked day would hold; None when there is no such dataset."""
    if not asked.validate():
        return None
    try:
        services.check_day(pilot(), day_in(asked))
    except DomainError as error:
        refuse(asked, error)
        return None
    return survey(pilot().id, day_in(asked))


def day_in(form: DayForm | ReleaseForm) -> date:
    """The day of a form that was found valid."""
    assert form.day.data is not None
    return form.day.data


def release_now(form: ReleaseForm) -> None:
    """Writes and seals first, without holding up others, then records the release."""
    day, note = day_in(form), form.note.data or ""
    edition = Edition(made_by_role=COORDINATION, made_on=today(), status=RELEASED)
    draft = services.draft_release(actor(), pilot(), day, settings(), edition)
    try:
        with one_transaction():
            services.release(actor(), pilot(), draft, note)
    except BaseException:
        services.discard(actor(), draft, settings())
        raise


@blueprint.get(f"{ONE}/download")
@requires(Permission.DOWNLOAD)
def download(release_id: int) -> Any:
    """The workbook; every download is recorded."""
    with one_transaction():
        opened = services.open_release(actor(), release_id, settings())
    response = make_response(opened.content)
    response.headers["Content-Type"] = XLSX
    response.headers.set("Content-Disposition", "attachment", filename=opened.file_name)
    return response


@blueprint.route(f"{ONE}/withdraw", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def withdraw(release_id: int) -> Any:
    """Withdraws a release after a confirmation; its file is removed once that is on record."""
    form = WithdrawForm()
    if attempt(form, lambda: services.withdraw_release(actor(), release_id)):
        services.forget_file(actor(), release_id, settings())
        flash(_("Die Freigabe ist zurückgezogen, die Datei gelöscht."), "success")
        return redirect(url_for(".index", pilot_key=pilot().key))
    row = services.standing_release(actor(), release_id)
    return page("releases/withdraw.html", form, row=row)
