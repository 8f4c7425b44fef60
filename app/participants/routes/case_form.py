"""The page of one act on a case: its fields, what is stored meanwhile, the way out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm

from app.participants.record import Case
from app.participants.routes.case import case_page
from app.participants.routes.corrections import as_read


def case_form(
    case: Case,
    form: FlaskForm,
    title: str,
    submit: str,
    cancel_url: str,
    *,
    stored: Mapping[str, Any] | None = None,
    lead: str = "",
    warning: str = "",
) -> Any:
    """A form about a case. `stored` is what stands there now, given after somebody else saved."""
    shown = {key: value for key, value in (stored or {}).items() if key in form}
    present = {
        key: written_out(form[key], value)
        for key, value in shown.items()
        if form[key].data != value
    }
    return case_page(
        case,
        "participants/case_form.html",
        form,
        title=title,
        submit=submit,
        cancel_url=cancel_url,
        present=present,
        is_stale=stored is not None,
        form_lead=lead,
        warning=warning,
    )


def written_out(field: Any, value: Any) -> str:
    """A stored value as people read it; of several choices all."""
    if isinstance(value, list):
        return ", ".join(as_read(field, one) for one in value) or "–"
    return as_read(field, value)
