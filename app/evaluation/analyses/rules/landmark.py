"""Density of contacts before a landmark, and how the stay ended after it. Pure.

Only who is still in care on the landmark is looked at, and only contacts before it count: a long
stay would otherwise bring many contacts, and contacts the stay (Anderson, Cain & Gelber 1983). Even
so, who gets many contacts differs from who gets few: no proof of effect.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.disclosure import FEWEST, Line, suppress_linked
from app.evaluation.analyses.rules.asked import Member
from app.participants.contacts.rules import HeldWith
from app.participants.dwell.rules import Observed, Stay, mark_day, observed
from app.periods import add_months, day_after
from app.survival import cumulative_incidence, incidence_bounds

AIMED = ("regular", "employment")
"""Exits that count as the outcome: the regular end, and taking up work."""
AIM, OTHER, STILL = "aim", "other", "still"
LANDMARKS = (6, 12)
HORIZONS = (6, 12)
FEW, MIDDLE, MANY = "few", "middle", "many"
DENSITIES = (FEW, MIDDLE, MANY)
"""Thirds by contacts a month: no source says how many are many, so the groups are relative."""


@dataclass(frozen=True)
class Reached:
    """Somebody in care on the landmark: contacts a month before it, and what was seen after it."""

    per_month: float
    after: Observed


@dataclass(frozen=True)
class Outcome:
    """A group by density: people, what became of them up to the horizon, the share of aimed exits.

    Counts are None where protected, share and interval with them.
    """

    density: str
    people: int | None
    counts: Mapping[str, int | None]
    per_month: float | None
    share: float | None
    bounds: tuple[float, float] | None


@dataclass(frozen=True)
class Landmark:
    """All groups; `limits` part the groups.

    `reached` people were in care on the landmark.
    """

    outcomes: Sequence[Outcome]
    limits: tuple[float, float]
    reached: int
    not_reached: int
    horizon: int


def reached(
    members: Sequence[Member], held: Iterable[HeldWith], months: int, day: date, last_day: date
) -> list[Reached]:
    """Those in care on their landmark, so many months from entry, if that lies before the day.

    `last_day` of the funding: what follows is censored, and a landmark behind it is none.
    """
    marks = {one.id: add_months(one.admitted_on, months) for one in members}
    contacts = Counter(
        one.participation_id
        for one in held
        if one.participation_id in marks and one.held_on < marks[one.participation_id]
    )
    found = []
    for one in members:
        mark = marks[one.id]
        has_left = one.exited_on is not None and one.exited_on <= mark
        if has_left or mark >= min(day, day_after(last_day)):
            continue
        after = observed(Stay(one.person_id, mark, one.exited_on, one.exit_reason), day, last_day)
        if after is not None:
            cause = after.cause and (AIM if after.cause in AIMED else OTHER)
            found.append(Reached(contacts[one.id] / months, Observed(after.days, cause)))
    return found


def thirds(values: Sequence[float]) -> tuple[float, float] | None:
    """The two values that part others as nearly into thirds as equal values, kept together, allow.

    Each belongs to the group below it. None where there are fewer than three different values.
    """
    ordered = sorted(values)
    different = sorted(set(ordered))
    if len(different) < 3:
        return None

    def nearest(among: Sequence[float], wanted: float) -> float:
        return min(among, key=lambda value: (abs(bisect_right(ordered, value) - wanted), value))

    low = nearest(different[:-2], len(ordered) / 3)
    high = nearest(different[different.index(low) + 1 : -1], len(ordered) * 2 / 3)
    return low, high


def density_of(per_month: float, limits: tuple[float, float]) -> str:
    """The group of a density."""
    low, high = limits
    return FEW if per_month <= low else MIDDLE if per_month <= high else MANY


def landmark(
    found: Sequence[Reached], everybody: int, horizon: int, k: int = FEWEST
) -> Landmark | None:
    """The outcome by density up to a horizon in months behind the landmark.

    Who is lost sight of before it is censored; counts say what was seen up to it. `everybody` are
    those who entered. None where all have nearly the same density.
    """
    limits = thirds([one.per_month for one in found])
    if limits is None:
        return None
    groups: dict[str, list[Reached]] = {name: [] for name in DENSITIES}
    for one in found:
        groups[density_of(one.per_month, limits)].append(one)
    end = mark_day(horizon)
    counts = {
        (name, cause): sum(_became(one.after, end) == cause for one in rows)
        for name, rows in groups.items()
        for cause in (AIM, OTHER, STILL)
    }
    counts |= {(name, ""): len(rows) for name, rows in groups.items()}
    counts |= {("", cause): sum(counts[name, cause] for name in groups) for cause in (AIM, OTHER)}
    counts |= {("", STILL): sum(counts[name, STILL] for name in groups), ("", ""): len(found)}
    told = suppress_linked(counts, _lines(), k)
    shown = [_outcome(name, rows, told, end) for name, rows in groups.items()]
    return Landmark(shown, limits, len(found), everybody - len(found), horizon)


def _lines() -> list[Line[tuple[str, str]]]:
    """Every sum a reader could form: each group over its outcomes, each outcome over the groups."""
    causes = (AIM, OTHER, STILL)
    across = [Line([(name, one) for one in causes], (name, "")) for name in (*DENSITIES, "")]
    down = [Line([(name, one) for name in DENSITIES], ("", one)) for one in (*causes, "")]
    return [*across, *down]


def _became(after: Observed, end: int) -> str:
    return after.cause if after.cause is not None and after.days <= end else STILL


def _outcome(
    name: str, rows: Sequence[Reached], told: Mapping[tuple[str, str], int | None], end: int
) -> Outcome:
    people = told[name, ""]
    counts = {cause: told[name, cause] for cause in (AIM, OTHER, STILL)}
    if not rows or people is None:
        return Outcome(name, people, counts, None, None, None)
    mean = sum(one.per_month for one in rows) / len(rows)
    # The share and the number of people tell how many: it is shown only where the number is.
    if None in counts.values():
        return Outcome(name, people, counts, mean, None, None)
    days, causes = [one.after.days for one in rows], [one.after.cause for one in rows]
    share = cumulative_incidence(days, causes).share(AIM, end)
    bounds = incidence_bounds(days, causes, AIM, end)
    return Outcome(name, people, counts, mean, share, bounds)
