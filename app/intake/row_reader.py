"""Takes the cells of one row one after another and notes what is wrong with each."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from app.intake.findings import Finding, Severity
from app.intake.rows import Column, Row, Sheet, echo, is_blank
from app.intake.values import Refused, looks_like_command, parse_text

T = TypeVar("T")


class RowReader:
    """One row of a sheet; `failed` tells whether a finding keeps it out.

    Values of the columns in `private` (names, remarks) are never repeated in a finding.
    """

    def __init__(self, sheet: Sheet, row: Row, private: Collection[str] = ()) -> None:
        self.line = row.line
        self.findings: list[Finding] = []
        self._sheet = sheet
        self._values = row.values
        self._private = private
        self._refused: set[str] = set()

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def column(self, header: str) -> Column | None:
        """Where the column stands, None in a file without it."""
        return self._sheet.columns.get(header)

    def value(self, header: str) -> object:
        """What stands in the column, unread; nothing in a file that lacks it."""
        column = self._sheet.columns.get(header)
        return None if column is None else self._values[column.at]

    def refused(self, header: str) -> bool:
        """Whether an error stands on the column already: then its absence is no second one."""
        return header in self._refused

    def take(
        self, header: str, parse: Callable[[object], T | None], *, required: bool = False
    ) -> T | None:
        """The parsed value; None with a finding where it is refused, or missing but required."""
        value = self.value(header)
        try:
            parsed = parse(value)
        except Refused as refusal:
            self.error(header, refusal.code, **refusal.params)
            return None
        if required and is_blank(value):
            self.error(header, "intake.required")
        return parsed

    def text(self, header: str, max_length: int, *, required: bool = False) -> str | None:
        """Text as it stands; what a spreadsheet would run is kept as text and pointed out."""
        if looks_like_command(self.value(header)):
            self.warn(header, "intake.formula_text")
        return self.take(header, lambda value: parse_text(value, max_length), required=required)

    def error(self, header: str | None, code: str, **params: object) -> None:
        """A finding that keeps the row out."""
        self._note(header, code, Severity.ERROR, params)

    def warn(self, header: str | None, code: str, **params: object) -> None:
        """A finding that lets the row in."""
        self._note(header, code, Severity.WARNING, params)

    def _note(
        self, header: str | None, code: str, severity: Severity, params: dict[str, object]
    ) -> None:
        column = cell = value = None
        if header is not None:
            known = self._sheet.columns.get(header)
            column = known.title if known else header
            cell = self._sheet.address(header, self.line) if known else None
            if severity is Severity.ERROR:
                self._refused.add(header)
            value = None if header in self._private else echo(self.value(header))
        found = Finding(
            code,
            severity,
            self.line,
            column,
            cell,
            self._sheet.name,
            value,
            tuple(params.items()),
        )
        self.findings.append(found)
