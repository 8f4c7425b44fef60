"""What follows upon filing: queries, answers, amounts disallowed, the final notice, repayment.

Pure; cents. Steps happen by one transition table; what must go back and its interest follow from
the steps and from the repayments in the books.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.errors import DomainError
from app.finance.grants.interest import BaseRate, Interest, Late, Terms, interest_on


class Step(StrEnum):
    """What can come after filing."""

    QUERY = "query"
    ANSWER = "answer"
    DISALLOWED = "disallowed"
    NOTICE = "notice"
    REPAID = "repaid"


class Standing(StrEnum):
    """Where the funder's examination stands."""

    FILED = "filed"
    ASKED = "asked"
    ANSWERED = "answered"
    DISALLOWED = "disallowed"
    DECIDED = "decided"


_S, _T = Standing, Step
TRANSITIONS: Mapping[tuple[Standing, Step], Standing] = {
    (_S.FILED, _T.QUERY): _S.ASKED,
    (_S.FILED, _T.DISALLOWED): _S.DISALLOWED,
    (_S.FILED, _T.NOTICE): _S.DECIDED,
    (_S.ASKED, _T.QUERY): _S.ASKED,
    (_S.ASKED, _T.ANSWER): _S.ANSWERED,
    (_S.ANSWERED, _T.QUERY): _S.ASKED,
    (_S.ANSWERED, _T.ANSWER): _S.ANSWERED,
    (_S.ANSWERED, _T.DISALLOWED): _S.DISALLOWED,
    (_S.ANSWERED, _T.NOTICE): _S.DECIDED,
    (_S.DISALLOWED, _T.QUERY): _S.ASKED,
    (_S.DISALLOWED, _T.DISALLOWED): _S.DISALLOWED,
    (_S.DISALLOWED, _T.NOTICE): _S.DECIDED,
    (_S.DISALLOWED, _T.REPAID): _S.DISALLOWED,
    (_S.DECIDED, _T.REPAID): _S.DECIDED,
}
"""The one table: an answer needs a query, an open query is answered first, a notice ends it."""


def next_standing(standing: Standing, step: Step) -> Standing:
    """Where the examination stands after a step; DomainError if that cannot come now."""
    try:
        return TRANSITIONS[standing, step]
    except KeyError as error:
        raise DomainError(f"reports.step_not_{step}") from error


@dataclass(frozen=True)
class Recorded:
    """A step as it stands. Of a repayment day and amount are those of the books."""

    id: int
    step: Step
    on: date
    cents: int | None = None
    interest_from: date | None = None


def standing(steps: Iterable[Recorded]) -> Standing:
    """Where the examination stands after steps in the order of recording."""
    found = Standing.FILED
    for one in steps:
        found = next_standing(found, one.step)
    return found


def possible(now: Standing) -> list[Step]:
    """What can come next, in the order of the way."""
    return [step for step in Step if (now, step) in TRANSITIONS]


_EXPECTED: Mapping[Standing, Step] = {
    _S.FILED: _T.QUERY,
    _S.ASKED: _T.ANSWER,
    _S.ANSWERED: _T.NOTICE,
    _S.DISALLOWED: _T.NOTICE,
    _S.DECIDED: _T.REPAID,
}


def expected(now: Standing) -> Step:
    """What most likely comes next."""
    return _EXPECTED[now]


def check_reversal(steps: Sequence[Recorded], step_id: int) -> None:
    """A step is taken back only if what was recorded after it does not rest on it."""
    if step_id not in {one.id for one in steps}:
        raise DomainError("reports.step_gone")
    try:
        standing(one for one in steps if one.id != step_id)
    except DomainError as error:
        raise DomainError("reports.step_carries") from error


@dataclass(frozen=True)
class Given:
    """A step as somebody enters it."""

    step: Step
    on: date
    reference: str
    text: str
    cents: int | None = None
    interest_from: date | None = None
    repayment_id: int | None = None


