"""A gap: what is missing, how often, whose it is, by when, and where it is filled. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.disclosure import at_least, suppress


class Area(StrEnum):
    """What a gap is about."""

    PEOPLE = "people"
    MONEY = "money"
    MILESTONES = "milestones"
    REPORT = "report"


class Weight(StrEnum):
    """How much a gap weighs.

    `blocking`: the report cannot be filed so. `open`: to be filled in. `remark`: it cannot be
    filled in any more, the factual report has to explain it; not counted as a gap.
    """

    BLOCKING = "blocking"
    OPEN = "open"
    REMARK = "remark"


class Keeper(StrEnum):
    """Whose gap it is."""

    POSTS = "posts"
    FINANCE = "finance"
    APPROVER = "approver"
    COORDINATOR = "coordinator"


@dataclass(frozen=True)
class Tally:
    """How many are missing, of how many that are asked for."""

    count: int = 0
    of: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.count + other.count, self.of + other.of)


@dataclass(frozen=True)
class Counted:
    """What was counted of a kind of gap.

    `first_on`: the earliest day on which one of them was due, where they have days of their own.
    `later` fall due only after the report, `coming` before it, but cannot be told yet: neither is
    among `count`. `owners`: by post, None for those in nobody's care.
    """

    tally: Tally
    first_on: date | None = None
    later: int = 0
    coming: int = 0
    owners: Mapping[int | None, Tally] = field(default_factory=dict)
    arguments: Mapping[str, object] = field(default_factory=dict)
    """What the address of the rows needs besides."""


@dataclass(frozen=True)
class Check:
    """A kind of gap: its area, weight and keeper, and the page that opens its rows."""

    area: Area
    weight: Weight
    keeper: Keeper
    endpoint: str
    arguments: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Gap:
    """A kind of gap as it was counted before a report; `due_on`: the day it should be closed."""

    key: str
    check: Check
    count: int
    of: int
    due_on: date
    later: int = 0
    coming: int = 0
    owners: Mapping[int | None, Tally] = field(default_factory=dict)
    arguments: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_blocking(self) -> bool:
        """Whether the report cannot be filed before it is closed."""
        return self.check.weight is Weight.BLOCKING

    @property
    def is_remark(self) -> bool:
        """Whether it can only be explained."""
        return self.check.weight is Weight.REMARK


def _people(lack: str) -> Check:
    rows = {"state": "all", "gap": lack}
    return Check(Area.PEOPLE, Weight.OPEN, Keeper.POSTS, "participants.index", rows)


def _money(weight: Weight, endpoint: str, keeper: Keeper = Keeper.FINANCE, **rows: object) -> Check:
    return Check(Area.MONEY, weight, keeper, endpoint, rows)


_B, _O, _R = Weight.BLOCKING, Weight.OPEN, Weight.REMARK
CHECKS: Mapping[str, Check] = {
    "no_plan": _money(_B, "plans.index"),
    "unapproved_imports": _money(_B, "finance.batches", Keeper.APPROVER),
    "months_open": _money(_B, "closing.index"),
    "chapters": Check(Area.REPORT, _B, Keeper.COORDINATOR, "reports.index"),
    "certificate": Check(Area.REPORT, _B, Keeper.COORDINATOR, "reports.index"),
    "months_unsigned": _money(_O, "bank.months"),
    "entries_open": _money(_O, "bank.index", state="open"),
    "vouchers_unmatched": _money(_O, "bank.index", state="open"),
    "inventory_missing": _money(_O, "inventory.vouchers"),
    "award_missing": _money(_O, "funder_rules.rule"),
    "commitments_overdue": _money(_O, "commitments.index"),
    "outcome": _people("outcome"),
    "exit_reason": _people("exit_reason"),
    "follow_up": _people("follow_up"),
    "override_reason": _people("override_reason"),
    "stage": _people("stage"),
    "coach": replace(_people("coach"), keeper=Keeper.COORDINATOR),
    "consent": _people("consent"),
    "waves": replace(_people(""), endpoint="questionnaires.index", arguments={}),
    "milestones_overdue": Check(
        Area.MILESTONES, _O, Keeper.COORDINATOR, "milestones.index", {"state": "open"}
    ),
    # what is booked stays as it is booked
    "mark_missing": _money(_R, "funder_rules.rule"),
    "mark_unlooked": _money(_R, "finance.bookings"),
    "tax_unknown": _money(_R, "finance.bookings"),
    "draw_downs": _money(_R, "grants.cash"),
    "rules": _money(_R, "funder_rules.index"),
}
"""Every kind of gap; of those that weigh the same and are due on one day, the order of a page."""


def gaps(counted: Mapping[str, Counted], due_on: date) -> list[Gap]:
    """Every kind that was looked at, also those where nothing is missing, in order.

    What blocks comes first, then by the day it is due: a day of its own, not after the report's.
    """
    found = [
        Gap(
            key,
            CHECKS[key],
            one.tally.count,
            one.tally.of,
            min(one.first_on or due_on, due_on),
            one.later,
            one.coming,
            one.owners,
            {**CHECKS[key].arguments, **one.arguments},
        )
        for key, one in counted.items()
    ]
    weights, order = list(Weight), list(CHECKS)
    return sorted(
        found, key=lambda gap: (weights.index(gap.check.weight), gap.due_on, order.index(gap.key))
    )


def still_open(found: Iterable[Gap]) -> list[Gap]:
    """Those that something is missing of; what can only be explained is none."""
    return [gap for gap in found if gap.count and not gap.is_remark]


def narrowed(
    found: Iterable[Gap], area: Area | None, keeper: Keeper | None, post: int | None
) -> list[Gap]:
    """The gaps of an area, and of a keeper; of a post with its own counts only."""
    kept = [
        gap
        for gap in found
        if area in (None, gap.check.area) and keeper in (None, gap.check.keeper)
    ]
    return kept if post is None else [_of_post(gap, post) for gap in kept if post in gap.owners]


def _of_post(gap: Gap, post: int) -> Gap:
    own = gap.owners[post]
    return replace(gap, count=own.count, of=own.of, later=0, coming=0, owners={post: own})


@dataclass(frozen=True)
class Progress:
    """How many statements are missing, of how many that the report asks for."""

    missing: int
    of: int

    @property
    def there(self) -> int:
        """How many are there."""
        return self.of - self.missing


@dataclass(frozen=True)
class Shown:
    """A gap as a reader may see it; None is protected."""

    gap: Gap
    count: int | None
    of: int | None
    later: int | None
    coming: int | None
    owners: Mapping[int | None, Tally]

    @property
    def is_guarded(self) -> bool:
        """Whether something is left out to protect individuals."""
        return None in (self.count, self.of, self.later, self.coming)


def shown(gap: Gap, k: int) -> Shown:
    """A gap for a reader; with k > 0 without owners, and without counts of fewer than k people,
    nor of those that nothing is missing of. That nothing is missing at all names nobody."""
    if not k or gap.check.area is not Area.PEOPLE:
        return Shown(gap, gap.count, gap.of, gap.later, gap.coming, gap.owners)
    apart = at_least(gap.later, k), at_least(gap.coming, k)
    if not gap.count:
        return Shown(gap, 0, at_least(gap.of, k), *apart, {})
    told = suppress({"missing": gap.count, "there": gap.of - gap.count}, k)
    return Shown(gap, told.cells["missing"], told.total, *apart, {})


def progress(found: Sequence[Shown]) -> Progress:
    """Over all that may be told; what can only be explained does not count."""
    counted = [
        (one.count, one.of)
        for one in found
        if one.count is not None and one.of is not None and not one.gap.is_remark
    ]
    return Progress(sum(count for count, _of in counted), sum(of for _count, of in counted))
