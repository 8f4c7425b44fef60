"""Documents of commitments and of awards."""

from __future__ import annotations

from flask_babel import gettext as _

from app.access import Permission
from app.documents.routes import Held, Holder, Panel, panel_of, serve_documents
from app.finance.commitments import queries
from app.finance.commitments.routes.frame import AWARD, ONE, address, blueprint
from app.finance.commitments.rules import State
from app.web import pilot

APPROVED = frozenset({State.APPROVED, State.PAID})


def held(number: int) -> Held:
    """A commitment that has documents; once it is approved they stay."""
    row = queries.commitment(pilot().id, number)
    here = address("show", number=number)
    trail = [(_("Vormerkungen"), address("index")), (str(number), here)]
    title = _("Vormerkung %(number)s", number=number)
    return Held(row.id, title, here, trail, State(row.state) in APPROVED)


def held_award(number: int) -> Held:
    """An award that has documents; once a commitment that rests on it is approved they stay."""
    row = queries.award(pilot().id, number)
    here = address("award", number=number)
    trail = [(_("Vergabevermerke"), address("awards")), (str(number), here)]
    title = _("Vergabevermerk %(number)s", number=number)
    return Held(row.id, title, here, trail, queries.is_award_fixed(row))


COMMITMENT = Holder("commitment", held, Permission.FINANCE, Permission.KEEP_BOOKS)
AWARDS = Holder("award", held_award, Permission.FINANCE, Permission.KEEP_BOOKS)


def panel(number: int) -> Panel:
    """The documents of a commitment for its page."""
    return panel_of(COMMITMENT, blueprint, held(number), {"number": number})


def award_panel(number: int) -> Panel:
    """The documents of an award for its page."""
    return panel_of(AWARDS, blueprint, held_award(number), {"number": number})


serve_documents(blueprint, COMMITMENT, lambda end: f"{ONE}/{end}")
serve_documents(blueprint, AWARDS, lambda end: f"{AWARD}/{end}")
