"""Reports brought to any state through the ordinary services; the files are small stand-ins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from flask import Flask

from app.access import Actor
from app.config import Settings
from app.extensions import db
from app.reporting.reports import queries
from app.reporting.reports.queries import ReportRow
from app.reporting.reports.services import filing, life
from app.reporting.reports.services.filing import Filed
from tests.factories import actor_as, pilot

WANTED = Filed(date(2024, 4, 29), "Post, Az. 7", "Die Regel ist nicht bestätigt.")


def settings_of(web: Flask) -> Settings:
    found: Settings = web.extensions["pilotbuch_settings"]
    return found


def write(folder: Path) -> Mapping[str, Path]:
    """Files of a few bytes, in the shape that the package gives them."""
    paths = {ending: folder / f"report.{ending}" for ending in ("xlsx", "pdf", "docx")}
    for ending, path in paths.items():
        path.write_bytes(f"Nachweis als {ending}".encode())
    return paths


def row_of(report_id: int) -> ReportRow:
    return queries.report(pilot().id, report_id)


def begun(year: int = 2023, kind: str = "interim", language: str = "de") -> int:
    return life.begin(actor_as("coordinator"), pilot(), kind, year, language)


def checked(year: int = 2023) -> int:
    report_id = begun(year)
    life.check(actor_as("finance"), pilot(), report_id, row_of(report_id).version)
    return report_id


def approved(year: int = 2023) -> int:
    report_id = checked(year)
    life.approve(actor_as("approver"), pilot(), report_id, row_of(report_id).version)
    return report_id


def file_now(web: Flask, report_id: int, wanted: Filed = WANTED) -> None:
    actor: Actor = actor_as("coordinator")
    settings, row = settings_of(web), row_of(report_id)
    draft = filing.draft_filing(actor, pilot(), row, wanted, settings, write)
    filing.file(actor, pilot(), draft, wanted)


def filed(web: Flask, year: int = 2023) -> int:
    """A filed report; the transaction is committed."""
    report_id = approved(year)
    file_now(web, report_id)
    db.session.commit()
    return report_id
