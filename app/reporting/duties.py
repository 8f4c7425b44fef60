"""What the funding asks for by a day, from everything that is known of it in any room."""

from __future__ import annotations

from datetime import date

from app.evaluation.monitoring.queries import handed_over
from app.finance.outlook.queries import outlook_on
from app.finance.outlook.rules import by_year, unspent_years
from app.milestones.duties.queries import met_by_hand
from app.milestones.duties.rules import (
    Duty,
    Known,
    Met,
    certification_code,
    duties,
    monitoring_codes,
    statement_code,
)
from app.pilots.preset import Preset
from app.reporting.reports.queries import certified_days, filed_days


def duties_on(
    pilot_id: int, preset: Preset, day: date, *, with_transfers: bool = False
) -> list[Duty]:
    """The duties as they stand on a day; requests for transfer need the outlook of the money."""
    years = years_to_transfer(pilot_id, preset, day) if with_transfers else frozenset[int]()
    return duties(preset, day, Known(met_on_record(pilot_id, preset), years))


def met_on_record(pilot_id: int, preset: Preset) -> dict[str, Met]:
    """What is known to be met, by code: noted by hand or, which counts more, by our records."""
    return {
        **met_by_hand(pilot_id),
        **met_by_monitoring(pilot_id, preset),
        **met_by_reports(pilot_id),
    }


def met_by_monitoring(pilot_id: int, preset: Preset) -> dict[str, Met]:
    """The half-yearly monitoring whose delivery was handed over; a correction changes no day."""
    codes, days = monitoring_codes(preset), preset.reports.monitoring_due
    handed = {half.due_on(days): on for half, on in handed_over(pilot_id).items()}
    return {codes[due_on]: Met(on) for due_on, on in handed.items() if due_on in codes}


def met_by_reports(pilot_id: int) -> dict[str, Met]:
    """Statements that were filed, and those that the audit office certified."""
    filed, certified = filed_days(pilot_id), certified_days(pilot_id)
    return {
        **{statement_code(kind, year): Met(on) for (kind, year), on in filed.items()},
        **{
            certification_code(statement_code(kind, year)): Met(on)
            for (kind, year), on in certified.items()
        },
    }


def years_to_transfer(pilot_id: int, preset: Preset, day: date) -> frozenset[int]:
    """The years whose money will be left over by the outlook, so that a transfer is asked for."""
    if not preset.notice.starts_on <= day <= preset.notice.ends_on:
        return frozenset()
    _books, found = outlook_on(pilot_id, preset, day)
    return frozenset(year for year, _line in unspent_years(by_year(found), day))
