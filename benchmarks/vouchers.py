"""A list of vouchers as the municipal system writes it, as long as wanted."""

from __future__ import annotations

from datetime import timedelta

from app.database import writing
from app.extensions import db
from app.intake import kinds
from app.intake.kinds import ImportKind
from app.pilots.queries import PilotInForce
from benchmarks.house import House

HEAD = (
    "Beleg-Nr.;Rechnungsdatum;Zahlungsdatum;Empfänger/Einzahler;Verwendungszweck;Position;"
    "Betrag EUR"
)


def voucher_list(pilot: PilotInForce, count: int) -> bytes:
    """So many vouchers from the first day of the pilot to its day of account (CSV, UTF-8)."""
    positions = [position.code for position in pilot.preset.positions]
    first, span = pilot.preset.notice.starts_on, pilot.day - pilot.preset.notice.starts_on
    lines = [HEAD]
    for number in range(1, count + 1):
        paid_on = first + span * number // count
        invoiced_on = paid_on - timedelta(days=number % 21)
        cents = 1_000 + number * 7919 % 90_000
        lines.append(
            f"B{number:06d};{invoiced_on:%d.%m.%Y};{paid_on:%d.%m.%Y};Firma {number % 97} GmbH;"
            f"Rechnung {number} über Leistungen {paid_on:%m/%Y};"
            f"{positions[number % len(positions)]};{cents // 100},{cents % 100:02d}"
        )
    return "\r\n".join([*lines, ""]).encode()


def take_vouchers(at: House, data: bytes) -> None:
    """Takes the list in as the command does: read first, then compare and write in one go."""
    with at.web.app_context():
        pilot = at.pilot
        parsed = kinds.read(ImportKind.VOUCHERS, pilot, data)
        db.session.rollback()
        with writing():
            taken = kinds.take_in(
                ImportKind.VOUCHERS, at.actor, pilot, parsed, "belege.csv", data, accept_valid=True
            )
            db.session.commit()
    assert taken.import_id is not None, taken.outcome.findings[:3]
