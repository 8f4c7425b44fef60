"""A pilot whose money is drawn: made through the ordinary services, on the training day."""

from __future__ import annotations

from datetime import date

from app.access import Actor
from app.finance.commitments.services import entry
from app.finance.grants.services import money, requests
from app.finance.grants.services.money import Income
from app.finance.grants.services.requests import Request
from app.finance.services import plans
from app.finance.services.plans import PlanToTake
from tests.factories import DAY, actor_as, gecko, system_actor
from tests.integration.finance import books
from tests.integration.finance.books import listed

ARRIVED = date(2024, 5, 10)
"""Forty-two days later, on 21.06.2024, its time for use was over."""


def commit_to(cents: int, expected_on: date, position: str = "0835") -> int:
    """An open commitment; returns its number."""
    wanted = books.draft(books.share(cents, position, expected_on=expected_on))
    return entry.reserve(actor_as("finance"), wanted)


def income(cents: int, received_on: date = ARRIVED, kind: str = "draw_down") -> Income:
    """Money that is on no statement of account yet."""
    return Income(kind, received_on, "Bundeskasse", "1. Mittelabruf", cents, "Auszug fehlt noch")


def receive(actor: Actor, cents: int, received_on: date = ARRIVED, kind: str = "draw_down") -> int:
    """Takes income in by hand; returns its id."""
    return money.enter_receipt(actor, income(cents, received_on, kind), DAY)


def prepare() -> int:
    """10.000,00 € came, 3.000,00 € were spent in time and 2.000,00 € late; returns the receipt.

    Of the rest 4.000,00 € are due before the next payout and 6.000,00 € after it.
    """
    actor = system_actor()
    amounts = {("0835", 2023): 0, ("0835", 2024): 50_000_00, ("0812", 2024): 60_000_00}
    plans.write(actor, PlanToTake(amounts, "Zuwendungsbescheid", date(2021, 6, 10)), None)
    receipt = receive(actor, 10_000_00)
    books.book(
        actor,
        listed("B1", 3_000_00, date(2024, 6, 21), "0835"),
        listed("B2", 2_000_00, date(2024, 6, 24), "0835"),
    )
    commit_to(4_000_00, date(2024, 7, 1))
    commit_to(6_000_00, date(2024, 8, 21), "0812")
    commit_to(9_000_00, date(2024, 8, 22))
    return receipt


def drafted(cents: int = 5_000_00, reason: str = "") -> int:
    """A draw-down drafted by finance; returns its number."""
    return requests.draft(actor_as("finance"), gecko(), Request({"0835": cents}, reason), DAY)


def sent(cents: int = 5_000_00) -> int:
    """A draw-down approved by a second person and sent today; version 3."""
    number = drafted(cents)
    requests.approve(actor_as("approver"), number, 1)
    requests.send(actor_as("finance"), number, DAY, 2, DAY)
    return number
