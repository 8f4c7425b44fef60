"""What can hold for a person from a day on, and the bounds of each value. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.errors import DomainError
from app.periods import whole_months

YES_NO = ("yes", "no")
NO_DEGREE = "none"


@dataclass(frozen=True)
class Field:
    """A circumstance: its kind (code, number or day) and what it may hold.

    A day, e.g. that since which benefits are drawn, holds from itself on.
    """

    key: str
    kind: str
    codes: tuple[str, ...] = ()
    lowest: int = 0
    highest: int = 0
    is_health: bool = False
    is_asked_at_entry: bool = False


FIELDS: Mapping[str, Field] = {
    field.key: field
    for field in (
        Field(
            "household",
            "code",
            ("single", "single_parent", "couple", "couple_with_children", "with_parents", "shared"),
        ),
        Field("children", "number", highest=20, is_asked_at_entry=True),
        Field("caring", "code", YES_NO),
        Field(
            "school",
            "code",
            (
                "none",
                "lower_secondary",
                "intermediate",
                "applied_sciences_entrance",
                "university_entrance",
            ),
            is_asked_at_entry=True,
        ),
        Field(
            "vocational",
            "code",
            (
                "none",
                "dual",
                "school_based",
                "master_technician",
                "applied_sciences",
                "university",
            ),
            is_asked_at_entry=True,
        ),
        Field(
            "employment",
            "code",
            ("unemployed", "marginal", "part_time", "full_time", "self_employed", "training"),
        ),
        Field("benefit_since", "day"),
        Field(
            "disability",
            "code",
            (NO_DEGREE, *(str(degree) for degree in range(20, 101, 10))),
            is_health=True,
        ),
        Field("equal_status", "code", YES_NO, is_health=True),
        Field("living", "code", ("own_home", "with_family", "assisted", "emergency", "homeless")),
    )
}
EQUAL_STATUS_DEGREES = ("30", "40")


@dataclass(frozen=True)
class Entry:
    """A value from that day on."""

    field: str
    value: str
    from_day: date


def value_of(field: Field, text: str, born_on: date | None, today: date) -> str:
    """The value as it is stored, or the refusal of one that cannot be."""
    if field.kind == "number":
        return str(_number(field, text))
    if field.kind == "day":
        return _day(text, born_on, today).isoformat()
    if text not in field.codes:
        key = "degree_unknown" if field.key == "disability" else "unknown_value"
        raise DomainError(f"conditions.{key}", "value")
    return text


def _number(field: Field, text: str) -> int:
    try:
        number = int(text)
    except ValueError as error:
        raise DomainError("conditions.no_number", "value") from error
    if not field.lowest <= number <= field.highest:
        raise DomainError(
            "conditions.out_of_bounds", "value", lowest=field.lowest, highest=field.highest
        )
    return number


def _day(text: str, born_on: date | None, today: date) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise DomainError("conditions.no_day", "value") from error
    check_from(found, born_on, today, "value")
    return found


def check_from(from_day: date, born_on: date | None, today: date, field: str = "from_day") -> None:
    """A value holds from a day of the person's life that is not in the future."""
    if from_day > today:
        raise DomainError("house.future", field, day=from_day, on=today)
    if born_on is not None and from_day < born_on:
        raise DomainError("conditions.before_birth", field)


def check_equal_status(value: str, degree: str | None) -> None:
    """Equal status needs a degree of 30 or 40, where one is known (§ 2 (3) SGB IX)."""
    if value == "yes" and degree is not None and degree not in EQUAL_STATUS_DEGREES:
        raise DomainError("conditions.no_equal_status", "value")


def values_on(entries: Sequence[Entry], on: date) -> dict[str, str]:
    """What holds on a day, by field: the value that began last; of one day the later in order."""
    begun = sorted((one for one in entries if one.from_day <= on), key=lambda one: one.from_day)
    return {one.field: one.value for one in begun}


def duration_months(since: str, on: date) -> int:
    """Completed months from an ISO day to a day; never below 0."""
    return max(0, whole_months(date.fromisoformat(since), on))
