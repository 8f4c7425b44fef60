"""How the codes of barriers, resources and circumstances read for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.formats import day
from app.participants import labels
from app.participants.conditions.rules.barriers import (
    BARRIER,
    RESOURCE,
    State,
)
from app.participants.conditions.rules.circumstances import Field, duration_months
from app.wording import ngettext

KIND = {BARRIER: _l("Hemmnis"), RESOURCE: _l("Ressource")}
HEALTH = {
    "musculoskeletal": _l("Muskeln, Knochen, Rücken"),
    "cardiovascular": _l("Herz und Kreislauf"),
    "respiratory": _l("Atemwege"),
    "metabolic": _l("Stoffwechsel"),
    "neurological": _l("Nervensystem"),
    "mental": _l("psychische Gesundheit"),
    "addiction": _l("Suchterkrankung"),
    "pain": _l("chronische Schmerzen"),
    "sensory": _l("Sehen, Hören, Sprechen"),
    "other_illness": _l("andere Erkrankung"),
}
SOCIAL = {
    "debts": _l("Schulden"),
    "housing": _l("Wohnsituation"),
    "care_duties": _l("Familie und Pflege von Angehörigen"),
    "language": _l("Sprache"),
    "mobility": _l("Mobilität"),
    "legal": _l("rechtliche Probleme"),
    "isolation": _l("soziale Isolation"),
}
GROUP: Mapping[str, Mapping[str, Any]] = {
    BARRIER: {**HEALTH, **SOCIAL},
    RESOURCE: {
        "qualification": _l("Qualifikation"),
        "work_experience": _l("Berufserfahrung"),
        "family_support": _l("Unterstützung durch die Familie"),
        "motivation": _l("Motivation"),
        "mobility": _l("Mobilität"),
        "housing": _l("Wohnsituation"),
        "health_awareness": _l("Gesundheitsbewusstsein"),
        "other": _l("andere Ressource"),
    },
}
STATE: Mapping[str, Mapping[str, tuple[str, Any]]] = {
    BARRIER: {
        "open": ("neutral", _l("offen")),
        "in_progress": ("info", _l("in Bearbeitung")),
        "reduced": ("success", _l("verringert")),
        "removed": ("success", _l("beseitigt")),
        "worse": ("warning", _l("verschlechtert")),
    },
    RESOURCE: {
        "present": ("neutral", _l("vorhanden")),
        "in_progress": ("info", _l("wird ausgebaut")),
        "strengthened": ("success", _l("gestärkt")),
        "weakened": ("warning", _l("geschwächt")),
        "lost": ("warning", _l("weggefallen")),
    },
}
"""Tone and word of each state, by kind."""
FIGURE = {
    "noted": _l("Personen"),
    "worked": _l("bearbeitet"),
    "reduced": STATE[BARRIER]["reduced"][1],
    "removed": STATE[BARRIER]["removed"][1],
    "worse": STATE[BARRIER]["worse"][1],
}
"""What is counted of a group of barriers."""
YES_NO = {"yes": _l("ja"), "no": _l("nein")}
FIELD = {
    "household": _l("Haushalt"),
    "children": labels.FIELD["children"],
    "caring": _l("Pflegt Angehörige"),
    "school": labels.FIELD["school"],
    "vocational": labels.FIELD["vocational"],
    "employment": _l("Erwerbsstatus"),
    "benefit_since": _l("Leistungsbezug seit"),
    "disability": _l("Grad der Behinderung (GdB)"),
    "equal_status": _l("Gleichstellung"),
    "living": _l("Wohnform"),
}
VALUE: Mapping[str, Mapping[str, Any]] = {
    "household": {
        "single": _l("allein lebend"),
        "single_parent": _l("alleinerziehend"),
        "couple": _l("Paar ohne Kinder"),
        "couple_with_children": _l("Paar mit Kindern"),
        "with_parents": _l("bei den Eltern"),
        "shared": _l("Wohngemeinschaft"),
    },
    "caring": YES_NO,
    "school": labels.SCHOOL,
    "vocational": labels.VOCATIONAL,
    "employment": {
        "unemployed": _l("arbeitslos"),
        "marginal": _l("geringfügig beschäftigt"),
        "part_time": _l("sozialversicherungspflichtig, Teilzeit"),
        "full_time": _l("sozialversicherungspflichtig, Vollzeit"),
        "self_employed": _l("selbstständig"),
        "training": _l("in Ausbildung"),
    },
    "disability": {
        "none": _l("keiner festgestellt"),
        **{str(degree): str(degree) for degree in range(20, 101, 10)},
    },
    "equal_status": YES_NO,
    "living": {
        "own_home": _l("eigene Wohnung"),
        "with_family": _l("bei der Familie"),
        "assisted": _l("betreutes Wohnen"),
        "emergency": _l("Notunterkunft"),
        "homeless": _l("ohne Wohnung"),
    },
}


def course(kind: str, states: Sequence[State]) -> list[dict[str, Any]]:
    """The states of a barrier or resource as a timeline shows them."""
    return [{"on": one.from_day, "title": state(kind, one.state)[1]} for one in states]


def group(kind: str, code: str) -> str:
    """The word for a group; an unknown code shows as it is."""
    return labels.word(GROUP[kind], code)


def state(kind: str, code: str) -> tuple[str, str]:
    """Tone and word of a state."""
    tone, word = STATE[kind].get(code, ("neutral", code))
    return tone, str(word)


def grouped(kind: str) -> Any:
    """Choices of groups; barriers under the heads of health and other spheres of life."""
    if kind == RESOURCE:
        return list(GROUP[kind].items())
    return {str(_("Gesundheit")): list(HEALTH.items()), str(_("Soziales")): list(SOCIAL.items())}


def value(field: Field, text: str, on: date) -> str:
    """A value as people read it; a day with the time since then."""
    if field.kind == "day":
        lasted = duration(duration_months(text, on))
        return str(_("%(day)s (%(time)s)", day=day(date.fromisoformat(text)), time=lasted))
    return labels.word(VALUE.get(field.key, {}), text)


def duration(months: int) -> str:
    """Years and months: "2 Jahre und 3 Monate", "11 Monate"."""
    years, rest = divmod(months, 12)
    if not years:
        return labels.months(rest)
    shown = ngettext("%(num)d Jahr", "%(num)d Jahre", years) % {"num": years}
    if not rest:
        return shown
    return str(_("%(years)s und %(months)s", years=shown, months=labels.months(rest)))


def changed(table: str) -> str:
    """What a recorded change was about."""
    return str(_("Lebensumstand") if table == "circumstance" else _("Hemmnis oder Ressource"))
