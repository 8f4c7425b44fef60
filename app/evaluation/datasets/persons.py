"""The rows of `persons`: each stay as the day of account knows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.evaluation.datasets.sources import Asked, Beside, PeopleSource, Values
from app.evaluation.rules import KnownStay
from exports.codes import age_group, children_group
from exports.columns import Missing
from exports.datasets import PERSONS


def lines(known: KnownStay, _beside: Beside, _asked: Asked) -> Iterator[Values]:
    """One row."""
    stay = known.stay
    yield (
        age_band(stay.age_at_entry),
        asked_for(stay.sex),
        asked_for(stay.school),
        asked_for(stay.vocational),
        Missing.UNKNOWN if stay.children is None else children_group(stay.children),
        _yes_no(stay.health_restriction),
        _yes_no(stay.addiction),
        Missing.UNKNOWN if stay.referred_on is None else stay.referred_on,
        stay.admitted_on,
        _stage(known),
        int(known.is_in_care),
        Missing.NOT_YET_DUE if known.exited_on is None else known.exited_on,
        _after_exit(known, stay.exit_reason),
        _after_exit(known, stay.outcome),
        known.dwell_months,
        int(known.number > 1),
        int(stay.against_criteria),
    )


def age_band(age_years: int | None) -> str | Missing:
    """The age group at entry, or unknown."""
    return Missing.UNKNOWN if age_years is None else age_group(age_years)


def asked_for(value: str | None) -> str | Missing:
    """What was stated, or unknown."""
    return Missing.UNKNOWN if value is None else value


def _yes_no(value: bool | None) -> int | Missing:
    return Missing.UNKNOWN if value is None else int(value)


def _stage(known: KnownStay) -> int | Missing:
    if not known.is_in_care:
        return Missing.NOT_APPLICABLE
    return Missing.UNKNOWN if known.stage is None else known.stage


def _after_exit(known: KnownStay, value: str | None) -> str | Missing:
    return Missing.NOT_YET_DUE if known.exited_on is None else asked_for(value)


SOURCE: Final = PeopleSource(PERSONS, lines)
