"""Money: read exactly, rounded half up in one place."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.messages import amount
from app.money import MAX_CENTS, cents_from_decimal, euros, parse_amount, share

CENTS = st.integers(-MAX_CENTS, MAX_CENTS)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("2.031.387,90", 203138790),
        ("1234,5", 123450),
        ("-12,50 €", -1250),
        ("\u221212,50", -1250),
        ("8.677,92 EUR", 867792),
        ("1234.56", 123456),
        ("0,01", 1),
        ("12", 1200),
    ],
)
def test_an_amount_is_read_as_germans_write_it(text: str, cents: int) -> None:
    assert parse_amount(text) == cents


@pytest.mark.parametrize(
    "text", ["", "x", "1.23.4", "12,345", "1,2,3", "--1", "1e5", "1.234.56", "٣", "9" * 25]
)
def test_what_is_no_amount_is_refused_not_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        parse_amount(text)


@given(CENTS)
def test_an_amount_survives_being_written_and_read(cents: int) -> None:
    assert parse_amount(amount(cents, "de")) == cents


@given(CENTS)
def test_euros_are_exact(cents: int) -> None:
    assert cents_from_decimal(euros(cents)) == cents


@pytest.mark.parametrize(("euro", "cents"), [("0.005", 1), ("-0.005", -1), ("1.004", 100)])
def test_half_a_cent_is_rounded_away_from_zero(euro: str, cents: int) -> None:
    assert cents_from_decimal(Decimal(euro)) == cents


@given(CENTS, st.integers(1, 10_000))
def test_a_share_and_its_rest_differ_from_the_total_by_less_than_a_cent(
    total: int, whole: int
) -> None:
    part = share(total, 1, whole)
    assert abs(part * whole - total) * 2 <= whole


@given(CENTS, st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_share_is_rounded_half_up_away_from_zero(total: int, part: int, whole: int) -> None:
    exact = Decimal(abs(total) * part) / whole
    rounded = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    assert share(total, part, whole) == (rounded if total >= 0 else -rounded)


@given(CENTS)
def test_a_reversal_shares_like_its_original(cents: int) -> None:
    assert share(-cents, 20, 100) == -share(cents, 20, 100)
