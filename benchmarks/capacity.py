"""The forecast of capacity: a thousand runs over sixty months, and the plain answer beside them."""

from __future__ import annotations

import random

from app.participants.capacity import forecast, rules
from app.participants.capacity.rules import Assumptions, Plan, PostCourse, Situation
from app.pilots.reading import read_preset, shipped_preset
from app.survival import product_limit
from benchmarks.figures import Figure, timed
from benchmarks.house import KEY

TARGET_MS = 1000
STAYS = 200


def figures(runs: int) -> list[Figure]:
    """Both answers for the whole period from an empty start, all places filled again at random."""
    plan = whole_period()
    people = plan_target()
    played = [timed(lambda: simulated(plan, people)) for _ in range(runs)]
    plain = [timed(lambda: forecast.expected(plan)) for _ in range(runs)]
    group = f"Forecast: {len(plan.slots)} places, {plan.end:.0f} months"
    return [
        Figure(group, f"simulation of {forecast.RUNS:,} runs", "ms", played, TARGET_MS),
        Figure(group, "deterministic answer", "ms", plain),
    ]


def plan_target() -> int:
    """How many people the pilot has promised to accompany."""
    return read_preset(shipped_preset(KEY)).target.participants


def whole_period() -> Plan:
    """The pilot on its first day; lengths as of stays between one month and 25, a third open."""
    preset = read_preset(shipped_preset(KEY))
    chance = random.Random(20240630)
    curve = product_limit(
        [chance.randint(30, 760) for _ in range(STAYS)],
        [chance.random() < 2 / 3 for _ in range(STAYS)],
    )
    posts = tuple(
        PostCourse(((preset.notice.starts_on, round(post.fte * 100)),))
        for post in preset.posts
        if post.carries_cases
    )
    return rules.plan_of(
        Situation(preset, preset.notice.starts_on, posts),
        Assumptions(refill_days=14, ramp_up_months=6, until_end=True),
        rules.own_lengths(curve, preset.target.maximum_dwell_months),
    )


def simulated(plan: Plan, people: int) -> forecast.Simulated:
    """The simulation itself, not its memory of the last one."""
    forecast.simulate.cache_clear()
    return forecast.simulate(plan, people, forecast.RUNS)
