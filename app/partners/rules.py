"""Decisions about agreements and involvements. Pure, without a clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.errors import DomainError
from app.periods import Interval, month_starts

KINDS = (
    "health_insurer",
    "clinic",
    "medical_practice",
    "psychotherapy",
    "counselling",
    "addiction_help",
    "rehabilitation_provider",
    "pension_insurance",
    "employment_agency",
    "municipality",
    "education",
    "employer",
    "self_help",
    "other",
)
"""Kinds of institutions in the network of a pilot (source 004: insurers, clinics, counselling)."""

PURPOSES = (
    "diagnostics",
    "treatment",
    "medical_rehab",
    "vocational_rehab",
    "counselling",
    "debt_counselling",
    "addiction_counselling",
    "placement",
    "qualification",
    "everyday_support",
    "other",
)
RESULTS = ("achieved", "partly", "not_achieved", "refused_by_person", "refused_by_partner")


class Standing(StrEnum):
    """How an agreement stands on a day."""

    FUTURE = "future"
    IN_FORCE = "in_force"
    ENDING = "ending"
    EXPIRED = "expired"


def standing(valid_from: date, valid_until: date | None, remind_days: int, on: date) -> Standing:
    """Whether an agreement is in force; within `remind_days` of its last day it is ending.

    The last day still counts; an agreement without one never ends by itself.
    """
    if on < valid_from:
        return Standing.FUTURE
    if valid_until is None:
        return Standing.IN_FORCE
    if on > valid_until:
        return Standing.EXPIRED
    return Standing.ENDING if on >= valid_until - timedelta(remind_days) else Standing.IN_FORCE


def check_agreement(signed_on: date | None, valid_from: date, valid_until: date | None) -> None:
    """The last day is not before the first; it is not signed after it has ended."""
    if valid_until is not None and valid_until < valid_from:
        raise DomainError("partner.ends_before_start", "valid_until", valid_from=valid_from)
    if signed_on is not None and valid_until is not None and signed_on > valid_until:
        raise DomainError("partner.signed_after_end", "signed_on", valid_until=valid_until)


def check_involvement(from_day: date, until_day: date | None, earliest: date, today: date) -> None:
    """Begins with the referral at the earliest, not in the future, and ends after it began."""
    if from_day < earliest:
        raise DomainError("partner.before_referral", "from_day", earliest=earliest)
    if from_day > today:
        raise DomainError("house.future", "from_day", day=from_day, on=today)
    if until_day is not None and until_day < from_day:
        raise DomainError("partner.involved_backwards", "until_day", from_day=from_day)
    if until_day is not None and until_day > today:
        raise DomainError("house.future", "until_day", day=until_day, on=today)


@dataclass(frozen=True)
class Course:
    """Values by month from the first to the last, in the order of `months`."""

    months: tuple[date, ...]
    values: tuple[int, ...]


def by_month(counts: Mapping[date, int], start: date, last: date) -> Course:
    """Counts for every month of [start, last], 0 where nothing was counted; months by first day."""
    months = tuple(month_starts(start, last))
    return Course(months, tuple(counts.get(month, 0) for month in months))


def in_force(agreements: Iterable[Interval], day: date) -> int:
    """How many agreements are in force on a day; ends are exclusive here."""
    return sum(agreement.contains(day) for agreement in agreements)
