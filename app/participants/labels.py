"""How the codes of participants read for people; the one place where they become words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.formats import day
from app.participants.rules import Checked
from app.pilots.preset import Criterion, Preset, Stage
from app.wording import language, ngettext

SEX = {"female": _l("weiblich"), "male": _l("männlich"), "diverse": _l("divers")}
AGE = {
    "under_25": _l("unter 25 Jahre"),
    "25_34": _l("25 bis 34 Jahre"),
    "35_44": _l("35 bis 44 Jahre"),
    "45_49": _l("45 bis 49 Jahre"),
    "50_plus": _l("50 Jahre und älter"),
}
"""Ages at entry in bands (`exports.codes.age_group`)."""
SCHOOL = {
    "none": _l("kein Schulabschluss"),
    "lower_secondary": _l("Hauptschulabschluss"),
    "intermediate": _l("Mittlere Reife"),
    "applied_sciences_entrance": _l("Fachhochschulreife"),
    "university_entrance": _l("Abitur"),
}
VOCATIONAL = {
    "none": _l("keine abgeschlossene Berufsausbildung"),
    "dual": _l("betriebliche Ausbildung"),
    "school_based": _l("schulische Ausbildung"),
    "master_technician": _l("Meister oder Techniker"),
    "applied_sciences": _l("Fachhochschulabschluss"),
    "university": _l("Universitätsabschluss"),
}
EXIT_REASON = {
    "regular": _l("reguläres Ende"),
    "health": _l("gesundheitliche Gründe"),
    "employment": _l("Aufnahme einer Beschäftigung"),
    "moved": _l("Umzug"),
    "dropped_out": _l("Abbruch durch die teilnehmende Person"),
    "other": _l("sonstiger Grund"),
}
"""Reasons that people enter; a withdrawn consent ends the stay by itself."""
EXIT_REASONS = {**EXIT_REASON, "consent_withdrawn": _l("Einwilligung widerrufen")}
OUTCOME = {
    "employment": _l("Arbeit auf dem 1. Arbeitsmarkt"),
    "training": _l("Ausbildung"),
    "rehabilitation": _l("Antrag auf LTA oder Rehabilitation"),
    "disability_pension": _l("Erwerbsminderungsrente"),
    "measure": _l("Maßnahme"),
    "case_management": _l("Fallmanagement"),
    "unknown": _l("nicht bekannt"),
}
PURPOSE = {
    "participation": _l("Teilnahme am Vorhaben"),
    "health_data": _l("Gesundheitsdaten verarbeiten"),
    "evaluation": _l("Evaluation"),
    "follow_up": _l("Nachbefragung nach dem Austritt"),
    "programme_monitoring": _l("Programm-Monitoring des Fördergebers"),
}
LACK = {
    "outcome": _l("Verbleib beim Austritt"),
    "exit_reason": _l("Grund des Austritts"),
    "follow_up": _l("fällige Nachbefragung"),
    "override_reason": _l("Begründung der Aufnahme gegen die Voraussetzungen"),
    "stage": _l("Baustein"),
    "coach": _l("betreuende Stelle"),
    "consent": _l("Einwilligung, die für die Aufnahme nötig ist"),
}
"""What a record may lack, by its code in the address."""
CONSENT_FORM = {"written": _l("schriftlich"), "electronic": _l("elektronisch")}
CONSENT_SOURCE = {**CONSENT_FORM, "list": _l("laut Liste")}
ANSWER = {
    "met": ("success", _l("erfüllt")),
    "not_met": ("danger", _l("nicht erfüllt")),
    "unknown": ("warning", _l("nicht bekannt")),
    "wanted_but_missing": ("info", _l("erwünscht, fehlt")),
}
"""Tone and word of each answer to a criterion."""
SHORT = {
    "sgb2": "SGB II",
    "health_or_addiction": _l("Gesundheit"),
    "age_below": _l("Alter"),
    "qualification": _l("Abschluss"),
    "children_at_least": _l("Kinder"),
}
"""Short words for criteria, by kind; stated ones go by their key."""
STATE = {"in_care": _l("in Betreuung"), "exited": _l("ausgetreten"), "all": _l("alle")}
DUE = {"overdue": _l("etwas überfällig"), "soon": _l("etwas fällig in 14 Tagen")}
FIELD = {
    "referred_on": _l("Zusteuerung"),
    "admitted_on": _l("Aufnahme"),
    "exited_on": _l("Austritt"),
    "exit_reason": _l("Grund des Austritts"),
    "outcome": _l("Verbleib"),
    "age_at_entry": _l("Alter bei Aufnahme"),
    "sex": _l("Geschlecht"),
    "school": _l("Schulabschluss"),
    "vocational": _l("Berufsabschluss"),
    "children": _l("Kinder im Haushalt"),
    "health_restriction": _l("Gesundheitliche Einschränkung"),
    "addiction": _l("Suchterkrankung"),
    "against_criteria": _l("Ausnahme von Voraussetzungen"),
    "reason_sealed": _l("Begründung der Ausnahme"),
    "remark_sealed": _l("Bemerkung"),
    "remark": _l("Bemerkung"),
    "post_id": _l("Stelle"),
    "from_day": _l("Ab"),
    "until_day": _l("Bis vor"),
    "kind": _l("Art"),
    "purpose": _l("Zweck der Einwilligung"),
    "form": _l("Form der Einwilligung"),
    "given_on": _l("Einwilligung erteilt"),
    "withdrawn_on": _l("Einwilligung widerrufen"),
    "recipient": _l("Empfänger der Daten"),
    "text_version": _l("Fassung"),
    "document_reference": _l("Ablage des Dokuments"),
    "signed_by": _l("Unterschrieben von"),
    "representative_sealed": _l("Name der Vertretung"),
    "scope": _l("Richtung der Auskunft"),
    "valid_until": _l("Gültig bis"),
    "family_name": _l("Familienname"),
    "given_name": _l("Vorname"),
    "birth_date": _l("Geburtsdatum"),
    "customer_number": _l("Kundennummer"),
}
"""Fields as the history and the forms name them."""


def options(codes: Mapping[str, Any], none: object | None = None) -> list[tuple[str, Any]]:
    """Choices of a select field; `none` is the label of leaving it open."""
    return [*([("", none)] if none is not None else []), *codes.items()]


def word(codes: Mapping[str, object], value: str | None) -> str:
    """The word for a code; an unknown code (from an older list) shows as it is."""
    return "" if value is None else str(codes.get(value, value))


def yes_no(value: bool | None) -> str:
    """Ja, nein or nicht bekannt."""
    return str(_("nicht bekannt") if value is None else _("ja") if value else _("nein"))


def title(item: Stage | Criterion) -> str:
    """The title of a stage or criterion in the reader's language."""
    return item.title_en if language() == "en" else item.title_de


