"""The frame of all pages about one participation: who it is, and where its parts are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from app.access import Permission
from app.participants import record
from app.participants.record import Case
from app.participants.routes.frame import WHO, note_reading
from app.web import actor, may, page, pilot


@dataclass(frozen=True)
class Part:
    """A part of the record with a page of its own."""

    label: str
    endpoint: str
    permission: Permission


PARTS = (
    Part(_l("Akte"), "participants.show", Permission.PARTICIPANTS),
    Part(_l("Kontakte"), "contacts.index", Permission.PARTICIPANTS),
    Part(_l("Plan"), "planning.index", Permission.PARTICIPANTS),
    Part(_l("Hemmnisse und Ressourcen"), "conditions.index", Permission.PARTICIPANTS),
    Part(_l("Befragungen"), "questionnaires.case", Permission.PARTICIPANTS),
    Part(_l("Einrichtungen"), "partners.case", Permission.PARTICIPANTS),
    Part(_l("Einwilligungen"), "stays.consents", Permission.PARTICIPANTS),
    Part(_l("Verbleib"), "aftercare.index", Permission.PARTICIPANTS),
)


def open_case(number: int, *further: str) -> Case:
    """The participation, if the actor may see it (otherwise 404); reading the name is recorded.

    `further` are the sealed fields beside the name that the page opens.
    """
    row = record.participation(actor(), number)
    if not may(Permission.NAMES):
        return Case(row, None)
    note_reading((*WHO, *further), row.id)
    return Case(row, record.name_of(row))


def parts(number: int) -> list[dict[str, Any]]:
    """The parts of a record that the actor may open, with their addresses."""
    return [
        {
            "label": part.label,
            "url": url_for(part.endpoint, pilot_key=pilot().key, number=number),
            "is_current": request.endpoint == part.endpoint,
        }
        for part in PARTS
        if may(part.permission)
    ]


def case_page(case: Case, template: str, form: FlaskForm | None = None, **context: Any) -> Any:
    """A page about a case; its template extends `participants/case.html`."""
    return page(
        template,
        form,
        case=case,
        parts=parts(case.number),
        day=pilot().day,
        can_work=may(Permission.WORK_CASES),
        **context,
    )
