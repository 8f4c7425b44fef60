"""A programme as typed data, read from TOML and from the stored configuration."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from app.pilots.monitoring import MonitoringSettings
from app.pilots.report_sections import SECTIONS, ReportSection
from app.pilots.rule_set import RuleSet


@dataclass(frozen=True)
class Notice:
    """The notice of funding (Zuwendungsbescheid); `ends_on` is the last day, included."""

    reference: str
    issued_on: date
    grant_cents: int
    financing: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Target:
    """What the pilot promised: people, caseload 1 : ratio, months of dwell (mean and maximum)."""

    participants: int
    caseload_ratio: int
    planned_mean_dwell_months: int
    maximum_dwell_months: int


@dataclass(frozen=True)
class Post:
    """A funded post; only posts that carry cases count towards the caseload."""

    key: str
    title: str
    fte: float
    carries_cases: bool


@dataclass(frozen=True)
class Stage:
    """A methodical stage (methodischer Baustein) and what must be there to enter it."""

    number: int
    title_de: str
    title_en: str
    gates: tuple[str, ...]


@dataclass(frozen=True)
class Criterion:
    """A criterion of admission; a wanted one (`required` false) never blocks."""

    key: str
    kind: str
    required: bool
    title_de: str
    title_en: str
    limit: int | None = None
    assumed: bool = False


@dataclass(frozen=True)
class Position:
    """A position of the financing plan; `pays_staff`: what the pilot's own people are paid from."""

    code: str
    title_de: str
    title_en: str
    pays_staff: bool = False


@dataclass(frozen=True)
class Term:
    """A word of the programme with its code."""

    key: str
    title_de: str
    title_en: str


@dataclass(frozen=True)
class ConsentText:
    """A version of the text that people sign for a purpose, and who may receive the data by it."""

    purpose: str
    version: str
    valid_from: date
    recipient_de: str
    recipient_en: str


@dataclass(frozen=True)
class Consents:
    """Purposes of consent, which of them admission needs, which a list's single column covers."""

    purposes: tuple[str, ...]
    required_for_admission: tuple[str, ...]
    covered_by_list_column: tuple[str, ...]
    texts: tuple[ConsentText, ...] = ()

    def text(self, purpose: str, on: date) -> ConsentText | None:
        """The text in force for a purpose on a day, or None."""
        return max(
            (one for one in self.texts if one.purpose == purpose and one.valid_from <= on),
            key=lambda one: one.valid_from,
            default=None,
        )


@dataclass(frozen=True)
class SelectionSettings:
    """Who refers people, and after how many days who was not admitted is erased."""

    referrers: tuple[Term, ...] = (
        Term("case_management", "Fallmanagement", "case management"),
        Term("other", "andere Stelle", "another office"),
    )
    erase_after_days: int = 180


@dataclass(frozen=True)
class StaySettings:
    """From which month on the transition is planned; whether a pause counts in the caseload.

    A case opened in an emergency stays open for `emergency_hours`.
    """

    transition_from_month: int = 21
    pauses_count_in_caseload: bool = True
    emergency_hours: int = 24


@dataclass(frozen=True)
class Capacity:
    """Assumptions of the forecast: days until a free place is filled, months until all are."""

    refill_days: int = 0
    ramp_up_months: int = 0
    planned_until_n: int = 20
    """Below so many completed stays the planned stay is used instead of the pilot's own."""


@dataclass(frozen=True)
class Measurement:
    """Points of measurement: the baseline, then every so many months from entry, exit, after exit.

    `tolerance_weeks` is allowed on either side; `single_answers` says who may see them: `case`
    (who has the case), `workers` (everybody who works cases) or `nobody`.
    """

    baseline_weeks: int = 6
    interval_months: int = 6
    tolerance_weeks: int = 4
    after_exit_months: tuple[int, ...] = (6, 12)
    instruments: tuple[str, ...] = ()
    single_answers: str = "case"


@dataclass(frozen=True)
class Reports:
    """What the programme and its funder ask for in reports.

    `monitoring_due`: the half-yearly monitoring, days written MM-DD. `sections`: the chapters of
    the factual report. `per_coach`: whether figures of single posts are shown in reports and
    break-downs (staff data). `audit_office`: who certifies the statement before it is filed.
    """

    monitoring_due: tuple[str, ...] = ()
    sections: tuple[ReportSection, ...] = SECTIONS
    per_coach: bool = False
    audit_office: str = ""


MEASURES = ("admitted", "exited", "outcome", "spent_to_date")
"""Figures (`reporting.figures`) that only grow: a milestone may be reached by one of them."""


@dataclass(frozen=True)
class Reminders:
    """How many days before its day somebody is reminded of a duty, and how often after it."""

    lead_days: tuple[int, ...] = (42, 14, 3)
    overdue_every_days: int = 7


@dataclass(frozen=True)
class PlannedMilestone:
    """A milestone that the pilot starts with."""

    key: str
    title_de: str
    title_en: str
    baseline_on: date
    package: str = ""
    """The key of its work package; empty for none."""
    measure: str = ""
    """The figure that it is reached by, one of MEASURES with its part; empty for none."""
    at_least: int = 0
    """What the figure has to reach: people, or cents."""
    needs: tuple[str, ...] = ()
    """Keys of the milestones that have to be reached before."""
    lag_days: int = 0
    """So many days after the last of these at the earliest."""


