"""Code lists of the work with people: contacts, barriers, resources, circumstances.

The values are the database's too, the labels are what people read.
"""

from typing import Final

from exports.columns import Code

CONTACT_KIND: Final[tuple[Code, ...]] = (
    Code("talk", "Gespräch", "talk"),
    Code("phone", "Telefon", "phone"),
    Code("video", "Video", "video"),
    Code("home_visit", "Hausbesuch", "home visit"),
    Code("accompaniment", "Begleitung zu einem Termin", "accompaniment to an appointment"),
)

CONTACT_PHASE: Final[tuple[Code, ...]] = (
    Code("before_entry", "vor dem Eintritt", "before entry"),
    Code("in_care", "in Betreuung", "in care"),
    Code("after_care", "ab dem Tag des Austritts", "from the day of exit on"),
)

INSTITUTION_KIND: Final[tuple[Code, ...]] = (
    Code("health_insurer", "Krankenkasse", "health insurer"),
    Code("clinic", "Klinik", "clinic"),
    Code("medical_practice", "Arztpraxis", "medical practice"),
    Code("psychotherapy", "Psychotherapie", "psychotherapy"),
    Code("counselling", "Beratungsstelle", "counselling centre"),
    Code("addiction_help", "Suchthilfe", "addiction services"),
    Code(
        "rehabilitation_provider",
        "Reha-Träger oder Reha-Einrichtung",
        "rehabilitation provider",
    ),
    Code("pension_insurance", "Rentenversicherung", "pension insurance"),
    Code("employment_agency", "Agentur für Arbeit", "employment agency"),
    Code("municipality", "Kommune", "municipality"),
    Code("education", "Bildungsträger", "education provider"),
    Code("employer", "Arbeitgeber", "employer"),
    Code("self_help", "Selbsthilfe", "self-help"),
    Code("other", "andere Einrichtung", "other institution"),
)

INVOLVEMENT_PURPOSE: Final[tuple[Code, ...]] = (
    Code("diagnostics", "Diagnostik", "diagnostics"),
    Code("treatment", "Behandlung", "treatment"),
    Code("medical_rehab", "medizinische Rehabilitation", "medical rehabilitation"),
    Code(
        "vocational_rehab",
        "Leistungen zur Teilhabe am Arbeitsleben (LTA)",
        "benefits for participation in working life",
    ),
    Code("counselling", "Beratung", "counselling"),
    Code("debt_counselling", "Schuldnerberatung", "debt counselling"),
    Code("addiction_counselling", "Suchtberatung", "addiction counselling"),
    Code("placement", "Vermittlung in Arbeit", "placement in work"),
    Code("qualification", "Qualifizierung", "qualification"),
    Code("everyday_support", "Unterstützung im Alltag", "support in everyday life"),
    Code("other", "anderer Zweck", "other purpose"),
)

INVOLVEMENT_RESULT: Final[tuple[Code, ...]] = (
    Code("achieved", "Zweck erreicht", "purpose achieved"),
    Code("partly", "Zweck teilweise erreicht", "purpose partly achieved"),
    Code("not_achieved", "Zweck nicht erreicht", "purpose not achieved"),
    Code("refused_by_person", "von der Person nicht gewünscht", "not wanted by the person"),
    Code("refused_by_partner", "von der Einrichtung abgelehnt", "declined by the institution"),
)

PERSPECTIVE: Final[tuple[Code, ...]] = (
    Code("employment_search", "Suche nach Arbeit", "looking for work"),
    Code("training", "Ausbildung oder Qualifizierung", "training or qualification"),
    Code("rehabilitation", "Rehabilitation", "rehabilitation"),
    Code("treatment", "Behandlung oder Therapie", "treatment or therapy"),
    Code("pension_application", "Rentenantrag", "application for a pension"),
    Code("case_management", "weiter im Fallmanagement", "still in case management"),
    Code("none", "keine Anschlussperspektive", "no follow-up perspective"),
    Code("other", "andere Perspektive", "another perspective"),
)

AIM_STATE: Final[tuple[Code, ...]] = (
    Code("not_applied", "nicht beantragt", "not applied for"),
    Code("applied", "beantragt", "applied for"),
    Code("granted", "bewilligt", "granted"),
    Code("rejected", "abgelehnt", "rejected"),
    Code("receiving", "wird bezogen", "being received"),
)

CONDITION_KIND: Final[tuple[Code, ...]] = (
    Code("barrier", "Hemmnis", "barrier"),
    Code("resource", "Ressource", "resource"),
)

