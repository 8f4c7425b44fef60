"""Density of contacts before a landmark, and how the stay ended after it. Pure.

Only who is still in care on the landmark is looked at, and only contacts before it count: a long
stay would otherwise bring many contacts, and contacts the stay (Anderson, Cain & Gelber 1983). Even
so, who gets many contacts differs from who gets few: no proof of effect.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.disclosure import FEWEST, Line, suppress_linked
from app.evaluation.analyses.rules.asked import FEWEST_IN_GROUP, Member
from app.participants.contacts.rules import HeldWith
from app.participants.dwell.rules import Observed, Stay, mark_day, observed
from app.periods import add_months, day_after
from app.survival import cumulative_incidence, incidence_bounds

AIMED = ("regular", "employment")
"""Exits that count as the outcome: the regular end, and taking up work."""
AIM, OTHER = "aim", "other"
"""What the stay came to: an aimed exit, or something else so far (another exit, or none yet)."""
LANDMARKS = (6, 12)
HORIZONS = (6, 12)
FEW, MIDDLE, MANY = "few", "middle", "many"
DENSITIES = {3: (FEW, MIDDLE, MANY), 2: (FEW, MANY)}
"""Thirds by contacts a month, or halves where thirds are too small to be shown: no source says how
many are many, so the groups are relative."""


@dataclass(frozen=True)
class Reached:
    """Somebody in care on the landmark: contacts a month before it, and what was seen after it."""

    per_month: float
    after: Observed


@dataclass(frozen=True)
class Outcome:
    """A group by density: people, what became of them up to the horizon, the share of aimed exits.

    Counts are None where protected, share and interval with them; these also where too few
    have been seen up to the horizon.
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
    limits: Sequence[float]
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


def limits_of(values: Sequence[float], parts: int) -> list[float] | None:
    """The values that part others as nearly into thirds or halves as ties, kept together, allow.

    Each belongs to the group below it. None where there are fewer different values than parts.
    """
    ordered, left = sorted(values), sorted(set(values))
    found: list[float] = []
    for part in range(1, parts):
        # As many as the groups that are still to come stay behind the limit.
        among = left[: len(left) - (parts - part)]
        if not among:
            return None
        wanted = len(ordered) * part / parts
        limit = min(among, key=lambda value: abs(bisect_right(ordered, value) - wanted))
        found.append(limit)
        left = [value for value in left if value > limit]
    return found


def landmark(
    found: Sequence[Reached], everybody: int, horizon: int, k: int = FEWEST
) -> Landmark | None:
    """The outcome by density up to a horizon in months behind the landmark.

    Who is lost sight of before it is censored; counts say what was seen up to it. `everybody` are
    those who entered. None where fewer than two groups may be shown: there is nothing to compare.
    """
    for parts in DENSITIES:
        limits = limits_of([one.per_month for one in found], parts)
        if limits is None:
            continue
        shown = _outcomes(found, limits, mark_day(horizon), k)
        if sum(one.share is not None for one in shown) > 1:
            return Landmark(shown, limits, len(found), everybody - len(found), horizon)
    return None


def _outcomes(found: Sequence[Reached], limits: Sequence[float], end: int, k: int) -> list[Outcome]:
    names = DENSITIES[len(limits) + 1]
    groups: dict[str, list[Reached]] = {name: [] for name in names}
    for one in found:
        groups[names[bisect_left(limits, one.per_month)]].append(one)
    counts = {
        (name, cause): sum(_became(one.after, end) == cause for one in rows)
        for name, rows in groups.items()
        for cause in (AIM, OTHER)
    }
    counts |= {(name, ""): len(rows) for name, rows in groups.items()}
    counts |= {("", cause): sum(counts[name, cause] for name in groups) for cause in (AIM, OTHER)}
    counts["", ""] = len(found)
    told = suppress_linked(counts, _lines(names), k)
    return [_outcome(name, rows, told, end) for name, rows in groups.items()]


def _lines(names: Sequence[str]) -> list[Line[tuple[str, str]]]:
    """Every sum a reader could form: each group over its outcomes, each outcome over the groups."""
    causes = (AIM, OTHER)
    across = [Line([(name, one) for one in causes], (name, "")) for name in (*names, "")]
    down = [Line([(name, one) for name in names], ("", one)) for one in (*causes, "")]
    return [*across, *down]


def _became(after: Observed, end: int) -> str:
    return AIM if after.cause == AIM and after.days <= end else OTHER


def _is_seen(rows: Sequence[Reached], end: int, k: int = FEWEST) -> bool:
    """Whether the estimate up to the horizon rests on enough people, or on no estimate at all."""
    is_censored = any(one.after.cause is None and one.after.days < end for one in rows)
    return not is_censored or sum(one.after.days >= end for one in rows) >= k


def _outcome(
    name: str, rows: Sequence[Reached], told: Mapping[tuple[str, str], int | None], end: int
) -> Outcome:
    people = told[name, ""]
    counts = {cause: told[name, cause] for cause in (AIM, OTHER)}
    if not rows or people is None:
        return Outcome(name, people, counts, None, None, None)
    mean = sum(one.per_month for one in rows) / len(rows)
    # The share and the number of people tell how many: it is shown only where the number is.
    if None in counts.values() or len(rows) < FEWEST_IN_GROUP:
        return Outcome(name, people, counts, mean, None, None)
    if not _is_seen(rows, end):
        return Outcome(name, people, counts, mean, None, None)
    days, causes = [one.after.days for one in rows], [one.after.cause for one in rows]
    share = cumulative_incidence(days, causes).share(AIM, end)
    bounds = incidence_bounds(days, causes, AIM, end)
    return Outcome(name, people, counts, mean, share, bounds)
