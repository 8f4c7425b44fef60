"""What an import says about a file: counts that add up, and findings by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """Whether a finding keeps its row out."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One remark on one cell; `code` is the message key, `params` its parameters.

    `line` counts as the file shows it (first line is 1), `cell` is the address in a sheet ("E7"),
    `column` the file's own header, `value` what stands there, cut to 80 characters.
    """

    code: str
    severity: Severity
    line: int | None = None
    column: str | None = None
    cell: str | None = None
    sheet: str | None = None
    value: str | None = None
    params: tuple[tuple[str, object], ...] = ()


@dataclass
class Tally:
    """Disjoint counts that add up to `read`; flagged rows count as accepted."""

    read: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicates: int = 0
    unchanged: int = 0

    @property
    def adds_up(self) -> bool:
        """Whether every row read has exactly one fate."""
        return self.read == self.accepted + self.rejected + self.duplicates + self.unchanged


@dataclass
class Outcome:
    """The result of reading or importing one file."""

    tally: Tally = field(default_factory=Tally)
    findings: list[Finding] = field(default_factory=list)

    def joined(self, other: Outcome) -> Outcome:
        """Both together: rows that were kept out while reading, and what became of the others."""
        counts = zip(astuple(self.tally), astuple(other.tally), strict=True)
        return Outcome(Tally(*map(sum, counts)), [*self.findings, *other.findings])

    @property
    def is_clean(self) -> bool:
        """No row refused: the file may be taken whole."""
        return self.tally.rejected == 0 and not any(
            f.severity is Severity.ERROR for f in self.findings
        )

    def of(self, severity: Severity) -> Sequence[Finding]:
        """The findings of one severity in the order of the file."""
        return [f for f in self.findings if f.severity is severity]
