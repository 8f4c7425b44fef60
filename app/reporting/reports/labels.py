"""How reports, their acts and what follows read for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.clock import BERLIN
from app.disclosure import FEWEST
from app.formats import day as day_text
from app.formats import money
from app.pilots.preset import Preset
from app.pilots.report_sections import ReportSection
from app.reporting.figures.labels import label, written
from app.reporting.figures.rules import Unit, declared
from app.reporting.reports.queries import EventRow, ReportRow, last_of
from app.reporting.reports.queries.restating import Restatement
from app.reporting.reports.rules.life import STEPS, Act, Kind, Result, State
from app.reporting.reports.rules.restating import Cause, Restated, Row
from app.reporting.reports.rules.review import Standing, Step
from app.wording import language

if TYPE_CHECKING:
    from exports.report import Signature, Table

STATE = {
    State.DRAFT: ("info", _l("Entwurf")),
    State.CHECKED: ("info", _l("geprüft, Freigabe fehlt")),
    State.APPROVED: ("info", _l("freigegeben, noch nicht eingereicht")),
    State.CERTIFIED: ("info", _l("bescheinigt, noch nicht eingereicht")),
    State.FILED: ("success", _l("eingereicht")),
}
"""Tone and words of where a report stands."""
STEP_NAMES = {
    State.DRAFT: _l("Entwurf"),
    State.CHECKED: _l("Geprüft"),
    State.APPROVED: _l("Freigegeben"),
    State.CERTIFIED: _l("Bescheinigt"),
    State.FILED: _l("Eingereicht"),
}
ACT = {
    Act.BEGIN: _l("Begonnen"),
    Act.CHECK: _l("Geprüft"),
    Act.APPROVE: _l("Freigegeben"),
    Act.CERTIFY: _l("Bescheinigt"),
    Act.OBJECT: _l("Nicht bescheinigt, zurück in den Entwurf"),
    Act.SEND_BACK: _l("Zurück in den Entwurf"),
    Act.FILE: _l("Eingereicht"),
}
RESULT = {
    Result.CLEAN: _l("ohne Beanstandung"),
    Result.REMARKS: _l("mit Anmerkungen"),
    Result.OBJECTED: _l("nicht bescheinigt"),
}
STANDING = {
    Standing.FILED: ("neutral", _l("noch keine Antwort")),
    Standing.ASKED: ("warning", _l("Rückfrage offen")),
    Standing.ANSWERED: ("neutral", _l("Rückfrage beantwortet")),
    Standing.DISALLOWED: ("warning", _l("Beträge beanstandet")),
    Standing.DECIDED: ("success", _l("Schlussbescheid liegt vor")),
}
STEP = {
    Step.QUERY: _l("Rückfrage"),
    Step.ANSWER: _l("Antwort"),
    Step.DISALLOWED: _l("Beanstandung"),
    Step.NOTICE: _l("Schlussbescheid"),
    Step.REPAID: _l("Rückzahlung"),
}


def title_of(kind: str, year: int, edition: int = 1) -> str:
    """What a report is called: Zwischennachweis 2023, 2. Ausgabe."""
    name = _("Verwendungsnachweis") if kind == Kind.FINAL else _("Zwischennachweis %(y)s", y=year)
    if edition > 1:
        return str(_("%(name)s, %(edition)s. Ausgabe", name=name, edition=edition))
    return str(name)


def title(row: ReportRow) -> str:
    """The name of a report."""
    return title_of(row.kind, row.year, row.edition)


def step_names(with_certificate: bool) -> list[str]:
    """The way of a report, step by step; without a certificate that step says so."""
    words = {**STEP_NAMES}
    if not with_certificate:
        words[State.CERTIFIED] = _l("Ohne Bescheinigung")
    return [str(words[state]) for state in STEPS]


def chapters(preset: Preset, kind: str) -> list[ReportSection]:
    """The chapters that a report of that kind has in the programme."""
    return [one for one in preset.reports.sections if kind in one.kinds]


def heading(chapter: ReportSection) -> str:
    """The heading of a chapter for the reader."""
    return chapter.title_en if language() == "en" else chapter.title_de


def hint(chapter: ReportSection) -> str:
    """What a chapter has to say."""
    return chapter.hint_en if language() == "en" else chapter.hint_de


@dataclass(frozen=True)
class Told:
    """An event as the timeline shows it."""

    on: date
    title: str
    text: str


def told(event: EventRow) -> Told:
    """Day, act, by whom at what time in Germany, and what belongs to it."""
    at = event.at.astimezone(BERLIN)
    by = _("%(name)s, %(time)s Uhr", name=event.by, time=f"{at:%H:%M}")
    facts = [event.office, str(RESULT[event.result]) if event.result else None, event.reference]
    if event.happened_on:
        facts.append(_("Tag: %(day)s", day=day_text(event.happened_on)))
    if event.note:
        facts.append(f"„{event.note}“")
    return Told(at.date(), str(ACT[event.act]), "; ".join([*filter(None, facts), by]))


def signatures(events: Sequence[EventRow]) -> list[Signature]:
    """Who prepared, checked, approved and certified, as the report itself says it."""
    from exports.report import Signature

    found = [
        Signature(label=_("Erstellt"), name=event.by, on=event.day)
        for event in events
        if event.act is Act.BEGIN
    ]
    for act, said in ((Act.CHECK, _("Geprüft")), (Act.APPROVE, _("Freigegeben"))):
        done = last_of(events, act)
        found.append(
            Signature(label=said, name=done.by if done else "", on=done.day if done else None)
        )
    certified = last_of(events, Act.CERTIFY)
    if certified is not None:
        found.append(
            Signature(label=_("Bescheinigt"), name=certified.office or "", on=certified.happened_on)
        )
    return found


def values(row: Restated, guards: bool) -> tuple[str, str, str]:
    """Filed value, value by today's knowledge and change in words; with `guards` no count of one
    or two people, and no change that would give one away."""
    filed, now = written(row.key, row.filed), written(row.key, row.now)
    change = "–" if row.change is None else written(row.key, row.change)
    if row.change is not None and row.change > 0:
        change = f"+{change}"
    is_small = any(0 < abs(each or 0) < FEWEST for each in (row.filed, row.now, row.change))
    if guards and is_small and declared(row.key).unit is Unit.PEOPLE:
        few = _("geändert, weniger als %(few)s", few=FEWEST)
        return (filed if (row.filed or 0) >= FEWEST else protected()), protected(), few
    return filed, now, change


def protected() -> str:
    """What stands in place of a small count."""
    return str(_("geschützt"))


def stays_changed() -> str:
    """That stays changed, without saying whose."""
    return str(_("Angaben zu Teilnahmen wurden seither ergänzt oder berichtigt"))


def cause_text(cause: Cause) -> str:
    """A row recorded since filing, in one line."""
    words = {
        Row.BOOKING: _("Beleg %(number)s", number=cause.number),
        Row.RECEIPT: _("Einnahme"),
        Row.REPAYMENT: _("Rückzahlung"),
        Row.PLAN: _("Finanzierungsplan"),
        Row.STAY: _("TN %(number)s", number=cause.number),
        Row.MILESTONE: _("Meilenstein"),
    }
    parts = [words[cause.row]]
    if cause.on is not None and cause.row is not Row.STAY:
        parts.append(day_text(cause.on))
    if cause.text:
        parts.append(cause.text)
    if cause.cents is not None:
        parts.append(money(cause.cents))
    return ", ".join(parts)


def causes_in_words(causes: Sequence[Cause], shows_people: bool) -> list[str]:
    """The rows behind a change; who takes part is named only to those who may see it."""
    found = [cause_text(one) for one in causes if one.row is not Row.STAY or shows_people]
    if not shows_people and any(one.row is Row.STAY for one in causes):
        found.append(stays_changed())
    return found


def restated_table(found: Sequence[Restatement], preset: Preset) -> Table | None:
    """What a report tells of those filed before it, for its files, without small counts."""
    from exports.report import Head, Table

    if not found:
        return None
    names = (_("Nachweis"), _("Zahl"), _("Eingereicht"), _("Heute"), _("Änderung"), _("Warum"))
    return Table(
        key="restatements",
        title=_("Berichtigungen früherer Nachweise"),
        heads=[Head(label=name) for name in names],
        rows=[
            [
                title(one.report),
                label(row.key, preset),
                *values(row, guards=True),
                "; ".join(causes_in_words(row.causes, shows_people=False)),
            ]
            for one in found
            for row in one.rows
        ],
    )