CONDITION_GROUP: Final[tuple[Code, ...]] = (
    Code("musculoskeletal", "Muskeln, Knochen, Rücken", "muscles, bones, back"),
    Code("cardiovascular", "Herz und Kreislauf", "heart and circulation"),
    Code("respiratory", "Atemwege", "respiratory system"),
    Code("metabolic", "Stoffwechsel", "metabolism"),
    Code("neurological", "Nervensystem", "nervous system"),
    Code("mental", "psychische Gesundheit", "mental health"),
    Code("addiction", "Suchterkrankung", "addiction"),
    Code("pain", "chronische Schmerzen", "chronic pain"),
    Code("sensory", "Sehen, Hören, Sprechen", "sight, hearing, speech"),
    Code("other_illness", "andere Erkrankung", "other illness"),
    Code("debts", "Schulden", "debts"),
    Code("housing", "Wohnsituation", "housing"),
    Code("care_duties", "Familie und Pflege von Angehörigen", "family and care duties"),
    Code("language", "Sprache", "language"),
    Code("mobility", "Mobilität", "mobility"),
    Code("legal", "rechtliche Probleme", "legal problems"),
    Code("isolation", "soziale Isolation", "social isolation"),
    Code("qualification", "Qualifikation", "qualification"),
    Code("work_experience", "Berufserfahrung", "work experience"),
    Code("family_support", "Unterstützung durch die Familie", "support by the family"),
    Code("motivation", "Motivation", "motivation"),
    Code("health_awareness", "Gesundheitsbewusstsein", "health awareness"),
    Code("other", "andere Ressource", "other resource"),
)

CONDITION_STATE: Final[tuple[Code, ...]] = (
    Code("open", "offen (Hemmnis)", "open (barrier)"),
    Code("present", "vorhanden (Ressource)", "present (resource)"),
    Code("in_progress", "in Bearbeitung oder im Ausbau", "in progress or being built up"),
    Code("reduced", "verringert (Hemmnis)", "reduced (barrier)"),
    Code("removed", "beseitigt (Hemmnis)", "removed (barrier)"),
    Code("worse", "verschlechtert (Hemmnis)", "worse (barrier)"),
    Code("strengthened", "gestärkt (Ressource)", "strengthened (resource)"),
    Code("weakened", "geschwächt (Ressource)", "weakened (resource)"),
    Code("lost", "weggefallen (Ressource)", "lost (resource)"),
)

CONDITION_CHANGE: Final[tuple[Code, ...]] = (
    Code("better", "besser", "better"),
    Code("unchanged", "unverändert", "unchanged"),
    Code("worse", "schlechter", "worse"),
)

CONDITION_LASTING: Final[tuple[Code, ...]] = (
    Code("under_1", "unter 1 Jahr", "under 1 year"),
    Code("1_to_2", "1 bis 2 Jahre", "1 to 2 years"),
    Code("3_to_5", "3 bis 5 Jahre", "3 to 5 years"),
    Code("6_plus", "6 Jahre und länger", "6 years and longer"),
)

HOUSEHOLD: Final[tuple[Code, ...]] = (
    Code("single", "allein lebend", "living alone"),
    Code("single_parent", "alleinerziehend", "single parent"),
    Code("couple", "Paar ohne Kinder", "couple without children"),
    Code("couple_with_children", "Paar mit Kindern", "couple with children"),
    Code("with_parents", "bei den Eltern", "with the parents"),
    Code("shared", "Wohngemeinschaft", "shared flat"),
)

EMPLOYMENT: Final[tuple[Code, ...]] = (
    Code("unemployed", "arbeitslos", "unemployed"),
    Code("marginal", "geringfügig beschäftigt", "marginally employed"),
    Code(
        "part_time",
        "sozialversicherungspflichtig, Teilzeit",
        "insured employment, part-time",
    ),
    Code(
        "full_time",
        "sozialversicherungspflichtig, Vollzeit",
        "insured employment, full-time",
    ),
    Code("self_employed", "selbstständig", "self-employed"),
    Code("training", "in Ausbildung", "in training"),
)

LIVING: Final[tuple[Code, ...]] = (
    Code("own_home", "eigene Wohnung", "own home"),
    Code("with_family", "bei der Familie", "with the family"),
    Code("assisted", "betreutes Wohnen", "assisted living"),
    Code("emergency", "Notunterkunft", "emergency shelter"),
    Code("homeless", "ohne Wohnung", "homeless"),
)

DISABILITY: Final[tuple[Code, ...]] = (
    Code("none", "kein Grad der Behinderung festgestellt", "no degree of disability established"),
    Code("under_50", "Grad der Behinderung 20 bis 40", "degree of disability 20 to 40"),
    Code("50_plus", "Grad der Behinderung 50 und höher", "degree of disability 50 and higher"),
)
"""Fifty makes a severe disability (§ 2 (2) SGB IX); single degrees would identify."""

ANSWER_MODE: Final[tuple[Code, ...]] = (
    Code("interview", "im Gespräch", "in a talk"),
    Code("self", "selbst ausgefüllt, am Gerät", "filled in by the person, on a device"),
    Code("phone", "am Telefon", "by phone"),
    Code("paper", "auf Papier", "on paper"),
)

MEASURE: Final[tuple[Code, ...]] = (
    Code("item", "Antwort auf eine Frage", "answer to an item"),
    Code("score", "Punktwert", "score"),
)


def lasting(years: int) -> str:
    """The band of completed years since when something is there."""
    for below, value in ((1, "under_1"), (3, "1_to_2"), (6, "3_to_5")):
        if years < below:
            return value
    return "6_plus"


def disability_band(degree: str) -> str:
    """The band of a degree of disability as it is recorded: "none" or "20" to "100"."""
    if degree == "none":
        return degree
    return "50_plus" if int(degree) >= 50 else "under_50"
