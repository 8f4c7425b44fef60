"""Whoever handles money carelessly or twice: a sentence, never a fault, and no cent counts twice."""

from __future__ import annotations

import pytest
from flask import Flask

from app.access import ROLES
from app.extensions import db
from tests.integration.finance import funds
from tests.integration.hostile import HOME, visitor, without_tokens

FINANCE = f"{HOME}/finance"


def test_a_rate_of_tax_that_is_not_offered_is_refused(web: Flask) -> None:
    client = visitor(without_tokens(web), *ROLES)
    line = {"position": "0844", "gross_cents": "119,00", "expected_on": "30.09.2024"}
    given = {f"shares-0-{name}": value for name, value in line.items()}
    given |= {"payee": "Verlag", "reason": "Heft", "version": "0", "shares-0-vat_cents": "19,00"}
    answer = client.post(f"{FINANCE}/commitments/new", data={**given, "shares-0-vat_rate": "19%"})
    assert answer.status_code == 422
    answer = client.post(f"{FINANCE}/commitments/new", data={**given, "shares-0-vat_rate": "19"})
    assert answer.status_code == 302


def test_a_base_rate_beyond_all_bounds_is_refused_with_a_sentence(web: Flask) -> None:
    client = visitor(without_tokens(web), *ROLES)
    page = f"{FINANCE}/draw-downs/base-rates/edit"
    given = {"valid_from": "01.07.2024", "source": "Bundesbank", "version": "0"}
    answer = client.post(page, data={**given, "basis_points": "1000,00"})
    assert answer.status_code == 422
    assert "100 %" in answer.get_data(as_text=True).replace("\u00a0", " ")


@pytest.mark.parametrize("end", ["receipts", "receipts/release"])
def test_an_id_that_no_column_holds_is_no_receipt(web: Flask, end: str) -> None:
    client = visitor(without_tokens(web), *ROLES)
    funds.prepare()
    number = funds.sent()
    db.session.commit()
    page = f"{FINANCE}/draw-downs/{number}/{end}"
    assert client.post(page, data={"chosen": str(2**63)}).status_code == 404
