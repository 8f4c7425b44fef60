"""Where a trigger stands by what was decided on it. Pure.

People decide on what the system sees: a letter, or a reason why none is needed. A trigger that was
decided on stays quiet until one of its figures gets worse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.reporting.notifications.rules.triggers import Kind, Trigger


class Decided(StrEnum):
    """What was decided on a trigger."""

    DRAFTED = "drafted"
    TOLD = "told"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True)
class Decision:
    """A letter or a waiver, with the figures that it rests on; `id` is that of its record."""

    id: int
    kind: Kind
    decided: Decided
    weights: Mapping[str, int]


class Stands(StrEnum):
    """Where a trigger stands; the last two are quiet."""

    OPEN = "open"
    WORSE = "worse"
    DRAFTED = "drafted"
    TOLD = "told"
    NOT_NEEDED = "not_needed"


QUIET = frozenset({Stands.TOLD, Stands.NOT_NEEDED})


@dataclass(frozen=True)
class Standing:
    """A trigger with where it stands, the decision behind that, and whether it is worse since."""

    trigger: Trigger
    stands: Stands
    decision: Decision | None = None
    is_worse: bool = False


def is_worse(known: Mapping[str, int], now: Mapping[str, int]) -> bool:
    """Whether anything weighs more than when it was decided on, or is new."""
    return any(weight > known.get(key, 0) for key, weight in now.items())


def standings(triggers: Sequence[Trigger], decisions: Sequence[Decision]) -> list[Standing]:
    """Where each trigger stands by the decisions in time order; what is open comes first.

    Of several decisions on the same row the latest counts. What was told by hand decides nothing on
    what the books show.
    """
    found = [
        _standing(one, [d for d in decisions if d.kind is one.kind and d.weights])
        for one in triggers
    ]
    order = list(Stands)
    return sorted(found, key=lambda one: order.index(one.stands))


def _standing(trigger: Trigger, decisions: Sequence[Decision]) -> Standing:
    known: dict[str, int] = {}
    final = [one for one in decisions if one.decided is not Decided.DRAFTED]
    for decision in final:
        known |= decision.weights
    last = final[-1] if final else None
    if last is not None and not is_worse(known, trigger.weights):
        is_told = last.decided is Decided.TOLD
        return Standing(trigger, Stands.TOLD if is_told else Stands.NOT_NEEDED, last)
    draft = next((one for one in decisions if one.decided is Decided.DRAFTED), None)
    if draft is not None:
        is_late = is_worse({**known, **draft.weights}, trigger.weights)
        return Standing(trigger, Stands.DRAFTED, draft, is_late)
    return Standing(trigger, Stands.WORSE if last else Stands.OPEN, last, last is not None)