@dataclass(frozen=True)
class PlannedPackage:
    """A work package (Arbeitspaket) that the pilot starts with; both days included."""

    key: str
    title_de: str
    title_en: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class BankSettings:
    """Where payments are seen: the pilot's own `account`, or a `cost_centre` of the ledger.

    A credit with one of `draw_down_words` in its purpose is a draw-down (Mittelabruf).
    """

    draw_down_words: tuple[str, ...] = ()
    source: str = "account"
    cost_centres: tuple[str, ...] = ()
    """Entries of the ledger under another cost centre are other people's, and never stored."""
    ledger_sign: str = "costs"
    """What a ledger's column Betrag means: `costs` positive is paid out, `cash` the other way."""


@dataclass(frozen=True)
class GrantSettings:
    """Interest on money used late: from `payout` or from `day_after` the time for its use.

    `points_above_base` are percentage points above the base rate (§ 49a (3) VwVfG).
    """

    interest_from: str = "day_after"
    points_above_base: int = 5
    vat_deductible: bool = False
    payout_days: int = 10
    """How many days after the request the money is expected on the account."""
    allotment_binds: bool = True
    """Whether no more may be drawn in a calendar year than the plan in force has for it."""
    day_count: str = "actual_365"
    """Days are counted exactly; the year is taken as 365 (`actual_365`) or 360 (`actual_360`)."""


@dataclass(frozen=True)
class Voucherwork:
    """The project's mark on vouchers, and how long after the period invoices may be paid."""

    mark: str = ""
    grace_days: int = 0
    """Invoices of the period paid within so many days after it are eligible still: as the rule set
    in force says (`under_rule_set`)."""
    award_positions: tuple[str, ...] = ()
    """Positions of contracts: a commitment of these needs a record of its award."""


@dataclass(frozen=True)
class OutlookSettings:
    """How the rest of a position is estimated (see `finance.outlook`); the others by `default`.

    `transfer_request` is the day of the year (MM-DD) until which a transfer to the next year is
    asked for.
    """

    default: str = "plan"
    staff: tuple[str, ...] = ()
    trend: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    transfer_request: str = "10-31"


@dataclass(frozen=True)
class AllocationSettings:
    """How expenditure is spread over participant-months, by position; see `reporting.allocation`.

    `month`: over those in care in the month of payment; `period`: over all participant-months;
    `none`: over nobody.
    """

    default: str = "month"
    month: tuple[str, ...] = ()
    period: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


@dataclass(frozen=True)
class InventorySettings:
    """Which items are inventoried: those whose net price is above `limit_net_cents`.

    Vouchers in `positions` are those of such items; in `without_items` nothing of the kind is
    bought (staff, contracts, travel); in all others a voucher above the limit is asked about.
    """

    limit_net_cents: int = 800_00
    positions: tuple[str, ...] = ("0850",)
    without_items: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoleGrant:
    """A role that this programme has beside those of the house (`app.access.ROLES`)."""

    key: str
    title_de: str
    title_en: str
    permissions: tuple[str, ...]


@dataclass(frozen=True)
class Preset:
    """A whole programme; everything that differs between programmes stands here."""

    key: str
    title: str
    title_en: str
    carrier: str
    programme: str
    funder: str
    notice: Notice
    target: Target
    posts: tuple[Post, ...]
    stages: tuple[Stage, ...]
    criteria: tuple[Criterion, ...]
    consents: Consents
    positions: tuple[Position, ...]
    rule_set: RuleSet
    bank: BankSettings
    lists: dict[str, dict[str, str]]
    packages: tuple[PlannedPackage, ...] = ()
    milestones: tuple[PlannedMilestone, ...] = ()
    roles: tuple[RoleGrant, ...] = ()
    contact_topics: tuple[Term, ...] = ()
    selection: SelectionSettings = SelectionSettings()
    stays: StaySettings = StaySettings()
    capacity: Capacity = Capacity()
    measurement: Measurement = Measurement()
    grants: GrantSettings = GrantSettings()
    voucherwork: Voucherwork = Voucherwork()
    allocation: AllocationSettings = AllocationSettings()
    outlook: OutlookSettings = OutlookSettings()
    reports: Reports = Reports()
    reminders: Reminders = Reminders()
    inventory: InventorySettings = InventorySettings()
    monitoring: MonitoringSettings = field(default_factory=MonitoringSettings)

    def stage(self, number: int) -> Stage | None:
        """The stage with that number, or None."""
        return next((stage for stage in self.stages if stage.number == number), None)

    def position(self, code: str) -> Position | None:
        """The position with that code, or None."""
        return next((position for position in self.positions if position.code == code), None)

    def role(self, key: str) -> RoleGrant | None:
        """The programme's own role with that key, or None."""
        return next((role for role in self.roles if role.key == key), None)

    @property
    def years(self) -> list[int]:
        """The calendar years of the funding period."""
        return list(range(self.notice.starts_on.year, self.notice.ends_on.year + 1))


def under_rule_set(preset: Preset, rule_set: RuleSet) -> Preset:
    """The programme as it runs under a rule set: whatever the rules decide follows them."""
    voucherwork = replace(preset.voucherwork, grace_days=rule_set.grace_days)
    return replace(preset, rule_set=rule_set, voucherwork=voucherwork)
