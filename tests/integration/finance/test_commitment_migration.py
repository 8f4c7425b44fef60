"""Commitments keep their money over the revision that shares them out, and back."""

from __future__ import annotations

import flask_migrate
from flask import Flask
from sqlalchemy import text

from app.extensions import db
from tests.factories import actor_as
from tests.integration.finance import books
from tests.integration.finance.books import draft, share

BEFORE = "0011"


def rows(statement: str) -> list[tuple[object, ...]]:
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def test_amounts_and_payments_survive_the_way_down_and_up(web: Flask) -> None:
    actor_as("finance")
    books.reserved(actor_as("finance"), 30_00)
    paid = books.approved(draft(share(100_00), share(20_00, "0843")))
    books.paid(paid, "R-1")
    waiting = books.checked(actor_as("finance"), number="RE-2")
    db.session.commit()
    db.session.remove()
    flask_migrate.downgrade(revision=BEFORE)
    assert rows("select number, state, position, amount_cents from commitment order by number") == [
        (1, "reserved", "0844", 30_00),
        (paid, "paid", "0843", 120_00),
        (waiting, "invoiced", "0844", 120_00),
    ]
    with db.engine.begin() as connection:
        told = text("update commitment_version set amount_cents = 77")
        kept = connection.execute(told).rowcount
    flask_migrate.upgrade()
    assert rows(
        "select c.number, s.position, s.amount_cents, s.deductible_cents from commitment c "
        "join commitment_share s on s.commitment_id = c.id order by c.number"
    ) == [(1, "0844", 30_00, 0), (paid, "0843", 120_00, 0), (waiting, "0844", 120_00, 0)]
    linked = rows(
        "select b.amount_cents, s.amount_cents from booking b join commitment_share s "
        "on s.id = b.share_id order by b.line"
    )
    assert linked == [(100_00, 120_00), (20_00, 120_00)]
    history = "select count(*) from commitment_share_version where amount_cents = 77"
    assert rows(history) == [(kept,)]
    assert kept >= 3
