"""How the codes of money read for people; the one place where they become words."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.finance.bank.rules.sides import MatchRule
from app.pilots.preset import Position, Preset
from app.wording import language

MATCH_RULE = {
    MatchRule.NUMBER_AND_AMOUNT: _l("Belegnummer und Betrag"),
    MatchRule.NUMBERS_AND_SUM: _l("mehrere Belegnummern, Summe gleich"),
    MatchRule.INSTALMENTS: _l("Belegnummer, Raten ergeben den Betrag"),
    MatchRule.PART_PAYMENT: _l("Belegnummer, Teilbetrag"),
    MatchRule.INVOICE_AND_AMOUNT: _l("Rechnungsnummer und Betrag"),
    MatchRule.INVOICES_AND_SUM: _l("mehrere Rechnungsnummern, Summe gleich"),
    MatchRule.AMOUNT_PAYEE_DAYS: _l("Betrag, Empfänger und Tag"),
    MatchRule.SUM_OF_PAYEE: _l("Empfänger, Summe mehrerer Belege"),
    MatchRule.AMOUNT_AND_DAY: _l("Betrag und Tag"),
    MatchRule.REVERSAL: _l("Beleg und Storno heben sich auf"),
    MatchRule.DRAW_DOWN: _l("Stichwort für Mittelabruf"),
    MatchRule.BY_HAND: _l("von Hand"),
}
RECEIPT_KIND = {
    "draw_down": _l("Mittelabruf"),
    "refund": _l("Erstattung"),
    "other": _l("sonstige Einnahme"),
}
REPAYMENT_KIND = {
    "unspent": _l("nicht verbrauchte Mittel"),
    "disallowed": _l("nicht anerkannte Ausgaben"),
    "interest": _l("Zinsen"),
}


def title_of(position: Position) -> str:
    """The title of a position in the reader's language."""
    return position.title_en if language() == "en" else position.title_de


def position_titles(preset: Preset) -> dict[str, str]:
    """The title of every position by its code."""
    return {position.code: title_of(position) for position in preset.positions}


def position_choices(preset: Preset, first: str | None = None) -> list[tuple[str, str]]:
    """Positions to choose from; `first` is the word for none chosen."""
    found = [(code, f"{code} · {title}") for code, title in position_titles(preset).items()]
    return [("", first), *found] if first else found


def year_choices(preset: Preset) -> list[tuple[str, str]]:
    """The calendar years of the funding period to choose from."""
    return [("", _("alle")), *((str(year), str(year)) for year in preset.years)]


def post_titles(preset: Preset) -> dict[str, str]:
    """The title of every funded post by its key."""
    return {post.key: post.title for post in preset.posts}