def check_given(given: Given, now: Standing, filed_on: date, day: date) -> None:
    """Refuses a step out of turn, of a wrong day, without a text or without its amount."""
    next_standing(now, given.step)
    if not given.text.strip():
        raise DomainError("reports.step_text_missing", "text")
    if given.on > day:
        raise DomainError("house.future", "on", day=given.on, on=day)
    if given.on < filed_on:
        raise DomainError("reports.step_before_filing", "on", filed_on=filed_on)
    if given.step is Step.DISALLOWED and (given.cents is None or given.cents <= 0):
        raise DomainError("reports.disallowed_not_positive", "cents")
    if given.cents is not None and given.cents < 0:
        raise DomainError("reports.amount_negative", "cents")
    if given.interest_from is not None and given.interest_from > given.on:
        raise DomainError("reports.interest_after", "interest_from", on=given.on)
    if given.step is Step.REPAID and given.repayment_id is None:
        raise DomainError("reports.no_repayment", "repayment_id")


@dataclass(frozen=True)
class Claim:
    """An amount that must go back, bearing interest from a day where the funder named one."""

    cents: int
    interest_from: date | None


@dataclass(frozen=True)
class Paid:
    """What went back on a day."""

    on: date
    cents: int


@dataclass(frozen=True)
class Owed:
    """What must go back, what went back, and the interest on it up to a day.

    `without_day` is the part that no interest can be computed for: the funder named no day.
    """

    claimed_cents: int
    repaid_cents: int
    interests: Sequence[Interest]
    without_day_cents: int

    @property
    def open_cents(self) -> int:
        """What is still to be paid back; more than was claimed leaves nothing open."""
        return max(0, self.claimed_cents - self.repaid_cents)

    @property
    def interest_cents(self) -> int:
        """The interest on all parts, each rounded by itself."""
        return sum(one.cents for one in self.interests)

    @property
    def missing(self) -> list[date]:
        """Half-years without a confirmed base rate: their days are in no figure."""
        return sorted({start for one in self.interests for start in one.missing})


def claims(steps: Sequence[Recorded]) -> list[Claim]:
    """What must go back: what the final notice says, else the amounts disallowed so far.

    A notice that names no day of interest leaves that of the amounts disallowed.
    """
    found = [Claim(one.cents or 0, one.interest_from) for one in steps if _is_disallowed(one)]
    notice = next((one for one in steps if one.step is Step.NOTICE), None)
    if notice is None or notice.cents is None:
        return found
    days = {claim.interest_from for claim in found}
    day = notice.interest_from or (days.pop() if len(days) == 1 else None)
    is_same = notice.interest_from is None and notice.cents == sum(one.cents for one in found)
    return found if is_same else [Claim(notice.cents, day)]


def _is_disallowed(one: Recorded) -> bool:
    return one.step is Step.DISALLOWED


def owed(
    claimed: Sequence[Claim],
    repaid: Sequence[Paid],
    rates: Mapping[date, BaseRate],
    terms: Terms,
    on: date,
) -> Owed:
    """What is open on a day, with the interest: repayments settle the claims in their order.

    Each part bears interest from the funder's day up to and with the day it went back, what is
    open up to `on`.
    """
    waiting = sorted(repaid, key=lambda one: one.on)
    interests: list[Interest] = []
    without = 0
    for claim in claimed:
        parts, waiting = _settle(claim.cents, waiting, on)
        if claim.interest_from is None:
            without += claim.cents
            continue
        before = claim.interest_from - timedelta(days=1)
        interests += [
            interest_on(Late(cents, before, before, until, is_open), rates, terms)
            for cents, until, is_open in parts
        ]
    total = sum(one.cents for one in claimed)
    return Owed(total, sum(one.cents for one in repaid), interests, without)


def _settle(
    cents: int, waiting: Sequence[Paid], on: date
) -> tuple[list[tuple[int, date, bool]], list[Paid]]:
    """The parts of a claim with the day that each went back, and the repayments left over."""
    parts, left = [], list(waiting)
    while cents and left:
        first = left.pop(0)
        part = min(cents, first.cents)
        parts.append((part, first.on, False))
        cents -= part
        if part < first.cents:
            left.insert(0, replace(first, cents=first.cents - part))
    if cents:
        parts.append((cents, on, True))
    return parts, left
