"""Documents of vouchers; those of the commitment that a voucher paid stand beside them."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from app.access import Permission
from app.documents.routes import Held, Holder, Panel, panel_of, serve_documents
from app.errors import NotFound
from app.finance import queries
from app.finance.routes.frame import blueprint
from app.web import pilot


def held(source_number: str) -> Held:
    """A voucher that has documents; what is booked keeps them."""
    row = queries.booking_numbered(pilot().id, source_number)
    if row is None:
        raise NotFound
    title = _("Beleg %(number)s", number=source_number)
    here = url_for("finance.booking", pilot_key=pilot().key, source_number=source_number)
    trail = [
        (_("Belege"), url_for("finance.bookings", pilot_key=pilot().key)),
        (source_number, here),
    ]
    return Held(row.id, title, here, trail)


HOLDER = Holder("voucher", held, Permission.FINANCE, Permission.KEEP_BOOKS, only_grows=True)


def panel(source_number: str) -> Panel:
    """The documents of a voucher for its page."""
    return panel_of(HOLDER, blueprint, held(source_number), {"source_number": source_number})


serve_documents(blueprint, HOLDER, lambda end: f"/finance/vouchers/{end}/of/<path:source_number>")
