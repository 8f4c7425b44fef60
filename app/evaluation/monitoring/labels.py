"""How programme monitoring reads for people, and how columns are described to the recipient."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.clock import BERLIN
from app.evaluation.monitoring.queries import EventRow
from app.evaluation.monitoring.rules.life import STEPS, Act, HalfYear, State
from app.evaluation.monitoring.services.life import Described
from app.participants import labels as people
from app.participants.conditions.labels import VALUE
from app.pilots.monitoring import (
    AFTER_EXIT,
    CONSTANT,
    GAPS,
    STAGE,
    MonitoringColumn,
    MonitoringSettings,
)
from app.pilots.preset import Preset
from app.wording import ngettext, speaking

STATE = {
    State.OPEN: ("info", _l("in Vorbereitung")),
    State.SUBMITTED: ("warning", _l("wartet auf die zweite Person")),
    State.APPROVED: ("info", _l("freigegeben, Datei fehlt")),
    State.MADE: ("warning", _l("Datei liegt bereit, noch nicht übergeben")),
    State.HANDED_OVER: ("success", _l("übergeben")),
    State.GIVEN_UP: ("neutral", _l("aufgegeben")),
}
"""Tone and words of where a delivery stands."""
STEP = {
    State.OPEN: _l("Vorbereiten"),
    State.SUBMITTED: _l("Prüfen lassen"),
    State.APPROVED: _l("Freigegeben"),
    State.MADE: _l("Datei übergeben"),
    State.HANDED_OVER: _l("Vernichtet"),
}
ACT = {
    Act.BEGIN: _l("Begonnen"),
    Act.SUBMIT: _l("Zur Freigabe vorgelegt"),
    Act.APPROVE: _l("Freigegeben"),
    Act.SEND_BACK: _l("Zurück in die Vorbereitung"),
    Act.LAPSE: _l("Personen oder Nummern entfernt"),
    Act.MAKE: _l("Datei erstellt und verschlüsselt"),
    Act.DOWNLOAD: _l("Datei heruntergeladen"),
    Act.HAND_OVER: _l("Übergeben; Nummern und Datei vernichtet"),
    Act.GIVE_UP: _l("Aufgegeben; Nummern und Datei vernichtet"),
}
SOURCE: Mapping[str, Any] = {
    "participant_number": _l("Teilnehmernummer"),
    "social_security_number": _l("Versicherungsnummer"),
    "period": _l("Halbjahr"),
    "period_from": _l("Erster Tag des Halbjahres"),
    "period_until": _l("Letzter Tag des Halbjahres"),
    CONSTANT: _l("fester Wert"),
    "age_at_entry": _l("Alter bei Aufnahme in Jahren"),
    "age_at_least": _l("Alter am Ende des Halbjahres, mindestens (geschätzt)"),
    "entered_on": _l("Tag der Aufnahme"),
    "exited_on": _l("Tag des Austritts"),
    "sex": _l("Geschlecht"),
    "school": _l("Schulabschluss"),
    "vocational": _l("Berufsabschluss"),
    "employment_at_entry": _l("Erwerbsstatus bei Aufnahme"),
    "employment_at_end": _l("Erwerbsstatus am Ende des Halbjahres oder beim Austritt"),
    "exit_reason": _l("Grund des Austritts"),
    "status_at_exit": _l("Verbleib beim Austritt"),
    AFTER_EXIT: _l("Verbleib nach dem Austritt"),
    STAGE: _l("Baustein"),
}
"""Where a column's values come from."""
GAP = {
    "not_asked": _l("nicht erhoben"),
    "refused": _l("verweigert"),
    "not_reached": _l("nicht erreicht"),
    "lost": _l("Kontakt verloren"),
    "not_applicable": _l("trifft nicht zu"),
    "not_yet_due": _l("noch nicht fällig"),
    "unknown": _l("nicht bekannt"),
}
_WORDS: Mapping[str, Mapping[str, Any]] = {
    "sex": people.SEX,
    "school": people.SCHOOL,
    "vocational": people.VOCATIONAL,
    "employment_at_entry": VALUE["employment"],
    "employment_at_end": VALUE["employment"],
    "exit_reason": people.EXIT_REASONS,
    "status_at_exit": people.OUTCOME,
    AFTER_EXIT: people.OUTCOME,
}


def half_name(half: HalfYear) -> str:
    """1. Halbjahr 2024."""
    return str(_("%(half)s. Halbjahr %(year)s", half=half.half, year=half.year))


def delivery_name(half: HalfYear, number: int) -> str:
    """The half-year; a further delivery bears its number."""
    name = half_name(half)
    return (
        name if number == 1 else str(_("%(name)s, %(number)s. Lieferung", name=name, number=number))
    )


def steps(state: State) -> tuple[list[str], int]:
    """The steps of a delivery and the one that comes next, counted from 1."""
    names = [str(STEP[step]) for step in STEPS]
    if state is State.GIVEN_UP:
        return names, 1
    return names, len(names) + 1 if state is State.HANDED_OVER else STEPS.index(state) + 1


def source_name(column: MonitoringColumn) -> str:
    """Where the values of a column come from, with what its mapping adds."""
    name = str(SOURCE[column.source])
    if column.source == CONSTANT:
        return f"{name}: {column.value}"
    if column.source == AFTER_EXIT:
        return f"{name}, {people.months(column.months)}"
    return name


def sources(names: Iterable[str]) -> str:
    """What is missing, as one line."""
    return ", ".join(str(SOURCE[name]) for name in names)


def meanings(column: MonitoringColumn, preset: Preset) -> list[tuple[str, str]]:
    """The codes of a column as they stand in the file, each with its meaning."""
    words = (
        {str(stage.number): people.title(stage) for stage in preset.stages}
        if column.source == STAGE
        else _WORDS.get(column.source, {})
    )
    return [(column.codes.get(code, code), str(word)) for code, word in words.items()]


def described(settings: MonitoringSettings, preset: Preset) -> Described:
    """The columns in words, always in German: the recipient is a German authority."""
    with speaking("de"):
        gaps = "; ".join(f"{settings.gap(reason)} = {GAP[reason]}" for reason in GAPS)
        lines = [
            (
                column.name,
                source_name(column),
                "; ".join(f"{code} = {word}" for code, word in meanings(column, preset)),
                gaps,
            )
            for column in settings.columns
        ]
        heads = [str(word) for word in (_("Spalte"), _("Inhalt"), _("Schlüssel"), _("Lücken"))]
    return Described(heads, lines)


class Told:
    """An act as the timeline shows it."""

    def __init__(self, event: EventRow) -> None:
        at = event.at.astimezone(BERLIN)
        self.on = at.date()
        self.title = str(ACT[event.act])
        by = str(_("%(name)s, %(time)s Uhr", name=event.by, time=f"{at:%H:%M}"))
        self.text = ": ".join(filter(None, (by, event.note or went_out(event))))


def went_out(event: EventRow) -> str:
    """How many people and numbers went out of a delivery, and why."""
    said = []
    if event.withdrawn:
        said.append(
            ngettext(
                "%(num)d Person entfallen (Einwilligung widerrufen oder Akte berichtigt)",
                "%(num)d Personen entfallen (Einwilligung widerrufen oder Akte berichtigt)",
                event.withdrawn,
            )
            % {"num": event.withdrawn}
        )
    if event.expired:
        said.append(
            ngettext(
                "%(num)d Nummer zu lange aufbewahrt oder nicht mehr lesbar",
                "%(num)d Nummern zu lange aufbewahrt oder nicht mehr lesbar",
                event.expired,
            )
            % {"num": event.expired}
        )
    return ", ".join(said)
