"""Reports in every state for the walk: filed and examined, approved, checked, a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import current_app
from sqlalchemy import select

from app.documents.services import attach
from app.extensions import db
from app.finance.models import Booking
from app.finance.services.vouchers import reverse
from app.reporting.reports.rules.review import Given, Step
from app.reporting.reports.services.life import write_text
from app.reporting.reports.services.review import record_step
from tests.factories import DAY, actor_as
from tests.integration.documents.files import PDF
from tests.integration.reporting.filed import approved, begun, checked, filed


@dataclass(frozen=True)
class Reports:
    """The ids of a report in each state."""

    filed: int
    approved: int
    checked: int
    draft: int


def reports() -> Reports:
    """A report in each state; the filed one was examined, and a voucher of it reversed since."""
    finance, examined = actor_as("finance"), filed(current_app, 2021)
    asked = Given(Step.QUERY, date(2024, 5, 2), "Az. 12", "Wofür war Beleg 3?")
    attach(finance, "report_step", record_step(finance, examined, asked, DAY), "Frage.pdf", PDF)
    answer = Given(Step.ANSWER, date(2024, 5, 8), "", "Für den Umzug.")
    record_step(finance, examined, answer, DAY)
    taken = Given(Step.DISALLOWED, date(2024, 5, 20), "", "Beleg 3", 1_000_00, date(2024, 5, 1))
    record_step(finance, examined, taken, DAY)
    wrong = db.session.scalars(
        select(Booking.source_number)
        .where(Booking.paid_on < date(2022, 1, 1), Booking.reverses_id.is_(None))
        .order_by(Booking.source_number)
        .limit(1)
    ).one()
    reverse(finance, wrong, "Doppelt gebucht", None, DAY)
    ready = approved(2022)
    attach(finance, "report", ready, "Bescheinigung.pdf", PDF)
    waiting, draft = checked(2023), begun(2024)
    write_text(actor_as("coordinator"), draft, "goals", "Das erste Halbjahr lief gut.", 0)
    db.session.commit()
    return Reports(examined, ready, waiting, draft)
