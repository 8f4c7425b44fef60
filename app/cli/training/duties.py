"""What the coordinator noted as met before the training day: deliveries and older statements.

The statement of the last year stays open and is overdue: it is what the demonstration files.
"""

from __future__ import annotations

from datetime import date, timedelta

from app.access import Actor
from app.cli.desk import Desk, by
from app.milestones.duties.rules import Duty, DutyKind
from app.milestones.duties.services import Fulfilment, note_met
from app.reporting.duties import duties_on

LATE_CODE, LATE_ON = "monitoring-2023-2", date(2023, 8, 4)
"""One delivery came some days after its day."""


def fill(at: Desk, coordinator: Actor) -> None:
    """Notes every delivery of data up to the training day, and statements but the last."""
    by(coordinator)
    last = at.pilot.day.year - 1
    for duty in duties_on(at.pilot.id, at.pilot.preset, at.pilot.day):
        is_older = duty.kind is DutyKind.INTERIM and duty.params["year"] != last
        is_delivery = duty.kind is DutyKind.MONITORING
        if duty.days < 0 and duty.met is None and (is_older or is_delivery):
            note_met(coordinator, duty, fulfilment_of(duty), at.pilot.day)


def fulfilment_of(duty: Duty) -> Fulfilment:
    """A few days ahead, and with a number to find it by."""
    on = LATE_ON if duty.code == LATE_CODE else duty.due_on - timedelta(days=3)
    if duty.kind is DutyKind.MONITORING:
        return Fulfilment(on, f"Lieferung {on:%Y-%m}", "über das Portal des Programms")
    return Fulfilment(on, f"Az. ZN {duty.params['year']}", "auf Papier, vor Pilotbuch")
