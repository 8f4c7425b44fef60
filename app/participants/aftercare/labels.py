"""How the codes of exit and follow-up read for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.formats import number
from app.participants import labels
from app.participants.aftercare.rules import (
    AFTER_FINAL,
    AT_EXIT,
    NO_CONSENT,
    NOT_YET,
    OPEN,
    Standing,
)
from app.wording import ngettext

STATUS = labels.OUTCOME
PERSPECTIVE = {
    "employment_search": _l("Suche nach Arbeit"),
    "training": _l("Ausbildung oder Qualifizierung"),
    "rehabilitation": _l("Rehabilitation"),
    "treatment": _l("Behandlung oder Therapie"),
    "pension_application": _l("Rentenantrag"),
    "case_management": _l("weiter im Fallmanagement"),
    "none": _l("keine Anschlussperspektive"),
    "other": _l("andere Perspektive"),
}
AIM = {
    "medical_rehab": _l("Medizinische Rehabilitation"),
    "vocational_rehab": _l("Leistungen zur Teilhabe am Arbeitsleben (LTA)"),
    "em_pension": _l("Erwerbsminderungsrente (EM-Rente)"),
    "integration_aid": _l("Eingliederungshilfe"),
    "social_assistance": _l("Sozialhilfe (SGB XII)"),
}
AIM_STATE = {
    "not_applied": _l("nicht beantragt"),
    "applied": _l("beantragt"),
    "granted": _l("bewilligt"),
    "rejected": _l("abgelehnt"),
    "receiving": _l("wird bezogen"),
}
MISSING = {
    "not_asked": _l("nicht gefragt"),
    "refused": _l("verweigert"),
    "not_reached": _l("nicht erreicht"),
    "lost": _l("Kontakt verloren"),
    "not_applicable": _l("trifft nicht zu"),
}
CODE = {
    **STATUS,
    **MISSING,
    OPEN: _l("noch nicht erhoben"),
    NO_CONSENT: _l("ohne Einwilligung zur Nachbefragung"),
    NOT_YET: _l("noch nicht fällig"),
    AFTER_FINAL: _l("erst nach dem Verwendungsnachweis fällig"),
}
"""Every code that a stay can have at a point in time."""
STANDING = {
    Standing.NOT_YET: ("neutral", _l("noch nicht fällig")),
    Standing.DUE: ("info", _l("fällig")),
    Standing.OVERDUE: ("warning", _l("überfällig")),
    Standing.DONE: ("success", _l("erledigt")),
    Standing.MISSING: ("neutral", _l("fehlt")),
    Standing.NO_CONSENT: ("neutral", _l("ohne Einwilligung zur Nachbefragung")),
}
"""Tone and word of each standing of a follow-up."""
FIELD = {
    "status": _l("Verbleib"),
    "perspective": _l("Anschlussperspektive"),
    "missing": _l("Nicht erhoben"),
    "asked_on": _l("Erhoben am"),
    "text": _l("Notiz"),
}


def aims(told: Mapping[str, str]) -> list[tuple[str, str]]:
    """Aims and their states as facts, in the order of the list."""
    return [(str(AIM[aim]), labels.word(AIM_STATE, told[aim])) for aim in AIM if aim in told]


def statuses() -> dict[str, list[tuple[str, Any]]]:
    """Choices of a status: those that can be known, then the reasons why none is."""
    return {
        str(_("Bitte wählen")): [("", _("Bitte wählen"))],
        str(_("Erhoben")): list(STATUS.items()),
        str(_("Nicht erhoben")): list(MISSING.items()),
    }


def point(months: int) -> str:
    """The name of a point in time: at the exit, or so many months after it."""
    if months == AT_EXIT:
        return str(_("Verbleib beim Austritt"))
    return str(_("Nachbefragung nach %(months)s", months=after(months)))


def code(found: str) -> str:
    """The word for a code of a stay; one from an older list shows as it is."""
    return labels.word(CODE, found)


def at(months: int) -> str:
    """A point in time as the head of a column: beim Austritt, nach 6 Monaten."""
    if months == AT_EXIT:
        return str(_("beim Austritt"))
    return str(_("nach %(months)s", months=after(months)))


def after(months: int) -> str:
    """6 Monaten, 1 Monat: the span after the exit."""
    return ngettext("einem Monat", "%(num)d Monaten", months) % {"num": months}


def out(days: int) -> str:
    """The days between an exit and a return: einem Tag, 12 Tagen."""
    return ngettext("einem Tag", "%(num)d Tagen", days) % {"num": days}


def out_median(days: float | None) -> str:
    """A median of days between exit and return: einem Tag, 31,5 Tagen; a dash for none."""
    if days is None:
        return "–"
    if days == int(days):
        return out(int(days))
    return str(_("%(days)s Tagen", days=number(days, 1)))
