"""Imports of vouchers approved as a batch, once, by a second person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, insert
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.access import Actor
from app.database import new_id, utc_now
from app.errors import DomainError, NotFound
from app.extensions import db
from app.finance.models import VoucherBatchApproval
from app.finance.vouchers.queries import count_of_unapproved_imports, unapproved_imports
from app.finance.vouchers.services import approve_batch
from app.intake import kinds
from app.intake.kinds import ImportKind
from tests.factories import actor_as, token
from tests.integration.finance import books
from tests.integration.finance.books import listed

AT = "/p/gecko/finance"


def test_an_import_waits_with_its_count_and_sum_until_a_second_person_approves(
    web: Flask,
) -> None:
    finance, approver = actor_as("finance"), actor_as("approver")
    import_id = books.book(finance, listed("B1", 5_00), listed("B2", -2_00))
    [waiting] = unapproved_imports(finance.pilot_id)
    assert (waiting.id, waiting.count, waiting.amount_cents, waiting.by) == (
        import_id,
        2,
        3_00,
        "finance",
    )
    approve_batch(approver, import_id)
    assert unapproved_imports(finance.pilot_id) == []
    assert count_of_unapproved_imports(finance.pilot_id) == 0
    for act, key in (
        (lambda: approve_batch(approver, import_id), "voucher.batch_approved"),
        (lambda: kinds.undo(ImportKind.VOUCHERS, finance, import_id), "voucher.batch_stays"),
    ):
        with pytest.raises(DomainError) as refused:
            act()
        assert refused.value.key == key


def test_whoever_imported_it_does_not_approve_it(actor: Actor) -> None:
    import_id = books.book(actor, listed("B1"))
    with pytest.raises(DomainError) as refused:
        approve_batch(actor, import_id)
    assert refused.value.key == "voucher.batch_four_eyes"
    with pytest.raises(DomainError) as refused:
        approve_batch(actor_as("finance"), import_id)
    assert refused.value.key == "house.not_allowed"


def test_an_import_that_was_taken_back_waits_for_nobody(web: Flask, actor: Actor) -> None:
    import_id = books.book(actor, listed("B1"))
    kinds.undo(ImportKind.VOUCHERS, actor, import_id)
    assert unapproved_imports(actor.pilot_id) == []
    with pytest.raises(NotFound):
        approve_batch(actor_as("approver"), import_id)


def test_the_database_refuses_one_person_for_both_and_a_change_of_mind(web: Flask) -> None:
    finance = actor_as("finance")
    import_id = books.book(finance, listed("B1"))
    values = {
        "pilot_id": finance.pilot_id,
        "id": new_id(),
        "import_id": import_id,
        "imported_by": finance.user_id,
        "approved_by": finance.user_id,
        "approved_at": utc_now(),
    }
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(insert(VoucherBatchApproval), [values])
    approve_batch(actor_as("approver"), import_id)
    with pytest.raises(DBAPIError, match="append_only"):
        db.session.execute(delete(VoucherBatchApproval))
    db.session.rollback()


def test_the_pages_lead_the_approver_from_the_vouchers_to_the_approval(
    client_as: Callable[[str], FlaskClient],
) -> None:
    import_id = books.book(actor_as("finance"), listed("B1", 1_234_56))
    db.session.commit()
    approver, finance = client_as("approver"), client_as("finance")
    text = approver.get(f"{AT}/vouchers").get_data(as_text=True)
    assert "1 Import wartet auf Freigabe." in text
    assert "belege.csv" in approver.get(f"{AT}/vouchers/imports").get_data(as_text=True)
    one = f"{AT}/vouchers/imports/{import_id}"
    text = finance.get(one).get_data(as_text=True)
    assert "Sie haben ihn eingespielt" in text
    assert "Import freigeben" not in text
    assert ">B1<" in approver.get(one).get_data(as_text=True)
    data = {"csrf_token": token(approver, one)}
    assert finance.post(f"{one}/approve", data=data).status_code in (400, 403)
    assert approver.post(f"{one}/approve", data=data).status_code == 302
    assert "Freigegeben:" in approver.get(one).get_data(as_text=True)
    assert approver.post(f"{one}/approve", data=data).status_code == 422
    assert "Als Sammelimport freigegeben" in approver.get(f"{AT}/vouchers/B1").get_data(
        as_text=True
    )
