"""What the pages of the network share: addresses, the small form page, the loser of two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, url_for

from app.formats import day as written
from app.forms import Versioned
from app.web import page, pilot

blueprint = Blueprint("partners", "app.partners", template_folder="templates")


def address(endpoint: str, **arguments: Any) -> str:
    """The address of a page of the network in this pilot."""
    return url_for(f"partners.{endpoint}", pilot_key=pilot().key, **arguments)


def done(sentence: str, to: str) -> Any:
    """After an act: says so and goes on."""
    flash(sentence, "success")
    return redirect(to)


def form_page(
    form: Versioned,
    title: str,
    submit: str,
    back: tuple[str, str],
    *,
    lead: str = "",
    warning: str = "",
    present: Mapping[str, Any] | None = None,
) -> Any:
    """A page of one form; `back` is label and address of where it came from.

    `present` holds what is stored now when somebody else has saved meanwhile.
    """
    different = {
        name: as_read(form[name], value)
        for name, value in (present or {}).items()
        if name in form and form[name].data != value
    }
    return page(
        "partners/form.html",
        form,
        title=title,
        submit=submit,
        back=back,
        lead=lead,
        warning=warning,
        present=different,
        is_stale=present is not None,
    )


def overtaken(form: Versioned, row: Any) -> dict[str, Any] | None:
    """What is stored now, if somebody else has saved since the form was filled; else None."""
    if not form.is_submitted() or not form.renew(row.version):
        return None
    stored = {name: getattr(row, name) for name in form.data if hasattr(row, name)}
    return {name: "" if value is None else value for name, value in stored.items()}


def as_read(field: Any, value: Any) -> str:
    """A stored value as people read it."""
    if hasattr(field, "iter_choices"):
        return str(next((one[1] for one in field.choices if str(one[0]) == str(value)), value))
    if hasattr(value, "isoformat"):
        return written(value)
    return "–" if value in (None, "") else str(value)
