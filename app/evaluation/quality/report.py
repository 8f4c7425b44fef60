"""The quality report of a release: what was counted, kept with the release as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

FORMAT: Final = 1


@dataclass(frozen=True)
class Variable:
    """How often a variable is missing, by missing code; of one wave where the dataset has waves."""

    dataset: str
    column: str
    wave: str
    rows: int
    missing: Mapping[int, int]


@dataclass(frozen=True)
class Response:
    """The response to an instrument in a wave, in stays.

    Due are all but those that are not yet due or to whom the wave does not apply; whoever refused,
    or gave no consent to the wave, is due. Incomplete ones were answered with gaps and have no
    score. Paired ones have a score in this wave and at the baseline.
    """

    instrument: str
    wave: str
    due: int
    answered: int
    incomplete: int
    paired: int
    missing: Mapping[int, int]

    @property
    def percent(self) -> int | None:
        """Share of those due who have a score, rounded half up; None for nobody due."""
        return (200 * self.answered + self.due) // (2 * self.due) if self.due else None


@dataclass(frozen=True)
class Range:
    """Values beyond the declared bounds of a column; `instrument` where each has its own."""

    dataset: str
    column: str
    instrument: str
    count: int


@dataclass(frozen=True)
class Finding:
    """How often a rule is broken; None where the release lacks what the rule needs."""

    key: str
    dataset: str
    count: int | None


@dataclass(frozen=True)
class QualityReport:
    """What is known about the quality of a release."""

    variables: tuple[Variable, ...] = field(default=())
    responses: tuple[Response, ...] = field(default=())
    ranges: tuple[Range, ...] = field(default=())
    contradictions: tuple[Finding, ...] = field(default=())
    duplicates: tuple[Finding, ...] = field(default=())

    @property
    def faults(self) -> int:
        """Values out of range, contradictions and duplicates together."""
        found = [*self.contradictions, *self.duplicates]
        return sum(one.count for one in self.ranges) + sum(one.count or 0 for one in found)

    def as_json(self) -> dict[str, Any]:
        """The report as it is kept; `from_json` reads it."""
        # JSON knows texts only as keys.
        said: dict[str, Any] = {"format": FORMAT}
        for name, rows in vars(self).items():
            said[name] = [_texts_as_keys(asdict(row)) for row in rows]
        return said

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> QualityReport:
        """The report that `as_json` wrote; ValueError for another format."""
        if said.get("format") != FORMAT:
            raise ValueError("not a quality report of this format")
        return cls(
            variables=tuple(Variable(**_numbers_as_keys(one)) for one in said["variables"]),
            responses=tuple(Response(**_numbers_as_keys(one)) for one in said["responses"]),
            ranges=tuple(Range(**one) for one in said["ranges"]),
            contradictions=tuple(Finding(**one) for one in said["contradictions"]),
            duplicates=tuple(Finding(**one) for one in said["duplicates"]),
        )


def _texts_as_keys(row: dict[str, Any]) -> dict[str, Any]:
    if "missing" in row:
        row["missing"] = {str(code): count for code, count in row["missing"].items()}
    return row


def _numbers_as_keys(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "missing": {int(code): count for code, count in row["missing"].items()}}
