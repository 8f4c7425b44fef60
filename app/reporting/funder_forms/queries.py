"""Reads of the funder's forms; each starts from the pilot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select

from app.accounts.queries import names_in
from app.errors import NotFound
from app.extensions import db
from app.reporting.funder_forms.models import FunderForm, FunderFormEdition
from exports.form_places import Label, Place


@dataclass(frozen=True)
class FormRow:
    """A form in the list, with its latest edition."""

    id: int
    title: str
    number: int
    places: int
    file_name: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class Edition:
    """An edition of a form with its empty file."""

    form_id: int
    title: str
    number: int
    file_name: str
    content: bytes
    sha256: str
    places: Sequence[Place]
    is_retired: bool


def forms(pilot_id: int) -> list[FormRow]:
    """The forms that are in use, by title."""
    latest = _latest(pilot_id)
    names = names_in(pilot_id)
    rows = db.session.execute(
        select(
            FunderForm.id,
            FunderForm.title,
            FunderFormEdition.number,
            FunderFormEdition.places,
            FunderFormEdition.file_name,
            FunderFormEdition.made_at,
            FunderFormEdition.made_by,
        )
        .join(
            FunderFormEdition,
            and_(
                FunderFormEdition.pilot_id == FunderForm.pilot_id,
                FunderFormEdition.form_id == FunderForm.id,
            ),
        )
        .join(
            latest,
            and_(
                latest.c.form_id == FunderFormEdition.form_id,
                latest.c.number == FunderFormEdition.number,
            ),
        )
        .where(FunderForm.pilot_id == pilot_id, FunderForm.retired_at.is_(None))
        .order_by(FunderForm.title)
    )
    return [
        FormRow(form_id, title, number, len(places), file_name, at, names.get(by, "Pilotbuch"))
        for form_id, title, number, places, file_name, at, by in rows
    ]


def _latest(pilot_id: int) -> Any:
    return (
        select(FunderFormEdition.form_id, func.max(FunderFormEdition.number).label("number"))
        .where(FunderFormEdition.pilot_id == pilot_id)
        .group_by(FunderFormEdition.form_id)
        .subquery()
    )


def edition(pilot_id: int, form_id: int) -> Edition:
    """The latest edition of a form; NotFound where the pilot has none with that id."""
    form = db.session.get(FunderForm, (pilot_id, form_id))
    row = db.session.scalar(
        select(FunderFormEdition)
        .where(FunderFormEdition.pilot_id == pilot_id, FunderFormEdition.form_id == form_id)
        .order_by(FunderFormEdition.number.desc())
        .limit(1)
    )
    if form is None or row is None:
        raise NotFound
    return Edition(
        form_id,
        form.title,
        row.number,
        row.file_name,
        row.content,
        row.sha256,
        [place_of(one) for one in row.places],
        form.retired_at is not None,
    )


def place_of(kept: dict[str, Any]) -> Place:
    """A place as it is kept."""
    labels = (Label(*one) if one else None for one in (kept.get("left"), kept.get("above")))
    return Place(kept["sheet"], kept["cell"], kept["key"], *labels)
