"""Closed months take no bookings; two people reopen them; what changed since is listed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from app.access import Actor
from app.audit import AuditEntry, check_chain
from app.database import new_id
from app.errors import DomainError
from app.extensions import db
from app.finance import queries as finance
from app.finance.closing import checks, queries, rules, services
from app.finance.closing.checks import Obstacle
from app.finance.closing.models import MonthClosing
from app.finance.closing.rules import State
from app.finance.closing.services import Closing
from app.finance.commitments.services import entry, life
from app.finance.commitments.services.payment import Payment, pay
from app.finance.services import booking, vouchers
from app.finance.services.booking import Line, Voucher
from app.intake import kinds
from app.intake.kinds import ImportKind
from app.web import one_transaction
from tests import factories
from tests.factories import DAY
from tests.integration.finance import books, months
from tests.integration.finance.books import listed
from tests.integration.finance.months import (
    DECEMBER,
    JANUARY,
    NOVEMBER,
    PAID,
    START,
    close,
    close_until,
)


def by_hand(number: str, cents: int = 80_00) -> Voucher:
    """A voucher paid in November, booked by hand."""
    return Voucher(number, PAID, PAID, "Bahn AG", "Fahrt", (Line("0844", cents),))


def test_whoever_books_a_payment_of_a_closed_month_books_it_in_the_open_one(actor: Actor) -> None:
    books.book(actor, listed("B1", paid_on=PAID))
    close_until(actor, NOVEMBER)
    books.book(actor, listed("B2", paid_on=PAID))
    booking.book(actor, by_hand("B3"))
    vouchers.reverse(actor, "B1", "doppelt", None, DAY)
    found = {n: books.voucher(actor, n) for n in ("B1", "B2", "B3", "S-B1")}
    assert {number: row.booking_month for number, row in found.items()} == {
        "B1": NOVEMBER,
        "B2": DECEMBER,
        "B3": DECEMBER,
        "S-B1": DECEMBER,
    }
    assert {row.paid_on for row in found.values()} == {PAID}
    # the statement goes by the payment day: nothing of it moves
    assert finance.paid_by_position_and_year(actor.pilot_id, PAID) == {
        ("0831", 2021): 500_00,
        ("0844", 2021): 80_00,
    }
    assert queries.figures_now(actor.pilot_id, NOVEMBER).spent == rules.Tally(1, 500_00)
    later = queries.paid_but_booked_later(actor.pilot_id, NOVEMBER)
    assert [line.source_number for line in later] == ["B2", "B3", "S-B1"]


def test_months_are_closed_in_order_once_and_as_they_were_seen(actor: Actor) -> None:
    with pytest.raises(DomainError) as refused:
        close(actor, DECEMBER)
    assert (refused.value.key, refused.value.params) == (
        "closing.out_of_turn",
        {"month": "11/2021"},
    )
    seen = queries.figures_now(actor.pilot_id, NOVEMBER).digest
    books.book(actor, listed("B1", paid_on=PAID))
    with pytest.raises(DomainError) as refused:
        services.close(actor, Closing(NOVEMBER, seen), START, DAY)
    assert refused.value.key == "closing.changed_meanwhile"
    close(actor, NOVEMBER)
    with pytest.raises(DomainError) as refused:
        close(actor, NOVEMBER)
    assert refused.value.key == "closing.not_close"


def test_what_is_open_needs_a_reason_and_is_kept_with_the_closing(actor: Actor) -> None:
    entry.reserve(actor, books.draft(books.share(120_00, "0835", expected_on=date(2021, 11, 30))))
    books.receive_statement(actor, books.entry("E1", (-80_00, "?"), booked_on=DECEMBER))
    with pytest.raises(DomainError) as refused:
        close(actor, START)
    assert (refused.value.key, refused.value.field) == ("closing.reason_needed", "reason")
    close(actor, START, "Bericht kommt im Januar")
    (done,) = queries.acts(actor.pilot_id, START, DAY)
    assert done.reason == "Bericht kommt im Januar"
    assert [Obstacle(**each) for each in done.obstacles] == [
        Obstacle("closing.obstacle_overdue_commitments", 1, 120_00)
    ]
    assert [one.key for one in checks.obstacles(actor.pilot_id, DECEMBER)] == [
        "closing.obstacle_overdue_commitments",
        "closing.obstacle_unmatched_entries",
        "closing.obstacle_unsigned_bank",
    ]


def test_nothing_is_closed_over_vouchers_that_nobody_has_approved(actor: Actor) -> None:
    books.book(actor, listed("B1", 120_00, paid_on=START))
    waiting = Obstacle("closing.obstacle_unapproved_imports", 1, 120_00, blocks=True)
    assert checks.obstacles(actor.pilot_id, START) == [waiting]
    assert checks.obstacles(actor.pilot_id, DECEMBER) == []
    seen = queries.figures_now(actor.pilot_id, START).digest
    with pytest.raises(DomainError):
        services.close(actor, Closing(START, seen, "eilt"), START, DAY)
    months.approve_imports(actor)
    assert checks.obstacles(actor.pilot_id, START) == []


def test_what_blocks_is_outdone_by_no_reason(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    blocking = Obstacle("closing.obstacle_unmatched_entries", 1, blocks=True)
    monkeypatch.setattr(checks, "CHECKS", [lambda _pilot, _month: blocking])
    with pytest.raises(DomainError) as refused:
        close(actor, START, "trotzdem")
    assert refused.value.key == "closing.blocked"


def test_an_import_in_a_closed_month_is_not_undone(actor: Actor) -> None:
    import_id = books.book(actor, listed("B1", paid_on=PAID), listed("B2", paid_on=DECEMBER))
    close_until(actor, NOVEMBER)
    with pytest.raises(DomainError) as refused:
        kinds.undo(ImportKind.VOUCHERS, actor, import_id)
    assert (refused.value.key, refused.value.params) == (
        "closing.month_closed",
        {"month": "11/2021"},
    )


def test_a_second_person_reopens_and_what_changed_since_is_provable(actor: Actor) -> None:
    books.book(actor, listed("B1", paid_on=PAID))
    close_until(actor, DECEMBER)
    clerk, second = factories.actor_as("finance"), factories.actor_as("approver")
    services.ask_reopening(clerk, NOVEMBER, "Rechnung vergessen")
    assert queries.month_for(actor.pilot_id)(PAID) == JANUARY
    with pytest.raises(DomainError) as refused:
        services.reopen(clerk, NOVEMBER)
    assert refused.value.key == "house.not_allowed"
    assert services.reopen(second, NOVEMBER) == [DECEMBER, NOVEMBER]
    closing = queries.acts(actor.pilot_id, NOVEMBER, DECEMBER)[0]
    assert closing.figures == queries.figures_now(actor.pilot_id, NOVEMBER)
    booking.book(actor, by_hand("B2"))
    now = queries.figures_now(actor.pilot_id, NOVEMBER)
    assert closing.figures is not None
    assert closing.figures.digest != now.digest
    assert [(d.figure, d.position) for d in rules.differences(closing.figures, now)] == [
        ("position", "0844"),
        ("spent", None),
        ("cumulated_cents", None),
    ]
    since = queries.booked_since(actor.pilot_id, NOVEMBER, closing.at)
    assert [(line.source_number, line.amount_cents) for line in since] == [("B2", 80_00)]
    close_until(actor, DECEMBER)
    assert queries.closed_until(actor.pilot_id) == DECEMBER
    assert check_chain(actor.pilot_id) is None


def test_who_asks_never_opens_whatever_else_they_may(actor: Actor) -> None:
    close_until(actor, START)
    services.ask_reopening(actor, START, "Fehler")
    with pytest.raises(DomainError) as refused:
        services.reopen(actor, START)
    assert refused.value.key == "closing.second_person"
    request_id = queries.acts(actor.pilot_id, START, DAY)[-1].id
    second = factories.actor_as("approver").user_id
    forged: list[dict[str, int | None]] = [
        {"done_by": actor.user_id, "asked_by": actor.user_id, "request_id": request_id},
        {"done_by": actor.user_id, "asked_by": second, "request_id": request_id},
        {"done_by": second, "asked_by": None, "request_id": None},
    ]
    for facts in forged:
        forgery = {"pilot_id": actor.pilot_id, "id": new_id(), "month": START, "turn": 3}
        with pytest.raises(DBAPIError), db.session.begin_nested():
            db.session.execute(insert(MonthClosing).values(**forgery, act="reopen", **facts))
    services.decline_reopening(factories.actor_as("approver"), START, "Zu spät")
    assert queries.states_of(actor.pilot_id) == {START: State.CLOSED}


@pytest.mark.parametrize(
    "statement", [update(MonthClosing).values(reason="anders"), delete(MonthClosing)]
)
def test_an_act_on_a_month_is_never_changed(actor: Actor, statement: Any) -> None:
    close_until(actor, START)
    with pytest.raises(DBAPIError, match="append_only"), db.session.begin_nested():
        db.session.execute(statement)


def at_once(web: Flask, *acts: Callable[[], Any]) -> list[DomainError | None]:
    """Runs the acts together, each in a transaction of its own; what each was refused with."""
    db.session.commit()
    db.session.remove()
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> DomainError | None:
        with web.app_context():
            start.wait(timeout=30)
            try:
                with one_transaction():
                    act()
            except DomainError as refusal:
                db.session.rollback()
                return refusal
            return None

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_two_who_close_the_same_month_close_it_once(web: Flask, actor: Actor) -> None:
    refused = at_once(web, *[lambda: close(actor, START)] * 2)
    assert sorted(one.key if one else "" for one in refused) == ["", "closing.not_close"]
    assert len(queries.acts(actor.pilot_id, START, DAY)) == 1


@pytest.mark.parametrize("attempt", range(3))
def test_a_booking_never_gets_into_a_month_that_closes_meanwhile(
    web: Flask, actor: Actor, attempt: int
) -> None:
    seen = queries.figures_now(actor.pilot_id, START).digest
    paid = START + timedelta(days=attempt)
    refused = at_once(
        web,
        lambda: services.close(actor, Closing(START, seen), START, DAY),
        lambda: books.book(actor, listed("B1", paid_on=paid)),
        lambda: booking_of(actor, paid),
    )
    assert refused[1:] == [None, None]
    months = {books.voucher(actor, number).booking_month for number in ("B1", "B2")}
    closings = queries.acts(actor.pilot_id, START, DAY)
    if refused[0] is None:
        assert months == {DECEMBER}
        (closing,) = closings
        assert closing.figures == queries.figures_now(actor.pilot_id, START)
    else:
        assert refused[0].key == "closing.changed_meanwhile"
        assert closings == []
        assert START in months
    assert check_chain(actor.pilot_id) is None


def booking_of(actor: Actor, paid_on: date) -> None:
    """A commitment reserved, approved and paid: the turn is taken by `pay`."""
    number = entry.enter_invoice(actor, books.intent(), entry.Invoice(paid_on, "RE-1"), DAY)
    life.check(actor, number, 1, DAY)
    life.approve(factories.actor_as("approver"), number, 2, DAY)
    pay(actor, number, Payment("B2", paid_on), 3, DAY)


def test_the_pages_lead_from_the_list_to_a_closed_month_and_back(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    books.book(actor, listed("B1", paid_on=START))
    months.approve_imports(actor)
    db.session.commit()
    web.config["WTF_CSRF_ENABLED"] = False
    clerk, second = client_as("finance"), client_as("approver")
    month = "/p/gecko/finance/months/2021-11"

    def shown(client: FlaskClient, address: str = month) -> str:
        return client.get(address).get_data(as_text=True)

    assert "November 2021 abschließen" in shown(clerk, "/p/gecko/finance/months?year=2021")
    assert "abschließen</span>" not in shown(second, "/p/gecko/finance/months?year=2021")
    seen = queries.figures_now(actor.pilot_id, START).digest
    given = {"looked_at": seen, "confirmed": "y"}
    assert clerk.post(f"{month}/close", data=given).status_code == 302
    assert clerk.post(f"{month}/close", data=given).status_code == 422
    sheet = shown(second, f"{month}/sheet")
    assert seen in sheet
    assert "500,00" in sheet
    assert clerk.post(f"{month}/ask", data={"reason": " "}).status_code == 422
    assert clerk.post(f"{month}/ask", data={"reason": "Beleg fehlt"}).status_code == 302
    assert "Beleg fehlt" in shown(second)
    assert clerk.post(f"{month}/reopen", data={"confirmed": "y"}).status_code == 403
    assert second.post(f"{month}/reopen", data={"confirmed": "y"}).status_code == 302
    assert "Wieder geöffnet" in shown(clerk)
    assert "B1" in shown(clerk, "/p/gecko/finance/vouchers?month=2021-11")
    assert "Kein Beleg passt" in shown(clerk, "/p/gecko/finance/vouchers?month=2021-12")
    for nowhere in ("2021-10", "2024-07", "x", "2021-11-01"):
        assert clerk.get(f"/p/gecko/finance/months/{nowhere}").status_code == 404
    assert clerk.get("/p/gecko/finance/months/2021-12/sheet").status_code == 404
    db.session.rollback()
    recorded = set(db.session.scalars(select(AuditEntry.action)))
    assert {"close_month", "ask_reopening", "reopen_month"} <= recorded
