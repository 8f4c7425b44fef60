"""What the triggers of a day rest on, read in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.finance.funder_rules.rules.facts import Facts as BudgetFacts
from app.finance.funder_rules.rules.findings import Verdict
from app.finance.funder_rules.rules.judging import judge
from app.finance.grants.account import Account
from app.finance.grants.queries import account_of, uses_of
from app.finance.inventory import rules as inventory
from app.finance.inventory.queries import beginning_of, known
from app.finance.outlook import rules as forecasting
from app.finance.outlook.queries import books_on, methods_of
from app.finance.queries import ledger_on
from app.milestones.rules import final_statement_due
from app.participants.capacity import rules as capacity
from app.participants.capacity.forecast import expected
from app.participants.capacity.queries import situation
from app.participants.dwell.queries import stays as stays_of
from app.participants.dwell.rules import estimates
from app.periods import day_after
from app.pilots.preset import Preset
from app.pilots.rule_set import Kind as RuleKind
from app.reporting.notifications.queries import decisions
from app.reporting.notifications.rules.decisions import Standing, standings
from app.reporting.notifications.rules.triggers import (
    NORMS,
    Drawn,
    Facts,
    Goal,
    Income,
    Item,
    Overrun,
    YearMoney,
    seen,
)
from app.reporting.rules import last_full_entry, planned_admissions

OVER = {
    "funder_rules.overrun_above_limit",
    "funder_rules.overrun_without_plan",
    "funder_rules.overrun_not_covered",
    "funder_rules.overrun_ahead_above",
}
"""What the rule of positions says where the funder has to be asked before, or had to be."""


def standings_on(pilot_id: int, preset: Preset, on: date) -> list[Standing]:
    """Every trigger of a day with where it stands, in a fixed number of statements."""
    return standings(seen(facts_on(pilot_id, preset, on)), decisions(pilot_id))


def facts_on(pilot_id: int, preset: Preset, on: date) -> Facts:
    """What the triggers of a day rest on; nothing where the rule set has no duty to notify."""
    norms = NORMS.get(preset.rule_set.key, {})
    if not norms or on < preset.notice.starts_on:
        return Facts(on, norms)
    years, overruns = _plan(pilot_id, preset, on)
    account = account_of(pilot_id, on)
    return Facts(
        on,
        norms,
        _goal(pilot_id, preset, on),
        tuple(_drawn(pilot_id, preset, account)),
        years,
        tuple(
            Income(one.id, one.received_on, one.payer, one.reason, one.amount_cents)
            for one in account.receipts
            if one.kind == "other"
        ),
        overruns,
        tuple(_items(pilot_id, on)),
    )


def _is_confirmed(preset: Preset, kind: RuleKind) -> bool:
    """Without a confirmed value a rule gives no verdict, so that nothing is seen by it."""
    rule = preset.rule_set.rule(kind)
    return rule is not None and rule.confirmed


def _drawn(pilot_id: int, preset: Preset, account: Account) -> Iterator[Drawn]:
    """What is overdue is late already; only what is in time still can become late."""
    if not _is_confirmed(preset, RuleKind.USE_OF_DRAW_DOWNS):
        return
    for one in uses_of(pilot_id, preset, account).usages:
        is_over = account.on > one.use.last_timely_on
        yield Drawn(
            one.receipt.id,
            one.receipt.received_on,
            one.receipt.amount_cents,
            one.use.last_timely_on,
            one.late_cents,
            0 if is_over else one.ahead_cents,
            one.use.rest_cents,
        )


def _goal(pilot_id: int, preset: Preset, on: date) -> Goal | None:
    """The forecast as the page of capacity has it, with its assumptions as they are set."""
    notice, target, settings = preset.notice, preset.target, preset.capacity
    day = min(on, day_after(notice.ends_on))
    stays = stays_of(pilot_id, day)
    now = situation(pilot_id, preset, day, stays)
    own = estimates(stays, day, preset)
    is_own = own.completed >= max(1, settings.planned_until_n)
    lengths = (
        capacity.own_lengths(own.curve, target.maximum_dwell_months)
        if is_own
        else capacity.planned_lengths(target.planned_mean_dwell_months)
    )
    full, any_stay = (
        expected(
            capacity.plan_of(
                now,
                capacity.Assumptions(
                    settings.refill_days, settings.ramp_up_months, until_end=until_end
                ),
                lengths,
            )
        )
        for until_end in (False, True)
    )
    return Goal(
        target.participants,
        now.accompanied,
        full.accompanied,
        any_stay.accompanied,
        round(planned_admissions(preset, on)),
        last_full_entry(preset),
        notice.ends_on,
        target.planned_mean_dwell_months,
        lengths.mean if is_own else None,
    )


def _plan(
    pilot_id: int, preset: Preset, on: date
) -> tuple[tuple[YearMoney, ...], tuple[Overrun, ...]]:
    """Years with money left over, and positions above what they may exceed their plan by."""
    positions = [position.code for position in preset.positions]
    ledger = ledger_on(pilot_id, on)
    found = forecasting.outlook(
        books_on(pilot_id, preset, on, ledger), methods_of(pilot_id, preset, positions), positions
    )
    facts = BudgetFacts(
        on,
        preset.notice.starts_on,
        preset.notice.ends_on,
        preset.notice.grant_cents,
        ledger.budget(positions, preset.years),
        final_statement_due(preset),
        {one.position: one.whole.estimate_cents for one in found},
    )
    is_bound = _is_confirmed(preset, RuleKind.ANNUAL_ALLOTMENT) and on <= preset.notice.ends_on
    unspent = forecasting.unspent_years(forecasting.by_year(found), on) if is_bound else []
    years = tuple(
        YearMoney(year, line.planned_cents, line.estimate_cents) for year, line in unspent
    )
    return years, tuple(_overruns(preset, facts))


def _overruns(preset: Preset, facts: BudgetFacts) -> Iterator[Overrun]:
    for finding in judge(preset.rule_set, facts, {RuleKind.POSITION_OVERRUN}):
        if finding.said not in OVER:
            continue
        line = next(one for one in facts.lines if one.position == finding.subject)
        is_ahead = finding.verdict is Verdict.WARNING
        yield Overrun(
            line.position,
            line.planned_cents,
            facts.at_completion(line) if is_ahead else line.paid_cents,
            int(str(finding.params["allowed_cents"])),
            is_ahead,
        )


def _items(pilot_id: int, on: date) -> Iterator[Item]:
    """Items of which the funder has to be told: used otherwise, or gone, while bound."""
    for item, events in known(pilot_id, on):
        state = inventory.state_on(beginning_of(item), events, on)
        if state is None or not state.owes_notice:
            continue
        happened = state.gone or next(
            event
            for event in reversed(inventory.standing(events))
            if event.kind is inventory.Kind.USE
        )
        yield Item(item.id, item.number, item.description, str(happened.kind), happened.on)
