"""Decisions about candidates: states and events, bounds of days, the funnel. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.disclosure import FEWEST, Line, suppress_linked
from app.errors import DomainError
from app.periods import whole_years


class State(StrEnum):
    """How far a referral (Zusteuerung) has come."""

    OPEN = "open"
    ADMITTED = "admitted"
    DECLINED = "declined"
    REFUSED = "refused"
    NEVER_APPEARED = "never_appeared"


class Event(StrEnum):
    """What can happen to a candidate."""

    ADMIT = "admit"
    DECLINE = "decline"
    REFUSE = "refuse"
    NOT_APPEAR = "not_appear"
    REOPEN = "reopen"


TRANSITIONS: Mapping[tuple[State, Event], State] = {
    (State.OPEN, Event.ADMIT): State.ADMITTED,
    (State.OPEN, Event.DECLINE): State.DECLINED,
    (State.OPEN, Event.REFUSE): State.REFUSED,
    (State.OPEN, Event.NOT_APPEAR): State.NEVER_APPEARED,
    (State.DECLINED, Event.REOPEN): State.OPEN,
    (State.REFUSED, Event.REOPEN): State.OPEN,
    (State.NEVER_APPEARED, Event.REOPEN): State.OPEN,
}
"""The one table of transitions; an admission is never taken back here, the stay has its exit."""

NOT_ADMITTED = frozenset({State.DECLINED, State.REFUSED, State.NEVER_APPEARED})
"""Decided without admission: the details are erased after the pilot's period."""

DECLINE_REASONS = ("criteria", "no_place", "other_offer", "not_responsible", "other")
"""Why the pilot declines; a person who does not want to take part is never asked why."""

OLDEST = 120
"""Completed years at the referral; beyond, the date of birth is a slip of the pen."""


def next_state(state: str, event: Event) -> State:
    """The state after an event; DomainError if it cannot happen now."""
    try:
        return TRANSITIONS[State(state), event]
    except KeyError as error:
        raise DomainError("candidate.not_now") from error


def possible_events(state: str, is_erased: bool = False) -> list[Event]:
    """What can happen next; nothing to whom has been erased."""
    return [] if is_erased else [event for (at, event) in TRANSITIONS if at == state]


def check_referral(referred_on: date, talk_on: date | None, today: date) -> None:
    """A referral has come already; the first talk is not before it, and may lie ahead."""
    if referred_on > today:
        raise DomainError("house.future", "referred_on", day=referred_on, on=today)
    if talk_on is not None and talk_on < referred_on:
        raise DomainError("candidate.talk_before_referral", "talk_on", referred_on=referred_on)


def check_birth(birth_date: date, referred_on: date) -> None:
    """Who is referred has been born, and not more than 120 years ago."""
    if birth_date >= referred_on:
        raise DomainError("candidate.born_after_referral", "birth_date")
    if whole_years(birth_date, referred_on) > OLDEST:
        raise DomainError("candidate.birth_date_unlikely", "birth_date")


def check_decision(
    event: Event, reason: str | None, referred_on: date, on: date, today: date
) -> None:
    """A decision lies between the referral and today; only declining has a coded reason."""
    if on > today:
        raise DomainError("house.future", "decided_on", day=on, on=today)
    if on < referred_on:
        raise DomainError(
            "candidate.decided_before_referral", "decided_on", referred_on=referred_on
        )
    if event is Event.DECLINE and reason not in DECLINE_REASONS:
        raise DomainError("candidate.reason_needed", "decision_reason")


def erased_from(decided_on: date, erase_after_days: int) -> date:
    """The first day on which the decision lies more than so many days back."""
    return decided_on + timedelta(days=erase_after_days + 1)


def month_of(day: date) -> date:
    """The first day of the month: all that is kept of a day when somebody is erased."""
    return day.replace(day=1)


def had_talk(state: str, talk_on: date | None, decided_on: date | None, day: date) -> bool:
    """Whether the first talk took place by the day: agreed for a day before the decision.

    Whoever was admitted has been talked to; whoever never appeared has not.
    """
    if state == State.ADMITTED:
        return True
    if talk_on is None or state == State.NEVER_APPEARED:
        return False
    return talk_on <= min(decided_on or day, day)


