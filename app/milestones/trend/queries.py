"""Reads of forecasts, beside the milestones they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.milestones.models import MilestoneForecast
from app.milestones.plan.rules import Reached
from app.milestones.queries import MilestoneRow, all_of
from app.milestones.trend.rules import Course, Forecast, course


@dataclass(frozen=True)
class TrendRow:
    """A milestone with its line; `number` is its place in the whole plan, from 1."""

    number: int
    milestone: MilestoneRow
    course: Course

    @property
    def code(self) -> str:
        """How the chart calls it."""
        return f"M{self.number}"


def trend(pilot_id: int, on: date, reached: Reached) -> list[TrendRow]:
    """Every milestone by the day planned with its line up to the day; three statements."""
    forecasts = forecasts_of(pilot_id)
    return [
        TrendRow(
            number,
            row,
            course(
                forecasts.get(row.id, ()),
                row.baseline_on,
                row.actual_on if row.standing.is_reached else None,
                on,
            ),
        )
        for number, row in enumerate(all_of(pilot_id, on, reached), start=1)
    ]


def forecasts_of(pilot_id: int, milestone_id: int | None = None) -> dict[int, Sequence[Forecast]]:
    """What was ever forecast by milestone, in the order of recording."""
    asked = [MilestoneForecast.pilot_id == pilot_id]
    if milestone_id is not None:
        asked.append(MilestoneForecast.milestone_id == milestone_id)
    found: dict[int, list[Forecast]] = defaultdict(list)
    for row in db.session.execute(
        select(
            MilestoneForecast.milestone_id,
            MilestoneForecast.reported_on,
            MilestoneForecast.expected_on,
            MilestoneForecast.id,
            MilestoneForecast.reason,
        )
        .where(*asked)
        .order_by(MilestoneForecast.id)
    ):
        found[row.milestone_id].append(Forecast(*row))
    return dict(found)
