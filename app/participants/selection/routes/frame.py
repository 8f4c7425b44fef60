"""What the pages of the selection share: addresses, recorded reading, the small page of an act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_wtf import FlaskForm

from app.access import Permission
from app.participants.identity.store import Name
from app.participants.routes import frame as participants
from app.participants.selection import queries
from app.participants.selection.queries import Opened
from app.web import actor, may, page, pilot

blueprint = Blueprint("selection", "app.participants.selection", template_folder="templates")

WHO = ("family_name", "given_name")
FOR_CRITERIA = (*WHO, "birth_date")
ALL_SEALED = (*FOR_CRITERIA, "customer_number", "reason", "note")


def address(endpoint: str, **arguments: Any) -> str:
    """The address of a page of the selection in this pilot."""
    return url_for(f"selection.{endpoint}", pilot_key=pilot().key, **arguments)


def note_reading(fields: Sequence[str], candidate_id: int | None = None) -> None:
    """Records that names of candidates are read, before they are."""
    participants.note_reading(fields, candidate_id, "candidate")


def opened(number: int) -> Opened | None:
    """Name and texts of a candidate for whoever may read them; the reading is recorded."""
    row = queries.candidate(actor(), number)
    if not may(Permission.NAMES) or row.person_id is None:
        return None
    note_reading(ALL_SEALED, row.id)
    return queries.opened(queries.candidate(actor(), number))


def who(number: int) -> Name | None:
    """The name behind a candidate, likewise."""
    found = opened(number)
    return found.name if found else None


def done(number: int, sentence: str) -> Any:
    """After an act: says so, and goes to the candidate."""
    flash(sentence, "success")
    return redirect(address("show", number=number))


def act(
    number: int,
    form: FlaskForm,
    title: str,
    submit: str,
    *,
    lead: str = "",
    note: str = "",
    warning: str = "",
) -> Any:
    """The small page of one act on a candidate."""
    return page(
        "selection/act.html",
        form,
        number=number,
        name=who(number),
        title=title,
        submit=submit,
        lead=lead,
        note=note,
        warning=warning,
    )
