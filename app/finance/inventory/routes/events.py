"""What happens to an item: a form for each kind of event, and its reversal."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.access import Permission, requires
from app.errors import NotFound
from app.finance.inventory import labels, queries, services
from app.finance.inventory.forms import EVENT_FORMS, EventForm, ReasonForm
from app.finance.inventory.routes.frame import ONE, address, blueprint, done, norm
from app.formats import day as written
from app.web import actor, attempt, page, pilot

TITLE = {
    "moved": _l("Umsetzen"),
    "condition": _l("Zustand ändern"),
    "use": _l("Verwendung ändern"),
    "seen": _l("Als gesehen eintragen"),
    "whereabouts": _l("Verbleib festlegen"),
    "gone": _l("Abgang eintragen"),
    "notified": _l("Unterrichtung eintragen"),
}
DUTY = frozenset({"use", "gone"})
"""Kinds that the funder may have to be told of (ANBest-P 5)."""


@blueprint.route(f"{ONE}/events/<kind>", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def event(number: int, kind: str) -> Any:
    """Something happened to an item."""
    here, row = pilot(), queries.item_numbered(pilot().id, number)
    if kind not in EVENT_FORMS:
        raise NotFound
    form: EventForm = EVENT_FORMS[kind]()
    if not form.is_submitted():
        form.happened_on.data = here.day
    if attempt(form, lambda: services.record_event(actor(), number, form.event(), here.day)):
        return done(_("Der Eintrag ist gespeichert."), address("show", number=number))
    return page(
        "inventory/act.html",
        form,
        title=str(TITLE[kind]),
        submit=_("Eintragen"),
        trail=(_("Gegenstand %(number)s", number=number), address("show", number=number)),
        lead=row.description,
        norm=norm() if kind in DUTY else None,
    )


@blueprint.route(f"{ONE}/events/<int:event_id>/reverse", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def reverse(number: int, event_id: int) -> Any:
    """Takes a mistaken event back, with a reason."""
    row, form = queries.item_numbered(pilot().id, number), ReasonForm()
    mistaken = next((one for one in queries.events_of(row) if one.id == event_id), None)
    if mistaken is None:
        raise NotFound
    if attempt(
        form,
        lambda: services.reverse_event(actor(), number, event_id, form.reason.data or ""),
    ):
        return done(_("Der Eintrag ist zurückgenommen."), address("show", number=number))
    return page(
        "inventory/act.html",
        form,
        title=_("Eintrag zurücknehmen"),
        submit=_("Zurücknehmen"),
        trail=(_("Gegenstand %(number)s", number=number), address("show", number=number)),
        lead=_(
            "„%(what)s“ vom %(day)s gilt dann nicht mehr. Beides bleibt im Verlauf sichtbar.",
            what=labels.KIND[mistaken.kind],
            day=written(mistaken.on),
        ),
    )
