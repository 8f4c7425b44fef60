"""A letter to the funder: what it needs, and what can happen to it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.errors import DomainError

MOST_LETTERS = 20_000
"""How long the text of a letter may be."""
MOST_REASON = 1_000
LONGEST_HEADING = 40


class State(StrEnum):
    """How far a letter is."""

    DRAFT = "draft"
    SENT = "sent"
    ANSWERED = "answered"
    DISCARDED = "discarded"


class Event(StrEnum):
    """What happens to a letter."""

    SENT = "sent"
    ANSWERED = "answered"
    DISCARDED = "discarded"


class Way(StrEnum):
    """How a letter went to the funder."""

    POST = "post"
    EMAIL = "email"
    PORTAL = "portal"
    FAX = "fax"


@dataclass(frozen=True)
class Happened:
    """An event with its day; `text` is the answer, or why a draft was given up."""

    event: Event
    on: date
    way: Way | None = None
    reference: str = ""
    text: str = ""


def state_of(events: Sequence[Event]) -> State:
    """The state that the events of a letter lead to."""
    return next(
        (
            State(event)
            for event in (Event.DISCARDED, Event.ANSWERED, Event.SENT)
            if event in events
        ),
        State.DRAFT,
    )


def check_happened(known: Sequence[Happened], new: Happened, today: date) -> None:
    """Refuses what cannot follow: sent or given up only a draft, answered only what was sent."""
    state = state_of([one.event for one in known])
    if new.on > today:
        raise DomainError("house.future", "happened_on", day=new.on, on=today)
    if new.event is not Event.ANSWERED:
        if state is not State.DRAFT:
            raise DomainError("notifications.no_draft")
        return
    sent = next((one for one in known if one.event is Event.SENT), None)
    if sent is None:
        raise DomainError("notifications.not_sent")
    if new.on < sent.on:
        raise DomainError("notifications.answered_before_sent", "happened_on", day=sent.on)


@dataclass(frozen=True)
class Wording:
    """What a person may change of a letter."""

    recipient: str
    reference: str
    subject: str
    text: str


def check_wording(given: Wording) -> None:
    """A letter has an address, a subject and a text of at most MOST_LETTERS."""
    for name in ("recipient", "subject", "text"):
        if not getattr(given, name).strip():
            raise DomainError("notifications.missing", name)
    if len(given.text) > MOST_LETTERS:
        raise DomainError("notifications.too_long", "text", most=MOST_LETTERS)


def check_reason(reason: str) -> None:
    """That no letter is needed has to be said in words."""
    if not reason.strip():
        raise DomainError("notifications.no_reason", "reason")
    if len(reason) > MOST_REASON:
        raise DomainError("notifications.reason_too_long", "reason", most=MOST_REASON)


@dataclass(frozen=True)
class Paragraph:
    """A part of a letter; a heading is a single short line that ends without a stop."""

    text: str
    is_heading: bool


def paragraphs(text: str) -> list[Paragraph]:
    """The parts of a letter's text, which blank lines divide."""
    parts = [part.strip("\n") for part in text.split("\n\n")]
    return [Paragraph(part, _is_heading(part)) for part in parts if part.strip()]


def _is_heading(part: str) -> bool:
    return len(part) <= LONGEST_HEADING and "\n" not in part and part[-1].isalnum()
