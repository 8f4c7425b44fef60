"""Reads across participants, milestones and money for a day of account; no names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.disclosure import FEWEST, Disclosed, at_least, suppress
from app.finance.bank.queries import Reconciliation, reconciliation
from app.finance.queries import budget_on, spent_by_month
from app.finance.rules import BudgetLine, RuleFinding, position_overruns
from app.milestones.queries import MilestoneRow, milestones
from app.milestones.rules import Duty, duties
from app.participants import figures
from app.participants.figures import Dwell, People, PostLoad
from app.participants.rules import places
from app.pilots.preset import Preset
from app.reporting import rules


@dataclass(frozen=True)
class PeopleFigures:
    """People on a day; for readers without the cases small counts are None throughout."""

    admitted: int | None
    in_care: int | None
    exited: int | None
    stages: Disclosed[int]
    posts: Sequence[PostLoad]
    loads: Disclosed[int]
    admissions: Sequence[int | None]
    in_care_by_month: Sequence[int | None]
    dwell: Dwell
    longer_than_maximum: int
    unexplained: int

    @property
    def is_guarded(self) -> bool:
        """Whether something is left out to protect individuals."""
        shown = [*self.stages.cells.values(), *self.loads.cells.values()]
        return None in shown or None in self.admissions or None in self.in_care_by_month


@dataclass(frozen=True)
class MoneyFigures:
    """Money on a day, in cents."""

    lines: Sequence[BudgetLine]
    spent_cents: int
    granted_cents: int
    by_month: Mapping[date, int]
    findings: Sequence[RuleFinding]
    bank: Reconciliation

    @property
    def planned_by_year(self) -> dict[int, int]:
        """The plan in force by year."""
        years: dict[int, int] = {}
        for line in self.lines:
            for year, (planned, _paid) in line.years.items():
                years[year] = years.get(year, 0) + planned
        return years


@dataclass(frozen=True)
class Overview:
    """Everything the overview shows for a day; parts the reader may not see are None."""

    day: date
    people: PeopleFigures
    milestones: Sequence[MilestoneRow]
    duties: Sequence[Duty]
    money: MoneyFigures | None


def overview(
    pilot_id: int, preset: Preset, day: date, sees_cases: bool, sees_money: bool
) -> Overview:
    """The figures of a pilot on a day, from counts and sums of the database."""
    return Overview(
        day,
        people_on(pilot_id, preset, day, sees_cases),
        milestones(pilot_id, day),
        duties(preset, day),
        money_on(pilot_id, preset, day) if sees_money else None,
    )


def people_on(pilot_id: int, preset: Preset, day: date, sees_cases: bool) -> PeopleFigures:
    """People, caseload, dwell and their course by month up to the day."""
    k = 0 if sees_cases else FEWEST
    found = figures.people(pilot_id, day, [stage.number for stage in preset.stages])
    posts = figures.caseload(pilot_id, day, preset.target.caseload_ratio)
    stays = figures.stays_by_day(pilot_id, day)
    ends = rules.month_ends(preset.notice, day)
    admitted = rules.cumulated(figures.admissions_by_month(pilot_id, day), ends)
    return PeopleFigures(
        admitted=at_least(found.admitted, k),
        in_care=at_least(found.in_care, k),
        exited=at_least(found.exited, k),
        stages=suppress(_stages(found), k),
        posts=posts,
        loads=suppress({post.post_id: post.in_care for post in posts}, k),
        admissions=[at_least(count, k) for count in admitted],
        in_care_by_month=[at_least(count, k) for count in figures.in_care_of(stays, ends)],
        dwell=figures.dwell_of(stays) if sees_cases else _of_groups(figures.dwell_of(stays)),
        longer_than_maximum=figures.longer_than(stays, preset.target.maximum_dwell_months),
        unexplained=figures.unexplained_exceptions(pilot_id, day),
    )


def _stages(found: People) -> dict[int, int]:
    """People in care by stage; 0 for those in none, where there are any."""
    without = found.in_care - sum(found.by_stage.values())
    return {**found.by_stage, **({0: without} if without else {})}


def _of_groups(dwell: Dwell) -> Dwell:
    """Means of a few people, and the stay of a single one, stay hidden."""
    enough = dwell.completed >= FEWEST
    return Dwell(
        dwell.mean_completed if enough else None, dwell.completed if enough else 0, None, None
    )


def money_on(pilot_id: int, preset: Preset, day: date) -> MoneyFigures:
    """Plan, payments, the rules about them and the reconciliation with the bank."""
    lines = budget_on(pilot_id, day, [position.code for position in preset.positions], preset.years)
    granted, percent = preset.notice.grant_cents, preset.rule_set.position_overrun_percent
    return MoneyFigures(
        lines,
        sum(line.paid_cents for line in lines),
        granted,
        spent_by_month(pilot_id, day),
        position_overruns(lines, granted, percent, day > preset.notice.ends_on),
        reconciliation(pilot_id, day),
    )


def concerns_of(found: Overview, preset: Preset) -> list[rules.Concern]:
    """What needs attention on the day, the gravest first; nothing gives an empty list."""
    people, ratio = found.people, preset.target.caseload_ratio
    loads = [(post.title, post.in_care, places(ratio, post.fte_percent)) for post in people.posts]
    money = found.money
    return rules.gravest_first(
        [
            *rules.post_concerns(loads),
            *rules.counted(rules.Kind.UNEXPLAINED, people.unexplained),
            *rules.counted(rules.Kind.TOO_LONG, people.longer_than_maximum),
            *(rules.finding_concerns(money.findings) if money else ()),
            *rules.counted(rules.Kind.BANK, money.bank.unmatched if money else 0),
            *rules.milestone_concerns([(row, row.standing) for row in found.milestones]),
            *rules.duty_concerns(found.duties),
        ]
    )
