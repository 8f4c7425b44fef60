"""The day of account: today, or the fixed day of a demonstration."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def today() -> date:
    """Today in Germany; only the edge asks, rules get the day as an argument."""
    return datetime.now(BERLIN).date()
