"""Disclosure control of rows: k and l of a hundred thousand people, and proposals for a pilot."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pandas as pd
from pycanon import anonymity

from app.evaluation.anonymity.classes import Target, classes_of
from app.evaluation.anonymity.coarsening import Step
from app.evaluation.anonymity.measure import measure
from app.evaluation.anonymity.proposals import proposals
from app.evaluation.anonymity.tables import Layout, Table, Values
from benchmarks.figures import Figure, compared, timed
from exports import codes

PEOPLE, PILOT = 100_000, 120
TARGET_MS = 2000
K, L = 5, 2

MONTHS: Final = [f"{2022 + month // 12}-{month % 12 + 1:02d}" for month in range(30)]
VALUES: Final[Mapping[str, Sequence[str]]] = {
    "age_group_at_entry": [str(code.value) for code in codes.AGE_GROUP],
    "sex": [str(code.value) for code in codes.SEX],
    "school": [str(code.value) for code in codes.SCHOOL_QUALIFICATION],
    "vocational": [str(code.value) for code in codes.VOCATIONAL_QUALIFICATION],
    "children_in_household": [str(code.value) for code in codes.CHILDREN],
    "entry_month": MONTHS,
}
HEALTH: Final = ("health_restriction", "addiction")
LAYOUT: Final = Layout(("pseudonym", *VALUES, *HEALTH), tuple(VALUES), HEALTH, "pseudonym")
STEPS: Final = {
    **{name: (Step("left out"),) for name in VALUES},
    "entry_month": (Step("year", {month: month[:4] for month in MONTHS}), Step("left out")),
}


def figures(runs: int) -> list[Figure]:
    """Measuring beside pycanon on the same rows, and the whole search for a pilot."""
    rows = list(people(PEOPLE))
    frame = pd.DataFrame(rows, columns=list(LAYOUT.columns))
    plain = Layout(LAYOUT.columns, LAYOUT.quasi)
    ours = measure(Table(plain, rows), K)
    assert ours.k == anonymity.k_anonymity(frame, list(LAYOUT.quasi))
    measured = [timed(lambda: measure(Table(LAYOUT, rows), K)) for _ in range(runs)]
    alone, theirs = compared(
        runs,
        lambda: measure(Table(plain, rows), K),
        lambda: anonymity.k_anonymity(frame, list(LAYOUT.quasi)),
        warm_up=1,
    )
    pilot = Table(LAYOUT, list(people(PILOT)))
    found = [timed(lambda: proposals(classes_of(pilot), STEPS, Target(K, L))) for _ in range(runs)]
    group = f"Anonymity: {PEOPLE:,} people, {len(VALUES)} quasi-identifiers"
    return [
        Figure(group, "k by people, l of two columns, sizes", "ms", measured, TARGET_MS),
        Figure(group, "k by rows, beside pycanon", "ms", alone, 1, theirs),
        Figure(group, f"proposals for {PILOT} people", "ms", found),
    ]


def people(count: int) -> Iterator[Values]:
    """Rows at random, the first codes of each list more often; one in thirty comes back."""
    chance = random.Random(20240630)
    for number in range(count):
        who = number if number % 30 else chance.randint(0, number)
        values = [
            chance.choice(listed)
            if name == "entry_month"
            else listed[min(int(chance.expovariate(3 / len(listed))), len(listed) - 1)]
            for name, listed in VALUES.items()
        ]
        health = (chance.choices("01", (3, 7))[0], chance.choices(("0", "1", "-92"), (7, 2, 1))[0])
        yield (f"p{who:06d}", *values, *health)
