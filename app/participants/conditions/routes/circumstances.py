"""Circumstances: the table of what holds since when, and the acts on one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.formats import day as written
from app.participants.conditions import labels, queries
from app.participants.conditions.forms import value_form
from app.participants.conditions.routes.frame import (
    blueprint,
    confirmed,
    form_page,
    has_health_consent,
    saved,
    stored_beside,
    version_form,
)
from app.participants.conditions.rules.circumstances import FIELDS, Field
from app.participants.conditions.services import circumstances as services
from app.participants.record import Case
from app.participants.routes.case import open_case
from app.web import actor, attempt, pilot

HERE = "/participants/<int:number>/circumstances"


@dataclass(frozen=True)
class Line:
    """A value with the day from which it holds; without an id it was told at the admission."""

    value: str
    from_day: date
    id: int | None
    is_now: bool


def circumstance_table(case: Case) -> list[tuple[Field, list[Line]]]:
    """Every circumstance with its values in time order; those of the admission begin on its day."""
    found: dict[str, list[tuple[str, date, int | None]]] = {key: [] for key in FIELDS}
    for entry in queries.entries_at_entry(case.row):
        found[entry.field].append((entry.value, entry.from_day, None))
    for row in queries.circumstances_of(case.row.pilot_id, case.row.id):
        found[row.field].append((row.value, row.from_day, row.id))
    return [(field, _lines(field, found[field.key])) for field in FIELDS.values()]


def _lines(field: Field, values: list[tuple[str, date, int | None]]) -> list[Line]:
    day = pilot().day
    ordered = sorted(values, key=lambda one: one[1])
    begun = [place for place, one in enumerate(ordered) if one[1] <= day]
    now = begun[-1] if begun else None
    return [
        Line(labels.value(field, value, day), from_day, row_id, place == now)
        for place, (value, from_day, row_id) in enumerate(ordered)
    ]


def removed_values(case: Case, names: Mapping[int, str]) -> list[tuple[Any, str, str, str]]:
    """Values removed as wrong: when, by whom, what and from which day on."""
    removals = queries.removed_circumstances(case.row.pilot_id, case.row.id)
    return [
        (
            one.at,
            names.get(one.user_id or 0, ""),
            str(labels.FIELD[one.row.field]),
            _(
                "%(value)s, gilt ab %(day)s",
                value=labels.value(FIELDS[one.row.field], one.row.value, pilot().day),
                day=written(one.row.from_day),
            ),
        )
        for one in removals
    ]


@blueprint.route(f"{HERE}/new/<key>", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def set_value(number: int, key: str) -> Any:
    """From a day on another value."""
    case = open_case(number)
    field = FIELDS.get(key)
    if field is None:
        raise NotFound
    form = value_form(field, {})
    del form.version
    if not form.is_submitted() and "from_day" in form:
        form.from_day.data = pilot().day

    def run() -> None:
        services.set_circumstance(
            actor(), number, field.key, told(field, form), form.data.get("from_day"), pilot().day
        )

    if attempt(form, run):
        return saved(number, _("„%(field)s“ ist eingetragen.", field=labels.FIELD[key]))
    return form_page(
        case,
        form,
        str(labels.FIELD[key]),
        _("Eintragen"),
        needs_consent=field.is_health and not has_health_consent(case),
    )


@blueprint.route(f"{HERE}/<int:circumstance_id>/correct", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def correct_value(number: int, circumstance_id: int) -> Any:
    """Corrects a value or its day; what somebody else saved meanwhile is shown beside."""
    case, row = opened(number, circumstance_id)
    field = FIELDS[row.field]
    form = value_form(field, stored_data(field, row))
    if not form.is_submitted():
        form.renew(row.version)

    def run() -> None:
        services.correct_circumstance(
            actor(),
            number,
            circumstance_id,
            told(field, form),
            form.data.get("from_day"),
            form.version.data or 0,
            pilot().day,
        )

    if attempt(form, run):
        return saved(number, _("„%(field)s“ ist berichtigt.", field=labels.FIELD[field.key]))
    row = queries.circumstance(case.row.pilot_id, case.row.id, circumstance_id)
    is_stale = form.renew(row.version)
    return form_page(
        case,
        form,
        _("„%(field)s“ berichtigen", field=labels.FIELD[field.key]),
        _("Berichtigen"),
        lead=_("Hat sich etwas geändert, tragen Sie bitte einen neuen Wert ein."),
        present=stored_beside(form, stored_data(field, row) if is_stale else {}),
        is_stale=is_stale,
    )


@blueprint.route(f"{HERE}/<int:circumstance_id>/remove", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def remove_value(number: int, circumstance_id: int) -> Any:
    """Removes a value that never held, after asking."""
    case, row = opened(number, circumstance_id)
    field = FIELDS[row.field]
    form = version_form(row.version)
    warning = _(
        "„%(field)s: %(value)s“ wird entfernt, weil es nie zutraf. Unter „Entfernte Angaben“ "
        "bleibt es nachlesbar.",
        field=labels.FIELD[field.key],
        value=labels.value(field, row.value, pilot().day),
    )
    return confirmed(
        case,
        form,
        lambda: version_of(case, circumstance_id),
        _("Angabe entfernen"),
        warning,
        lambda: services.remove_circumstance(
            actor(), number, circumstance_id, form.version.data or 0
        ),
        _("„%(field)s“ ist entfernt.", field=labels.FIELD[field.key]),
    )


def opened(number: int, circumstance_id: int) -> tuple[Case, Any]:
    """The case and one of its values; otherwise NotFound."""
    case = open_case(number)
    return case, queries.circumstance(case.row.pilot_id, case.row.id, circumstance_id)


def version_of(case: Case, circumstance_id: int) -> int:
    """The version that is stored now."""
    return queries.circumstance(case.row.pilot_id, case.row.id, circumstance_id).version


def told(field: Field, form: Any) -> str:
    """The value of the form as text."""
    value = form.data["value"]
    return value.isoformat() if field.kind == "day" else str(value)


def stored_data(field: Field, row: Any) -> dict[str, Any]:
    """What is stored now, as the form shows it."""
    value: Any = row.value
    if field.kind == "number":
        value = int(value)
    elif field.kind == "day":
        return {"value": date.fromisoformat(value)}
    return {"value": value, "from_day": row.from_day}
