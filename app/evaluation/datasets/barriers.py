"""The rows of `barriers`: each barrier and resource with its states; texts stay sealed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Final

from sqlalchemy import and_, select

from app.evaluation.datasets.joins import of_stay, with_partner
from app.evaluation.datasets.sources import Asked, Beside, PeopleSource, Values
from app.evaluation.datasets.windows import end_of_baseline
from app.evaluation.queries import Rows, in_order
from app.evaluation.rules import KnownStay
from app.participants.conditions.models import Condition, ConditionState
from app.participants.conditions.rules.barriers import BARRIER, State, outcome_on, state_on
from app.participants.models import Participation
from app.partners.models import Partner
from app.periods import whole_months
from exports.case_codes import lasting
from exports.columns import Missing
from exports.datasets import BARRIERS

_BARRIER_CHANGE: Final = {
    "reduced": "better",
    "removed": "better",
    "worse": "worse",
    "unchanged": "unchanged",
}
_RESOURCE_FAVOUR: Final = {
    "lost": 0,
    "weakened": 1,
    "present": 2,
    "in_progress": 2,
    "strengthened": 3,
}
"""How favourable the states of a resource are; working on it does not make it better yet."""


def statement(asked: Asked) -> Rows:
    """Barriers and resources noted by the day, one row for each state begun by then."""
    found = (
        select(
            Participation.id,
            Condition.id.label("condition_id"),
            Condition.kind,
            Condition.group.label("condition_group"),
            Condition.noted_on,
            Condition.since,
            Partner.kind.label("partner_kind"),
            ConditionState.state,
            ConditionState.from_day,
        )
        .join(Condition, of_stay(Condition))
        .join(
            ConditionState,
            and_(
                ConditionState.pilot_id == Condition.pilot_id,
                ConditionState.condition_id == Condition.id,
            ),
        )
        .outerjoin(Partner, with_partner(Condition))
        .where(
            Condition.pilot_id == asked.pilot_id,
            Condition.noted_on <= asked.day,
            Condition.voided_on.is_(None),
            ConditionState.from_day <= asked.day,
        )
    )
    return in_order(found, Condition.noted_on, Condition.id, ConditionState.from_day)


def lines(known: KnownStay, beside: Beside, asked: Asked) -> Iterator[Values]:
    """The barriers and resources of a stay in the order in which they were noted."""
    by_condition = groupby(beside, key=attrgetter("condition_id"))
    for number, (_condition_id, found) in enumerate(by_condition, 1):
        rows = list(found)
        row, latest = rows[0], rows[-1]
        states = [State(one.from_day, one.state) for one in rows]
        at_baseline = state_on(states, end_of_baseline(known, asked))
        yield (
            number,
            row.kind,
            row.condition_group,
            row.noted_on,
            _known_for(row.since, row.noted_on),
            row.state,
            Missing.NOT_APPLICABLE if at_baseline is None else at_baseline,
            latest.state,
            latest.from_day,
            len(states) - 1,
            change(row.kind, states, asked.day),
            Missing.NOT_APPLICABLE if row.partner_kind is None else row.partner_kind,
        )


def _known_for(since: date | None, noted_on: date) -> str | Missing:
    return Missing.UNKNOWN if since is None else lasting(whole_months(since, noted_on) // 12)


def change(kind: str, states: Sequence[State], on: date) -> str:
    """Better, unchanged or worse, from the first state, given in the order of time, to the last."""
    if kind == BARRIER:
        return _BARRIER_CHANGE[outcome_on(states, on) or "unchanged"]
    first, last = _RESOURCE_FAVOUR[states[0].state], _RESOURCE_FAVOUR[states[-1].state]
    return "unchanged" if first == last else ("better" if last > first else "worse")


SOURCE: Final = PeopleSource(BARRIERS, lines, statement)
