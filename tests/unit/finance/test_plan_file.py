"""The financing plan: the sample, and a plan that must be whole to be taken."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.finance.plan_file import PlanFile, read_plan
from tests.unit.intake.workbooks import SAMPLES, repacked, workbook

POSITIONS = ["0812", "0822", "0831", "0835", "0843", "0844", "0850"]
HEAD: list[object] = ["Position", "Bezeichnung", 2022, 2023, "Summe"]


def read(*rows: list[object], head: list[object] | None = None) -> PlanFile:
    data = workbook([["Plan"], [], head or HEAD, *rows])
    plan = read_plan(data, ["0812", "0822"], [2022, 2023])
    assert plan.outcome.tally.adds_up
    return plan


def line(position: object = "0812", *amounts: object, total: object = None) -> list[object]:
    return [position, "Entgelte", *(amounts or (1.1, 2.2)), total]


def codes(plan: PlanFile) -> list[tuple[str, str | None]]:
    return [(found.code, found.cell) for found in plan.outcome.findings]


def test_the_sample_is_the_grant_to_the_cent() -> None:
    data = (SAMPLES / "finanzierungsplan.xlsx").read_bytes()
    plan = read_plan(data, POSITIONS, range(2021, 2027))
    assert (plan.outcome.tally.read, plan.outcome.tally.accepted) == (7, 7)
    assert not plan.outcome.findings
    assert sum(plan.amounts.values()) == 203138790
    assert plan.amounts["0812", 2021] == 5383178
    assert plan.labels["0844"] == "Dienstreisen"


def test_the_total_row_is_ignored_and_totals_by_formula_are_not_needed() -> None:
    plan = read(
        line("0812", 1, 2, total="=SUM(C4:D4)"),
        line(822, "1.234,56", 0, total=1234.56),
        [None, "Gesamt", "=SUM(C4:C5)", 5, None],
    )
    assert plan.outcome.is_clean
    assert plan.amounts == {
        ("0812", 2022): 100,
        ("0812", 2023): 200,
        ("0822", 2022): 123456,
        ("0822", 2023): 0,
    }


def test_a_typed_total_must_agree() -> None:
    plan = read(line("0812", 1, 2, total=3.01), line("0822", 0.1, 0.2, total=0.3))
    assert codes(plan) == [("plan.total_differs", "E4")]
    assert plan.outcome.tally.rejected == 1


@pytest.mark.parametrize(("cached", "clean"), [(b"3", True), (b"3.01", False)])
def test_a_total_computed_earlier_must_agree(cached: bytes, clean: bool) -> None:
    data = workbook([HEAD, line("0812", 1, 2, total="=SUM(C2:D2)")])
    name = "xl/worksheets/sheet1.xml"
    with ZipFile(BytesIO(data)) as packed:
        sheet = packed.read(name)
    formula = b"<f>SUM(C2:D2)</f>"
    head, _, tail = sheet.partition(formula)
    tail = b"<v>" + cached + b"</v>" + tail[tail.index(b"</c>") :]
    plan = read_plan(repacked(data, name, head + formula + tail), ["0812"], [2022, 2023])
    assert plan.outcome.is_clean is clean


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (None, "intake.required"),
        (-1, "plan.amount_negative"),
        ("=1+1", "intake.formula_value"),
        ("viel", "intake.not_amount"),
    ],
)
def test_an_amount_must_be_there_and_real(amount: object, code: str) -> None:
    plan = read(line("0812", 1, amount), line("0822"))
    assert codes(plan) == [(code, "D4")]
    assert not plan.outcome.is_clean


def test_missing_and_unknown_positions_are_errors() -> None:
    plan = read(line("0812"), line("0899"), [None, "Sonstiges", 1, 2, None])
    assert codes(plan) == [
        ("intake.unknown_code", "A5"),
        ("intake.required", "A6"),
        ("plan.position_missing", None),
    ]


def test_a_position_twice_is_a_duplicate_or_an_error() -> None:
    assert read(line(), line(), line("0822")).outcome.tally.duplicates == 1
    assert codes(read(line(), line("0812", 5, 5), line("0822"))) == [("plan.position_twice", "A5")]


def test_a_year_beyond_the_period_is_an_error_and_a_missing_one_is_named() -> None:
    head: list[object] = ["Position", "Bezeichnung", 2022, 2023, 2024]
    assert codes(read(line(), line("0822"), head=head)) == [("plan.unknown_year", None)]
    with pytest.raises(DomainError) as caught:
        read(line(), head=["Position", "Bezeichnung", 2022])
    assert caught.value.params["columns"] == "2023"


@given(st.integers(0, 10**11), st.integers(0, 10**11))
def test_every_cent_survives_the_sheets_floating_point(one: int, other: int) -> None:
    plan = read(line("0812", one / 100, other / 100), line("0822"))
    assert (plan.amounts["0812", 2022], plan.amounts["0812", 2023]) == (one, other)
