"""When which instrument is due: the points of measurement of a stay. Pure, without a clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from app.participants.rules import is_in_care
from app.periods import add_months
from app.pilots.preset import Measurement, Preset

BASELINE = "t0"
EXIT = "exit"
HEALTH, FOLLOW_UP = "health_data", "follow_up"
MISSING = ("not_asked", "refused", "not_reached", "lost")
"""Why an instrument is missing (DOMAIN §4); not applicable and not yet due follow from dates."""


class Standing(StrEnum):
    """Where an instrument of a wave stands for somebody on a day."""

    NOT_YET_DUE = "not_yet_due"
    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    MISSING = "missing"
    NO_CONSENT = "no_consent"
    OFF = "off"
    AFTER_STATEMENT = "after_statement"


class Stay(NamedTuple):
    """What the waves of a stay depend on."""

    admitted_on: date
    exited_on: date | None


@dataclass(frozen=True, slots=True)
class Wave:
    """A point of measurement: its day, and the window in which it counts as in time.

    Both ends of the window are included.
    """

    key: str
    on: date
    opens_on: date
    closes_on: date
    is_after_exit: bool = False
    is_after_statement: bool = False


class ConsentPeriod(NamedTuple):
    """Consent to a purpose from a day up to, not including, its withdrawal."""

    purpose: str
    given_on: date
    withdrawn_on: date | None = None


ConsentColumns = tuple[str, date, date | None]
"""The same as it is read; lists over everybody go without the names of its fields."""


def waves(plan: Measurement, stay: Stay, until: date, final_due: date) -> list[Wave]:
    """The waves of a stay in the order of their days, as far as their windows open by a day.

    t0 within the first weeks, then every so many months from entry, but only if the person is
    still in care on that day; the exit itself; then months after it (DOMAIN §4). In care ends the
    day before the exit, and with it the windows of the waves in care. A stay of no day has none.
    `final_due` is the day of the final statement: later waves cannot enter it.
    """
    if stay.exited_on is not None and stay.exited_on <= stay.admitted_on:
        return []
    found = [*_in_care(plan, stay, until, final_due), *_from_exit(plan, stay, until, final_due)]
    return sorted(found, key=lambda wave: wave.on)


def _in_care(plan: Measurement, stay: Stay, until: date, final_due: date) -> Iterator[Wave]:
    entry, exited_on = stay.admitted_on, stay.exited_on
    last = date.max if exited_on is None else exited_on - timedelta(days=1)
    end = min(entry + timedelta(weeks=plan.baseline_weeks), last)
    if entry <= until:
        yield Wave(BASELINE, entry, entry, end, is_after_statement=entry > final_due)
    tolerance = timedelta(weeks=plan.tolerance_weeks)
    months = plan.interval_months
    on = add_months(entry, months)
    while on - tolerance <= until and is_in_care(entry, exited_on, on):
        end = min(on + tolerance, last)
        yield Wave(f"m{months}", on, on - tolerance, end, is_after_statement=on > final_due)
        months += plan.interval_months
        on = add_months(entry, months)


def _from_exit(plan: Measurement, stay: Stay, until: date, final_due: date) -> Iterator[Wave]:
    if stay.exited_on is None:
        return
    on, tolerance = stay.exited_on, timedelta(weeks=plan.tolerance_weeks)
    opens_on = max(on - tolerance, stay.admitted_on)
    if opens_on <= until:
        yield Wave(EXIT, on, opens_on, on + tolerance, False, on > final_due)
    for months in plan.after_exit_months:
        on = add_months(stay.exited_on, months)
        if on - tolerance <= until:
            yield Wave(f"f{months}", on, on - tolerance, on + tolerance, True, on > final_due)


def final_statement_due(preset: Preset) -> date:
    """The last day for the final statement: months from the end of the period (ANBest-P 6.1)."""
    return add_months(preset.notice.ends_on, preset.rule_set.final_statement_months)


def has_consent(
    wave: Wave, needs_health: bool, consents: Sequence[ConsentColumns], day: date
) -> bool:
    """Whether a wave may be asked: health data and, after the exit, follow-up have their consent.

    Asked on the last day of the window, or on the day of account while the window is open: whoever
    withdraws before the window has ended is no longer due.
    """
    on = min(day, wave.closes_on)
    return (not needs_health or _in_force(HEALTH, consents, on)) and (
        not wave.is_after_exit or _in_force(FOLLOW_UP, consents, on)
    )


def _in_force(purpose: str, consents: Sequence[ConsentColumns], on: date) -> bool:
    return any(
        agreed_to == purpose and given_on <= on and (withdrawn_on is None or withdrawn_on > on)
        for agreed_to, given_on, withdrawn_on in consents
    )


def standing(wave: Wave, *, may_ask: bool, day: date) -> Standing:
    """Where an instrument of the wave stands that is not on record; what is on record counts."""
    if day < wave.opens_on:
        return Standing.NOT_YET_DUE
    if not may_ask:
        return Standing.NO_CONSENT
    if wave.is_after_statement:
        return Standing.AFTER_STATEMENT
    return Standing.OPEN if day <= wave.closes_on else Standing.OVERDUE


def in_window(wave: Wave, answered_on: date) -> bool:
    """Whether an answer was given in time."""
    return wave.opens_on <= answered_on <= wave.closes_on


def wave_order(key: str) -> tuple[int, int]:
    """Sorts keys of waves: t0, in care by month, exit, after it by month."""
    places = {"t": 0, "m": 1, "e": 2, "f": 3}
    digits = key[1:]
    return places.get(key[:1], 4), int(digits) if digits.isdecimal() else 0


def wave_words(key: str) -> tuple[str, str]:
    """What people call a wave, German and English."""
    if key == BASELINE:
        return "t0 (Eingang)", "t0 (baseline)"
    if key == EXIT:
        return "Austritt", "exit"
    months = key[1:]
    if key.startswith("m") and months.isdecimal():
        return f"{months} Monate", f"{months} months"
    if key.startswith("f") and months.isdecimal():
        return f"{months} Monate nach Austritt", f"{months} months after exit"
    return key, key
