"""How many are accompanied and have completed by the end: one walk, with means or at random. Pure.

The deterministic answer and every run of the simulation go through the same walk; they differ only
in how long a stay lasts and how long a place stays free.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from random import Random

from app.participants.capacity.rules import A_DAY, Plan

RUNS, FEWEST_RUNS = 1000, 100
SEED = 1958
"""The same question gives the same answer, and scenarios differ by what they change."""
WORK = 120_000
"""Places times runs that one forecast may take: about as long as a page may need."""


@dataclass(frozen=True)
class Walk:
    """A course of the rest of the period: admissions and exits by month, completed stays.

    The last of the months holds what falls on the day after the period.
    """

    admitted: list[int]
    left: list[int]
    completed: int


def walk(
    plan: Plan,
    length: Callable[[], float],
    remaining: Callable[[float], float],
    delay: Callable[[], float],
) -> Walk:
    """Fills every slot again and again until it closes; times in months."""
    admitted, left = [0] * (int(plan.end) + 2), [0] * (int(plan.end) + 2)
    completed = 0
    end = plan.end
    for slot in plan.slots:
        free = plan.now
        if slot.since is not None:
            free += remaining(slot.since)
            if free <= end:
                left[int(free)] += 1
            completed += free <= end or slot.since + end - plan.now >= plan.planned
        if slot.since is not None or (plan.accompanied and slot.opens <= plan.now):
            free += delay()
        free = max(free, slot.opens)
        for opens, closes in slot.windows:
            free = max(free, opens)
            while free < closes:
                admitted[int(free)] += 1
                exits = free + length()
                if exits <= end:
                    left[int(exits)] += 1
                completed += exits <= end or end - free >= plan.planned
                free = exits + delay()
    return Walk(admitted, left, completed)


@dataclass(frozen=True)
class Expected:
    """The deterministic answer: people accompanied, and stays completed, by the end."""

    accompanied: int
    completed: int


def expected(plan: Plan) -> Expected:
    """Every stay lasts the mean, who is there stays the mean of what is left to them."""
    mean = max(plan.lengths.mean, A_DAY)
    found = walk(plan, lambda: mean, plan.lengths.remaining, lambda: plan.refill)
    return Expected(
        plan.accompanied + sum(found.admitted),
        plan.completed + found.completed,
    )


@dataclass(frozen=True)
class Range:
    """What half of the runs stay below, and what 5 % of them stay below and above."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True)
class Simulated:
    """What the runs say; courses by month from the plan's first, at the end of each."""

    runs: int
    accompanied: Range
    completed: Range
    chance: float
    admissions: tuple[Range, ...]
    in_care: tuple[Range, ...]


def runs_for(plan: Plan) -> int:
    """As many runs as the size of the pilot leaves time for; a large one varies less."""
    return max(FEWEST_RUNS, min(RUNS, WORK // max(1, len(plan.slots))))


@lru_cache(maxsize=16)
def simulate(plan: Plan, target: int, runs: int = RUNS, seed: int = SEED) -> Simulated:
    """Plays the rest of the period through so many times; `target` people are to be reached."""
    chance = Random(seed)  # noqa: S311 - no secret depends on it
    last = int(plan.end) if plan.end > int(plan.end) else int(plan.end) - 1
    months = slice(plan.first_month, last + 1)
    draws = _draws(plan, chance)
    accompanied, completed = [], []
    admissions: list[list[int]] = []
    in_care: list[list[int]] = []
    for _ in range(runs):
        found = walk(plan, *draws)
        accompanied.append(plan.accompanied + sum(found.admitted))
        completed.append(plan.completed + found.completed)
        came, went = accumulate(found.admitted[months]), accumulate(found.left[months])
        course = list(zip(came, went, strict=True))
        admissions.append([plan.accompanied + into for into, _out in course])
        in_care.append([plan.in_care + into - out for into, out in course])
    return Simulated(
        runs,
        _range(accompanied),
        _range(completed),
        sum(count >= target for count in accompanied) / runs,
        tuple(_range(month) for month in zip(*admissions, strict=True)),
        tuple(_range(month) for month in zip(*in_care, strict=True)),
    )


def _draws(
    plan: Plan, chance: Random
) -> tuple[Callable[[], float], Callable[[float], float], Callable[[], float]]:
    """Lengths and remaining lengths from the distribution; delays without memory of their mean."""
    lengths, cumulative, last = (
        plan.lengths.months,
        plan.lengths.cumulative,
        len(plan.lengths.months) - 1,
    )
    up_to = {slot.since: plan.lengths.share_up_to(slot.since) for slot in plan.slots if slot.since}
    pick, rate = chance.random, 1 / plan.refill if plan.refill else 0.0

    def length() -> float:
        return lengths[bisect_right(cumulative, pick(), 0, last)]

    def remaining(since: float) -> float:
        base = up_to.get(since, 0.0)
        if base >= 1:
            return 0.0
        drawn = base + pick() * (1 - base)
        return max(0.0, lengths[bisect_right(cumulative, drawn, 0, last)] - since)

    def delay() -> float:
        return chance.expovariate(rate) if rate else 0.0

    return length, remaining, delay


def _range(values: Sequence[int]) -> Range:
    """Quantiles by rank: values that occurred."""
    ordered = sorted(values)
    low, middle, high = (ordered[round(share * (len(ordered) - 1))] for share in (0.05, 0.5, 0.95))
    return Range(low, middle, high)
