"""flask import …, flask reconcile: the contract for other programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from app.cli.desk import Desk, command, desk, language, say
from app.extensions import db
from app.finance.bank.queries import reconciliation
from app.finance.bank.services.matching import accept_certain
from app.intake import kinds
from app.intake.findings import Finding, Outcome, Severity
from app.intake.kinds import ImportKind
from app.messages import sentence
from app.stored_files import write_whole
from app.web import one_transaction

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SHOWN = 50


@click.command("import")
@click.argument("kind", type=click.Choice([str(kind) for kind in ImportKind]))
@click.argument("file", type=FILE)
@click.option("--pilot", "pilot_key", required=True)
@click.option("--dry-run", is_flag=True, help="prüft nur / checks only")
@click.option("--accept-valid", is_flag=True, help="nimmt die gültigen Zeilen / takes valid rows")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path))
@command
def import_(
    kind: str, file: Path, pilot_key: str, dry_run: bool, accept_valid: bool, report: Path | None
) -> None:
    """Nimmt eine Datei auf / takes a file in."""
    which = ImportKind(kind)
    with one_transaction():
        at = desk(pilot_key)
    data = file.read_bytes()
    parsed = kinds.read(which, at.pilot, data)
    import_id = None
    if dry_run:
        outcome = kinds.preview(which, at.actor, at.pilot, parsed)
        db.session.rollback()
    else:
        with one_transaction():
            taken = kinds.take_in(which, at.actor, at.pilot, parsed, file.name, data, accept_valid)
        outcome, import_id = taken.outcome, taken.import_id
    if report:
        write_report(report, report_of(outcome))
    show(outcome, dry_run, import_id)
    if not outcome.is_clean and not accept_valid:
        sys.exit(1)


def report_of(outcome: Outcome) -> dict[str, Any]:
    """The report as the contract has it; counts are disjoint and add up to `read`."""
    tally = outcome.tally
    return {
        "read": tally.read,
        "accepted": tally.accepted,
        "rejected": tally.rejected,
        "duplicates": tally.duplicates,
        "unchanged": tally.unchanged,
        "findings": [finding_of(finding) for finding in outcome.findings],
    }


def finding_of(finding: Finding) -> dict[str, Any]:
    """A finding with its sentence."""
    return {
        "sheet": finding.sheet,
        "line": finding.line,
        "cell": finding.cell,
        "column": finding.column,
        "value": finding.value,
        "code": finding.code,
        "message": sentence(finding.code, language(), dict(finding.params)),
        "severity": str(finding.severity),
    }


def write_report(path: Path, report: Mapping[str, Any]) -> None:
    """Writes a report whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(report, ensure_ascii=False, indent=2).encode())


def show(outcome: Outcome, dry_run: bool, import_id: int | None) -> None:
    """Counts and findings for people."""
    tally = outcome.tally
    say(
        f"{tally.read} gelesen: {tally.accepted} angenommen, {tally.rejected} abgelehnt, "
        f"{tally.duplicates} doppelt, {tally.unchanged} unverändert.",
        f"{tally.read} read: {tally.accepted} accepted, {tally.rejected} rejected, "
        f"{tally.duplicates} duplicates, {tally.unchanged} unchanged.",
    )
    _show_findings(outcome.findings)
    if dry_run:
        say("Nur geprüft, nichts gespeichert.", "Checked only, nothing saved.")
    elif import_id is None and tally.accepted:
        say(
            "Nichts gespeichert. Mit --accept-valid kommen die gültigen Zeilen hinein.",
            "Nothing saved. With --accept-valid the valid rows are taken in.",
        )
    elif import_id is None:
        say("Nichts gespeichert.", "Nothing saved.")


def _show_findings(findings: Sequence[Finding]) -> None:
    names = {
        Severity.ERROR: ("Fehler", "error"),
        Severity.WARNING: ("Hinweis", "warning"),
        Severity.NOTE: ("Notiz", "note"),
    }
    for finding in findings[:SHOWN]:
        name = names[finding.severity][language() == "en"]
        line = f"{'line' if language() == 'en' else 'Zeile'} {finding.line}" if finding.line else ""
        where = ", ".join(part for part in (line, finding.cell, finding.column) if part)
        text = sentence(finding.code, language(), dict(finding.params))
        click.echo(f"  {name} {where}: {text}" if where else f"  {name}: {text}")
    if len(findings) > SHOWN:
        rest = len(findings) - SHOWN
        say(f"  … und {rest} weitere (--report).", f"  … and {rest} more (--report).")


@click.command("reconcile")
@click.option("--pilot", "pilot_key", required=True)
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path))
@command
def reconcile(pilot_key: str, report: Path | None) -> None:
    """Nimmt die sicheren Vorschläge zum Bankabgleich an / accepts the certain proposals."""
    with one_transaction():
        at = desk(pilot_key)
        accepted = accept_certain(at.actor, at.pilot.preset.bank.draw_down_words)
    state = reconciliation(at.pilot.id, at.pilot.day)
    figures = {
        "accepted": len(accepted),
        "vouchers": sum(len(one.vouchers) for one in accepted if one.parts),
        "draw_downs": sum(1 for one in accepted if not one.vouchers),
        "entries": state.entries,
        "matched": state.matched,
        "unmatched": state.unmatched,
    }
    if report:
        write_report(report, figures)
    _show_reconciliation(figures, at)


def _show_reconciliation(figures: Mapping[str, int], at: Desk) -> None:
    say(
        f"{figures['vouchers']} Belege und {figures['draw_downs']} Mittelabrufe zugeordnet. "
        f"Umsätze bis {at.pilot.day:%d.%m.%Y}: {figures['entries']}, davon "
        f"{figures['unmatched']} offen.",
        f"{figures['vouchers']} vouchers and {figures['draw_downs']} draw-downs matched. "
        f"Entries until {at.pilot.day:%d %b %Y}: {figures['entries']}, of which "
        f"{figures['unmatched']} open.",
    )
