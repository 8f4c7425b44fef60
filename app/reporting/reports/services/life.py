"""The life of a report up to filing: each act is an event. Services flush, never commit."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select

from app import audit
from app.access import Actor, Permission
from app.database import new_id, utc_now
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.pilots.queries import PilotInForce, one_at_a_time
from app.reporting.figures.queries import figures_of
from app.reporting.figures.rules import Figures, Scope, differences
from app.reporting.reports import queries
from app.reporting.reports.models import Report, ReportEvent, ReportText
from app.reporting.reports.rules import life
from app.reporting.reports.rules.life import Act, Certificate, Result, State


def begin(actor: Actor, pilot: PilotInForce, kind: str, year: int, language: str) -> int:
    """Begins the first edition of a report; returns its id.

    Refuses a period that the rule set asks no report for, and a second report for the same.
    """
    wanted = life.period(pilot.preset, kind, year)
    life.check_begin(wanted, pilot.day)
    one_at_a_time(actor.pilot_id)
    if _latest(actor.pilot_id, kind, year) is not None:
        raise DomainError("reports.begun_already", "period")
    return _begin(actor, wanted, language, 1, pilot.day).id


def begin_anew(
    actor: Actor, pilot: PilotInForce, report_id: int, language: str, reason: str
) -> int:
    """Begins the next edition of a filed report with its texts; what was filed stays as it is."""
    one_at_a_time(actor.pilot_id)
    before = report_row(actor, report_id)
    latest = _latest(actor.pilot_id, before.kind, before.year)
    if latest is None or latest.id != report_id:
        raise DomainError("reports.edition_there")
    said = life.check_anew(State(before.state), reason)
    wanted = life.period(pilot.preset, before.kind, before.year)
    row = _begin(actor, wanted, language, before.edition + 1, pilot.day, said)
    for chapter, text in queries.texts_of(actor.pilot_id, report_id).items():
        db.session.add(
            ReportText(
                pilot_id=actor.pilot_id,
                id=new_id(),
                report_id=row.id,
                chapter=chapter,
                text=text,
                written_by=actor.user_id,
            )
        )
    db.session.flush()
    return row.id


def _latest(pilot_id: int, kind: str, year: int) -> Report | None:
    return db.session.scalar(
        select(Report)
        .where(Report.pilot_id == pilot_id, Report.kind == kind, Report.year == year)
        .order_by(Report.edition.desc())
        .limit(1)
    )


def _begin(
    actor: Actor, wanted: life.Period, language: str, edition: int, day: date, reason: str = ""
) -> Report:
    row = Report(
        pilot_id=actor.pilot_id,
        id=new_id(),
        kind=wanted.kind,
        year=wanted.year,
        edition=edition,
        language=language,
        from_day=wanted.scope.first,
        until_day=wanted.scope.last,
        state=State.DRAFT,
        prepared_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    add_event(actor, row, Act.BEGIN, day, note=reason or None)
    audit.record(actor, "begin_report", "report", row.id)
    return row


def choose_language(actor: Actor, report_id: int, language: str, version: int) -> None:
    """Another language for a report that is still a draft."""
    row = report_in_version(actor, report_id, version)
    if row.state != State.DRAFT:
        raise DomainError("reports.text_fixed")
    row.language = language
    db.session.flush()
    audit.record(actor, "choose_report_language", "report", row.id, ["language"])


def write_text(actor: Actor, report_id: int, chapter: str, text: str, version: int) -> None:
    """Saves a chapter's text; `version` is that of the text shown, 0 where there was none.

    The caller has seen to it that the report has such a chapter. Stale for who comes second.
    """
    report = report_row(actor, report_id)
    plain = "\n".join(text.splitlines()).strip()
    life.check_text(State(report.state), plain)
    row = db.session.scalar(
        select(ReportText).where(
            ReportText.pilot_id == actor.pilot_id,
            ReportText.report_id == report_id,
            ReportText.chapter == chapter,
        )
    )
    if (row.version if row is not None else 0) != version:
        raise Stale
    if row is None:
        row = ReportText(pilot_id=actor.pilot_id, id=new_id(), report_id=report_id, chapter=chapter)
        db.session.add(row)
    row.text, row.written_by = plain, actor.user_id
    row.written_at = utc_now()
    db.session.flush()
    audit.record(actor, "write_report_text", "report", report_id, [chapter])


def check(actor: Actor, pilot: PilotInForce, report_id: int, version: int) -> None:
    """The report is right in fact and figures; from now on its texts are fixed."""
    row = report_in_version(actor, report_id, version)
    state = life.next_state(State(row.state), Act.CHECK)
    life.check_over(row.until_day, pilot.day)
    figures = figures_of(actor.pilot_id, pilot.preset, Scope(row.from_day, row.until_day))
    row.state, row.checked_by = state, actor.user_id
    db.session.flush()
    add_event(actor, row, Act.CHECK, pilot.day, figures=dict(figures))
    audit.record(actor, "check_report", "report", row.id, ["state"])


def approve(actor: Actor, pilot: PilotInForce, report_id: int, version: int) -> None:
    """A second person approves exactly what was checked."""
    if not actor.may(Permission.APPROVE):
        raise DomainError("house.not_allowed")
    row = report_in_version(actor, report_id, version)
    state = life.next_state(State(row.state), Act.APPROVE)
    before = {row.prepared_by, row.checked_by, *queries.writers(actor.pilot_id, report_id)}
    life.check_second_person(actor.user_id, before)
    figures = unchanged_figures(pilot, row, Act.CHECK)
    row.state, row.approved_by = state, actor.user_id
    db.session.flush()
    add_event(actor, row, Act.APPROVE, pilot.day, figures=dict(figures))
    audit.record(actor, "approve_report", "report", row.id, ["state"])


def unchanged_figures(pilot: PilotInForce, row: Report, since: Act) -> Figures:
    """The figures of a report as they are now; refuses them where they differ from those that
    were looked at in the act before."""
    seen = queries.last_of(queries.events(row.pilot_id, row.id), since)
    now = figures_of(pilot.id, pilot.preset, Scope(row.from_day, row.until_day))
    changed = differences(seen.figures or {}, now) if seen is not None else []
    if seen is None or changed:
        raise DomainError("reports.figures_changed", count=len(changed))
    return now


def certify(actor: Actor, report_id: int, version: int, given: Certificate, day: date) -> None:
    """The audit office has certified the report, or has not: then it is a draft again."""
    row = report_in_version(actor, report_id, version)
    state = life.next_state(State(row.state), given.result.act)
    life.check_certified(given, row.until_day, day)
    row.state = state
    if given.result is Result.OBJECTED:
        row.checked_by = row.approved_by = None
    db.session.flush()
    add_event(
        actor,
        row,
        given.result.act,
        day,
        note=given.remarks.strip() or None,
        office=given.office.strip(),
        result=given.result,
        reference=given.reference.strip() or None,
        happened_on=given.on,
    )
    audit.record(actor, "certify_report", "report", row.id, ["state"])


def send_back(actor: Actor, report_id: int, version: int, reason: str, day: date) -> None:
    """The report is a draft again, with a reason; whoever prepares or approves may do so."""
    row = report_in_version(actor, report_id, version)
    row.state = life.next_state(State(row.state), Act.SEND_BACK)
    said = life.needed(reason, "reports.reason_missing")
    row.checked_by = row.approved_by = None
    db.session.flush()
    add_event(actor, row, Act.SEND_BACK, day, note=said)
    audit.record(actor, "send_report_back", "report", row.id, ["state"])


def report_row(actor: Actor, report_id: int) -> Report:
    """A report of the actor's pilot, locked until the end of the transaction."""
    row = db.session.get(
        Report, (actor.pilot_id, report_id), with_for_update=True, populate_existing=True
    )
    if row is None:
        raise NotFound
    return row


def report_in_version(actor: Actor, report_id: int, version: int) -> Report:
    """The same; Stale where somebody else has done something with it meanwhile."""
    row = report_row(actor, report_id)
    if row.version != version:
        raise Stale
    return row


def add_event(actor: Actor, row: Report, act: Act, day: date, **facts: Any) -> None:
    """A further act in the life of a report; the caller records it."""
    turn = db.session.scalar(
        select(func.max(ReportEvent.turn)).where(
            ReportEvent.pilot_id == row.pilot_id, ReportEvent.report_id == row.id
        )
    )
    db.session.add(
        ReportEvent(
            pilot_id=row.pilot_id,
            id=new_id(),
            report_id=row.id,
            turn=(turn or 0) + 1,
            act=act,
            done_by=actor.user_id,
            day=day,
            **facts,
        )
    )
    db.session.flush()
