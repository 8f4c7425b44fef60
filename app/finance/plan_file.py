"""The financing plan as XLSX: positions down, years across, cents inside."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from re import ASCII
from re import compile as pattern

from app.intake.findings import Finding, Outcome, Severity
from app.intake.row_reader import RowReader
from app.intake.rows import Formula, Row, Sheet, fold, header_text, is_blank
from app.intake.sheets import read_sheet
from app.intake.values import Refused, numbered_codes, parse_cents, parse_code
from app.money import euros

POSITION, LABEL, TOTAL = "Position", "Bezeichnung", "Summe"
MAX_LABEL = 200

_YEAR = pattern(r"(?:19|20)\d\d", ASCII)
_TOTAL_ROW = pattern(r"(gesamt|summe|insgesamt|total)")


@dataclass
class PlanFile:
    """Cents by position and year, the labels by position; one row read is one position."""

    amounts: dict[tuple[str, int], int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    outcome: Outcome = field(default_factory=Outcome)


@dataclass(frozen=True)
class _PlanRow:
    line: int
    position: str
    label: str
    cents: Mapping[int, int]


def read_plan(data: bytes, positions: Collection[str], years: Collection[int]) -> PlanFile:
    """Reads the plan; every position and year of the preset must be there, and no other.

    The column of totals is not taken over, but must agree where it holds a number. DomainError
    where the file as a whole cannot be read, a missing year among the reasons.
    """
    required = [POSITION, LABEL, *(str(year) for year in sorted(years))]
    sheet = read_sheet(data, required, "plan")
    computed = {row.line: row for row in read_sheet(data, required, "plan", computed=True).rows}
    plan = PlanFile()
    findings, tally = plan.outcome.findings, plan.outcome.tally
    findings.extend(_unknown_years(sheet, years))
    codes = numbered_codes(positions)
    taken: dict[str, _PlanRow] = {}
    named: set[str | None] = set()
    for row in sheet.rows:
        reader = RowReader(sheet, row)
        if _is_total(reader):
            continue
        tally.read += 1
        listed = _read_row(reader, codes, years, computed.get(row.line))
        named.add(_position_of(reader, codes))
        if listed and not reader.failed and _is_repeated(reader, listed, taken):
            tally.duplicates += 1
        elif listed is None or reader.failed:
            tally.rejected += 1
        else:
            tally.accepted += 1
            taken[listed.position] = listed
        findings.extend(reader.findings)
    for position in sorted(set(positions) - named):
        findings.append(_missing(sheet, position))
    for listed in taken.values():
        plan.labels[listed.position] = listed.label
        plan.amounts.update({(listed.position, year): listed.cents[year] for year in years})
    return plan


def _unknown_years(sheet: Sheet, years: Collection[int]) -> list[Finding]:
    return [
        Finding(
            "plan.unknown_year",
            Severity.ERROR,
            column=column.title,
            sheet=sheet.name,
            params=(("year", header),),
        )
        for header, column in sheet.columns.items()
        if _YEAR.fullmatch(header) and int(header) not in years
    ]


def _missing(sheet: Sheet, position: str) -> Finding:
    column = sheet.columns[POSITION].title
    params = (("position", position),)
    return Finding(
        "plan.position_missing", Severity.ERROR, column=column, sheet=sheet.name, params=params
    )


def _is_total(reader: RowReader) -> bool:
    label = fold(header_text(reader.value(LABEL)))
    return is_blank(reader.value(POSITION)) and _TOTAL_ROW.match(label) is not None


def _position_of(reader: RowReader, codes: Mapping[str, str]) -> str | None:
    return codes.get(fold(header_text(reader.value(POSITION))))


def _read_row(
    reader: RowReader, codes: Mapping[str, str], years: Collection[int], computed: Row | None
) -> _PlanRow | None:
    position = reader.take(POSITION, lambda value: parse_code(value, codes), required=True)
    label = reader.text(LABEL, MAX_LABEL)
    cents: dict[int, int] = {}
    for year in sorted(years):
        amount = reader.take(str(year), parse_cents, required=True)
        if amount is not None and amount < 0:
            reader.error(str(year), "plan.amount_negative")
        elif amount is not None:
            cents[year] = amount
    if reader.failed or position is None:
        return None
    _check_total(reader, sum(cents.values()), computed)
    return _PlanRow(reader.line, position, label or "", cents)


def _check_total(reader: RowReader, cents: int, computed: Row | None) -> None:
    """A typed total, or the one a formula was last computed to, must agree to the cent."""
    total = reader.column(TOTAL)
    if total is None:
        return
    value = reader.value(TOTAL)
    if isinstance(value, Formula):
        value = computed.values[total.at] if computed else None
    try:
        stated = parse_cents(value)
    except Refused as refusal:
        reader.error(TOTAL, refusal.code, **refusal.params)
        return
    if stated is not None and stated != cents:
        reader.error(TOTAL, "plan.total_differs", stated=euros(stated), computed=euros(cents))


def _is_repeated(reader: RowReader, row: _PlanRow, taken: Mapping[str, _PlanRow]) -> bool:
    first = taken.get(row.position)
    if first is None:
        return False
    if first.cents == row.cents and first.label == row.label:
        reader.warn(POSITION, "intake.duplicate_of_line", first_line=first.line)
        return True
    reader.error(POSITION, "plan.position_twice", first_line=first.line)
    return False
