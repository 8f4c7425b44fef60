"""How plans, steps and tasks read for people."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

AREA = {
    "health": _l("Gesundheit"),
    "addiction": _l("Sucht"),
    "work": _l("Arbeit"),
    "qualification": _l("Qualifizierung"),
    "family": _l("Familie"),
    "finances": _l("Finanzen"),
    "housing": _l("Wohnen"),
    "structure": _l("Tagesstruktur"),
    "other": _l("Sonstiges"),
}
GOAL_STATE = {"open": _l("offen"), "reached": _l("erreicht"), "dropped": _l("aufgegeben")}
STEP_STATE = {"open": _l("offen"), "done": _l("erledigt"), "dropped": _l("entfallen")}
RESPONSIBLE = {
    "person": _l("teilnehmende Person"),
    "coach": _l("betreuende Fachkraft"),
    "partner": _l("Einrichtung"),
}
TONE = {"open": "neutral", "reached": "success", "done": "success", "dropped": "neutral"}
URGENCY = {"overdue": _l("Überfällig"), "today": _l("Heute"), "soon": _l("Demnächst")}
