"""What the pages of monitoring share: addresses, the delivery asked for, acts on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.access import Permission
from app.database import utc_now
from app.evaluation.monitoring import labels, queries
from app.evaluation.monitoring.rules.life import State
from app.evaluation.monitoring.rules.rows import Cell, row_of
from app.evaluation.monitoring.services.desk import Contents, Desk, contents, tidy
from app.evaluation.monitoring.services.vault import clear_files
from app.web import actor, attempt, may, one_transaction, page, pilot, settings

blueprint = Blueprint("monitoring", "app.evaluation.monitoring", template_folder="templates")

HERE = "/evaluation/monitoring"
ONE = f"{HERE}/<int(max=9223372036854775807):delivery_id>"


def desk() -> Desk:
    """Who acts here and now."""
    return Desk(actor(), pilot(), settings(), utc_now())


def address(endpoint: str, **arguments: Any) -> str:
    """The address of a page of monitoring in this pilot."""
    return url_for(f"monitoring.{endpoint}", pilot_key=pilot().key, **arguments)


def to(endpoint: str, **arguments: Any) -> Any:
    """Sends on to a page of monitoring."""
    return redirect(address(endpoint, **arguments))


def delivery_here(delivery_id: int) -> Contents:
    """The delivery of the address as it is now; NotFound when this pilot has none with that id."""
    return contents(desk(), delivery_id)


def acted(delivery_id: int, form: FlaskForm, run: Callable[[], object]) -> bool:
    """An act on a delivery: first goes out what may no longer be in it, then it is tried."""
    if form.validate_on_submit():
        tidied(delivery_id)
    done = attempt(form, run)
    if form.is_submitted():
        cleared(delivery_id)
    return done


def tidied(delivery_id: int) -> None:
    """Destroys what may no longer be in a delivery, and says so."""
    with one_transaction():
        has_changed = tidy(desk(), delivery_id)
    if has_changed:
        cleared(delivery_id)
        flash(
            _(
                "Seit der letzten Bearbeitung sind Personen oder Nummern entfallen; der Verlauf "
                "nennt den Grund. Die Lieferung ist wieder in Vorbereitung."
            ),
            "info",
        )


def cleared(delivery_id: int) -> None:
    """Removes files that the delivery, as it is committed, may no longer have."""
    clear_files(settings(), queries.delivery(pilot().id, delivery_id))


def shown(template: str, found: Contents, form: FlaskForm | None = None, **context: Any) -> Any:
    """A page about a delivery."""
    row = found.row
    return page(
        f"monitoring/{template}.html",
        form,
        row=row,
        found=found,
        half=found.half,
        name=labels.delivery_name(found.half, row.number),
        state=labels.STATE[State(row.state)],
        to=lambda endpoint, **arguments: address(endpoint, delivery_id=row.id, **arguments),
        record_url=record_url,
        sources=labels.sources,
        **context,
    )


def record_url(number: int) -> str | None:
    """The record of a participant, for who may open it."""
    if not may(Permission.PARTICIPANTS):
        return None
    return url_for("participants.show", pilot_key=pilot().key, number=number)


def table_of(found: Contents, numbers: Mapping[int, str]) -> list[list[Cell]]:
    """The rows of the file as they would be now, with the numbers given by person."""
    settings_now = found.mapping.settings
    return [
        row_of(stay, found.half, settings_now, numbers.get(stay.person_id))
        for stay in found.members.stays
    ]
