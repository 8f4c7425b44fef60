"""What was matched whole before matches had amounts is matched whole after, and back again."""

from __future__ import annotations

import flask_migrate
from flask import Flask
from sqlalchemy import text

from app.access import Actor
from app.extensions import db
from app.finance.bank import queries
from app.finance.bank.services.matching import accept_certain, match
from tests.integration.finance import books
from tests.integration.finance.books import WORDS, entry, listed

BEFORE = "0014"


def test_matches_keep_who_accepted_them_and_get_the_amount_of_their_part(
    web: Flask, actor: Actor
) -> None:
    books.book(actor, listed("B1"), listed("B2", 70_00))
    books.receive_statement(
        actor,
        entry("E1", (-500_00, "B1")),
        entry("E2", (9_00, "Mittelabruf")),
        entry("E3", (-20_00, "x")),
    )
    accept_certain(actor, WORDS)
    [part], [voucher] = queries.open_parts(actor.pilot_id), queries.open_payables(actor.pilot_id)
    match(actor, {part.id: part.open_cents}, {voucher.id: voucher.open_cents})
    db.session.commit()
    db.session.remove()
    flask_migrate.downgrade(revision=BEFORE)
    with db.engine.connect() as connection:
        [accepted] = connection.execute(text("select accepted_by from bank_match")).scalars()
    assert accepted == actor.user_id
    flask_migrate.upgrade()
    [kept] = queries.matches_of(actor.pilot_id, books.voucher(actor, "B1").id)
    assert kept.amount_cents == -500_00
    assert [one.purpose for one in queries.open_parts(actor.pilot_id)] == ["x"]
    assert [act.kind for act in queries.last_acts(actor.pilot_id)].count("receive") == 1
