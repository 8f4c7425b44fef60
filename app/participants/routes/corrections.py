"""Corrections of what was recorded at entry; changes by others meanwhile are shown beside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from app.access import Permission, requires
from app.formats import day as written
from app.participants import record
from app.participants.forms import CorrectionForm, IdentityCorrectionForm, chosen
from app.participants.identity.store import Name
from app.participants.record import Sealed
from app.participants.routes.admission import characteristics, name_in
from app.participants.routes.frame import ALL_SEALED, blueprint, done, note_reading
from app.participants.services.identity import correct_identity
from app.participants.services.stay import correct
from app.web import actor, attempt, may, page, pilot


@blueprint.route("/participants/<int:number>/data", methods=["GET", "POST"])
@requires(Permission.NAMES)
def data(number: int) -> Any:
    """Characteristics and remark."""
    row, sealed = opened(number)
    form = CorrectionForm(data=stored_data(row, sealed))
    if not (row.against_criteria and may(Permission.ADMIT_AGAINST_CRITERIA)):
        del form.override_reason
    if not form.is_submitted():
        form.renew(row.version)

    def run() -> None:
        told = characteristics(form)
        why = form.override_reason.data or "" if "override_reason" in form else None
        version = form.version.data or 0
        correct(actor(), number, told, form.remark.data or "", version, pilot().day, why)

    if attempt(form, run):
        return done(number, _("Die Angaben sind berichtigt."))
    row = record.participation(actor(), number)
    is_old = form.renew(row.version)
    stored = stored_data(row, record.sealed_of(row)) if is_old else {}
    lead = _("Die Antworten zu den Voraussetzungen bleiben, wie sie am Tag der Aufnahme waren.")
    return correction(number, form, _("Angaben berichtigen"), stored, sealed.name, lead)


@blueprint.route("/participants/<int:number>/person", methods=["GET", "POST"])
@requires(Permission.NAMES)
def person(number: int) -> Any:
    """Name, date of birth, customer number."""
    row, sealed = opened(number)
    form = IdentityCorrectionForm(data=vars(sealed.name))
    if not form.is_submitted():
        form.renew(record.name_version(row))

    def run() -> None:
        correct_identity(actor(), number, name_in(form), form.version.data or 0)

    if attempt(form, run):
        return done(number, _("Die Person ist berichtigt."))
    row = record.participation(actor(), number)
    name = record.name_of(row)
    stored = vars(name) if form.renew(record.name_version(row)) else {}
    lead = _("Das Alter bei Aufnahme folgt dem Geburtsdatum.")
    return correction(number, form, _("Person berichtigen"), stored, name, lead)


def opened(number: int) -> tuple[Any, Sealed]:
    """The participation and its sealed fields; the reading is recorded."""
    row = record.participation(actor(), number)
    note_reading(ALL_SEALED, row.id)
    return row, record.sealed_of(row)


def stored_data(row: Any, sealed: Sealed) -> dict[str, Any]:
    """What is stored now, as the form shows it."""
    return {
        "sex": row.sex or "",
        "school": row.school or "",
        "vocational": row.vocational or "",
        "children": row.children,
        "health_restriction": chosen(row.health_restriction),
        "addiction": chosen(row.addiction),
        "remark": sealed.remark,
        "override_reason": sealed.reason,
    }


def correction(
    number: int, form: Any, title: str, stored: Mapping[str, Any], name: Name, lead: str
) -> Any:
    """The page of a correction; `stored` holds the present values after somebody else saved."""
    return page(
        "participants/correct.html",
        form,
        number=number,
        name=name,
        title=title,
        lead=lead,
        present=differing(form, stored),
        is_stale=bool(stored),
        day=pilot().day,
    )


def differing(form: Any, stored: Mapping[str, Any]) -> dict[str, str]:
    """What is stored now where the form says something else, as people read it."""
    return {
        key: as_read(form[key], value)
        for key, value in stored.items()
        if key in form and form[key].data != value
    }


def as_read(field: Any, value: Any) -> str:
    """A stored value as people read it."""
    if hasattr(field, "iter_choices"):
        return str(next((one[1] for one in field.iter_choices() if one[0] == value), value))
    if hasattr(value, "isoformat"):
        return written(value)
    return "–" if value in (None, "") else str(value)
