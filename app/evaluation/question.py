"""The question a release answers: which datasets, of whom, for which day, in which form; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final, Literal, cast

from app.evaluation.rules import KnownStay
from exports.datasets import DATASETS
from exports.treatment import DATE_FORMS, DateForm

Kind = Literal["research", "publication"]
KINDS: Final[tuple[Kind, ...]] = ("research", "publication")

ALL: Final = tuple(dataset.key for dataset in DATASETS)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked; the same question about the same data gives the same content hash.

    `entered_from` and `entered_until` (both included) limit the stays by their day of entry.
    """

    day: date
    kind: Kind = "research"
    datasets: tuple[str, ...] = ALL
    dates: DateForm = "months"
    entered_from: date | None = None
    entered_until: date | None = None
    only_ended: bool = False

    def takes(self, known: KnownStay) -> bool:
        """Whether the filter lets this stay in."""
        entered = known.stay.admitted_on
        return (
            (self.entered_from is None or entered >= self.entered_from)
            and (self.entered_until is None or entered <= self.entered_until)
            and not (self.only_ended and known.exited_on is None)
        )

    @property
    def has_filter(self) -> bool:
        """Whether somebody may be left out by the filter."""
        return self.only_ended or (self.entered_from or self.entered_until) is not None

    def is_like(self, other: Question) -> bool:
        """Whether both ask the same but for the day of account."""
        return replace(self, day=other.day) == other

    def as_json(self) -> dict[str, Any]:
        """The question as it is kept with its release and shown in the manifest."""
        said = asdict(self) | {"datasets": list(self.datasets)}
        return {
            key: value.isoformat() if isinstance(value, date) else value
            for key, value in said.items()
        }


def question_from(said: Mapping[str, Any]) -> Question:
    """The question that `as_json` wrote."""
    assert said["kind"] in KINDS
    assert said["dates"] in DATE_FORMS
    return Question(
        day=date.fromisoformat(said["day"]),
        kind=cast(Kind, said["kind"]),
        datasets=tuple(said["datasets"]),
        dates=cast(DateForm, said["dates"]),
        entered_from=_day(said["entered_from"]),
        entered_until=_day(said["entered_until"]),
        only_ended=bool(said["only_ended"]),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
