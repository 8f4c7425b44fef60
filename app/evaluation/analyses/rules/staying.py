"""What is seen of stays, and of the time in each stage, up to a day of account. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app.evaluation.analyses.rules.asked import Member
from app.participants.dwell.rules import Observed, Stay, observed
from app.participants.rules import Move, episodes

ONWARD, BACK, LEFT = "onward", "back", "left"
"""How the time in a stage ends."""


def stays_seen(members: Iterable[Member], day: date, last_day: date) -> list[Observed]:
    """The stays with the reason of their exit; open ones and the end of funding are censored."""
    found = (
        observed(
            Stay(one.person_id, one.admitted_on, one.exited_on, one.exit_reason), day, last_day
        )
        for one in members
    )
    return [one for one in found if one is not None]


def stages_seen(
    members: Iterable[Member], moves: Mapping[int, Sequence[Move]], day: date, last_day: date
) -> dict[int, list[Observed]]:
    """The time in each stage: from the move into it to the next move, or the exit.

    Who comes back to a stage counts once more. Time before the admission belongs to the stage.
    """
    found: dict[int, list[Observed]] = {}
    for one in members:
        known = [move for move in moves.get(one.id, ()) if move.entered_on <= day]
        all_ = episodes(known, one.exited_on)
        following = [*all_[1:], None]
        for here, after in zip(all_, following, strict=True):
            how = LEFT if after is None else ONWARD if after.stage > here.stage else BACK
            stay = Stay(one.person_id, here.interval.start, here.interval.end, how)
            seen = observed(stay, day, last_day)
            if seen is not None:
                found.setdefault(here.stage, []).append(seen)
    return found