def short(criterion: Criterion) -> str:
    """The head of a column for a criterion; its full title stands below the table."""
    return str(SHORT.get(criterion.kind) or SHORT.get(criterion.key, criterion.key))


def stage_titles(preset: Preset) -> dict[int, str]:
    """Number and title of every stage, e.g. "3 Aktive Unterstützung"."""
    return {stage.number: f"{stage.number} {title(stage)}" for stage in preset.stages}


def fields(names: Iterable[str]) -> str:
    """The names of changed fields as one line; internal ones are left out."""
    return ", ".join(dict.fromkeys(str(FIELD[name]) for name in names if name in FIELD))


def dwell_filters(preset: Preset) -> list[tuple[str, str]]:
    """The groups by dwell that the list can be narrowed to."""
    return [
        ("transition", _("Übergang planen: ab Monat %(m)s", m=preset.stays.transition_from_month)),
        ("beyond", _("länger als %(m)s Monate", m=preset.target.maximum_dwell_months)),
        (
            "short",
            _(
                "%(m)s Monate bis Projektende nicht mehr möglich",
                m=preset.target.planned_mean_dwell_months,
            ),
        ),
    ]


def days(count: int) -> str:
    """1 Tag, 12 Tage."""
    return ngettext("%(num)d Tag", "%(num)d Tage", count) % {"num": count}


def months(count: int) -> str:
    """1 Monat, 12 Monate."""
    return ngettext("%(num)d Monat", "%(num)d Monate", count) % {"num": count}


def figure(checked: Checked) -> str:
    """The figure that an answer rests on, e.g. "49 Jahre und 364 Tage am 14.03.2023"."""
    found = checked.figures
    if "on" in found and "years" in found:
        return str(
            _(
                "%(years)s Jahre und %(days)s am %(on)s",
                years=found["years"],
                days=days(int(str(found["days"]))),
                on=day(cast(date, found["on"])),
            )
        )
    if "years" in found:
        return str(_("%(years)s Jahre alt", years=found["years"]))
    if "children" in found:
        count = int(str(found["children"]))
        return ngettext("%(num)d Kind", "%(num)d Kinder", count) % {"num": count}
    return ""


def next_stage(stage: int) -> str:
    """The main action of a record that goes on."""
    return str(_("In Baustein %(stage)s wechseln", stage=stage))


def record_exit() -> str:
    """The main action of a record in its last stage."""
    return str(_("Austritt eintragen"))
