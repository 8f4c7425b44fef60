"""Pages of the funder's own workbooks: set up, filled for a period, read back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import DomainError
from app.reporting.figures.routes import periods, scope_asked
from app.reporting.figures.rules import Scope
from app.reporting.funder_forms import filling, queries, rules, services
from app.reporting.funder_forms.forms import (
    CheckForm,
    EditionForm,
    MappingForm,
    NewForm,
    PeriodForm,
    RetireForm,
)
from app.web import XLSX, actor, attempt, may, one_transaction, page, pilot, refuse, say
from exports.form_filling import FormRefused, cells_of
from exports.form_places import Place, labelled

blueprint = Blueprint("funder_forms", __name__, template_folder="templates")

ONE = "/reports/forms/<int(max=9223372036854775807):form_id>"


@blueprint.get("/reports/forms")
@requires(Permission.STATEMENT)
def index() -> Any:
    """The forms that the funder wants filled in."""
    return page(
        "funder_forms/index.html",
        rows=queries.forms(pilot().id),
        may_prepare=may(Permission.PREPARE_REPORT),
    )


@blueprint.get("/reports/forms/keys")
@requires(Permission.STATEMENT)
def keys() -> Any:
    """Every key that a form can be marked with."""
    return page("funder_forms/keys.html", keys=filling.keys_of(pilot().preset))


@blueprint.get("/reports/forms/example.xlsx")
@requires(Permission.STATEMENT)
def example() -> Any:
    """A form with marks, drawn by us, to try or to learn from."""
    from exports.federal_form import demonstration_form

    preset = pilot().preset
    content = demonstration_form([(one.code, one.title_de) for one in preset.positions])
    return handed_out(content, "zahlenmaessiger_nachweis_beispiel.xlsx")


@blueprint.route("/reports/forms/new", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def new() -> Any:
    """Sets a form up from a file with marks."""
    form = NewForm()
    made: list[int] = []

    def add() -> None:
        data = form.file.data.stream.read()
        content, places = filling.set_up(data, pilot().preset)
        name = form.file.data.filename or "formular.xlsx"
        made.append(services.add(actor(), form.title.data or "", name, content, places))

    if attempt(form, add):
        flash(_("Das Formular ist eingerichtet."), "success")
        return redirect(url_for(".detail", pilot_key=pilot().key, form_id=made[0]))
    return page("funder_forms/new.html", form)


@blueprint.get(ONE)
@requires(Permission.STATEMENT)
def detail(form_id: int) -> Any:
    """A form with what goes into its cells for a period."""
    found = queries.edition(pilot().id, form_id)
    filters, scope = asked()
    return page(
        "funder_forms/detail.html",
        found=found,
        filters=filters,
        scope=scope,
        lines=filling.lines_of(pilot(), scope, found),
        may_prepare=may(Permission.PREPARE_REPORT) and not found.is_retired,
    )


def asked() -> tuple[PeriodForm, Scope]:
    """The period in the address; the last year that is over where it has none."""
    here, form = pilot(), PeriodForm(request.args)
    notice = here.preset.notice
    form.period.choices = periods(notice, here.day)
    known = [code for code, _label in form.period.choices]
    if form.period.data not in known:
        form.period.data = known[min(1, len(known) - 1)]
    return form, scope_asked(form.period.data, notice, here.day)


@blueprint.post(f"{ONE}/fill")
@requires(Permission.STATEMENT)
def fill(form_id: int) -> Any:
    """The filled form of a period; recorded before it leaves the house."""
    here, found = pilot(), queries.edition(pilot().id, form_id)
    code = request.form.get("period", "")
    scope = scope_asked(code, here.preset.notice, here.day)
    try:
        content = filling.fill(here, scope, found)
    except DomainError as error:
        flash(say(error), "danger")
        return redirect(url_for(".detail", pilot_key=here.key, form_id=form_id, period=code))
    with one_transaction():
        services.announce_filling(actor(), form_id)
    return handed_out(content, f"{here.key}_{scope.code}_{found.file_name}")


def handed_out(content: bytes, name: str) -> Any:
    """A workbook as a download."""
    response = make_response(content)
    response.headers["Content-Type"] = XLSX
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@blueprint.route(f"{ONE}/edition", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def renew(form_id: int) -> Any:
    """A new edition: with marks, or with the places of the one before, as far as they hold."""
    found, form = queries.edition(pilot().id, form_id), EditionForm()
    gone: list[Any] = []

    def take() -> None:
        data = form.file.data.stream.read()
        content, places = renewed(data, found, bool(form.accept_moved.data), gone)
        name = form.file.data.filename or found.file_name
        services.renew(actor(), form_id, form.number.data or 0, name, content, places)

    if attempt(form, take):
        flash(_("Die neue Fassung ist eingerichtet."), "success")
        return redirect(url_for(".detail", pilot_key=pilot().key, form_id=form_id))
    found = queries.edition(pilot().id, form_id)
    form.number.data, form.number.raw_data = found.number, None
    return page("funder_forms/edition.html", form, found=found, gone=gone)


def renewed(
    data: bytes, before: queries.Edition, accepts_moved: bool, gone: list[Any]
) -> tuple[bytes, list[Place]]:
    """The new empty form and its places; DomainError while places are lost, named in `gone`."""
    try:
        return filling.set_up(data, pilot().preset)
    except DomainError as error:
        if error.key != "funder_forms.no_places":
            raise
    kept, moved = filling.take_over(data, before.places)
    gone.extend(moved)
    if any(one.found is None for one in moved):
        raise DomainError("funder_forms.places_lost", "file", count=len(moved))
    if moved and not accepts_moved:
        raise DomainError("funder_forms.places_moved", "file", count=len(moved))
    return data, [*kept, *(one.found for one in moved if one.found)]


@blueprint.route(f"{ONE}/mapping", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def mapping(form_id: int) -> Any:
    """The mapping by hand: change, add, take away."""
    found = queries.edition(pilot().id, form_id)
    form = MappingForm()
    if request.method == "GET":
        form.mapping.data = "\n".join(f"{p.sheet}!{p.cell} = {p.key}" for p in found.places)
        form.number.data = found.number

    def save() -> None:
        wanted = rules.parsed(form.mapping.data or "", filling.parts_of(pilot().preset))
        try:
            sheets = cells_of(found.content)
        except FormRefused as error:
            raise filling.refused(error) from error
        missing = next((one.sheet for one in wanted if one.sheet not in sheets), None)
        if missing is not None:
            raise DomainError("funder_forms.no_sheet", "mapping", place=missing)
        places = [labelled(one.sheet, one.cell, one.key, sheets[one.sheet]) for one in wanted]
        number = form.number.data or 0
        services.renew(actor(), form_id, number, found.file_name, found.content, places)

    if attempt(form, save):
        flash(_("Die Zuordnung ist gespeichert."), "success")
        return redirect(url_for(".detail", pilot_key=pilot().key, form_id=form_id))
    latest = queries.edition(pilot().id, form_id)
    is_late = form.is_submitted() and form.number.data != latest.number
    form.number.data, form.number.raw_data = latest.number, None
    body, status = page(
        "funder_forms/mapping.html", form, found=latest, meanwhile=latest if is_late else None
    )
    return body, 409 if is_late else status


@blueprint.route(f"{ONE}/check", methods=["GET", "POST"])
@requires(Permission.STATEMENT)
def check(form_id: int) -> Any:
    """Reads a filled form back and says where it differs from what we know today."""
    here, found, form = pilot(), queries.edition(pilot().id, form_id), CheckForm()
    filters, scope = asked()
    shown = None
    if form.validate_on_submit():
        try:
            data = form.file.data.stream.read()
            shown = filling.read_back(here, scope, found, data)
        except DomainError as error:
            refuse(form, error)
    status = 422 if request.method == "POST" and shown is None else 200
    body, _status = page(
        "funder_forms/check.html",
        form,
        found=found,
        filters=filters,
        scope=scope,
        lines=shown,
        differing=sum(not one.is_same for one in shown or ()),
        written=filling.written,
        name_for=lambda key: filling.name_for(key, here.preset),
    )
    return body, status


@blueprint.route(f"{ONE}/retire", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def retire(form_id: int) -> Any:
    """Puts a form away, after a confirmation."""
    found, form = queries.edition(pilot().id, form_id), RetireForm()
    if attempt(form, lambda: services.retire(actor(), form_id)):
        flash(_("Das Formular ist abgelegt."), "success")
        return redirect(url_for(".index", pilot_key=pilot().key))
    return page("funder_forms/retire.html", form, found=found)
