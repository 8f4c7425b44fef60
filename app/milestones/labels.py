"""How codes and columns of the plan read for people; the one place where they become words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.milestones.plan.rules import Evidence

EVIDENCE = {
    Evidence.DOCUMENT: _l("Dokument"),
    Evidence.FIGURE: _l("Kennzahl"),
    Evidence.TEXT: _l("Beschreibung"),
}
MEASURE = {
    "admitted": _l("Aufgenommene Personen"),
    "exited": _l("Austritte"),
    "outcome": _l("Austritte mit Verbleib"),
    "spent_to_date": _l("Ausgaben"),
}
FIELD = {
    "code": _l("Nummer"),
    "title": _l("Bezeichnung"),
    "title_en": _l("Bezeichnung auf Englisch"),
    "package_id": _l("Arbeitspaket"),
    "owner_id": _l("Verantwortlich"),
    "baseline_on": _l("Geplant für"),
    "baseline_reason": _l("Grund für den neuen Plan"),
    "expected_on": _l("Erwartet"),
    "actual_on": _l("Erreicht am"),
    "evidence_kind": _l("Art des Belegs"),
    "evidence": _l("Beleg"),
    "measure": _l("Gemessen an"),
    "at_least": _l("Mindestens"),
    "starts_on": _l("Beginn geplant"),
    "ends_on": _l("Ende geplant"),
    "expected_start_on": _l("Beginn erwartet"),
    "expected_end_on": _l("Ende erwartet"),
    "remark": _l("Bemerkung"),
}
"""What the columns are called, on forms and in the history."""
