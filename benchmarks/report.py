"""The whole final statement of five years: composed, and written as workbook, PDF and DOCX."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Final

from app.finance.grants.services.money import Income, enter_receipt
from app.periods import month_starts
from app.pilots.queries import PilotInForce, pilot_by_key
from app.pilots.services import set_training_day
from app.reporting.figures.rules import whole_scope
from app.reporting.package.content import content_of
from app.reporting.package.files import write_files
from app.reporting.reports.queries import ReportRow
from benchmarks import processes
from benchmarks.figures import Figure, timed
from benchmarks.house import KEY, House
from benchmarks.people import fill
from benchmarks.vouchers import take_vouchers, voucher_list

PEOPLE, VOUCHERS = 120, 3_000
TARGET_S: Final = 10
LAST: Final = date(2026, 10, 31)
"""The last day of the funding: all five years lie behind."""


def figures(at: House, runs: int) -> list[Figure]:
    """The command in a process of its own against its limit; its parts for comparison."""
    settle(at)
    group = f"Final statement: 5 years, {VOUCHERS:,} vouchers, {PEOPLE} people"
    words = ("export", "report", "--pilot", KEY, "--kind", "final", "--to")
    with tempfile.TemporaryDirectory(dir=at.folder) as folder:
        told = [processes.flask((*words, folder), at.environment) for _ in range(runs)]
    found = [
        Figure(
            group,
            "flask export report: xlsx, pdf and docx",
            "s",
            [took / 1000 for took, _memory in told],
            TARGET_S,
        )
    ]
    if processes.can_see_memory():
        found.append(Figure(group, "its peak memory", "MB", [memory for _took, memory in told]))
    return found + parts(at, group, runs)


def settle(at: House) -> None:
    """Moves the clock to the end of the funding and fills the five years."""
    with at.desk():
        set_training_day(at.actor, LAST)
        pilot = at.pilot
        fill(at.actor, pilot, PEOPLE)
        for month in list(month_starts(pilot.preset.notice.starts_on, LAST))[::3]:
            reason = f"Mittelabruf {month:%m/%Y}"
            income = Income("draw_down", month, "Bundeskasse", reason, 90_000_00, "ohne Auszug")
            enter_receipt(at.actor, income, LAST)
        data = voucher_list(pilot, VOUCHERS)
    take_vouchers(at, data)


def parts(at: House, group: str, runs: int) -> list[Figure]:
    """Composing, and writing all three files, in a warm process."""
    with at.web.app_context(), tempfile.TemporaryDirectory(dir=at.folder) as folder:
        pilot = pilot_by_key(KEY, LAST)
        assert pilot is not None
        row = final_report(pilot)
        report = content_of(pilot, row, {})
        assert len(report.statement.vouchers) == VOUCHERS
        composed = [timed(lambda: content_of(pilot, row, {})) for _ in range(runs)]
        written = [timed(lambda: write_files(report, Path(folder))) for _ in range(runs)]
    return [
        Figure(group, "composing the content", "ms", composed),
        Figure(group, "writing the three files", "ms", written),
    ]


def final_report(pilot: PilotInForce) -> ReportRow:
    """A draft of the final statement."""
    scope = whole_scope(pilot.preset.notice, pilot.day)
    return ReportRow(
        id=0,
        kind="final",
        year=scope.last.year,
        edition=1,
        language="de",
        from_day=scope.first,
        until_day=scope.last,
        state="draft",
        prepared_by=0,
        checked_by=None,
        approved_by=None,
        version=1,
    )
