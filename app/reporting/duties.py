"""What the funding asks for by a day, from everything that is known of it in any room."""

from __future__ import annotations

from datetime import date

from app.finance.outlook.queries import outlook_on
from app.finance.outlook.rules import by_year, unspent_years
from app.milestones.duties.queries import met_by_hand
from app.milestones.duties.rules import Duty, Known, Met, duties, statement_code
from app.pilots.preset import Preset


def duties_on(
    pilot_id: int, preset: Preset, day: date, *, with_transfers: bool = False
) -> list[Duty]:
    """The duties as they stand on a day; requests for transfer need the outlook of the money."""
    years = years_to_transfer(pilot_id, preset, day) if with_transfers else frozenset[int]()
    return duties(preset, day, Known(met_on_record(pilot_id), years))


def met_on_record(pilot_id: int) -> dict[str, Met]:
    """What is known to be met, by code: noted by hand, or, which counts more, filed."""
    return {**met_by_hand(pilot_id), **filed_statements(pilot_id)}


def filed_statements(pilot_id: int) -> dict[str, Met]:
    """Statements that were filed from here; bones: no table holds any before reports come."""
    del pilot_id
    filed: dict[tuple[str, int], date] = {}
    return {statement_code(kind, year): Met(on) for (kind, year), on in filed.items()}


def years_to_transfer(pilot_id: int, preset: Preset, day: date) -> frozenset[int]:
    """The years whose money will be left over by the outlook, so that a transfer is asked for."""
    if not preset.notice.starts_on <= day <= preset.notice.ends_on:
        return frozenset()
    _books, found = outlook_on(pilot_id, preset, day)
    return frozenset(year for year, _line in unspent_years(by_year(found), day))
