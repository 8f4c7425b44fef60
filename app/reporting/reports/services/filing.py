"""A report is filed: figures, rules, plan and files are frozen together, or nothing is.

The files are written and sealed first, without holding up others; the filing itself is one short
transaction. What is left on disk by a broken attempt is named by nothing and removed by the next.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app import audit
from app.access import Actor
from app.config import Settings
from app.database import new_id
from app.errors import DomainError, Stale
from app.extensions import db
from app.finance.queries import plan_in_force
from app.pilots.queries import PilotInForce, one_at_a_time
from app.reporting.figures.rules import Figures
from app.reporting.package.files import stem_of
from app.reporting.reports import queries
from app.reporting.reports.models import Report, ReportFiling
from app.reporting.reports.queries import ReportRow
from app.reporting.reports.queries.filing import filing
from app.reporting.reports.rules import life
from app.reporting.reports.rules.life import Act, State
from app.reporting.reports.services.life import add_event, report_in_version, unchanged_figures
from app.stored_files import read_sealed, write_sealed

Write = Callable[[Path], Mapping[str, Path]]
"""Writes the files of a report into a folder and gives their paths by ending."""
MEDIA_TYPES: Mapping[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Filed:
    """The day and way on which a report goes to the funder, and why without a certificate."""

    on: date
    way: str
    why_not: str


@dataclass(frozen=True)
class Draft:
    """Files that are written and sealed, but not filed yet."""

    filing_id: int
    report_id: int
    version: int
    figures: Figures
    files: dict[str, dict[str, Any]]


@dataclass(frozen=True)
class OpenedFile:
    """A filed file as it is handed out."""

    name: str
    media_type: str
    content: bytes


def file_name(pilot: PilotInForce, row: ReportRow, ending: str) -> str:
    """What a file of a report is called, in every language."""
    return f"{stem_of(pilot.key, row.kind, row.year, row.edition)}.{ending}"


def sealed_path(settings: Settings, pilot_id: int, draft: tuple[int, int], ending: str) -> Path:
    """Where a file lies (`draft`: report and filing); its name is part of the seal."""
    report_id, filing_id = draft
    return _folder(settings) / f"{pilot_id}-{report_id}-{filing_id}.{ending}.sealed"


def _folder(settings: Settings) -> Path:
    return settings.files / "reports"


def draft_filing(
    actor: Actor,
    pilot: PilotInForce,
    row: ReportRow,
    wanted: Filed,
    settings: Settings,
    write: Write,
) -> Draft:
    """Writes and seals the files; refuses first what could not be filed anyway."""
    # read without a lock: others may work while the files are written
    found = db.session.get_one(Report, (actor.pilot_id, row.id), populate_existing=True)
    if found.version != row.version:
        raise Stale
    figures = _checked(pilot, found, wanted)
    filing_id, files = new_id(), {}
    _folder(settings).mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=_folder(settings)) as folder:
            for ending, path in write(Path(folder)).items():
                content = path.read_bytes()
                target = sealed_path(settings, actor.pilot_id, (row.id, filing_id), ending)
                write_sealed(target, content, settings.keys["files"])
                files[ending] = {
                    "name": file_name(pilot, row, ending),
                    "size": len(content),
                    "sha256": hashlib.sha256(content).hexdigest(),
                }
    except BaseException:
        _remove(settings, f"{actor.pilot_id}-{row.id}-{filing_id}.*")
        raise
    return Draft(filing_id, row.id, row.version, figures, files)


def _checked(pilot: PilotInForce, row: Report, wanted: Filed) -> Figures:
    """The figures to be filed; refuses a report that cannot be filed now, or not so."""
    state = State(row.state)
    life.next_state(state, Act.FILE)
    life.check_certificate(state, life.certification_in(pilot.preset), wanted.why_not)
    life.check_day(wanted.on, row.until_day, pilot.day)
    life.needed(wanted.way, "reports.way_missing", "way")
    certified = queries.last_of(queries.events(row.pilot_id, row.id), Act.CERTIFY)
    if certified is not None and certified.happened_on and wanted.on < certified.happened_on:
        raise DomainError("reports.before_certificate", "on", day=certified.happened_on)
    return unchanged_figures(pilot, row, Act.APPROVE)


def discard(actor: Actor, draft: Draft, settings: Settings) -> None:
    """Takes away the files of a draft that could not be filed."""
    _remove(settings, f"{actor.pilot_id}-{draft.report_id}-{draft.filing_id}.*")


def _remove(settings: Settings, names: str) -> None:
    for path in _folder(settings).glob(names):
        path.unlink(missing_ok=True)


def file(actor: Actor, pilot: PilotInForce, draft: Draft, wanted: Filed) -> None:
    """Files a draft: from here on nothing of it changes. Refuses figures other than written."""
    one_at_a_time(actor.pilot_id)
    row = report_in_version(actor, draft.report_id, draft.version)
    if _checked(pilot, row, wanted) != draft.figures:
        raise DomainError("reports.changed_meanwhile")
    row.state = life.next_state(State(row.state), Act.FILE)
    db.session.flush()
    why_not = wanted.why_not.strip() or None
    said = {"happened_on": wanted.on, "reference": wanted.way.strip(), "note": why_not}
    add_event(actor, row, Act.FILE, pilot.day, **said)
    audit.record(actor, "file_report", "report", row.id, ["state", "figures", "files"])
    head = audit.head_of(actor.pilot_id)
    rules, plan = pilot.preset.rule_set, plan_in_force(pilot.id, row.until_day)
    db.session.add(
        ReportFiling(
            pilot_id=actor.pilot_id,
            id=draft.filing_id,
            report_id=row.id,
            filed_by=actor.user_id,
            filed_on=wanted.on,
            day=pilot.day,
            way=wanted.way.strip(),
            figures=dict(draft.figures),
            rule_set=rules.key,
            own_values=[asdict(one) for one in rules.own],
            plan_id=plan.id if plan else None,
            plan_notice=plan.notice if plan else None,
            files=draft.files,
            audit_sequence=head.sequence,
            audit_hash=head.hash,
        )
    )
    db.session.flush()


def remove_leftovers(actor: Actor, draft: Draft, settings: Settings) -> None:
    """Files of earlier attempts to file this report; called once the filing is committed."""
    kept = f"{actor.pilot_id}-{draft.report_id}-{draft.filing_id}."
    for path in _folder(settings).glob(f"{actor.pilot_id}-{draft.report_id}-*.sealed"):
        if not path.name.startswith(kept):
            path.unlink(missing_ok=True)


def open_file(actor: Actor, report_id: int, ending: str, settings: Settings) -> OpenedFile:
    """A file as it was filed, for download; refuses one that is not what was filed."""
    queries.report(actor.pilot_id, report_id)
    found = filing(actor.pilot_id, report_id)
    if found is None:
        raise DomainError("reports.not_filed")
    said = found.file(ending)
    path = sealed_path(settings, actor.pilot_id, (report_id, found.id), ending)
    content = read_sealed(path, settings.keys["files"])
    if hashlib.sha256(content).hexdigest() != said.sha256:
        raise DomainError("house.file_broken")
    audit.record(actor, "download_report", "report", report_id, [ending])
    return OpenedFile(said.name, MEDIA_TYPES[ending], content)


def announce_preview(actor: Actor, report_id: int, ending: str) -> None:
    """Records that a preview is about to be written, before it is, so that none is missing."""
    queries.report(actor.pilot_id, report_id)
    audit.record(actor, "preview_report", "report", report_id, [ending])
