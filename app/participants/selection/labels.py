"""How the codes of the selection read for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from app.participants import labels as shared
from app.participants.rules import Answer, Checked
from app.pilots.preset import Preset
from app.wording import language, ngettext
from exports.selection import REASONS, STATES


def _words(pairs: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """Codes with their words, which become German or English when they are shown."""
    return {code: LazyString(_spoken, pair) for code, pair in pairs.items()}


def _spoken(pair: tuple[str, str]) -> str:
    return pair[language() == "en"]


STATE = _words(STATES)
REASON = _words(REASONS)
FIELD = {
    "referred_on": _l("Zugesteuert am"),
    "referrer": _l("Zugesteuert von"),
    "talk_on": _l("Erstgespräch am"),
    "post_id": _l("Vorgesehene Stelle"),
    "reason": _l("Grund der Zusteuerung"),
    "decided_on": _l("Entschieden am"),
    "decision_reason": _l("Grund der Ablehnung"),
    "note": _l("Notiz"),
}


def voluntary() -> str:
    """What stands wherever somebody may not want to take part."""
    return str(_("Die Teilnahme ist freiwillig. Eine Absage hat keine Folgen für die Leistungen."))


def referrers(preset: Preset) -> dict[str, str]:
    """The pilot's words for who refers people."""
    is_english = language() == "en"
    return {
        one.key: one.title_en if is_english else one.title_de for one in preset.selection.referrers
    }


def open_for(days: int) -> str:
    """How long a referral has been open."""
    if days == 0:
        return str(_("seit heute offen"))
    return ngettext("seit %(num)d Tag offen", "seit %(num)d Tagen offen", days) % {"num": days}


def referral_numbers(referrals: list[tuple[int, str]]) -> str:
    """Other referrals of a person, e.g. "Nr. 3 (abgelehnt), Nr. 5 (offen)"."""
    return ", ".join(
        str(_("Nr. %(number)s (%(state)s)", number=number, state=shared.word(STATE, state)))
        for number, state in referrals
    )


def standing(checked: list[Checked]) -> list[tuple[str, str]]:
    """The criteria in few badges: are the required ones met, and what is not met or not known."""
    found = [
        (
            shared.ANSWER[item.answer][0],
            f"{shared.short(item.criterion)}: {shared.ANSWER[item.answer][1]}",
        )
        for item in checked
        if item.answer is not Answer.MET
    ]
    if not any(item.blocks for item in checked):
        found.insert(0, ("success", str(_("Pflicht erfüllt"))))
    return found
