"""How commitments read for people: states, what comes next, events, fields, procedures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.finance.commitments.rules import Procedure, State

STATE = {
    State.RESERVED: ("neutral", _l("vorgemerkt")),
    State.ORDERED: ("neutral", _l("bestellt")),
    State.INVOICED: ("info", _l("Rechnung da, zu prüfen")),
    State.CHECKED: ("info", _l("geprüft, Freigabe fehlt")),
    State.APPROVED: ("neutral", _l("freigegeben, zu zahlen")),
    State.PAID: ("success", _l("bezahlt")),
    State.MATCHED: ("success", _l("bezahlt, bei der Bank belegt")),
    State.EXPIRED: ("warning", _l("abgelaufen")),
    State.CANCELLED: ("neutral", _l("storniert")),
}
"""Tone and words of a commitment's state; only what waits for somebody has a colour."""
NEXT = {
    State.RESERVED: _l("Als Nächstes: bestellen oder die Rechnung vermerken."),
    State.ORDERED: _l("Als Nächstes: die Rechnung vermerken, sobald sie da ist."),
    State.INVOICED: _l("Als Nächstes: sachlich und rechnerisch prüfen."),
    State.CHECKED: _l("Als Nächstes: Eine zweite Person gibt die Zahlung frei."),
    State.APPROVED: _l("Als Nächstes: die Zahlung buchen."),
    State.PAID: _l("Bezahlt; der Abgleich mit der Bank steht noch aus."),
    State.MATCHED: _l("Bezahlt und mit der Bank abgeglichen: hier ist nichts mehr zu tun."),
    State.EXPIRED: _l(
        "Die Vormerkung bindet kein Geld mehr. Als Nächstes: verlängern oder stornieren."
    ),
    State.CANCELLED: _l("Storniert; das Geld ist wieder frei."),
}
MOVED = {
    (State.RESERVED, State.ORDERED): _l("Bestellt"),
    (State.RESERVED, State.INVOICED): _l("Rechnung vermerkt"),
    (State.ORDERED, State.INVOICED): _l("Rechnung vermerkt"),
    (State.INVOICED, State.CHECKED): _l("Sachlich und rechnerisch richtig gezeichnet"),
    (State.CHECKED, State.INVOICED): _l("Die Prüfung gilt nicht mehr"),
    (State.CHECKED, State.APPROVED): _l("Freigegeben"),
    (State.APPROVED, State.PAID): _l("Abgeschlossen: bezahlt"),
    (State.PAID, State.APPROVED): _l("Wieder offen: Eine Zahlung wurde storniert"),
}
ENTERED = {
    State.RESERVED: _l("Vorgemerkt"),
    State.INVOICED: _l("Beleg erfasst"),
}
PROCEDURE = {
    Procedure.DIRECT: _l("Direktauftrag"),
    Procedure.NEGOTIATED: _l("Verhandlungsvergabe ohne Teilnahmewettbewerb"),
    Procedure.NEGOTIATED_AFTER_COMPETITION: _l("Verhandlungsvergabe mit Teilnahmewettbewerb"),
    Procedure.RESTRICTED: _l("Beschränkte Ausschreibung ohne Teilnahmewettbewerb"),
    Procedure.RESTRICTED_AFTER_COMPETITION: _l("Beschränkte Ausschreibung mit Teilnahmewettbewerb"),
    Procedure.OPEN: _l("Öffentliche Ausschreibung"),
    Procedure.FRAMEWORK: _l("Abruf aus einem Rahmenvertrag"),
}
FIELD = {
    "position": _l("Position"),
    "post_key": _l("Stelle"),
    "amount_cents": _l("Ausgabe"),
    "deductible_cents": _l("abziehbare Vorsteuer"),
    "vat_cents": _l("Mehrwertsteuer"),
    "is_eligible": _l("zuwendungsfähig"),
    "carrier_reason": _l("Grund der Eigenleistung"),
    "payee": _l("Empfänger"),
    "reason": _l("Verwendungszweck"),
    "expected_on": _l("Zahlung erwartet am"),
    "expires_on": _l("Gebunden bis"),
    "invoice_number": _l("Rechnungsnummer"),
    "invoiced_on": _l("Rechnungsdatum"),
    "bears_mark": _l("Projektvermerk"),
    "basis": _l("Grundlage der Pauschale"),
    "no_award_reason": _l("Begründung ohne Vergabevermerk"),
    "is_no_duplicate": _l("keine doppelte Rechnung"),
}
"""Facts that a timeline names when they change; other columns follow from these or from acts."""


def state_choices() -> Sequence[tuple[str, str]]:
    """The states to filter by."""
    found = [(str(state), str(words)) for state, (_tone, words) in STATE.items()]
    return [("open", _("offen")), *found, ("all", _("alle"))]


def procedure_choices() -> Sequence[tuple[str, str]]:
    """The procedures to choose from."""
    return [("", _("Bitte wählen")), *((str(key), str(words)) for key, words in PROCEDURE.items())]


def mark_text(bears_mark: bool | None, mark: str) -> str:
    """Whether the voucher bears the project's mark, in words."""
    words: Mapping[bool | None, str] = {
        True: _("„%(mark)s“ steht auf dem Beleg", mark=mark),
        False: _("fehlt auf dem Beleg"),
        None: _("nicht geprüft"),
    }
    return words[bears_mark]
