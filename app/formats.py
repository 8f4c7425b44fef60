"""How figures, money and days are written for people; the filters of the templates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from babel.numbers import format_decimal, format_percent
from flask import Flask
from flask_babel import get_locale

from app.clock import BERLIN
from app.messages import amount


def language() -> str:
    """The language of this request: de or en."""
    locale = get_locale()
    return locale.language if locale is not None else "de"


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
    """1.234,5 with the given decimals; a dash for none."""
    if value is None:
        return "–"
    return str(
        format_decimal(
            value, format=f"#,##0.{'0' * places}" if places else "#,##0", locale=language()
        )
    )


def percent(share: float | None) -> str:
    """A share of 1 as whole percent; a dash for none."""
    return (
        "–"
        if share is None
        else str(format_percent(share, format="#,##0\u00a0%", locale=language()))
    )


def register(app: Flask) -> None:
    """Makes the formats known to the templates."""
    for function in (money, day, moment, number, percent):
        app.jinja_env.filters[function.__name__] = function
