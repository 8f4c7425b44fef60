"""Draw-downs: what may be asked, four eyes, answers of the bank, money cancelled and linked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.access import Actor
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.finance import queries as finance
from app.finance.bank.services import matching, undoing
from app.finance.grants import queries
from app.finance.grants.interest import BaseRate
from app.finance.grants.models import DrawDown, DrawDownPosition
from app.finance.grants.rules import Standing
from app.finance.grants.services import money, rates, requests
from app.finance.grants.services.money import Return
from app.finance.models import Receipt
from app.finance.services import vouchers
from tests.factories import DAY, actor_as, gecko
from tests.integration.finance import books, funds
from tests.integration.finance.books import entry


def refusal(act: object, *arguments: object) -> tuple[str, str | None]:
    with pytest.raises(DomainError) as refused:
        act(*arguments)  # type: ignore[operator]
    return refused.value.key, refused.value.field


def test_what_may_be_asked_stands_line_by_line(actor: Actor) -> None:
    funds.prepare()
    asked = queries.demand(actor.pilot_id, gecko(), DAY)
    assert (asked.due_before_cents, asked.due_within_cents) == (4_000_00, 6_000_00)
    assert (asked.received_cents, asked.spent_cents, asked.cash_cents) == (
        10_000_00,
        5_000_00,
        5_000_00,
    )
    assert (asked.allotted_cents, asked.drawn_in_year_cents) == (110_000_00, 10_000_00)
    assert asked.allowed_cents == 5_000_00
    preset = gecko()
    free = replace(preset, grants=replace(preset.grants, allotment_binds=False))
    assert queries.demand(actor.pilot_id, free, DAY).allotted_cents is None


def test_what_a_draft_asks_is_not_asked_again(web: Flask) -> None:
    funds.prepare()
    assert funds.drafted(3_000_00) == 1
    asked = queries.demand(actor_as("finance").pilot_id, gecko(), DAY)
    assert (asked.under_way_cents, asked.allowed_cents) == (3_000_00, 2_000_00)
    assert refusal(funds.drafted, 2_000_01) == ("grants.more_than_allowed", "over_reason")
    assert funds.drafted(2_000_01, " Vergütung vorgezogen ") == 2
    row = queries.draw_down(actor_as("finance").pilot_id, 2)
    assert (row.allowed_cents, row.over_reason) == (2_000_00, "Vergütung vorgezogen")
    assert queries.positions_of(row) == {"0835": 2_000_01}


def test_whoever_drafted_never_approves(web: Flask, actor: Actor) -> None:
    funds.prepare()
    number = requests.draft(actor, gecko(), requests.Request({"0835": 1_00}), DAY)
    assert refusal(requests.approve, actor, number, 1) == ("grants.four_eyes", None)
    assert refusal(requests.approve, actor_as("finance"), number, 1)[0] == "house.not_allowed"
    requests.approve(actor_as("approver"), number, 1)
    db.session.commit()
    for changed in ({"approved_by": actor.user_id}, {"approved_by": None}):
        with pytest.raises(IntegrityError):
            db.session.execute(update(DrawDown).values(**changed))
        db.session.rollback()
    with pytest.raises(DBAPIError):
        db.session.execute(update(DrawDownPosition).values(amount_cents=2_00))
    db.session.rollback()


def test_only_what_is_approved_is_sent_and_never_before_it_was_drafted(web: Flask) -> None:
    funds.prepare()
    number, keeper = funds.drafted(), actor_as("finance")
    assert refusal(requests.send, keeper, number, DAY, 1, DAY)[0] == "grants.not_now"
    requests.approve(actor_as("approver"), number, 1)
    early, late = date(2024, 6, 29), date(2024, 7, 1)
    assert refusal(requests.send, keeper, number, early, 2, DAY)[0] == "grants.sent_before_draft"
    assert refusal(requests.send, keeper, number, late, 2, DAY)[0] == "house.future"
    with pytest.raises(Stale):
        requests.send(keeper, number, DAY, 1, DAY)
    requests.send(keeper, number, DAY, 2, DAY)
    assert queries.draw_down(keeper.pilot_id, number).state == "sent"


def test_a_draw_down_is_answered_in_part_and_then_in_full(web: Flask) -> None:
    funds.prepare()
    keeper, number = actor_as("finance"), funds.sent()
    first, second = funds.receive(keeper, 3_000_00, DAY), funds.receive(keeper, 2_000_00, DAY)
    assert refusal(requests.link, keeper, 9, first, DAY)[0] == "house.not_found"
    requests.link(keeper, number, first, DAY)
    [row] = queries.draw_downs(keeper.pilot_id)
    assert (row.standing, row.awaited_cents) == (Standing.PARTLY_RECEIVED, 2_000_00)
    assert refusal(requests.link, keeper, number, first, DAY)[0] == "grants.receipt_taken"
    big = funds.receive(keeper, 2_000_01, DAY)
    assert refusal(requests.link, keeper, number, big, DAY)[0] == "grants.more_than_asked"
    requests.link(keeper, number, second, DAY)
    assert queries.draw_downs(keeper.pilot_id)[0].standing is Standing.RECEIVED
    assert refusal(requests.withdraw, keeper, number, "x", 3)[0] == "grants.received_already"
    assert refusal(money.cancel_receipt, keeper, second, "x")[0] == "grants.answers_draw_down"
    requests.unlink(keeper, number, second)
    assert queries.draw_downs(keeper.pilot_id)[0].received_cents == 3_000_00
    assert refusal(requests.withdraw, keeper, number, " ", 3) == ("grants.reason_missing", "reason")
    requests.withdraw(keeper, number, "Rest wird nicht gebraucht", 3)
    [row] = queries.draw_downs(keeper.pilot_id)
    assert (row.standing, row.awaited_cents) == (Standing.CUT_SHORT, 0)


def test_a_match_released_at_the_bank_takes_the_answer_with_it(web: Flask, actor: Actor) -> None:
    funds.prepare()
    number = funds.sent()
    books.receive_statement(actor, entry("E1", (5_000_00, "Mittelabruf Nr. 1"), booked_on=DAY))
    [part] = books.part_ids(actor)
    matching.receive(actor, part, "draw_down")
    came = next(one for one in queries.receipts(actor.pilot_id, DAY) if one.bank_part_id)
    requests.link(actor_as("finance"), number, came.id, DAY)
    db.session.commit()
    undoing.release(actor, part)
    db.session.commit()
    [row] = queries.draw_downs(actor.pilot_id)
    assert row.standing is Standing.SENT


def test_money_is_late_from_day_43_with_its_interest_and_what_is_ahead(actor: Actor) -> None:
    receipt = funds.prepare()
    account = queries.account_of(actor.pilot_id, DAY)
    uses = queries.uses_of(actor.pilot_id, gecko(), account)
    [usage] = uses.usages
    assert usage.use.last_timely_on == date(2024, 6, 21)
    # 2.000,00 € on day 45, and 5.000,00 € not spent on day 51
    assert [(one.late.amount_cents, one.late.until) for one in usage.late] == [
        (2_000_00, date(2024, 6, 24)),
        (5_000_00, DAY),
    ]
    # 3,62 + 5 = 8,62 %: 2.000,00 € × 3 days and 5.000,00 € × 9 days
    assert [one.cents for one in usage.late] == [1_42, 10_63]
    # planned: 4.000,00 € on 01.07. and 1.000,00 € of the payment of 21.08.
    assert [(one.late.amount_cents, one.late.until) for one in usage.ahead] == [
        (4_000_00, date(2024, 7, 1)),
        (1_000_00, date(2024, 8, 21)),
    ]
    used = queries.used_by(actor.pilot_id, usage.use, account.repayments)
    assert [one.voucher.source_number for one in used if one.voucher] == ["B1", "B2"]
    assert usage.receipt.id == receipt


def test_a_refund_pays_for_what_follows_and_a_correction_never_was(actor: Actor) -> None:
    funds.prepare()
    vouchers.reverse(actor, "B1", "doppelt gebucht", None, DAY)
    vouchers.reverse(actor, "B2", "zurückgegeben", date(2024, 6, 28), DAY)
    account = queries.account_of(actor.pilot_id, DAY)
    assert (account.spent_cents, account.received_cents) == (0, 10_000_00)
    uses = account.uses(42)
    by_kind = {key[0]: (use.amount_cents, use.rest_cents) for key, use in uses.items()}
    assert by_kind == {"receipt": (10_000_00, 8_000_00), "booking": (2_000_00, 2_000_00)}


def test_a_repayment_uses_money_up_and_interest_does_not(actor: Actor) -> None:
    funds.prepare()
    back = Return("unspent", DAY, "Rest aus dem Mai", 5_000_00)
    repaid = money.record_repayment(actor, back, DAY)
    money.record_repayment(actor, Return("interest", DAY, "Bescheid", 12_05), DAY)
    account = queries.account_of(actor.pilot_id, DAY)
    assert (account.repaid_cents, account.drawn_cents(2024)) == (5_000_00, 5_000_00)
    [use] = account.uses(42).values()
    assert use.rest_cents == 0
    parts = queries.used_by(actor.pilot_id, use, account.repayments)
    assert [one.repayment.id for one in parts if one.repayment] == [repaid]
    money.cancel_repayment(actor, repaid, "falscher Betrag")
    assert queries.account_of(actor.pilot_id, DAY).repaid_cents == 0
    assert refusal(money.cancel_repayment, actor, repaid, "x")[0] == "grants.already_cancelled"


def test_cancelled_income_leaves_both_rows_in_the_books_and_counts_nowhere(actor: Actor) -> None:
    receipt = funds.receive(actor, 40_00, kind="other")
    assert refusal(money.cancel_receipt, actor, receipt, "") == ("grants.reason_missing", "reason")
    money.cancel_receipt(actor, receipt, "gehört zu einem anderen Vorhaben")
    assert queries.receipts(actor.pilot_id, DAY) == []
    rows = finance.receipts_between(actor.pilot_id, funds.ARRIVED, funds.ARRIVED)
    assert [row.amount_cents for row in rows] == [40_00, -40_00]
    counter = rows[1].id
    assert refusal(money.cancel_receipt, actor, counter, "x")[0] == "grants.is_cancellation"
    assert refusal(money.cancel_receipt, actor, receipt, "x")[0] == "grants.already_cancelled"
    db.session.commit()
    with pytest.raises(IntegrityError):
        db.session.execute(update(Receipt).values(amount_cents=-1, reverses_id=None))
    db.session.rollback()


def test_income_by_hand_gets_the_entry_of_its_day_and_amount_and_keeps_its_row(
    actor: Actor,
) -> None:
    receipt = funds.receive(actor, 40_00, kind="other")
    same, later = (
        entry("E1", (40_00, "Gutschrift"), booked_on=funds.ARRIVED),
        entry("E2", (40_00, "Gutschrift"), booked_on=DAY),
    )
    books.receive_statement(actor, same, later)
    first, second = books.part_ids(actor)
    act = money.link_receipt_to_bank
    assert refusal(act, actor, receipt, second, DAY)[0] == "grants.other_entry"
    act(actor, receipt, first, DAY)
    assert books.part_ids(actor) == [second]
    assert refusal(act, actor, receipt, first, DAY)[0] == "bank.taken"
    assert refusal(money.cancel_receipt, actor, receipt, "x")[0] == "grants.has_bank_entry"
    undoing.release(actor, first)
    assert [one.bank_part_id for one in queries.receipts(actor.pilot_id, DAY)] == [None]


def test_a_repayment_gets_the_debit_of_its_day_and_amount(actor: Actor) -> None:
    repaid = money.record_repayment(actor, Return("unspent", DAY, "Rest", 40_00), DAY)
    again = money.record_repayment(actor, Return("unspent", DAY, "Rest vom Mai", 40_00), DAY)
    books.receive_statement(
        actor,
        entry("E1", (-40_00, "Rückzahlung"), booked_on=DAY),
        entry("E2", (-39_99, "Rückzahlung"), booked_on=DAY),
    )
    first, second = books.part_ids(actor)
    act = money.link_repayment_to_bank
    assert refusal(act, actor, repaid, second, DAY)[0] == "grants.other_entry"
    act(actor, repaid, first, DAY)
    assert queries.repayment_row(actor.pilot_id, repaid, DAY).bank_part_id == first
    assert refusal(act, actor, again, first, DAY)[0] == "bank.taken"
    assert refusal(money.cancel_repayment, actor, repaid, "x")[0] == "grants.has_bank_entry"


def test_an_entered_rate_goes_before_the_shipped_one(actor: Actor) -> None:
    start = date(2026, 7, 1)
    assert not queries.base_rates(actor.pilot_id)[start].is_confirmed
    rate = BaseRate(start, 152, "Bundesanzeiger", True)
    rates.set_rate(actor, rate, 0)
    assert queries.base_rates(actor.pilot_id)[start] == rate
    with pytest.raises(Stale):
        rates.set_rate(actor, rate, 0)
    rates.set_rate(actor, replace(rate, basis_points=-12), 1)
    assert queries.base_rates(actor.pilot_id)[start].basis_points == -12
    odd = replace(rate, valid_from=date(2026, 8, 1))
    assert refusal(rates.set_rate, actor, odd, 0) == ("grants.no_half_year", "valid_from")
    too_high = replace(rate, basis_points=10001)
    assert refusal(rates.set_rate, actor, too_high, 2)[1] == "basis_points"


def test_what_does_not_exist_is_not_found(actor: Actor) -> None:
    for act in (
        lambda: requests.approve(actor, 1, 1),
        lambda: money.cancel_receipt(actor, 1, "x"),
        lambda: money.cancel_repayment(actor, 1, "x"),
        lambda: requests.unlink(actor, 1, 1),
    ):
        with pytest.raises(NotFound):
            act()
