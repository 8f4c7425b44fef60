"""Vouchers: append-only, reversed in pairs, undone only while nothing builds on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.access import Actor
from app.database import new_id
from app.errors import DomainError
from app.extensions import db
from app.finance import queries
from app.finance.bank.models import BankEntry, BankPart, BankStatement
from app.finance.bank.services import matching as bank
from app.finance.bank.services.undoing import release
from app.finance.models import Booking
from app.finance.services import vouchers
from app.finance.voucher_file import VoucherFile
from app.finance.vouchers import queries as lists
from app.finance.vouchers.queries import BookingFilters
from app.intake import kinds
from app.intake.kinds import ImportKind
from tests.factories import DAY, gecko
from tests.integration.finance import books
from tests.integration.finance.books import PAID, listed


def spent(actor: Actor, on: date = DAY) -> dict[tuple[str, int], int]:
    return queries.paid_by_position_and_year(actor.pilot_id, on)


def test_a_booking_error_cancels_on_the_day_it_corrects(actor: Actor) -> None:
    books.book(actor, listed("B1"))
    assert vouchers.reverse(actor, "B1", "doppelt", None, DAY) == "S-B1"
    assert spent(actor) == {("0831", 2023): 0}
    assert spent(actor, PAID) == {("0831", 2023): 0}
    original, reversal = books.voucher(actor, "B1"), books.voucher(actor, "S-B1")
    assert (reversal.amount_cents, reversal.paid_on, reversal.reason) == (-500_00, PAID, "doppelt")
    assert lists.origin_of(original).reversed_by == "S-B1"
    assert lists.origin_of(reversal).reverses == "B1"
    assert [original.voucher_number, reversal.voucher_number] == [1, 2]


def test_a_refund_counts_in_the_year_it_came_back(actor: Actor) -> None:
    books.book(actor, listed("B1"))
    vouchers.reverse(actor, "B1", "zurückgezahlt", date(2024, 2, 1), DAY)
    assert spent(actor) == {("0831", 2023): 500_00, ("0831", 2024): -500_00}
    assert spent(actor, date(2024, 1, 31)) == {("0831", 2023): 500_00}


@pytest.mark.parametrize(
    ("day", "key"),
    [(date(2023, 5, 9), "voucher.refund_before_payment"), (date(2024, 7, 1), "house.future")],
)
def test_the_day_of_a_refund_is_checked_at_its_field(actor: Actor, day: date, key: str) -> None:
    books.book(actor, listed("B1"))
    with pytest.raises(DomainError) as refused:
        vouchers.reverse(actor, "B1", "zurück", day, DAY)
    assert (refused.value.key, refused.value.field) == (key, "refunded_on")


def test_a_voucher_is_reversed_once_and_a_reversal_never(actor: Actor) -> None:
    books.book(actor, listed("B1"))
    vouchers.reverse(actor, "B1", "doppelt", None, DAY)
    for number, key in (("B1", "voucher.already_reversed"), ("S-B1", "voucher.is_reversal")):
        with pytest.raises(DomainError) as refused:
            vouchers.reverse(actor, number, "noch einmal", None, DAY)
        assert refused.value.key == key


def test_a_reversal_needs_a_reason(actor: Actor) -> None:
    books.book(actor, listed("B1"))
    with pytest.raises(DomainError) as refused:
        vouchers.reverse(actor, "B1", "  ", None, DAY)
    assert refused.value.field == "reason"


def test_a_long_number_still_has_room_for_its_reversal(actor: Actor) -> None:
    books.book(actor, listed("B" * 40))
    assert len(vouchers.reverse(actor, "B" * 40, "doppelt", None, DAY)) == 40


def test_a_reversal_whose_number_is_taken_is_refused(actor: Actor) -> None:
    books.book(actor, listed("B1"), listed("S-B1", 7_00))
    with pytest.raises(DomainError) as refused:
        vouchers.reverse(actor, "B1", "doppelt", None, DAY)
    assert refused.value.key == "voucher.reversal_number_taken"


def test_an_imported_pair_cancels_though_the_reversal_stands_first(actor: Actor) -> None:
    books.book(actor, listed("B2", -500_00, date(2023, 5, 1), reverses="B1"), listed("B1"))
    assert sum(spent(actor).values()) == 0
    assert lists.origin_of(books.voucher(actor, "B1")).reversed_by == "B2"


@pytest.mark.parametrize(
    ("cents", "is_reversed", "code"),
    [
        (-499_00, False, "voucher.reversal_amount_differs"),
        (-500_00, True, "voucher.reversed_twice"),
    ],
)
def test_a_listed_reversal_that_fits_no_booked_voucher_stands_on_its_own(
    actor: Actor, cents: int, is_reversed: bool, code: str
) -> None:
    books.book(actor, listed("B1"))
    if is_reversed:
        vouchers.reverse(actor, "B1", "doppelt", None, DAY)
    file = VoucherFile(rows=[listed("B2", cents, reverses="B1")])
    [row] = vouchers.compare(actor, gecko().notice, file)
    assert row.reverses is None
    assert [finding.code for finding in file.outcome.findings] == [code]
    books.book(actor, row)


def test_the_same_number_with_the_same_content_is_unchanged_and_else_an_error(
    actor: Actor,
) -> None:
    books.book(actor, listed("B1"), listed("B2"))
    file = VoucherFile(rows=[listed("B1"), listed("B2", 501_00), listed("B3")])
    file.outcome.tally.read = file.outcome.tally.accepted = 3
    new = vouchers.compare(actor, gecko().notice, file)
    tally = file.outcome.tally
    assert [row.source_number for row in new] == ["B3"]
    assert (tally.accepted, tally.unchanged, tally.rejected) == (1, 1, 1)
    assert [finding.code for finding in file.outcome.findings] == ["voucher.other_content"]


def test_the_database_keeps_a_number_of_the_source_unique(actor: Actor) -> None:
    books.book(actor, listed("B1"))
    with pytest.raises(IntegrityError):
        books.book(actor, listed("B1", 1_00))
    db.session.rollback()


def test_running_numbers_go_on_in_each_year_of_payment(actor: Actor) -> None:
    books.book(actor, listed("B1"), listed("B2", paid_on=date(2024, 1, 2)))
    books.book(actor, listed("B3"), listed("B4", paid_on=date(2024, 1, 1)))
    numbers = [
        (row.voucher_year, row.voucher_number)
        for row in (books.voucher(actor, f"B{at}") for at in (1, 2, 3, 4))
    ]
    assert numbers == [(2023, 1), (2024, 1), (2023, 2), (2024, 2)]


@pytest.mark.parametrize("table", [Booking, BankStatement, BankEntry, BankPart])
@pytest.mark.parametrize("act", [update, delete])
def test_the_database_refuses_to_change_or_remove_what_is_booked(
    actor: Actor, table: type[Booking], act: Callable[..., object]
) -> None:
    books.book(actor, listed("B1"))
    books.receive_statement(actor, books.entry("E1", (-500_00, "B1")))
    statement = update(table).values(pilot_id=table.pilot_id) if act is update else delete(table)
    with pytest.raises(DBAPIError, match="append_only"):
        db.session.execute(statement)
    db.session.rollback()


def test_an_import_is_undone_while_nothing_builds_on_it(actor: Actor) -> None:
    import_id = books.book(actor, listed("B1"), listed("B2", -500_00, reverses="B1"))
    kinds.undo(ImportKind.VOUCHERS, actor, import_id)
    assert spent(actor) == {}
    with pytest.raises(DomainError):
        kinds.undo(ImportKind.VOUCHERS, actor, import_id)


def test_an_import_stays_once_a_voucher_of_it_is_reversed(actor: Actor) -> None:
    import_id = books.book(actor, listed("B1"))
    vouchers.reverse(actor, "B1", "doppelt", None, DAY)
    with pytest.raises(DomainError) as refused:
        kinds.undo(ImportKind.VOUCHERS, actor, import_id)
    assert refused.value.key == "voucher.reversed_since"


def test_imports_stay_once_they_are_matched_and_go_after_the_release(actor: Actor) -> None:
    voucher_import = books.book(actor, listed("B1"))
    bank_import = books.receive_statement(actor, books.entry("E1", (-500_00, "B1")))
    [part_id] = books.part_ids(actor)
    bank.accept_certain(actor, books.WORDS)
    for kind, import_id in (
        (ImportKind.VOUCHERS, voucher_import),
        (ImportKind.BANK, bank_import),
    ):
        with pytest.raises(DomainError) as refused:
            kinds.undo(kind, actor, import_id)
        assert refused.value.params == {"count": 1}
    release(actor, part_id)
    kinds.undo(ImportKind.BANK, actor, bank_import)
    kinds.undo(ImportKind.VOUCHERS, actor, voucher_import)
    assert books.part_ids(actor) == []
    assert spent(actor) == {}


def test_a_reversal_made_here_is_removed_by_no_import(web: Flask, actor: Actor) -> None:
    books.book(actor, listed("B1"))
    vouchers.reverse(actor, "B1", "doppelt", None, DAY)
    with pytest.raises(DBAPIError, match="append_only"):
        db.session.execute(delete(Booking).where(Booking.import_id.is_(None)))
    db.session.rollback()


def test_the_list_narrows_sorts_and_adds_up(actor: Actor) -> None:
    books.book(
        actor,
        listed("B1", 3_00),
        listed("B2", 1_00, date(2024, 1, 2), "0844"),
        listed("B3", -2_00, date(2023, 12, 31)),
        listed("B4", 9_00, date(2024, 7, 1)),
    )

    def found(order: str = "source_number", down: bool = False, **filters: object) -> object:
        wanted = BookingFilters(**filters)  # type: ignore[arg-type]
        rows, sums = lists.bookings(actor.pilot_id, DAY, wanted, (order, down), 1)
        assert sums.count == len(rows)
        return [row.source_number for row in rows], sums.amount_cents

    assert found() == (["B1", "B2", "B3"], 2_00)
    assert found(position="0831") == (["B1", "B3"], 1_00)
    assert found(year=2023) == (["B1", "B3"], 1_00)
    assert found(text="b2") == (["B2"], 1_00)
    assert found(text="%") == ([], 0)
    assert found("amount_cents", down=True) == (["B1", "B2", "B3"], 2_00)
    assert found("paid_on") == (["B1", "B3", "B2"], 2_00)


def test_a_month_has_the_payments_of_its_first_and_last_day(actor: Actor) -> None:
    books.book(
        actor,
        listed("B1", 1_00, date(2023, 2, 1)),
        listed("B2", 2_00, date(2023, 2, 28)),
        listed("B3", 4_00, date(2023, 3, 1)),
    )
    assert queries.spent_by_month(actor.pilot_id, DAY) == {
        date(2023, 2, 1): 3_00,
        date(2023, 3, 1): 4_00,
    }


def test_a_voucher_of_nothing_is_refused_by_the_database(actor: Actor) -> None:
    books.book(actor, listed("B1"))
    row = books.voucher(actor, "B1")
    values = {column.name: getattr(row, column.name) for column in Booking.__table__.columns} | {
        "id": new_id(),
        "source_number": "B2",
        "voucher_number": 2,
        "amount_cents": 0,
    }
    with pytest.raises(IntegrityError):
        db.session.execute(insert(Booking), [values])
    db.session.rollback()
