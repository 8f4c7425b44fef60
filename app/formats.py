"""How figures, money and days are written for people; the filters of the templates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from flask import Flask

from app.clock import BERLIN
from app.messages import amount
from app.wording import language

GERMAN = str.maketrans(",.", ".,")


def money(cents: int | None) -> str:
    """1.234,56 €; a dash for nothing."""
    return "–" if cents is None else amount(cents, language())


def day(value: date | None) -> str:
    """30.06.2024 in German, 30 Jun 2024 in English; a dash for none."""
    if value is None:
        return "–"
    return value.strftime("%d.%m.%Y") if language() == "de" else value.strftime("%d %b %Y")


def moment(value: datetime | None) -> str:
    """Day and time in Germany."""
    if value is None:
        return "–"
    local = value.astimezone(BERLIN)
    return f"{day(local.date())}, {local:%H:%M}"


def number(value: float | Decimal | None, places: int = 0) -> str:
    """1.234,5 with the given decimals; a dash for none. Babel needs ten times as long per cell."""
    if value is None:
        return "–"
    english = f"{Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"
    return english if language() == "en" else english.translate(GERMAN)


def percent(share: float | None) -> str:
    """A share of 1 as whole percent; a dash for none."""
    return "–" if share is None else f"{number(share * 100)}\u00a0%"


def register(app: Flask) -> None:
    """Makes the formats known to the templates."""
    for function in (money, day, moment, number, percent):
        app.jinja_env.filters[function.__name__] = function
