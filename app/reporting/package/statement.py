"""The statement of figures (zahlenmäßiger Nachweis) of a report, from its figures and its rows."""

from __future__ import annotations

from app.finance.queries import bookings_paid
from app.reporting.books import bank_between, income_between
from app.reporting.figures.rules import part_of
from app.reporting.package.material import Material
from app.reporting.services import receipt_lines, voucher_lines
from exports.statement_lines import PositionLine, Statement


def statement_of(material: Material) -> Statement:
    """The books of the period in the structure of the plan in force on its last day."""
    pilot, preset, scope = material.pilot, material.preset, material.scope
    codes = positions_of(material)
    receipts = income_between(pilot.id, scope.first, scope.last)
    return Statement(
        pilot_title=preset.title_en if material.language == "en" else preset.title,
        carrier=preset.carrier,
        notice=preset.notice.reference,
        notice_date=preset.notice.issued_on,
        grant_cents=preset.notice.grant_cents,
        first=scope.first,
        last=scope.last,
        is_final=material.is_final,
        period_from=preset.notice.starts_on,
        period_until=preset.notice.ends_on,
        made_on=pilot.day,
        positions=[_position(material, code) for code in codes],
        receipts=receipt_lines(receipts, preset.carrier),
        vouchers=voucher_lines(bookings_paid(pilot.id, scope.first, scope.last), codes),
        cash_opening_cents=material.cents("cash_opening"),
        bank_balance_cents=bank_between(pilot.id, scope.first, scope.last).closing_cents,
    )


def positions_of(material: Material) -> list[str]:
    """The positions of the programme, and whatever else was planned or paid for."""
    parts = [part_of(key) for key in material.exact if key.startswith(("planned:", "spent:"))]
    return list(dict.fromkeys([*(one.code for one in material.preset.positions), *parts]))


def position_title(material: Material, code: str) -> str:
    """What a position is called; one that the programme does not know, by its code."""
    position = material.preset.position(code)
    return material.title(position) if position else code


def _position(material: Material, code: str) -> PositionLine:
    return PositionLine(
        code=code,
        label=position_title(material, code),
        planned_total_cents=material.cents(f"planned:{code}"),
        planned_year_cents=material.cents(f"planned_here:{code}"),
        spent_before_cents=material.cents(f"spent_before:{code}"),
        spent_year_cents=material.cents(f"spent:{code}"),
    )


def statement_addresses(material: Material) -> dict[str, str]:
    """Where the rows behind each figure of the statement can be seen."""
    found = {key: material.address(key) for key in material.exact}
    return {key: address for key, address in found.items() if address}
