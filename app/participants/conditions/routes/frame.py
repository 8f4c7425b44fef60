"""What these pages share: addresses, the page of a form, stored values beside typed ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_wtf import FlaskForm

from app.access import Permission
from app.participants import queries as participants
from app.participants.conditions.rules.barriers import HEALTH_CONSENT
from app.participants.forms import UndoForm
from app.participants.record import Case
from app.participants.routes.case import case_page
from app.participants.routes.corrections import as_read
from app.web import attempt, may, pilot

blueprint = Blueprint("conditions", "app.participants.conditions", template_folder="templates")


def address(endpoint: str, number: int, **arguments: Any) -> str:
    """The address of one of these pages."""
    return url_for(f"conditions.{endpoint}", pilot_key=pilot().key, number=number, **arguments)


def saved(number: int, sentence: str) -> Any:
    """After an act: says so and goes back to the part of the record."""
    flash(sentence, "success")
    return redirect(address("index", number))


def has_health_consent(case: Case) -> bool:
    """Whether data about health may be recorded today."""
    return HEALTH_CONSENT in participants.consents_in_force(
        case.row.pilot_id, case.row.id, pilot().day
    )


def form_page(case: Case, form: FlaskForm, title: str, submit: str, **context: Any) -> Any:
    """The page of one act; further: `lead`, `warning`, `needs_consent`, `present`, `is_stale`."""
    return case_page(
        case,
        "conditions/form.html",
        form,
        heading=title,
        submit=submit,
        cancel=address("index", case.number),
        may_read=may(Permission.NAMES),
        **context,
    )


def version_form(version: int) -> UndoForm:
    """A form that knows only the version of what it is about."""
    form = UndoForm()
    if not form.is_submitted():
        form.renew(version)
    return form


def confirmed(
    case: Case,
    form: UndoForm,
    version: Callable[[], int],
    title: str,
    warning: str,
    act: Callable[[], object],
    said: str,
) -> Any:
    """An act without further input, after asking; whoever was overtaken is told and may repeat."""
    number = case.number
    if attempt(form, act):
        return saved(number, said)
    form.renew(version())
    return form_page(case, form, title, title, warning=warning)


def stored_beside(form: FlaskForm, stored: Mapping[str, Any]) -> dict[str, str]:
    """The stored values, as people read them, of the fields that hold something else."""
    return {
        name: as_read(form[name], value)
        for name, value in stored.items()
        if name in form and form[name].data != value
    }
