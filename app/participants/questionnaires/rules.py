"""Decisions about answers and crises: who sees, who is called, what may be recorded. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.errors import DomainError
from app.participants.questionnaires.instruments import Instrument
from app.participants.questionnaires.waves import Wave

LATE_AFTER_DAYS = 7
"""Answers recorded later than this after their day count as entered from paper."""
HOURS = (1, 168)
"""Within how many hours a crisis must be confirmed: from one hour to one week."""


class Addressee(StrEnum):
    """Who is called by an unconfirmed crisis."""

    HOLDER = "holder"
    DEPUTY = "deputy"
    COORDINATOR = "coordinator"


ESCALATED = frozenset({Addressee.HOLDER, Addressee.DEPUTY, Addressee.COORDINATOR})


def is_overdue(due_at: datetime, now: datetime) -> bool:
    """Whether the pilot's hours have passed: from the moment itself on."""
    return now >= due_at


def addressees(due_at: datetime, now: datetime, *, has_holder: bool) -> frozenset[Addressee]:
    """Who an unconfirmed crisis is put before: the holder of the post that has the case.

    From the moment due on deputies and coordinators too; at once where nobody holds the post.
    """
    if is_overdue(due_at, now) or not has_holder:
        return ESCALATED
    return frozenset({Addressee.HOLDER})


def may_see_answers(setting: str, *, holds_case: bool, works_cases: bool) -> bool:
    """Whether somebody may see single answers, as the programme has it.

    `case`: who holds the post that has the case, deputies included; `workers`: everybody who works
    cases; `nobody`: then scores are all that is shown.
    """
    return works_cases and (setting == "workers" or (setting == "case" and holds_case))


def is_from_paper(ticked: bool, mode: str, answered_on: date, day: date) -> bool:
    """Whether answers were entered later from paper: said so, or too long after their day."""
    return ticked or mode == "paper" or (day - answered_on).days > LATE_AFTER_DAYS


@dataclass(frozen=True)
class Filled:
    """An instrument as somebody filled it in: all its answers, or only its score."""

    answered_on: date
    mode: str
    from_paper: bool
    language: str | None = None
    answers: tuple[int | None, ...] = ()
    score: int | None = None


def check_day(wave: Wave, answered_on: date, day: date) -> None:
    """Answers lie not in the future and not before the wave begins."""
    if answered_on > day:
        raise DomainError("house.future", "answered_on", day=answered_on, on=day)
    if answered_on < wave.opens_on:
        raise DomainError("questionnaires.before_wave", "answered_on", opens_on=wave.opens_on)


def check_answers(instrument: Instrument, answers: Sequence[int | None]) -> None:
    """Every item has one of the instrument's codes, or was left out; not all of them."""
    allowed = {code.value for code in instrument.codes}
    if (
        len(answers) != len(instrument.items)
        or not {answer for answer in answers if answer is not None} <= allowed
    ):
        raise DomainError("questionnaires.unknown_answer")
    if all(answer is None for answer in answers):
        raise DomainError("questionnaires.nothing_answered")


def check_score(instrument: Instrument, score: int | None) -> int:
    """A score lies within the instrument's bounds."""
    if score is None or not instrument.lowest <= score <= instrument.highest:
        raise DomainError(
            "questionnaires.score_out_of_bounds",
            "score",
            lowest=shown_score(instrument, instrument.lowest),
            highest=shown_score(instrument, instrument.highest),
        )
    return score


def shown_score(instrument: Instrument, score: int) -> str:
    """A score as Germans write it: 812 of the EQ-5D index is 0,812; a true minus sign."""
    sign, places = ("\u2212" if score < 0 else ""), instrument.decimals
    text = str(abs(score)).rjust(places + 1, "0")
    return sign + (f"{text[:-places]},{text[-places:]}" if places else text)


def read_score(instrument: Instrument, text: str) -> int | None:
    """A score as people type it ("0,812") as a whole number; None for what is none.

    More decimals than the instrument has are refused, not rounded.
    """
    plain = text.strip().replace("\u2212", "-").replace(",", ".")
    sign = -1 if plain.startswith("-") else 1
    whole, _point, rest = plain.removeprefix("-").partition(".")
    digits = whole + rest.ljust(instrument.decimals, "0")
    is_number = bool(whole) and digits.isascii() and digits.isdecimal() and len(digits) < 9
    return sign * int(digits) if is_number and len(rest) <= instrument.decimals else None
