"""An instrument as typed data: items, answer codes, score, bands, licence, source. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TONES = frozenset({"neutral", "warning", "danger"})


@dataclass(frozen=True)
class Item:
    """A question in the official wording of each language."""

    de: str
    en: str


@dataclass(frozen=True)
class Code:
    """An answer that may be given to every item, and its points."""

    value: int
    de: str
    en: str


@dataclass(frozen=True)
class Band:
    """A range of scores with its meaning, both ends included."""

    lowest: int
    highest: int
    de: str
    en: str
    tone: str


@dataclass(frozen=True)
class CrisisItem:
    """An item, counted from 1, whose answer opens the crisis procedure when it lies above."""

    item: int
    above: int


@dataclass(frozen=True)
class Instrument:
    """An instrument; without items it is licensed, and only its score is kept.

    Scores and bounds are whole numbers, the score of people times 10 to the power of `decimals`.
    """

    key: str
    title: str
    name_de: str
    name_en: str
    source_de: str
    source_en: str
    licence_de: str
    licence_en: str
    health_data: bool
    lowest: int
    highest: int
    higher_is_better: bool
    factor: int = 1
    decimals: int = 0
    title_en: str = ""
    lead_de: str = ""
    lead_en: str = ""
    stem_de: str = ""
    stem_en: str = ""
    items: tuple[Item, ...] = ()
    codes: tuple[Code, ...] = ()
    bands: tuple[Band, ...] = ()
    crisis_items: tuple[CrisisItem, ...] = ()

    @property
    def is_score_only(self) -> bool:
        """Licensed instruments: their wording never enters the program."""
        return not self.items

    @property
    def may_raise_crisis(self) -> bool:
        """Whether an answer can open the crisis procedure; without one it stays off."""
        return bool(self.crisis_items)

    def score(self, answers: Sequence[int | None]) -> int | None:
        """Sum times factor; none where an item was left out.

        Strict on purpose, a rule of this house: filling gaps with the mean of the other items, as
        some analyses do, is for the evaluation, which has the single answers.
        """
        given = [answer for answer in answers if answer is not None]
        return self.factor * sum(given) if len(given) == len(self.items) else None

    def band(self, score: int | None) -> Band | None:
        """The band in which a score lies, or None for none."""
        if score is None:
            return None
        return next((band for band in self.bands if band.lowest <= score <= band.highest), None)

    def raises_crisis(self, answers: Sequence[int | None]) -> bool:
        """Whether an answer lies above the threshold of a crisis item."""
        return any(
            (answers[crisis.item - 1] or 0) > crisis.above
            for crisis in self.crisis_items
            if crisis.item <= len(answers)
        )

    def left_out_crisis_item(self, answers: Sequence[int | None]) -> bool:
        """Whether a crisis item was left without an answer: then somebody has to ask."""
        return any(answers[crisis.item - 1] is None for crisis in self.crisis_items)

    def is_improvement(self, change: int) -> bool | None:
        """Whether a change of the score is for the better; None for no change."""
        return None if change == 0 else (change > 0) == self.higher_is_better
