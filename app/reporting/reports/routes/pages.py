"""The list of reports, a report's page, what of a filed one would be told otherwise today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import DomainError, NotFound
from app.finance.plans.queries import PlanVersion, in_force_on, versions
from app.reporting.figures.labels import label
from app.reporting.reports import labels, queries
from app.reporting.reports.forms import AnewForm, BeginForm
from app.reporting.reports.queries import ReportRow, TextRow
from app.reporting.reports.queries.filing import filing
from app.reporting.reports.queries.restating import Restatement, restated, restatements
from app.reporting.reports.queries.review import standing_steps, steps
from app.reporting.reports.routes.documents import panel
from app.reporting.reports.routes.frame import (
    ONE,
    address,
    blueprint,
    changed_since,
    elsewhere,
    figure_rows,
    figures_here,
    report_here,
    seen,
    to,
)
from app.reporting.reports.rules import life
from app.reporting.reports.rules.life import Act, Certification, Period, State
from app.reporting.reports.rules.review import standing
from app.reporting.reports.services import life as services
from app.web import actor, attempt, may, page, pilot


@dataclass(frozen=True)
class Line:
    """A period that a report is due for, with its reports; the latest edition comes last."""

    period: Period
    name: str
    reports: Sequence[ReportRow]
    filed_on: Any

    @property
    def latest(self) -> ReportRow | None:
        """The edition that is worked on or was filed last."""
        return self.reports[-1] if self.reports else None

    @property
    def code(self) -> str:
        """The period as an address has it."""
        return f"{self.period.kind}-{self.period.year}"


def lines() -> list[Line]:
    """Every period that a report is due for, with what there is of it."""
    here = pilot()
    found, filed = queries.reports(here.id), queries.filed_days(here.id)
    return [
        Line(
            each,
            labels.title_of(each.kind, each.year),
            [row for row in found if (row.kind, row.year) == (each.kind, each.year)],
            filed.get((each.kind, each.year)),
        )
        for each in life.periods(here.preset)
    ]


def to_begin(found: Sequence[Line]) -> list[Line]:
    """Those not begun yet whose period has; those that are over first come first."""
    return [one for one in found if not one.reports and one.period.scope.first <= pilot().day]


@blueprint.get("/reports")
@requires(Permission.STATEMENT)
def index() -> Any:
    """What is due for whom when, where it stands, and the one to begin next."""
    found = lines()
    waiting = to_begin(found)
    over = [one for one in waiting if one.period.last < pilot().day]
    return page(
        "reports/index.html",
        lines=found,
        following=over[0] if over else None,
        can_begin=bool(waiting),
        day=pilot().day,
        states=labels.STATE,
        may_prepare=may(Permission.PREPARE_REPORT),
    )


@blueprint.route("/reports/new", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def begin() -> Any:
    """Begins a report: for which period, in which language."""
    form, ids = BeginForm(), list[int]()
    waiting = to_begin(lines())
    form.period.choices = [(one.code, one.name) for one in waiting]
    form.period.validate_choice = False

    def run() -> None:
        kind, _dash, year = (form.period.data or "").partition("-")
        number = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0
        ids.append(services.begin(actor(), pilot(), kind, number, form.language.data))

    if attempt(form, run):
        flash(_("Der Nachweis ist begonnen. Schreiben Sie nun den Sachbericht."), "success")
        return to("show", report_id=ids[0])
    if not form.is_submitted():
        form.period.data = request.args.get("period") or next((o.code for o in waiting), None)
        form.language.data = "de"
    return page("reports/begin.html", form, waiting=waiting)


@blueprint.get(ONE)
@requires(Permission.STATEMENT)
def show(report_id: int) -> Any:
    """Where a report stands and what to do next; its chapters, files, papers and course."""
    return shown(report_here(report_id))


def shown(row: ReportRow, form: Any = None) -> Any:
    """The page of a report; `form` carries what was refused."""
    here, state = pilot(), State(row.state)
    events = queries.events(here.id, row.id)
    filed = filing(here.id, row.id)
    found = figures_here(row)
    return page(
        "reports/show.html",
        form,
        row=row,
        title=labels.title(row),
        state=labels.STATE[state],
        steps=labels.step_names(expects_certificate(state, events)),
        place=life.place(state),
        chapters=chapter_lines(row),
        acts=acts_of(row),
        changed=changed_since(row, list(events)),
        figures=figure_rows(row, seen(filed.figures) if filed else found),
        is_empty=is_empty(found),
        plans=plans_in(row),
        filed=filed,
        restated=len(restated(here, row, filed).rows) if filed else 0,
        standing=labels.STANDING[standing(standing_steps(steps(here.id, row.id)))],
        before=[] if filed else named(restatements(here, row)),
        told=[labels.told(one) for one in reversed(events)],
        due_on=due_of(row),
        documents=panel(row.id),
        certification=life.certification_in(here.preset),
        links=links(row),
    )


def expects_certificate(state: State, events: Sequence[queries.EventRow]) -> bool:
    """Whether a certificate is there, or may still come."""
    if state is State.FILED:
        return queries.last_of(events, Act.CERTIFY) is not None
    return life.certification_in(pilot().preset) is not Certification.UNKNOWN_TO_RULES


def named(found: Sequence[Restatement]) -> list[tuple[str, Restatement]]:
    """Restatements with the names of their reports."""
    return [(labels.title(one.report), one) for one in found]


def acts_of(row: ReportRow) -> dict[str, bool]:
    """What this reader may do with a report now; `next` is the one main action."""
    state, prepares = State(row.state), may(Permission.PREPARE_REPORT)
    asked = life.certification_in(pilot().preset)
    is_over = row.until_day < pilot().day
    is_own = actor().user_id in {
        row.prepared_by,
        row.checked_by,
        *queries.writers(pilot().id, row.id),
    }
    approves = may(Permission.APPROVE) and life.can(state, Act.APPROVE)
    certifies = prepares and life.can(state, Act.CERTIFY)
    return {
        "write": prepares and state is State.DRAFT,
        "check": prepares and life.can(state, Act.CHECK) and is_over,
        "waits": prepares and state is State.DRAFT and not is_over,
        "approve": approves and not is_own,
        "is_own": approves and is_own,
        "certify": certifies and asked is not Certification.UNKNOWN_TO_RULES,
        "file": prepares
        and life.can(state, Act.FILE)
        and (state is State.CERTIFIED or asked is not Certification.DEMANDED),
        "recall": prepares and life.can(state, Act.SEND_BACK),
        "give_back": may(Permission.APPROVE) and life.can(state, Act.SEND_BACK),
        "anew": prepares and state is State.FILED and is_latest(row),
        "review": state is State.FILED,
    }


def is_latest(row: ReportRow) -> bool:
    """Whether there is no later edition."""
    same = [o for o in queries.reports(pilot().id) if (o.kind, o.year) == (row.kind, row.year)]
    return same[-1].id == row.id


@dataclass(frozen=True)
class ChapterLine:
    """A chapter in the table of a report."""

    key: str
    heading: str
    text: TextRow | None
    url: str

    @property
    def is_written(self) -> bool:
        """Whether anything stands in it."""
        return self.text is not None and bool(self.text.text)


def chapter_lines(row: ReportRow) -> list[ChapterLine]:
    """The chapters of a report with what was written so far."""
    written: Mapping[str, TextRow] = queries.texts(pilot().id, row.id)
    return [
        ChapterLine(
            one.key,
            labels.heading(one),
            written.get(one.key),
            address("text", report_id=row.id, chapter=one.key),
        )
        for one in labels.chapters(pilot().preset, row.kind)
    ]


def is_empty(found: Any) -> bool:
    """Whether nothing was booked or received in the period, and nobody was there."""
    keys = ("spent", "income", "admitted_here", "in_care", "vouchers")
    return all(found.get(key) == 0 for key in keys)


def plans_in(row: ReportRow) -> list[PlanVersion]:
    """The versions of the plan that were in force in the period; more than one: it changed."""
    found = versions(pilot().id)
    first = in_force_on(found, row.from_day)
    later = [one for one in found if row.from_day < one.valid_from <= row.until_day]
    return [*([first] if first else []), *later]


def due_of(row: ReportRow) -> Any:
    """The day by which a report is due; None where the rules ask for none any more."""
    try:
        return life.period(pilot().preset, row.kind, row.year).due_on
    except DomainError:
        return None


def links(row: ReportRow) -> list[tuple[str, str]]:
    """Where the figures and what they still lack are seen."""
    found = [
        (_("Kennzahlen des Zeitraums"), "figures.index", {"period": row.scope.code}),
        (_("Vollständigkeit"), "readiness.index", {"report": row.id}),
    ]
    urls = [(name, elsewhere(place, Permission.STATEMENT, **given)) for name, place, given in found]
    return [(name, url) for name, url in urls if url]


@blueprint.get(f"{ONE}/restated")
@requires(Permission.STATEMENT)
def restated_page(report_id: int) -> Any:
    """What of a filed report would be told otherwise by what we know today, and why."""
    row = report_here(report_id)
    filed = filing(pilot().id, report_id)
    if filed is None:
        raise NotFound
    found = restated(pilot(), row, filed)
    return page(
        "reports/restated.html",
        row=row,
        title=labels.title(row),
        filed=filed,
        rows=restated_rows(found),
    )


@dataclass(frozen=True)
class RestatedLine:
    """A figure that would be told otherwise, in words."""

    name: str
    url: str | None
    filed: str
    now: str
    change: str
    causes: Sequence[tuple[str, str | None]]


def restated_rows(found: Restatement) -> list[RestatedLine]:
    """The figures of a restatement for this reader, each cause with its page where it has one."""
    shows_people = may(Permission.PARTICIPANTS)
    return [
        RestatedLine(
            label(one.key, pilot().preset),
            elsewhere(
                "figures.detail",
                Permission.STATEMENT,
                scope=found.report.scope.code,
                key=one.key,
            ),
            *labels.values(one, guards=not shows_people),
            causes_for_reader(one.causes, shows_people),
        )
        for one in found.rows
    ]


def causes_for_reader(causes: Sequence[Any], shows_people: bool) -> list[tuple[str, str | None]]:
    """The rows behind a change with their pages; stays only for who may see participants."""
    found: list[tuple[str, str | None]] = [
        (labels.cause_text(one), page_of(one))
        for one in causes
        if one.row != "stay" or shows_people
    ]
    if len(found) < len(causes):
        found.append((labels.stays_changed(), None))
    return found


def page_of(cause: Any) -> str | None:
    """The page of a row recorded since filing."""
    if cause.row == "booking":
        return elsewhere("finance.booking", Permission.FINANCE, source_number=cause.number)
    if cause.row == "stay":
        return elsewhere("participants.show", Permission.PARTICIPANTS, number=int(cause.number))
    if cause.row == "milestone":
        return elsewhere("milestones.detail", Permission.MILESTONES, milestone_id=cause.id)
    return None


@blueprint.route(f"{ONE}/anew", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def anew(report_id: int) -> Any:
    """Begins the next edition of a filed report, with a reason."""
    row, form, ids = report_here(report_id), AnewForm(), list[int]()

    def run() -> None:
        given = form.data
        ids.append(
            services.begin_anew(actor(), pilot(), report_id, given["language"], given["reason"])
        )

    if attempt(form, run):
        flash(_("Die neue Ausgabe ist begonnen; die Texte sind übernommen."), "success")
        return to("show", report_id=ids[0])
    if not form.is_submitted():
        form.language.data = row.language
    return page("reports/anew.html", form, row=row, title=labels.title(row))
