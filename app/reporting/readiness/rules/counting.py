"""From the rows of a pilot to what is missing in them. Pure; days are given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from app.finance.funder_rules.rules.facts import Facts
from app.finance.funder_rules.rules.findings import Finding, Verdict
from app.milestones.rules import Standing
from app.milestones.rules import State as MilestoneState
from app.participants.completeness.rules import (
    Lack,
    Looked,
    Period,
    asked_of,
    follow_ups_of,
    lacking,
)
from app.participants.questionnaires.rounds import Schedule
from app.participants.questionnaires.waves import Standing as Instrument
from app.periods import add_months, month_starts
from app.pilots.preset import Preset
from app.pilots.rule_set import Kind
from app.reporting.readiness.rules.gaps import Counted, Tally
from app.reporting.reports.rules.life import Certification, State, certification
from app.reporting.reports.rules.life import Kind as ReportKind
from app.reporting.reports.rules.life import Period as Due

SERIOUS = frozenset({Verdict.WARNING, Verdict.BROKEN})
BY_ROW = frozenset({Kind.MARK_ON_VOUCHERS, Kind.INVENTORY_LIMIT, Kind.AWARD_FOR_CONTRACTS})
"""Rules whose findings name a voucher of which something can be filled in."""
CALENDAR = frozenset({Kind.INTERIM_STATEMENT, Kind.FINAL_STATEMENT, Kind.RETENTION})
"""Rules about deadlines: they say nothing about rows."""


def code_of(one: Due) -> str:
    """A report in an address: the year, or that it is the final one."""
    return one.kind.value if one.kind is ReportKind.FINAL else str(one.year)


def next_due(found: Sequence[Due], on: date) -> Due | None:
    """The first report that has not fallen due; after all of them the last."""
    return next((one for one in found if one.due_on >= on), found[-1] if found else None)


def of_people(preset: Preset, stays: Iterable[Looked], period: Period) -> dict[str, Counted]:
    """What the records of stays lack, by post."""
    by_lack: dict[Lack, dict[int | None, Tally]] = {lack: {} for lack in Lack}
    later = coming = 0
    days: list[date] = []
    for stay in stays:
        missing = lacking(stay, period.last)
        for lack in asked_of(stay, period.last):
            _add(by_lack[lack], stay.post, Tally(int(lack in missing), 1))
        found = follow_ups_of(preset, stay, period)
        later, coming = later + found.later, coming + found.coming
        days += [one.due_on for one in found.untold]
        if found.told or found.untold:
            untold = len(found.untold)
            _add(by_lack[Lack.FOLLOW_UP], stay.post, Tally(untold, found.told + untold))
    return {
        lack.value: Counted(
            sum(owners.values(), Tally()),
            min(days, default=None) if lack is Lack.FOLLOW_UP else None,
            later if lack is Lack.FOLLOW_UP else 0,
            coming if lack is Lack.FOLLOW_UP else 0,
            owners,
            {"last": period.last.isoformat(), "by": period.by.isoformat()},
        )
        for lack, owners in by_lack.items()
    }


def _add(owners: dict[int | None, Tally], post: int | None, tally: Tally) -> None:
    owners[post] = owners.get(post, Tally()) + tally


def of_waves(
    schedules: Iterable[Schedule], posts: Mapping[int, int | None], period: Period
) -> Counted:
    """Waves of questionnaires up to the last day that lack an instrument, by post.

    Where the window closes only after the report is due, or after the final statement, it is
    counted apart. Waves without consent lack nothing.
    """
    owners: dict[int | None, Tally] = {}
    later, days = 0, []
    for (person_id, *_stay), waves in schedules:
        for wave, where in waves.all:
            if wave.on > period.last or not _is_asked(where.standings.values()):
                continue
            if where.is_after_statement or (where.wanted and wave.closes_on > period.by):
                later += 1
                continue
            _add(owners, posts.get(person_id), Tally(int(bool(where.wanted)), 1))
            days += [wave.closes_on] if where.wanted else []
    return Counted(sum(owners.values(), Tally()), min(days, default=None), later, owners=owners)


_ASKED = frozenset({Instrument.OPEN, Instrument.OVERDUE, Instrument.DONE, Instrument.MISSING})


def _is_asked(standings: Iterable[Instrument]) -> bool:
    return any(one in _ASKED for one in standings)


def months_open(first: date, closed_until: date | None, last: date, day: date) -> Counted:
    """Months of the books up to the last day that have ended and are not closed."""
    ended = [one for one in month_starts(first, last) if add_months(one, 1) <= day]
    left = [one for one in ended if closed_until is None or one > closed_until]
    rows = {"year": left[0].year} if left else {}
    return Counted(Tally(len(left), len(ended)), arguments=rows)


def months_unsigned(begins: date | None, signed_until: date | None, last: date, day: date) -> Tally:
    """Months since the first statement of account that have ended and are not signed off."""
    if begins is None:
        return Tally()
    ended = [one for one in month_starts(begins, last) if add_months(one, 1) <= day]
    left = [
        one
        for one in ended
        if signed_until is None or add_months(one, 1) - timedelta(days=1) > signed_until
    ]
    return Tally(len(left), len(ended))


def of_rules(findings: Iterable[Finding], facts: Facts, vouchers: int) -> dict[str, Counted]:
    """What the funder's rules say about rows, and what of it can only be explained.

    `vouchers`: how many there are, to bear the mark. The inventory has a list of its own.
    """
    serious = [one for one in findings if one.verdict in SERIOUS and one.rule.kind not in CALENDAR]
    of_kind = {
        kind: [one for one in serious if one.rule.kind is kind]
        for kind in (*BY_ROW, Kind.USE_OF_DRAW_DOWNS)
    }
    found: dict[str, Counted] = {}
    marks = [one for one in of_kind[Kind.MARK_ON_VOUCHERS] if one.subject != "unlooked"]
    unlooked = facts.unlooked if len(marks) < len(of_kind[Kind.MARK_ON_VOUCHERS]) else 0
    if facts.mark:
        found["mark_missing"] = Counted(
            Tally(len(marks), vouchers), arguments=_rule_of(marks, facts)
        )
        seen = {"day": facts.on.isoformat()}
        found["mark_unlooked"] = Counted(Tally(unlooked, vouchers), arguments=seen)
    awards = of_kind[Kind.AWARD_FOR_CONTRACTS]
    named = {one.subject for one in awards}
    done = {one.number for one in facts.contracts} & facts.awarded
    found["award_missing"] = Counted(
        Tally(len(named), len(named | done)), arguments=_rule_of(awards, facts)
    )
    late = [one for one in of_kind[Kind.USE_OF_DRAW_DOWNS] if one.verdict is Verdict.BROKEN]
    drawn = sum(one.key not in facts.without_term for one in facts.received)
    found["draw_downs"] = Counted(Tally(len(late), max(drawn, len(late))))
    rest = [one for one in serious if one.rule.kind not in of_kind]
    found["rules"] = Counted(Tally(len(rest), len(rest)))
    return found


def _rule_of(findings: Sequence[Finding], facts: Facts) -> dict[str, object]:
    if not findings:
        return {}
    return {"rule_key": findings[0].rule.key, "day": facts.on.isoformat()}


def of_milestones(rows: Iterable[tuple[date, Standing]], last: date) -> Counted:
    """Milestones due by the last day, or reached; overdue ones need a new expectation or the day
    on which they were reached. Each row: the day it is due, and its standing today."""
    asked = [(due_on, one) for due_on, one in rows if due_on <= last or one.is_reached]
    overdue = [due_on for due_on, one in asked if one.state is MilestoneState.OVERDUE]
    return Counted(Tally(len(overdue), len(asked)), min(overdue, default=None))


def of_report(
    preset: Preset,
    kind: str,
    texts: Mapping[str, str] | None,
    state: str | None,
    due_on: date,
) -> dict[str, Counted]:
    """Chapters of the factual report without text, and the certificate where one is demanded.

    `texts` and `state` are None as long as nobody has begun the report.
    """
    asked = [one.key for one in preset.reports.sections if kind in one.kinds]
    empty = [key for key in asked if not (texts or {}).get(key, "").strip()]
    found = {"chapters": Counted(Tally(len(empty), len(asked)))}
    rule = preset.rule_set.rule(Kind.CERTIFICATION)
    if rule is not None and certification(rule) is Certification.DEMANDED:
        lead = timedelta(days=rule.number("lead_days"))
        is_done = state in {State.CERTIFIED, State.FILED}
        found["certificate"] = Counted(Tally(int(not is_done), 1), due_on - lead)
    return found
