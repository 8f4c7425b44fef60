"""Months of the books closed for the tests, through the ordinary services."""

from __future__ import annotations

from datetime import date

from app.access import Actor
from app.finance.closing import queries, services
from app.finance.closing.services import Closing
from app.finance.vouchers.queries import unapproved_imports
from app.finance.vouchers.services import approve_batch
from app.periods import month_starts
from tests.factories import DAY, actor_as, gecko

START = gecko().notice.starts_on
NOVEMBER, DECEMBER, JANUARY = START, date(2021, 12, 1), date(2022, 1, 1)
"""The first months of the books."""
PAID = date(2021, 11, 10)


def close(actor: Actor, month: date, reason: str = "") -> None:
    """Closes a month as it stands, once a second person has approved what came in by files."""
    approve_imports(actor)
    seen = queries.figures_now(actor.pilot_id, month).digest
    services.close(actor, Closing(month, seen, reason), START, DAY)


def approve_imports(actor: Actor) -> None:
    """A second person approves every import of vouchers."""
    for one in unapproved_imports(actor.pilot_id):
        approve_batch(actor_as("approver"), one.id)


def close_until(actor: Actor, last: date, reason: str = "") -> None:
    """Closes all months up to and with this one."""
    following = queries.closed_until(actor.pilot_id)
    for month in month_starts(START, last):
        if following is None or month > following:
            close(actor, month, reason)
