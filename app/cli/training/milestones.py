"""What the coordinator planned, reported and reached of the milestones up to the training day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from app.access import Actor
from app.cli.desk import Desk, by
from app.finance.queries import spent_by_month
from app.milestones.plan import queries as plan
from app.milestones.plan.services import PackageFacts, add_need, revise_package
from app.milestones.queries import MilestoneRow, all_of
from app.milestones.services import MilestoneFacts, revise
from app.milestones.services import plan as plan_milestone
from app.milestones.trend.services import Expectation, report
from app.reporting.figures.queries import reached_days

HALF, TARGET = "60 Aufnahmen", "120 Aufnahmen"
STUDY, WORK, CONFERENCE = "Zwischenbericht der Evaluation", "Zehnmal Arbeit", "Abschlussfachtag"
PLANNED_ON = date(2022, 1, 17)
FURTHER = (
    (
        "AP 4",
        MilestoneFacts(
            STUDY,
            date(2023, 12, 31),
            "Interim report of the evaluation",
            evidence_kind="document",
            evidence="Bericht des Instituts",
        ),
    ),
    (
        "AP 3",
        MilestoneFacts(
            WORK,
            date(2024, 12, 31),
            "Employment ten times",
            evidence_kind="figure",
            measure="outcome:employment",
            at_least=10,
        ),
    ),
    (
        "AP 4",
        MilestoneFacts(
            CONFERENCE,
            date(2026, 6, 30),
            "Closing conference",
            evidence_kind="text",
            evidence="Einladung und Teilnahmeliste",
        ),
    ),
)
LAG_DAYS = 30
"""Between the last admission and the conference that tells about it."""
STUDY_CAME = date(2024, 1, 18)
REPORTS: Mapping[date, Mapping[str, tuple[date, str]]] = {
    date(2022, 3, 31): {},
    date(2022, 9, 30): {},
    date(2022, 12, 30): {HALF: (date(2024, 2, 29), "")},
    date(2023, 3, 31): {HALF: (date(2023, 12, 31), "")},
    date(2023, 6, 30): {HALF: (date(2023, 9, 30), ""), TARGET: (date(2026, 2, 28), "")},
    date(2023, 9, 29): {TARGET: (date(2025, 12, 31), "")},
    date(2023, 12, 22): {
        STUDY: (date(2024, 1, 31), "Eine Fallgruppe wird nach den Feiertagen nachgereicht.")
    },
    date(2024, 3, 28): {
        TARGET: (date(2026, 4, 30), "Die Plätze sind belegt; neue werden erst mit Austritten frei.")
    },
    date(2024, 5, 31): {
        TARGET: (date(2026, 6, 15), "Austritte kommen später als bei der Planung angenommen.")
    },
    date(2024, 6, 28): {TARGET: (date(2026, 7, 31), "Die mittlere Verweildauer steigt weiter an.")},
}
"""What was expected otherwise than in the report before, and why later."""


def fill(at: Desk, coordinator: Actor) -> None:
    """Further milestones, who is responsible, and a report every few months."""
    by(coordinator)
    begun = spent_by_month(at.pilot.id, at.pilot.day)
    reach(at, coordinator, "Projektbeginn", at.pilot.preset.notice.starts_on)
    reach(at, coordinator, "Stellen besetzt", min(begun))
    take_charge(at, coordinator)
    plan_further(at, coordinator)
    for day, changes in REPORTS.items():
        by(coordinator)
        if day > STUDY_CAME:
            reach(at, coordinator, STUDY, STUDY_CAME)
        report_on(at, coordinator, day, changes)


def rows_on(at: Desk, day: date) -> dict[str, MilestoneRow]:
    """The milestones by title as they stood on a day."""
    return {row.title: row for row in all_of(at.pilot.id, day, reached_days(at.pilot.id, day))}


def reach(at: Desk, coordinator: Actor, title: str, day: date) -> None:
    """Enters the day on which a milestone was reached, once."""
    row = rows_on(at, at.pilot.day)[title]
    if row.actual_on is None:
        revise(coordinator, row.id, row.expected_on, day, "", row.version, at.pilot.day)


def take_charge(at: Desk, coordinator: Actor) -> None:
    """The coordinator answers for every work package."""
    for package in plan.packages(at.pilot.id, []):
        kept: dict[str, Any] = {
            one.name: value
            for one in fields(PackageFacts)
            if (value := getattr(package, one.name)) is not None
        }
        facts = PackageFacts(**{**kept, "owner_id": coordinator.user_id})
        revise_package(coordinator, package.id, facts, package.version)


def plan_further(at: Desk, coordinator: Actor) -> None:
    """A report as a document, a figure of outcomes, and a conference after the last admission."""
    ids = {one.code: one.id for one in plan.packages(at.pilot.id, [])}
    for code, facts in FURTHER:
        owned = replace(facts, package_id=ids[code], owner_id=coordinator.user_id)
        plan_milestone(coordinator, owned, PLANNED_ON)
    rows = rows_on(at, PLANNED_ON)
    add_need(coordinator, rows[CONFERENCE].id, rows[TARGET].id, LAG_DAYS)


def report_on(
    at: Desk, coordinator: Actor, day: date, changes: Mapping[str, tuple[date, str]]
) -> None:
    """What every milestone still open on that day was expected for then."""
    told = []
    for title, row in rows_on(at, day).items():
        expected_on, reason = changes.get(title, (row.entered_on, ""))
        if not row.standing.is_reached and expected_on >= day:
            told.append(Expectation(row.id, row.version, expected_on, reason))
    report(coordinator, told, day, reached_days(at.pilot.id, day))
