"""What all pages of recipients share: the blueprint, addresses, states."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from flask import Blueprint, flash, redirect, url_for

from app.evaluation.recipients import queries, rules
from app.formats import day as written
from app.web import pilot

blueprint = Blueprint("recipients", __name__, template_folder="../templates")

ALL: Final = "/evaluation/recipients"
ONE: Final = f"{ALL}/<int:recipient_id>"


def to(endpoint: str, **arguments: Any) -> str:
    """The address of a page of recipients in this pilot."""
    return url_for(f"recipients.{endpoint}", pilot_key=pilot().key, **arguments)


def done(sentence: str, address: str) -> Any:
    """After an act: says so and goes on."""
    flash(sentence, "success")
    return redirect(address)


def shown(recipient_id: int) -> Any:
    """The recipient of the address; 404 for any other."""
    return queries.known_recipient(pilot().id, recipient_id)


def state_of(recipient: Any) -> str:
    """Whether releases may be made for it."""
    if recipient.closed_at is not None:
        return "closed"
    until = recipient.basis_until
    return "ended" if until is not None and until < pilot().day else "open"


def token_state(token: Any, on: date) -> str:
    """Whether a token opens something."""
    if token.revoked_at is not None:
        return "revoked"
    return "valid" if rules.is_valid(token.valid_until, token.revoked_at, on) else "over"


def request_state(row: Any) -> str:
    """What has become of a wish about pseudonyms."""
    if row.is_waiting:
        return "waiting"
    return "approved" if row.approved_at is not None else "declined"


def saved_meanwhile(form: Any, row: Any) -> Mapping[str, str]:
    """What is stored now where it differs from what the form says; for who comes second."""
    return {
        field.short_name: _as_read(field, getattr(row, field.short_name))
        for field in form
        if hasattr(row, field.short_name)
        and field.short_name != "version"
        and (field.data or "") != (getattr(row, field.short_name) or "")
    }


def _as_read(field: Any, value: Any) -> str:
    """A stored value as people read it."""
    if hasattr(field, "iter_choices"):
        return str(dict(field.choices)[value])
    return written(value) if isinstance(value, date) else str(value or "–")
