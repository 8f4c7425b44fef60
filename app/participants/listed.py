"""A person as the carrier's list has them, and the names of the list's columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.intake.rows import fold

RUNNING, NUMBER, FAMILY, GIVEN = "Lfd. Nr.", "Kundennr.", "Name", "Vorname"
BORN, SEX, SCHOOL, VOCATIONAL = "geb. am", "Geschlecht", "Schulabschluss", "Berufsabschluss"
CHILDREN, HEALTH, ADDICTION = "Kinder im Haushalt", "ges. Einschr.", "Sucht"
REFERRED, CONSENT, ADMITTED = "Zusteuerung am", "Einwilligung am", "Aufnahme am"
POST, EXITED, EXIT_REASON = "Betreuung durch", "Austritt am", "Austrittsgrund"
OUTCOME, REMARK = "Verbleib", "Bemerkung"
STAGES = {2: "Baustein 2 ab", 3: "Baustein 3 ab", 4: "Baustein 4 ab"}

HEADERS = (
    *(RUNNING, NUMBER, FAMILY, GIVEN, BORN, SEX, SCHOOL, VOCATIONAL, CHILDREN, HEALTH, ADDICTION),
    *(REFERRED, CONSENT, ADMITTED, POST, *STAGES.values(), EXITED, EXIT_REASON, OUTCOME, REMARK),
)
NECESSARY = (NUMBER, FAMILY, GIVEN, BORN, CONSENT, ADMITTED)
"""Columns without which nobody can be taken in; a list may lack the others."""
SHEET_TITLE = "Teilnehmer"
PRIVATE = frozenset({NUMBER, FAMILY, GIVEN, REMARK})
"""Columns whose content is never repeated in a finding."""


@dataclass(frozen=True)
class ListedPerson:
    """One row of the list; codes are ours, None stands for an empty cell."""

    line: int
    running_number: int | None
    customer_number: str
    family_name: str
    given_name: str
    birth_date: date
    sex: str | None
    school: str | None
    vocational: str | None
    children: int | None
    health_restriction: bool | None
    addiction: bool | None
    referred_on: date | None
    consent_on: date
    admitted_on: date
    post_title: str | None
    stage_days: Mapping[int, date]
    exited_on: date | None
    exit_reason: str | None
    outcome_code: str | None
    remark: str | None

    @property
    def number_key(self) -> str:
        """The customer number without spaces and case, for comparing."""
        return "".join(self.customer_number.split()).casefold()

    @property
    def identity_key(self) -> tuple[str, str, date]:
        """Who this is: names folded, day of birth."""
        return fold(self.family_name), fold(self.given_name), self.birth_date
