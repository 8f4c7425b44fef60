"""What happens to the funder's forms: set up, set up anew, put away. Flushes, never commits."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app import audit
from app.access import Actor
from app.database import new_id, utc_now
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.reporting.funder_forms.models import FunderForm, FunderFormEdition
from app.reporting.funder_forms.rules import check_count
from exports.form_places import Place

MAX_BYTES = 2 * 1024 * 1024
"""An empty form is small; what is larger holds something else."""


def add(actor: Actor, title: str, file_name: str, content: bytes, places: Sequence[Place]) -> int:
    """A further form; its title is that of no other."""
    title = title.strip()
    if not title:
        raise DomainError("funder_forms.no_title", "title")
    known = select(FunderForm.id).where(
        FunderForm.pilot_id == actor.pilot_id, FunderForm.title == title
    )
    if db.session.scalar(known) is not None:
        raise DomainError("funder_forms.title_taken", "title", title=title)
    form = FunderForm(pilot_id=actor.pilot_id, id=new_id(), title=title)
    db.session.add(form)
    db.session.flush()
    _keep(actor, form.id, 1, file_name, content, places)
    audit.record(actor, "add_form", "funder_form", form.id)
    return form.id


def renew(
    actor: Actor,
    form_id: int,
    number: int,
    file_name: str,
    content: bytes,
    places: Sequence[Place],
) -> None:
    """A further edition after the one with that number; Stale where there is a later one."""
    _form(actor, form_id)
    latest = db.session.scalar(
        select(FunderFormEdition.number)
        .where(FunderFormEdition.pilot_id == actor.pilot_id, FunderFormEdition.form_id == form_id)
        .order_by(FunderFormEdition.number.desc())
        .limit(1)
    )
    if latest != number:
        raise Stale
    _keep(actor, form_id, number + 1, file_name, content, places)
    audit.record(actor, "renew_form", "funder_form", form_id)


def retire(actor: Actor, form_id: int) -> None:
    """Puts a form away; its editions stay, for statements were filled from them."""
    form = _form(actor, form_id)
    form.retired_at = form.retired_at or utc_now()
    db.session.flush()
    audit.record(actor, "retire_form", "funder_form", form_id)


def announce_filling(actor: Actor, form_id: int) -> None:
    """Records that a filled form leaves the house, before it does."""
    audit.record(actor, "fill_form", "funder_form", form_id)


def _form(actor: Actor, form_id: int) -> FunderForm:
    """Locked until the end of the transaction, so that two editions at once get two numbers."""
    form = db.session.get(FunderForm, (actor.pilot_id, form_id), with_for_update=True)
    if form is None:
        raise NotFound
    return form


def _keep(
    actor: Actor,
    form_id: int,
    number: int,
    file_name: str,
    content: bytes,
    places: Sequence[Place],
) -> None:
    if len(content) > MAX_BYTES:
        raise DomainError("funder_forms.too_large", "file", limit_mb=MAX_BYTES // 1024**2)
    check_count(len(places))
    db.session.add(
        FunderFormEdition(
            pilot_id=actor.pilot_id,
            id=new_id(),
            form_id=form_id,
            number=number,
            file_name=file_name[:120],
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            places=[_kept(place) for place in places],
            made_by=actor.user_id,
        )
    )
    db.session.flush()


def _kept(place: Place) -> dict[str, Any]:
    return {
        "sheet": place.sheet,
        "cell": place.cell,
        "key": place.key,
        "left": [place.left.cell, place.left.text] if place.left else None,
        "above": [place.above.cell, place.above.text] if place.above else None,
    }
