"""The rows of `stage_episodes`: how long each stay was in which stage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.evaluation.datasets.sources import Asked, Beside, PeopleSource, Values
from app.evaluation.rules import KnownStay
from exports.columns import Missing
from exports.datasets import STAGE_EPISODES


def lines(known: KnownStay, _beside: Beside, _asked: Asked) -> Iterator[Values]:
    """The stage episodes of a stay, numbered from 1 in the order of time."""
    for number, episode in enumerate(known.episodes, 1):
        end = episode.interval.end
        yield (
            number,
            episode.stage,
            episode.interval.start,
            Missing.NOT_YET_DUE if end is None else end,
            int(end is not None),
        )


SOURCE: Final = PeopleSource(STAGE_EPISODES, lines)
