"""Decisions about plans, steps and tasks: days in order, who is responsible, urgency. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.errors import DomainError

AREAS = (
    *("health", "addiction", "work", "qualification", "family"),
    *("finances", "housing", "structure", "other"),
)
OPEN = "open"
DROPPED = "dropped"
GOAL_STATES = (OPEN, "reached", DROPPED)
STEP_STATES = (OPEN, "done", DROPPED)
RESPONSIBLE = ("person", "coach", "partner")
WINDOWS = (7, 14, 30, 90)
"""Days ahead that the page of tasks can show; 14 unless another is asked for."""
WINDOW = 14


@dataclass(frozen=True)
class PlanDays:
    """The days of a plan: drawn up, agreed (signed by both), ended; the last two may be open."""

    drawn_up_on: date
    agreed_on: date | None = None
    ended_on: date | None = None


class Urgency(StrEnum):
    """How soon something has to be done."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"


def check_plan_days(days: PlanDays, begins_on: date, today: date) -> None:
    """Referral ≤ drawn up ≤ agreed ≤ ended ≤ day of account."""
    if days.drawn_up_on < begins_on:
        raise DomainError("planning.before_referral", "drawn_up_on", begins_on=begins_on)
    latest = days.drawn_up_on
    for name, day in vars(days).items():
        if day is None:
            continue
        if day > today:
            raise DomainError("house.future", name, day=day, on=today)
        if day < latest:
            raise DomainError("planning.days_out_of_order", name, latest=latest)
        latest = day


def check_agreeable(goals: int) -> None:
    """A plan without a goal is not agreed."""
    if goals == 0:
        raise DomainError("planning.no_goal")


def check_changeable(ended_on: date | None) -> None:
    """What has ended is not worked on; whoever must, reopens the plan first."""
    if ended_on is not None:
        raise DomainError("planning.plan_ended", ended_on=ended_on)


def check_deadline(day: date | None, drawn_up_on: date, field: str) -> None:
    """A deadline does not lie before the plan it belongs to."""
    if day is not None and day < drawn_up_on:
        raise DomainError("planning.deadline_before_plan", field, drawn_up_on=drawn_up_on)


def check_area(area: str) -> None:
    """The area of a goal is one of the house's."""
    if area not in AREAS:
        raise DomainError("planning.unknown_area", "area")


def check_responsible(responsible: str, partner_id: int | None) -> None:
    """An institution is named exactly when it is responsible."""
    if responsible not in RESPONSIBLE:
        raise DomainError("planning.unknown_responsible", "responsible")
    if responsible == "partner" and partner_id is None:
        raise DomainError("planning.partner_missing", "partner_id")
    if responsible != "partner" and partner_id is not None:
        raise DomainError("planning.partner_not_responsible", "partner_id")


def closing(
    state: str, closed_on: date | None, states: Iterable[str], drawn_up_on: date, today: date
) -> date | None:
    """The day on which a goal or step ended: none while open; without a day given, today."""
    if state not in states:
        raise DomainError("planning.unknown_state", "state")
    if state == OPEN:
        if closed_on is not None:
            raise DomainError("planning.open_has_no_end", "closed_on")
        return None
    day = closed_on or today
    if day > today:
        raise DomainError("house.future", "closed_on", day=day, on=today)
    if day < drawn_up_on:
        raise DomainError("planning.deadline_before_plan", "closed_on", drawn_up_on=drawn_up_on)
    return day


def check_review(
    due_on: date, held_on: date | None, result: str, drawn_up_on: date, today: date
) -> None:
    """A review (Standortbestimmung) follows the plan; its result belongs to one that was held."""
    check_deadline(due_on, drawn_up_on, "due_on")
    check_deadline(held_on, drawn_up_on, "held_on")
    if held_on is not None and held_on > today:
        raise DomainError("house.future", "held_on", day=held_on, on=today)
    if held_on is None and result:
        raise DomainError("planning.result_without_day", "held_on")


def check_task(due_on: date, known: date | None, today: date) -> None:
    """A task is not made, or moved, into the past."""
    if due_on < today and due_on != known:
        raise DomainError("planning.due_past", "due_on", on=today)


def required(text: str, field: str = "text") -> str:
    """The text without blanks around it, which must not be empty."""
    if not text.strip():
        raise DomainError("planning.text_missing", field)
    return text.strip()


def urgency(on: date, today: date) -> Urgency:
    """Overdue before the day of account, due on it, or still to come."""
    if on < today:
        return Urgency.OVERDUE
    return Urgency.TODAY if on == today else Urgency.SOON
