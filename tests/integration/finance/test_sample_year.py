"""The sample year from the import to a reconciliation that two people have signed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound
from app.extensions import db
from app.finance.bank import queries
from app.finance.bank.models import BankPreparation, BankSignOff
from app.finance.bank.rules.proposals import propose
from app.finance.bank.rules.sides import Part, Proposal, certain_ones
from app.finance.bank.services import matching, signing, undoing
from app.finance.bank.services.matching import Rest
from app.money import parse_amount
from tests.factories import DAY, SAMPLES, actor_as, gecko
from tests.integration.commands import imported
from tests.integration.finance import books
from tests.integration.finance.books import IBAN, WORDS, entry, listed
from tests.integration.finance.test_finance_pages import sent, shown

EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))["bank"]
DECEMBER = date(2023, 12, 1)
NUMBER, INVOICE = re.compile(r"\bB\d{5}\b"), re.compile(r"RG \d+/\d+")


@pytest.fixture
def year(web: Flask, actor: Actor) -> Actor:
    """Vouchers and the statement of the sample year, nothing matched."""
    db.session.commit()
    imported(web, "vouchers")
    imported(web, "bank")
    return actor


def wrong(found: list[Proposal], parts: list[Part], truth: dict[str, int]) -> list[Proposal]:
    """Proposals that differ from what the purposes say."""
    named = {part.id: {truth[number] for number in NUMBER.findall(part.purpose)} for part in parts}
    return [
        one
        for one in found
        if one.vouchers
        and {each for part_id in one.parts for each in named[part_id]} != set(one.vouchers)
    ]


def test_all_but_the_strangers_are_proposed_and_no_proposal_is_wrong(year: Actor) -> None:
    parts, payables = queries.open_parts(year.pilot_id), queries.open_payables(year.pilot_id)
    truth = {payable.source_number: payable.id for payable in payables}
    words = gecko().bank.draw_down_words
    found = [one for one in propose(parts, payables, words) if one.parts]
    assert wrong(found, parts, truth) == []
    assert sum(len(one.vouchers) for one in found) == EXPECTED["vouchers_paid_in_it"]
    assert len(certain_ones(found)) == len(found)
    proposed = {each for one in found for each in one.parts}
    assert {part.purpose for part in parts if part.id not in proposed} == {"ohne Beleg"}
    for helps, least in (([NUMBER], 168), ([NUMBER, INVOICE], 200)):
        bare = parts
        for pattern in helps:
            bare = [replace(one, purpose=pattern.sub("", one.purpose)) for one in bare]
        guessed = [one for one in propose(bare, payables, words) if one.parts]
        assert wrong(guessed, parts, truth) == []
        assert len(certain_ones(guessed)) >= least


def strangers_are_foreign(clerk: Actor) -> None:
    for part in queries.open_parts(clerk.pilot_id):
        foreign = Rest("foreign", "Fehlüberweisung, von der Kasse geklärt")
        matching.book_rest(clerk, part.id, part.open_cents, foreign)


def refused(key: str, act: Callable[..., object], *given: object) -> None:
    with pytest.raises(DomainError) as refusal:
        act(*given)
    assert refusal.value.key == key


def test_the_year_ends_with_december_signed_off_by_two_people(year: Actor) -> None:
    clerk, second = actor_as("finance"), actor_as("approver")
    matching.accept_certain(clerk, gecko().bank.draw_down_words)
    standing = queries.reconciliation(year.pilot_id, DAY)
    assert (standing.entries, standing.unmatched) == (EXPECTED["entries"], EXPECTED["strangers"])
    found = queries.balance_on(year.pilot_id, IBAN, date(2023, 12, 31))
    assert (found.opening_cents, found.bank_cents) == tuple(
        parse_amount(EXPECTED[name]) for name in ("opening", "closing")
    )
    assert [each.kind for each in found.differences] == ["entry_open"] * EXPECTED["strangers"]
    assert found.unexplained_cents == 0
    strangers_are_foreign(clerk)
    assert queries.reconciliation(year.pilot_id, DAY).unmatched == 0
    found = queries.balance_on(year.pilot_id, IBAN, date(2023, 12, 31))
    assert (found.difference_cents, found.differences) == (0, ())
    prepared = signing.prepare(clerk, IBAN, DECEMBER, DAY)
    refused("signing.second_person", signing.confirm, clerk, IBAN, DECEMBER, prepared, DAY)
    assert queries.signed_until(year.pilot_id) is None
    signing.confirm(second, IBAN, DECEMBER, prepared, DAY)
    assert queries.signed_until(year.pilot_id) == date(2023, 12, 31)
    [kept] = queries.signoffs_of(year.pilot_id)
    assert (kept.preparer, kept.confirmer, kept.bank_cents) == ("finance", "approver", 23_508_19)
    assert signing.read(kept.figures) == found
    for act in queries.last_acts(year.pilot_id):
        assert act.is_signed
        refused("bank.signed", undoing.undo, clerk, act.id)
    refused("signing.signed", signing.prepare, clerk, IBAN, DECEMBER, DAY)
    refused("signing.second_person", signing.withdraw, clerk, IBAN, DECEMBER, "Fehler")
    refused("signing.reason_missing", signing.withdraw, second, IBAN, DECEMBER, " ")
    signing.withdraw(second, IBAN, DECEMBER, "Ein Beleg fehlte.")
    assert queries.signed_until(year.pilot_id) is None
    undoing.undo(clerk, queries.last_acts(year.pilot_id)[0].id)
    again = signing.prepare(clerk, IBAN, DECEMBER, DAY)
    signing.confirm(second, IBAN, DECEMBER, again, DAY)
    assert [one.is_standing for one in queries.signoffs_of(year.pilot_id)] == [True, False]


def a_signed_may(clerk: Actor, second: Actor) -> int:
    """B1 at the bank, B2 outstanding, an entry unknown; returns the part of the unknown one."""
    books.book(clerk, listed("B1"), listed("B2", 70_00))
    books.receive_statement(
        clerk,
        entry("E1", (-500_00, "B1")),
        entry("E2", (-44_00, "Miete")),
        entry("E3", (-1_00, "x"), booked_on=date(2023, 5, 31)),
    )
    matching.accept_certain(clerk, WORDS)
    prepared = signing.prepare(clerk, IBAN, date(2023, 5, 1), DAY)
    signing.confirm(second, IBAN, date(2023, 5, 1), prepared, DAY)
    return queries.open_parts(clerk.pilot_id)[0].id


def test_what_is_outstanding_is_listed_and_may_be_cleared_after_the_sign_off(actor: Actor) -> None:
    clerk, second = actor_as("finance"), actor_as("approver")
    part_id = a_signed_may(clerk, second)
    [kept] = queries.signoffs_of(actor.pilot_id)
    told = signing.read(kept.figures)
    assert sorted((each.kind, each.cents) for each in told.differences) == [
        ("entry_open", -44_00),
        ("entry_open", -1_00),
        ("not_at_bank", 70_00),
    ]
    assert told.difference_cents == 25_00
    later = matching.book_rest(clerk, part_id, -44_00, Rest("foreign", "Miete eines anderen"))
    undoing.undo(clerk, later)
    first = queries.last_acts(actor.pilot_id)[0]
    refused("bank.signed", undoing.undo, clerk, first.id)
    refused("bank.signed", undoing.release, clerk, paid_by(actor, "B1"))


def paid_by(actor: Actor, number: str) -> int:
    return queries.matches_of(actor.pilot_id, books.voucher(actor, number).id)[0].part.id


def test_nothing_is_signed_that_changed_or_has_a_gap_or_still_runs(actor: Actor) -> None:
    clerk, second, may = actor_as("finance"), actor_as("approver"), date(2023, 5, 1)
    books.book(clerk, listed("B1"))
    books.receive_statement(
        clerk, entry("E1", (-500_00, "B1")), entry("E2", (-1_00, "x"), booked_on=date(2023, 5, 31))
    )
    prepared = signing.prepare(clerk, IBAN, may, DAY)
    matching.accept_certain(clerk, WORDS)
    refused("signing.changed_since", signing.confirm, second, IBAN, may, prepared, DAY)
    refused("signing.month_runs", signing.prepare, clerk, IBAN, may, date(2023, 5, 31))
    refused("signing.statement_missing", signing.prepare, clerk, IBAN, date(2023, 6, 1), DAY)
    books.receive_statement(clerk, entry("E3", (-7_00, "y"), booked_on=date(2023, 6, 30)))
    refused("signing.gap", signing.prepare, clerk, IBAN, date(2023, 6, 1), DAY)
    for iban, month in (("DE00", may), (IBAN, date(2023, 4, 1))):
        with pytest.raises(NotFound):
            signing.prepare(clerk, iban, month, DAY)


def test_the_database_wants_two_people_and_keeps_what_was_signed(actor: Actor) -> None:
    clerk, second = actor_as("finance"), actor_as("approver")
    a_signed_may(clerk, second)
    [row] = db.session.scalars(select(BankPreparation))
    db.session.commit()
    for preparer in (clerk.user_id, second.user_id):
        again = BankSignOff(
            pilot_id=row.pilot_id,
            id=new_id(),
            preparation_id=row.id,
            prepared_by=preparer,
            confirmed_by=clerk.user_id,
        )
        db.session.add(again)
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()
    row.bank_cents = 0
    with pytest.raises(IntegrityError, match="append_only"):
        db.session.flush()
    db.session.rollback()


def test_two_people_sign_a_month_on_its_page(
    actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    books.book(actor, listed("B1"))
    books.receive_statement(
        actor, entry("E1", (-500_00, "B1")), entry("E2", (-5_00, "x"), booked_on=date(2023, 5, 31))
    )
    db.session.commit()
    months = "/p/gecko/bank/months"
    may, finance, approver = f"{months}/2023-05", client_as("finance"), client_as("approver")
    assert "Auszug fehlt" in shown(finance, months)
    page = f"{may}/{IBAN}"
    assert "Abstimmung vorbereiten" in shown(finance, page)
    assert sent(finance, f"{may}/prepare/{IBAN}", page)[0] == 302
    assert "Bestätigen" not in shown(finance, page)
    [confirm] = re.findall(r'action="([^"]+/confirm/\d+/[^"]+)"', shown(approver, page))
    assert sent(approver, confirm, page)[0] == 302
    assert "bestätigt von approver" in shown(finance, page)
    assert sent(approver, f"{may}/withdraw/{IBAN}", page)[0] == 422
    assert sent(approver, f"{may}/withdraw/{IBAN}", page, reason="Irrtum")[0] == 302
    assert "Irrtum" in shown(finance, page)
    for address in (f"{months}/2023-13/{IBAN}", f"{months}/2023-05/DE00", f"{months}/x/{IBAN}"):
        assert finance.get(address).status_code == 404
