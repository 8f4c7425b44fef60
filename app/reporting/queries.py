"""Reads across participants, milestones and money for a day of account; no names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.disclosure import FEWEST, Disclosed, Line, suppress, suppress_linked
from app.finance.bank.queries import unmatched_entries
from app.finance.funder_rules.queries import budget_facts
from app.finance.funder_rules.rules.findings import Finding
from app.finance.funder_rules.rules.judging import BUDGET_KINDS, judge
from app.finance.outlook.queries import at_completion
from app.finance.queries import ledger_on
from app.finance.rules import BudgetLine
from app.milestones.duties.rules import Duty
from app.milestones.queries import MilestoneRow, milestones
from app.participants import figures
from app.participants.caseload.queries import unseen_emergencies
from app.participants.figures import Dwell, PostLoad
from app.participants.rules import places
from app.pilots.preset import Preset
from app.pilots.queries import posts_of, shares_of
from app.reporting import rules
from app.reporting.ahead import PeopleAhead, people_ahead
from app.reporting.duties import duties_on
from app.reporting.figures.queries import bare_stays, reached_days
from app.reporting.figures.rules import Stayed
from app.reporting.stays import Ended, admissions_by_month, by_day, ended_of


@dataclass(frozen=True)
class PeopleFigures:
    """People on a day; for readers without the cases small counts are None throughout."""

    admitted: int | None
    in_care: int | None
    exited: int | None
    stages: Disclosed[int]
    posts: Sequence[PostLoad]
    loads: Disclosed[int]
    places_by_month: Sequence[int]
    admissions: Sequence[int | None]
    in_care_by_month: Sequence[int | None]
    dwell: Dwell
    median_days: float | None
    outcomes: Mapping[str, int | None]
    reasons: Mapping[str, int | None]
    ahead: PeopleAhead | None
    longer_than_maximum: int
    unexplained: int
    unseen_emergencies: int

    @property
    def is_guarded(self) -> bool:
        """Whether something is left out to protect individuals."""
        shown = [*self.stages.cells.values(), *self.loads.cells.values(), self.exited]
        shown += [*self.outcomes.values(), *self.reasons.values()]
        return None in shown or None in self.admissions or None in self.in_care_by_month


@dataclass(frozen=True)
class MoneyFigures:
    """Money on a day, in cents."""

    lines: Sequence[BudgetLine]
    spent_cents: int
    granted_cents: int
    by_month: Mapping[date, int]
    findings: Sequence[Finding]
    unmatched: int
    """Entries of the bank of which something is open."""
    at_completion: Mapping[str, int]
    """What each position will have cost by the end of the funding, in cents."""

    @property
    def planned_cents(self) -> int:
        """The plan in force, all positions and years."""
        return sum(line.planned_cents for line in self.lines)

    @property
    def expected_cents(self) -> int:
        """All positions at completion."""
        return sum(self.at_completion.values())

    @property
    def by_year(self) -> dict[int, tuple[int, int]]:
        """The plan in force and what is paid, by year."""
        years: dict[int, tuple[int, int]] = {}
        for line in self.lines:
            for year, (planned, paid) in line.years.items():
                so_far = years.get(year, (0, 0))
                years[year] = so_far[0] + planned, so_far[1] + paid
        return years

    @property
    def planned_by_year(self) -> dict[int, int]:
        """The plan in force by year."""
        return {year: planned for year, (planned, _paid) in self.by_year.items()}


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
    known = bare_stays(pilot_id, day)
    return Overview(
        day,
        people_on(pilot_id, preset, day, sees_cases, known),
        milestones(pilot_id, day, reached_days(pilot_id, day, stays=known)),
        duties_on(pilot_id, preset, day),
        money_on(pilot_id, preset, day) if sees_money else None,
    )


def people_on(
    pilot_id: int, preset: Preset, day: date, sees_cases: bool, known: Sequence[Stayed]
) -> PeopleFigures:
    """People, caseload, dwell and their course by month; `known` are the stays begun by the day."""
    k = 0 if sees_cases else FEWEST
    counts = figures.by_stage(pilot_id, day)
    posts = figures.caseload(pilot_id, day, preset)
    stays, by_month = by_day(known, day), admissions_by_month(known)
    staffing = posts_of(pilot_id), shares_of(pilot_id)
    ends = rules.month_ends(preset.notice, day)
    dwell, in_care = figures.dwell_of(stays), sum(counts.values())
    stages = suppress(_stages(counts, preset), k)
    loads = suppress({post.post_id: post.in_care for post in posts}, k)
    course = rules.guarded_course(
        rules.cumulated(by_month, [*ends, day]), figures.in_care_of(stays, [*ends, day]), k
    )
    ended = ended_of(known, day)
    exited, outcomes, reasons = guarded_exits(ended, sum(stays.exits.values()), k)
    # Where a sum would give its cells away it is hidden wherever else it stands.
    is_open = stages.total is not None and loads.total is not None
    is_told = exited is not None
    return PeopleFigures(
        admitted=course[-1][0] if is_told else None,
        in_care=course[-1][1] if is_open else None,
        exited=exited,
        stages=stages,
        posts=posts,
        loads=loads,
        places_by_month=figures.places_of(
            *staffing, preset.target.caseload_ratio, rules.month_ends(preset.notice)
        ),
        admissions=[admitted if is_told else None for admitted, _in_care in course[:-1]],
        in_care_by_month=[there if is_open else None for _admitted, there in course[:-1]],
        dwell=dwell if sees_cases else _of_groups(dwell, in_care),
        median_days=ended.median_days if sees_cases or dwell.completed >= FEWEST else None,
        outcomes=outcomes,
        reasons=reasons,
        ahead=people_ahead(pilot_id, preset, day, known, staffing),
        longer_than_maximum=figures.longer_than(stays, preset.target.maximum_dwell_months),
        unexplained=figures.unexplained_exceptions(pilot_id, day),
        unseen_emergencies=unseen_emergencies(pilot_id),
    )


def _stages(counts: Mapping[int | None, int], preset: Preset) -> dict[int, int]:
    """People in care by stage of the programme; 0 for those in none, where there are any."""
    cells = {stage.number: counts.get(stage.number, 0) for stage in preset.stages}
    without = sum(counts.values()) - sum(cells.values())
    return {**cells, **({0: without} if without else {})}


def guarded_exits(
    ended: Ended, exited: int, k: int
) -> tuple[int | None, dict[str, int | None], dict[str, int | None]]:
    """How many have left, by outcome and by reason: both tables are of the same people."""
    cells = {("outcome", code): count for code, count in ended.outcomes.items()}
    cells |= {("reason", code): count for code, count in ended.reasons.items()}
    total = ("exited", "")
    lines = [
        Line([cell for cell in cells if cell[0] == kind], total) for kind in ("outcome", "reason")
    ]
    shown = suppress_linked({**cells, total: exited}, lines, k)
    return (
        shown[total],
        {code: shown["outcome", code] for code in ended.outcomes},
        {code: shown["reason", code] for code in ended.reasons},
    )


def _of_groups(dwell: Dwell, in_care: int) -> Dwell:
    """Means of few people, and the stay of a single one, stay hidden."""
    enough = dwell.completed >= FEWEST
    return Dwell(
        dwell.mean_completed if enough else None,
        dwell.completed if enough else 0,
        dwell.mean_open if in_care >= FEWEST else None,
        None,
    )


def money_on(pilot_id: int, preset: Preset, day: date) -> MoneyFigures:
    """Plan, payments, the rules about them and what is open at the bank."""
    ledger = ledger_on(pilot_id, day)
    lines = ledger.budget([position.code for position in preset.positions], preset.years)
    estimates = at_completion(pilot_id, preset, day, ledger)
    facts = budget_facts(preset, day, lines, pilot_id, ledger, estimates)
    return MoneyFigures(
        lines,
        sum(line.paid_cents for line in lines),
        preset.notice.grant_cents,
        ledger.spent_by_month,
        judge(preset.rule_set, facts, BUDGET_KINDS),
        unmatched_entries(pilot_id, day),
        estimates,
    )


def concerns_of(found: Overview, preset: Preset) -> list[rules.Concern]:
    """What needs attention on the day, the gravest first; nothing gives an empty list."""
    people, ratio = found.people, preset.target.caseload_ratio
    loads = [(post.title, post.in_care, places(ratio, post.fte_percent)) for post in people.posts]
    money = found.money
    return rules.gravest_first(
        [
            *rules.counted(rules.Kind.EMERGENCY, people.unseen_emergencies),
            *rules.post_concerns(loads),
            *rules.counted(rules.Kind.UNEXPLAINED, people.unexplained),
            *rules.counted(rules.Kind.TOO_LONG, people.longer_than_maximum),
            *(rules.finding_concerns(money.findings) if money else ()),
            *rules.counted(rules.Kind.BANK, money.unmatched if money else 0),
            *rules.milestone_concerns([(row, row.standing) for row in found.milestones]),
            *rules.duty_concerns(found.duties),
        ]
    )
