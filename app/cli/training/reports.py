"""Reports to the funder up to the training day: one filed and asked about, one in preparation.

Also the demonstration form of the funder and the draft of a notification.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from flask import current_app

from app.access import Actor
from app.cli.desk import Desk, by
from app.cli.training.papers import sheet
from app.documents.services import attach
from app.finance.labels import position_titles
from app.formats import day as day_text
from app.reporting.funder_forms import filling
from app.reporting.funder_forms import services as forms
from app.reporting.notifications import drafting
from app.reporting.notifications.facts import standings_on
from app.reporting.notifications.rules.decisions import Stands
from app.reporting.notifications.services import ToDraft
from app.reporting.notifications.services import draft as draft_letter
from app.reporting.package.content import content_of
from app.reporting.package.files import write_files
from app.reporting.reports import labels, queries
from app.reporting.reports.rules.life import Certificate, Kind, Result
from app.reporting.reports.rules.review import Given, Step
from app.reporting.reports.services import filing, life
from app.reporting.reports.services.review import record_step
from app.wording import speaking
from exports.federal_form import demonstration_form

FILED, IN_WORK = 2022, 2023
CHECKED_ON, CERTIFIED_ON = date(2023, 4, 12), date(2023, 4, 24)
FILED_ON, BEGUN_ON = date(2023, 4, 27), date(2024, 5, 21)
OFFICE = "Rechnungsprüfung des Trägers"
TEXTS: Mapping[int, Mapping[str, str]] = {
    FILED: {
        "course": "Im ersten vollen Jahr wurden alle Stellen besetzt und die Aufnahme eingespielt. "
        "Die Fallmanager steuern seitdem jeden Monat Teilnehmende zu.",
        "goals": "Die Aufnahmen liegen hinter dem Plan, weil die ersten Monate der Vorbereitung "
        "dienten. Der Rückstand soll mit den frei werdenden Plätzen aufgeholt werden.",
        "care": "Die Betreuung verlief in den vorgesehenen Bausteinen. Zum Verbleib lässt sich "
        "nach einem Jahr noch wenig sagen.",
        "network": "Mit Trägern und Beratungsstellen der Region wurde vereinbart, wie Teilnehmende "
        "ohne Wartezeit weitervermittelt werden.",
        "money": "Der größte Teil der Mittel wurde für Personal gebraucht. Die Ausstattung der "
        "Beratungsräume war zu Beginn notwendig und ist abgeschlossen.",
        "outlook": "Im folgenden Jahr steht die Zwischenerhebung der Evaluation an.",
    },
    IN_WORK: {
        "course": "Im zweiten vollen Jahr liefen Aufnahme und Betreuung ohne Unterbrechung. Die "
        "Plätze sind belegt; neue Aufnahmen richten sich nach den Austritten.",
        "goals": "Die Zwischenziele bei den Aufnahmen wurden später erreicht als geplant, weil "
        "Teilnehmende länger bleiben als angenommen.",
    },
}
"""What the coordinator wrote, by year and chapter; figures stand in the tables beside it."""
QUESTION = Given(
    Step.QUERY,
    date(2023, 6, 12),
    "Az. 7-1/2023",
    "Bitte erläutern Sie, wozu die Aufträge an Dritte notwendig waren.",
)
ANSWER = Given(
    Step.ANSWER,
    date(2023, 6, 23),
    "",
    "Die Aufträge betreffen die Begleitforschung nach dem Arbeitsplan; der Vergabevermerk liegt "
    "bei.",
)
FORM_TITLE, FORM_FILE = "Zahlenmäßiger Nachweis (Vorführformular)", "vorfuehrformular.xlsx"


@dataclass(frozen=True)
class Team:
    """Who writes and files, who checks the figures, and the second person."""

    coordinator: Actor
    finance: Actor
    approver: Actor


def fill(at: Desk, team: Team) -> None:
    """All of it; books, case work and milestones are there."""
    report_id = begin(at, team, FILED, CHECKED_ON)
    bring_to_the_funder(at, team, report_id)
    begin(at, team, IN_WORK, BEGUN_ON)
    set_up_the_form(at, team.finance)
    draft_a_notification(at, team.coordinator)


def on(at: Desk, day: date) -> Desk:
    """The desk as it was on an earlier day of account."""
    return replace(at, pilot=replace(at.pilot, day=day))


def begin(at: Desk, team: Team, year: int, day: date) -> int:
    """The interim statement of a year with its texts; returns its id."""
    by(team.coordinator)
    report_id = life.begin(team.coordinator, on(at, day).pilot, Kind.INTERIM, year, "de")
    for chapter, text in TEXTS[year].items():
        life.write_text(team.coordinator, report_id, chapter, text, 0)
    return report_id


def bring_to_the_funder(at: Desk, team: Team, report_id: int) -> None:
    """Checked, approved, certified, filed; then asked about and answered."""
    then = on(at, CHECKED_ON).pilot

    def version() -> int:
        return queries.report(at.pilot.id, report_id).version

    by(team.finance)
    life.check(team.finance, then, report_id, version())
    by(team.approver)
    life.approve(team.approver, then, report_id, version())
    by(team.coordinator)
    certificate = Certificate(OFFICE, Result.CLEAN, CERTIFIED_ON, "RP 12/2023", "")
    life.certify(team.coordinator, report_id, version(), certificate, CERTIFIED_ON)
    told = ("Bescheinigung", "", f"{OFFICE}: ohne Beanstandung.", "", "Erfunden.")
    attach(team.coordinator, "report", report_id, "Bescheinigung.pdf", sheet(told))
    file(on(at, FILED_ON), team.coordinator, report_id)
    for step in (QUESTION, ANSWER):
        record_step(team.coordinator, report_id, step, at.pilot.day)


def file(at: Desk, coordinator: Actor, report_id: int) -> None:
    """Files the report with its three files, as the pages do."""
    row, settings = (
        queries.report(at.pilot.id, report_id),
        current_app.extensions["pilotbuch_settings"],
    )
    wanted = filing.Filed(FILED_ON, "Portal, Vorgang 2023-0417", "")

    def write(folder: Path) -> Mapping[str, Path]:
        texts = queries.texts_of(at.pilot.id, report_id)
        with speaking(row.language):
            signatures = labels.signatures(queries.events(at.pilot.id, report_id))
        return write_files(content_of(at.pilot, row, texts, signatures, is_draft=False), folder)

    draft = filing.draft_filing(coordinator, at.pilot, row, wanted, settings, write)
    filing.file(coordinator, at.pilot, draft, wanted)


def set_up_the_form(at: Desk, finance: Actor) -> None:
    """The form that the project draws itself, with its marks."""
    by(finance)
    preset = at.pilot.preset
    marked = demonstration_form([(one.code, one.title_de) for one in preset.positions])
    content, places = filling.set_up(marked, preset)
    forms.add(finance, FORM_TITLE, FORM_FILE, content, places)


def draft_a_notification(at: Desk, coordinator: Actor) -> None:
    """A letter about the first thing seen that nobody has decided on."""
    by(coordinator)
    preset, today = at.pilot.preset, at.pilot.day
    waiting = [
        one.trigger for one in standings_on(at.pilot.id, preset, today) if one.stands is Stands.OPEN
    ]
    for trigger in waiting[:1]:
        addressed = (preset.funder, preset.notice.reference)
        with speaking("de"):
            words = drafting.of_trigger(
                trigger, preset, position_titles(preset), addressed, day_text(today)
            )
        draft_letter(coordinator, ToDraft(trigger.kind, trigger.norm, "de", words, trigger), today)
