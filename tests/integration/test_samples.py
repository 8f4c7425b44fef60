"""The model pilot's files through the command line: the counts, totals and refusals expected."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import func, select

from app.extensions import db
from app.finance.models import Booking
from app.money import cents_from_decimal
from app.participants.models import Participation
from tests.factories import SAMPLES
from tests.integration import commands

EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))


def lines_of(numbers: list[int]) -> dict[int, int]:
    """The line of the participant list on which a running number stands first."""
    sheet = load_workbook(SAMPLES / "teilnehmerliste.xlsx").active
    assert sheet is not None
    found: dict[int, int] = {}
    for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if row[0] in numbers and isinstance(row[0], int):
            found.setdefault(row[0], line)
    return found


def test_all_participants_but_the_impossible_come_in(web: Flask) -> None:
    expected = EXPECTED["participants"]
    report = commands.imported(web, "participants")
    assert report["read"] == expected["rows"]
    assert report["accepted"] == expected["accepted_with_accept_valid"]
    assert report["rejected"] == expected["rejected"]
    assert report["duplicates"] == 1
    assert db.session.scalar(select(func.count()).select_from(Participation)) == 84


def test_each_spoilt_row_is_named_with_cell_and_column(web: Flask) -> None:
    expected = EXPECTED["participants"]["rejected_or_flagged"]
    findings = commands.imported(web, "participants")["findings"]
    lines = lines_of([item["nr"] for item in expected])
    for item in expected:
        found = [
            finding
            for finding in findings
            if (finding["line"], finding["column"]) == (lines[item["nr"]], item["column"])
        ]
        assert found, item
        assert found[0]["cell"].endswith(str(lines[item["nr"]]))
        assert found[0]["message"]
        severity = "warning" if item["column"] == "Bemerkung" else "error"
        assert found[0]["severity"] == severity
    assert sum(finding["severity"] == "error" for finding in findings) == 5


def test_the_repeated_person_is_pointed_out(web: Flask) -> None:
    findings = commands.imported(web, "participants")["findings"]
    (repeated,) = [one for one in findings if one["code"] == "intake.duplicate_of_line"]
    assert repeated["severity"] == "warning"
    assert repeated["value"] is None


def test_who_turns_50_on_the_day_of_entry_is_not_under_50(web: Flask) -> None:
    number = EXPECTED["participants"]["turns_50_on_entry_day"]
    findings = commands.imported(web, "participants")["findings"]
    (line,) = lines_of([number]).values()
    (found,) = [one for one in findings if one["line"] == line and one["column"] == "geb. am"]
    assert (found["code"], found["severity"]) == ("participant.criterion_not_met", "warning")
    row = db.session.scalars(select(Participation).where(Participation.number == number)).one()
    assert (row.age_at_entry, row.against_criteria) == (50, True)


def test_vouchers_come_out_to_the_cent_by_position(web: Flask) -> None:
    expected = EXPECTED["vouchers"]
    report = commands.imported(web, "vouchers")
    assert (report["read"], report["accepted"]) == (expected["rows"], expected["unique"])
    assert report["duplicates"] == expected["rows"] - expected["unique"]
    rows = db.session.execute(
        select(Booking.position, func.sum(Booking.amount_cents)).group_by(Booking.position)
    )
    totals = {position: int(cents) for position, cents in rows}
    wanted = {key: cents(value) for key, value in expected["by_position"].items()}
    assert totals == wanted
    assert sum(totals.values()) == cents(expected["total"])


def test_the_reversed_pair_cancels(web: Flask) -> None:
    commands.imported(web, "vouchers")
    reversals = db.session.scalars(select(Booking).where(Booking.reverses_id.is_not(None))).all()
    assert len(reversals) == 1
    original = db.session.scalars(
        select(Booking).where(Booking.id == reversals[0].reverses_id)
    ).one()
    assert original.amount_cents + reversals[0].amount_cents == 0


def test_the_plan_is_the_grant(web: Flask) -> None:
    commands.imported(web, "plan")
    figures = commands.status(web)
    assert figures["budget"]["granted_cents"] == cents(EXPECTED["grant"])


def test_the_bank_is_reconciled_but_for_three_strangers(web: Flask) -> None:
    expected = EXPECTED["bank"]
    for kind in ("vouchers", "bank"):
        commands.imported(web, kind)
    report = commands.reconciled(web)
    assert report == {
        "accepted": expected["vouchers_paid_in_it"] + expected["grant_receipts"],
        "vouchers": expected["vouchers_paid_in_it"],
        "draw_downs": expected["grant_receipts"],
        "entries": expected["entries"],
        "matched": expected["entries"] - expected["strangers"],
        "unmatched": expected["strangers"],
    }
    again = commands.reconciled(web)
    assert (again["accepted"], again["unmatched"]) == (0, expected["strangers"])


@pytest.mark.parametrize("kind", ["vouchers", "participants"])
def test_formula_text_stays_text(web: Flask, kind: str) -> None:
    findings = commands.imported(web, kind)["findings"]
    flagged = [one for one in findings if one["code"] == "intake.formula_text"]
    assert all(one["severity"] == "warning" for one in flagged)
    assert bool(flagged) == (kind == "participants")


def cents(euros: str) -> int:
    """Cents of an amount as `expected.json` writes it."""
    return cents_from_decimal(Decimal(euros))
