"""How the analyses, their groups and codes read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from app.evaluation.analyses.rules.asked import NOT_STATED, By
from app.evaluation.analyses.rules.change import LATEST, PAIRED
from app.evaluation.analyses.rules.steps import REST
from app.participants.labels import AGE, EXIT_REASONS, SCHOOL, SEX
from app.participants.questionnaires import labels as questionnaires
from app.wording import gettext as _

TITLE = {
    "dwell": _l("Wie lange Teilnehmende bleiben"),
    "stages": _l("Wie lange jeder Baustein dauert"),
    "exits": _l("Wie Teilnehmende ausscheiden"),
    "scores": _l("Ob es ihnen besser geht"),
    "contacts": _l("Ob dichter Kontakt damit einhergeht"),
    "dose": _l("Was Teilnehmende erhalten"),
    "funnel": _l("Wer aufgenommen wird"),
}
LEAD = {
    "dwell": _l("Geschätzter Anteil derer, die noch dabei sind (Kaplan-Meier)."),
    "stages": _l("Zeit vom Wechsel in einen Baustein bis zum nächsten Wechsel oder zum Austritt."),
    "exits": _l("Geschätzter Anteil derer, die bis dahin aus einem Grund ausgetreten sind."),
    "scores": _l("Punktwerte derselben Personen am Anfang und später."),
    "contacts": _l("Kontakte vor einem festen Tag gegen den Austritt danach (Landmarke)."),
    "dose": _l("Kontakte und Minuten je Monat in Betreuung."),
    "funnel": _l("Von der Zusteuerung bis zur Entscheidung."),
}
BY = {
    By.SEX: _l("Geschlecht"),
    By.AGE: _l("Alter bei Aufnahme"),
    By.SCHOOL: _l("Schulabschluss"),
}
_GROUPS: Mapping[By, Mapping[str, Any]] = {By.SEX: SEX, By.AGE: AGE, By.SCHOOL: SCHOOL}
STATUS = {
    PAIRED: _l("mit beiden Messungen"),
    **questionnaires.MISSING,
    "overdue": _l("überfällig, nichts eingetragen"),
    "incomplete": _l("unvollständig ausgefüllt"),
    "open": _l("Zeitfenster noch offen"),
    "not_yet_due": _l("noch nicht fällig"),
    "no_consent": _l("ohne Einwilligung"),
    "after_statement": _l("nach dem Verwendungsnachweis fällig"),
    "not_applicable": _l("vorher ausgetreten"),
}
"""What became of a second measurement."""
DENSITY = {
    "few": _l("wenige Kontakte"),
    "middle": _l("mittlere Zahl von Kontakten"),
    "many": _l("viele Kontakte"),
}


def groups(by: By) -> dict[str, str]:
    """The groups of a characteristic in order, with their words."""
    words = {code: str(word) for code, word in _GROUPS[by].items()}
    return {**words, NOT_STATED: _("ohne Angabe")}


def cause(code: str) -> str:
    """A reason of exit; reasons of too few people stand together."""
    return _("andere Gründe zusammen") if code == REST else str(EXIT_REASONS.get(code, code))


def wave(key: str) -> str:
    """A wave; the latest measurement in care is whichever somebody has."""
    return _("letzte Messung bis zum Austritt") if key == LATEST else questionnaires.wave(key)
