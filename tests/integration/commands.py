"""The command line as other programs call it: exit code, output, reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import Result
from flask import Flask

from app.extensions import db
from tests.factories import SAMPLES

FILES = {
    "plan": SAMPLES / "finanzierungsplan.xlsx",
    "participants": SAMPLES / "teilnehmerliste.xlsx",
    "vouchers": SAMPLES / "belegliste.csv",
    "bank": SAMPLES / "kontoauszug.camt053.xml",
}


def flask(web: Flask, *words: str | Path) -> Result:
    """Runs `flask …`; exceptions that the command lets out fail the test."""
    db.session.remove()
    result = web.test_cli_runner().invoke(args=[str(word) for word in words])
    db.session.remove()
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def take(web: Flask, kind: str, *options: str | Path, file: Path | None = None) -> Result:
    """`flask import KIND FILE --pilot gecko …`, the sample unless another is given."""
    return flask(web, "import", kind, file or FILES[kind], "--pilot", "gecko", *options)


def report_path(web: Flask) -> Path:
    """Where reports of a test go."""
    instance: Path = web.extensions["pilotbuch_settings"].instance
    return instance / "reports" / "report.json"


def imported(web: Flask, kind: str, *options: str) -> dict[str, Any]:
    """Takes the valid rows of a sample in and returns the report."""
    result = take(web, kind, "--accept-valid", "--report", report_path(web), *options)
    assert result.exit_code == 0, result.output
    return read_report(web)


def read_report(web: Flask) -> dict[str, Any]:
    """The report last written."""
    found: dict[str, Any] = json.loads(report_path(web).read_text(encoding="utf-8"))
    return found


def reconciled(web: Flask) -> dict[str, Any]:
    """`flask reconcile` and its report."""
    result = flask(web, "reconcile", "--pilot", "gecko", "--report", report_path(web))
    assert result.exit_code == 0, result.output
    return read_report(web)


def status(web: Flask, *options: str) -> dict[str, Any]:
    """`flask status --json` on the day of account, or as the options say."""
    result = flask(web, "status", "--pilot", "gecko", "--json", *options)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.output)
    return found
