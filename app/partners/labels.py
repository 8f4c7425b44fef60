"""How the codes of the network read for people."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.partners.rules import Standing

KIND = {
    "health_insurer": _l("Krankenkasse"),
    "clinic": _l("Klinik"),
    "medical_practice": _l("Arztpraxis"),
    "psychotherapy": _l("Psychotherapie"),
    "counselling": _l("Beratungsstelle"),
    "addiction_help": _l("Suchthilfe"),
    "rehabilitation_provider": _l("Reha-Träger oder Reha-Einrichtung"),
    "pension_insurance": _l("Rentenversicherung"),
    "employment_agency": _l("Agentur für Arbeit"),
    "municipality": _l("Kommune"),
    "education": _l("Bildungsträger"),
    "employer": _l("Arbeitgeber"),
    "self_help": _l("Selbsthilfe"),
    "other": _l("andere Einrichtung"),
}
PURPOSE = {
    "diagnostics": _l("Diagnostik"),
    "treatment": _l("Behandlung"),
    "medical_rehab": _l("medizinische Rehabilitation"),
    "vocational_rehab": _l("Teilhabe am Arbeitsleben (LTA)"),
    "counselling": _l("Beratung"),
    "debt_counselling": _l("Schuldnerberatung"),
    "addiction_counselling": _l("Suchtberatung"),
    "placement": _l("Vermittlung in Arbeit"),
    "qualification": _l("Qualifizierung"),
    "everyday_support": _l("Unterstützung im Alltag"),
    "other": _l("anderer Zweck"),
}
RESULT = {
    "achieved": _l("Zweck erreicht"),
    "partly": _l("Zweck teilweise erreicht"),
    "not_achieved": _l("Zweck nicht erreicht"),
    "refused_by_person": _l("von der Person nicht gewünscht"),
    "refused_by_partner": _l("von der Einrichtung abgelehnt"),
}
STANDING = {
    Standing.FUTURE: ("info", _l("gilt noch nicht")),
    Standing.IN_FORCE: ("neutral", _l("in Kraft")),
    Standing.ENDING: ("warning", _l("endet bald")),
    Standing.EXPIRED: ("danger", _l("abgelaufen")),
}
"""Tone and words of each standing of an agreement."""
FIELD = {
    "name": _l("Name"),
    "kind": _l("Art"),
    "place": _l("Ort"),
    "phone": _l("Telefon"),
    "email": _l("E-Mail"),
    "remark": _l("Bemerkung"),
    "function": _l("Funktion"),
    "subject": _l("Gegenstand"),
    "signed_on": _l("Unterschrieben am"),
    "valid_from": _l("Gültig ab"),
    "valid_until": _l("Gültig bis"),
    "remind_days": _l("Erinnern vor dem Ende (Tage)"),
    "document_reference": _l("Fundstelle des Dokuments"),
    "partner_id": _l("Einrichtung"),
    "purpose": _l("Zweck"),
    "from_day": _l("Seit"),
    "until_day": _l("Bis"),
    "result": _l("Ergebnis"),
}
"""Fields as forms and conflicts name them."""
