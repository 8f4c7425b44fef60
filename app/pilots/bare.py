"""The programme of a pilot on an instance that knows only its name and its releases."""

from __future__ import annotations

from datetime import date, timedelta

from app.pilots.preset import (
    BankSettings,
    Consents,
    Notice,
    Position,
    Preset,
    Stage,
    Target,
)
from app.pilots.rule_set_files import shipped_rule_set


def bare_preset(key: str, title: str, title_en: str, carrier: str, day: date) -> Preset:
    """A programme that can be stored and says nothing but what the pilot is called.

    The figures are the smallest that a programme may have; no page of a delivery instance shows
    them.
    """
    return Preset(
        key=key,
        title=title,
        title_en=title_en,
        carrier=carrier,
        programme="",
        funder="",
        notice=Notice("", day, 1, "full", day, day + timedelta(days=1)),
        target=Target(1, 1, 1, 1),
        posts=(),
        stages=(Stage(1, "–", "–", ()),),
        criteria=(),
        consents=Consents((), (), ()),
        positions=(Position("–", "–", "–"),),
        rule_set=shipped_rule_set("no_funder"),
        bank=BankSettings(),
        lists={},
    )
