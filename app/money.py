"""Money as integer cents. The only place that rounds (half up, commercial rounding)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from re import compile as pattern

MAX_CENTS = 10**15
"""Ten trillion euros: larger amounts are a slip of the pen."""

_GERMAN = pattern(r"[+-]?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+)(,[0-9]{1,2})?")
_PLAIN = pattern(r"[+-]?[0-9]+\.[0-9]{1,2}")


def cents_from_decimal(euros: Decimal) -> int:
    """Euros to cents, rounded half up away from zero; raises ValueError beyond MAX_CENTS."""
    try:
        cents = int((euros * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    except InvalidOperation as error:
        raise ValueError("not an amount") from error
    if abs(cents) > MAX_CENTS:
        raise ValueError("amount out of bounds")
    return cents


def parse_amount(text: str) -> int:
    """Cents from "1.234,56", "1234,5", "-12,50 €" or "1234.56"; ValueError for all else.

    Groups of thousands must be whole, so that "1.23" is refused rather than guessed at only
    where it is ambiguous: with two decimals after a single point it is read as decimal point.
    """
    cleaned = text.replace("\u00a0", " ").replace("\u2212", "-").strip()
    for sign in ("€", "EUR"):
        cleaned = cleaned.removesuffix(sign).strip()
    if len(cleaned) > 24:
        raise ValueError("not an amount")
    if _GERMAN.fullmatch(cleaned):
        return cents_from_decimal(Decimal(cleaned.replace(".", "").replace(",", ".")))
    if _PLAIN.fullmatch(cleaned):
        return cents_from_decimal(Decimal(cleaned))
    raise ValueError("not an amount")


def share(total_cents: int, part: int, whole: int) -> int:
    """The given part of a total in cents, rounded half up away from zero; `whole` above 0."""
    exact = total_cents * part
    # Whole numbers throughout: twice the amount and a half more, divided downwards.
    rounded = (2 * abs(exact) + whole) // (2 * whole)
    return rounded if exact >= 0 else -rounded


def euros(cents: int) -> Decimal:
    """Exact euros with two decimals, for writers and formats."""
    return Decimal(cents).scaleb(-2)
