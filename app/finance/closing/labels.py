"""How closed months read for people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from babel.dates import format_date
from flask_babel import lazy_gettext as _l

from app.finance.closing.rules import Act, State
from app.wording import language

STATE = {
    State.OPEN: ("neutral", _l("offen")),
    State.CLOSED: ("success", _l("abgeschlossen")),
    State.ASKED: ("warning", _l("abgeschlossen, Öffnung beantragt")),
}
ACT = {
    Act.CLOSE: _l("Abgeschlossen"),
    Act.ASK: _l("Öffnung beantragt"),
    Act.DECLINE: _l("Öffnung abgelehnt"),
    Act.REOPEN: _l("Wieder geöffnet"),
}
FIGURE = {
    "position": _l("Position"),
    "spent": _l("Ausgaben des Monats"),
    "carrier": _l("Vom Träger selbst getragen"),
    "received": _l("Einnahmen"),
    "repaid": _l("Rückzahlungen"),
    "deductible_cents": _l("Abziehbare Vorsteuer"),
    "cumulated_cents": _l("Ausgaben von Beginn an"),
}
OBSTACLE_PLACES: dict[str, tuple[str, dict[str, Any]]] = {
    "closing.obstacle_overdue_commitments": ("commitments.index", {}),
    "closing.obstacle_unmatched_entries": ("bank.index", {"state": "open"}),
    "closing.obstacle_unapproved_imports": ("finance.batches", {}),
    "closing.obstacle_unsigned_bank": ("bank.months", {}),
}
"""Where an obstacle is settled: endpoint and what its address says."""


def month_name(month: date) -> str:
    """The month as people call it: Mai 2023."""
    return str(format_date(month, "LLLL yyyy", locale=language()))


def month_key(month: date) -> str:
    """The month as addresses write it: 2023-05."""
    return f"{month:%Y-%m}"


def month_choices(months: Iterable[date], first: str) -> list[tuple[str, str]]:
    """Months to choose from; `first` is the word for none chosen."""
    return [("", first), *((month_key(month), month_name(month)) for month in months)]
