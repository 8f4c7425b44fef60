"""How the codes of the inventory read for people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.finance.inventory.rules import Condition, Event, ItemState, Kind, Whereabouts
from app.formats import day, money

CONDITION = {
    Condition.NEW: _l("neu"),
    Condition.GOOD: _l("gut"),
    Condition.USED: _l("gebraucht"),
    Condition.DAMAGED: _l("beschädigt"),
}
KIND = {
    Kind.MOVED: _l("Umgesetzt"),
    Kind.CONDITION: _l("Zustand geändert"),
    Kind.USE: _l("Verwendung geändert"),
    Kind.SEEN: _l("Bei der Inventur gesehen"),
    Kind.WHEREABOUTS: _l("Verbleib festgelegt"),
    Kind.SOLD: _l("Verkauft"),
    Kind.GIVEN_AWAY: _l("Abgegeben"),
    Kind.RETURNED: _l("Zurückgegeben"),
    Kind.SCRAPPED: _l("Ausgesondert"),
    Kind.LOST: _l("Verloren oder gestohlen"),
    Kind.NOTIFIED: _l("Zuwendungsgeber unterrichtet"),
    Kind.REVERSED: _l("Eintrag zurückgenommen"),
}
DISPOSAL = {
    Kind.SOLD: _l("verkauft"),
    Kind.GIVEN_AWAY: _l("unentgeltlich abgegeben"),
    Kind.RETURNED: _l("an den Zuwendungsgeber zurückgegeben"),
    Kind.SCRAPPED: _l("ausgesondert, entsorgt"),
    Kind.LOST: _l("verloren oder gestohlen"),
}
WHEREABOUTS = {
    Whereabouts.KEPT: _l("verbleibt beim Träger zur weiteren Nutzung"),
    Whereabouts.RETURN: _l("Rückgabe an den Zuwendungsgeber"),
    Whereabouts.SALE: _l("Verkauf"),
    Whereabouts.HAND_OVER: _l("Abgabe an eine andere Stelle"),
}
FIELD = {
    "description": _l("Bezeichnung"),
    "serial_number": _l("Typ oder Seriennummer"),
    "supplier": _l("Lieferant"),
    "source_number": _l("Belegnummer"),
    "no_voucher_reason": _l("Grund, wenn es noch keinen Beleg gibt"),
    "acquired_on": _l("Angeschafft am"),
    "net_cents": _l("Nettopreis"),
    "gross_cents": _l("Bruttopreis"),
    "place": _l("Standort"),
    "used_for": _l("Verwendung"),
    "condition": _l("Zustand"),
    "responsible": _l("Verantwortliche Stelle"),
    "retained_until": _l("An den Zweck gebunden bis"),
}


def whereabouts(state: ItemState) -> str:
    """Where an item is or went, in a few words; for the list that the funder wants."""
    if state.gone is not None:
        return told(state.gone)
    if state.decision is not None:
        return decided(state.decision)
    return str(_("im Bestand"))


def told(gone: Event) -> str:
    """How and when an item went."""
    words: str = _("%(how)s am %(day)s", how=DISPOSAL[gone.kind], day=day(gone.on))
    if gone.recipient:
        words = f"{words}, {gone.recipient}"
    if gone.kind is Kind.SOLD:
        words = _("%(words)s, Erlös %(amount)s", words=words, amount=money(gone.proceeds_cents))
    return words


def decided(event: Event) -> str:
    """What becomes of an item."""
    words = str(WHEREABOUTS[Whereabouts(event.decision or "")])
    return f"{words}: {event.recipient}" if event.recipient else words


def described(event: Event) -> str:
    """What an event says beside its kind and day."""
    parts = [
        event.place,
        event.responsible,
        str(CONDITION[Condition(event.condition)]) if event.condition else None,
        event.used_for,
        _("nicht mehr für den Zweck des Vorhabens") if event.is_intended is False else None,
        decided(event) if event.decision else event.recipient,
        _("Erlös %(amount)s", amount=money(event.proceeds_cents))
        if event.proceeds_cents is not None
        else None,
        event.reason,
    ]
    return ", ".join(part for part in parts if part)


def shown(name: str, value: Any) -> str:
    """A value of an item's facts as people read it; a dash for none."""
    if value in (None, ""):
        return "–"
    if name == "condition":
        return str(CONDITION[Condition(value)])
    if isinstance(value, date):
        return day(value)
    written: Callable[[Any], str] = money if name.endswith("_cents") else str
    return written(value)