@dataclass(frozen=True)
class Referred:
    """What the funnel counts of a candidate."""

    state: str
    referrer: str
    reason: str | None
    referred_on: date
    decided_on: date | None
    talk_on: date | None


Cell = tuple[str, str, int]
"""Of which table, which of its rows, which year of referral (0: all years)."""

ALL = 0
TOTAL: Cell = ("referred", "", ALL)
TALK: Cell = ("talk", "held", ALL)


@dataclass(frozen=True)
class Funnel:
    """The counts as they may be shown; None is suppressed. `years` are those of the referral."""

    years: Sequence[int]
    referrers: Sequence[str]
    cells: Mapping[Cell, int | None]

    def count(self, table: str, key: str = "", year: int = ALL) -> int | None:
        """One count."""
        return self.cells[table, key, year]

    def share(self, table: str, key: str) -> float | None:
        """The share of all who were referred, where both may be shown."""
        part, whole = self.cells[table, key, ALL], self.cells[TOTAL]
        return part / whole if part is not None and whole else None

    @property
    def is_guarded(self) -> bool:
        """Whether something is left out to protect individuals."""
        return None in self.cells.values()

    @property
    def is_empty(self) -> bool:
        """Whether nobody was referred."""
        return self.cells[TOTAL] == 0


def funnel(
    people: Iterable[Referred], referrers: Sequence[str], day: date, k: int = FEWEST
) -> Funnel:
    """The selection funnel of everybody referred by the day, with small counts suppressed.

    Years are a fixed grid that covers everybody: periods free to choose would differ by single
    people, whose decision the difference of two tables would tell. What the smallest k hides stays
    hidden with a larger one: two tables of the same day never complete each other.
    """
    known = [one for one in people if one.referred_on <= day]
    years = sorted({one.referred_on.year for one in known})
    sources = [*referrers, *sorted({one.referrer for one in known} - set(referrers))]
    counted: Counter[Cell] = Counter()
    for one in known:
        counted.update(_cells_of(one, day))
    lines = _lines(years, sources)
    cells = {cell for line in lines for cell in (*line.parts, line.total)}
    counts = {cell: counted[cell] for cell in sorted(cells)}
    shown = suppress_linked(counts, lines)
    if k > FEWEST:
        hidden = [cell for cell, count in shown.items() if count is None]
        shown = suppress_linked(counts, lines, k, hidden=hidden)
    return Funnel(years, sources, shown)


def _cells_of(one: Referred, day: date) -> list[Cell]:
    """Every count that a candidate adds to."""
    is_decided = one.decided_on is not None and one.decided_on <= day
    state = one.state if is_decided else str(State.OPEN)
    year = one.referred_on.year
    found: list[Cell] = [TOTAL, ("referred", "", year), ("state", state, ALL)]
    found += [("state", state, year), ("referrer", one.referrer, ALL)]
    if state == State.DECLINED:
        reason = one.reason if one.reason in DECLINE_REASONS else "other"
        found.append(("reason", reason, ALL))
    if had_talk(state, one.talk_on, one.decided_on, day):
        found.append(TALK)
        if state != State.ADMITTED:
            found.append(("talk", "not_admitted", ALL))
    else:
        found.append(("talk", "none", ALL))
        if state != State.NEVER_APPEARED:
            found.append(("talk", "none_otherwise", ALL))
    return found


def _lines(years: Sequence[int], referrers: Sequence[str]) -> list[Line[Cell]]:
    """Every sum that a reader of the funnel could form."""

    def states(year: int) -> list[Cell]:
        return [("state", str(state), year) for state in State]

    talk: list[Line[Cell]] = [
        Line([TALK, ("talk", "none", ALL)], TOTAL),
        Line([("state", "admitted", ALL), ("talk", "not_admitted", ALL)], TALK),
        Line(
            [("state", "never_appeared", ALL), ("talk", "none_otherwise", ALL)],
            ("talk", "none", ALL),
        ),
    ]
    return [
        *(Line(states(year), ("referred", "", year)) for year in (ALL, *years)),
        *(Line([("state", s, year) for year in years], ("state", s, ALL)) for s in map(str, State)),
        Line([("referred", "", year) for year in years], TOTAL),
        Line([("referrer", referrer, ALL) for referrer in referrers], TOTAL),
        Line([("reason", r, ALL) for r in DECLINE_REASONS], ("state", "declined", ALL)),
        *talk,
    ]
