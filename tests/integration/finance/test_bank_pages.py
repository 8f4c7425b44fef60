"""The pages of the bank: reconcile every euro, by role."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.extensions import db
from app.finance.bank import queries
from tests.factories import DAY, pilot, system_actor, token
from tests.integration.finance import books
from tests.integration.finance.books import PAID, entry, listed
from tests.integration.finance.test_finance_pages import sent, shown

BANK = "/p/gecko/bank"
SignIn = Callable[[str], FlaskClient]


def prepare_bank() -> list[int]:
    """Certain, possible and unknown payments, a batch and a credit; returns the open parts."""
    actor = system_actor()
    books.book(actor, listed("B1"), listed("B2", 70_00), listed("B3", 30_00), listed("B4", 44_00))
    books.receive_statement(
        actor,
        entry("E1", (-500_00, "B1 Papier")),
        entry("E2", (-70_00, "B2"), (-30_00, "B3")),
        entry("E3", (-44_00, "Papier"), booked_on=PAID + timedelta(days=4)),
        entry("E4", (-5_00, "Kontoführung")),
        entry("E5", (80_00, "Gutschrift")),
    )
    found = sorted(books.part_ids(actor))
    db.session.commit()
    return found


def standing() -> tuple[int, int]:
    db.session.rollback()
    found = queries.reconciliation(pilot().id, DAY)
    db.session.rollback()
    return found.matched, found.unmatched


def test_without_a_statement_finance_is_led_to_the_import(client_as: SignIn) -> None:
    assert "/imports/new?kind=bank" in shown(client_as("finance"), BANK)
    assert "/imports/new" not in shown(client_as("auditor"), BANK).split("<main", 1)[1]


@pytest.mark.parametrize("role", ["coordinator", "auditor", "approver"])
def test_readers_see_entries_and_proposals_but_accept_nothing(client_as: SignIn, role: str) -> None:
    [part_id, *_rest] = prepare_bank()
    client = client_as(role)
    text = shown(client, BANK)
    assert "sicher" in text
    assert "möglich" in text
    assert "Annehmen" not in text
    assert client.get(f"{BANK}/certain").status_code == 403
    assert client.get(f"{BANK}/parts/{part_id}").status_code == 403
    form = {"csrf_token": token(client, BANK)}
    for act in ("match", "receive", "repay", "rest", "release"):
        assert client.post(f"{BANK}/parts/{part_id}/{act}", data=form).status_code == 403
    for act in ("accept", "match", "selection", "acts/1/undo", "months/2023-05/prepare/X"):
        assert client.post(f"{BANK}/{act}", data=form).status_code == 403


def test_all_certain_proposals_are_accepted_after_a_look(client_as: SignIn) -> None:
    prepare_bank()
    client = client_as("finance")
    assert "Sichere Vorschläge annehmen (3)" in shown(client, BANK)
    text = shown(client, f"{BANK}/certain")
    assert "3 Vorschläge annehmen" in text
    found = re.search(r'name="looked_at"[^>]*value="([0-9a-f]{64})"', text)
    assert found is not None
    assert sent(client, f"{BANK}/certain", looked_at=found[1])[0] == 302
    assert standing() == (2, 3)
    assert "Keine sicheren Vorschläge" in shown(client, f"{BANK}/certain")


def test_proposals_that_changed_meanwhile_are_looked_at_again(client_as: SignIn) -> None:
    prepare_bank()
    client = client_as("finance")
    status, text = sent(client, f"{BANK}/certain", looked_at="0" * 64)
    assert (status, "Die Vorschläge haben sich inzwischen geändert" in text) == (422, True)
    assert "3 Vorschläge annehmen" in text
    assert standing() == (0, 5)


def ticks(text: str, name: str) -> list[str]:
    """The values of the ticks for entries or vouchers, in the order of the page."""
    return re.findall(rf'name="{name}" value="(\d+\.-?\d+)"', text)


def test_a_proposal_is_accepted_from_the_workbench_and_undone(client_as: SignIn) -> None:
    prepare_bank()
    client = client_as("finance")
    text = shown(client, f"{BANK}?text=B1")
    [key] = re.findall(r'name="proposal" value="([^"]+)"', text)
    assert "Belegnummer und Betrag" in text
    assert sent(client, f"{BANK}/accept", BANK, proposal=key)[0] == 302
    assert standing() == (1, 4)
    assert sent(client, f"{BANK}/accept", BANK, proposal=key)[0] == 302
    text = shown(client, BANK)
    assert "Die Vorschläge haben sich inzwischen geändert" in text
    [undo] = re.findall(r'action="(/p/gecko/bank/acts/\d+/undo)"', text)
    assert sent(client, undo, BANK)[0] == 302
    assert standing() == (0, 5)


def test_a_selection_is_looked_at_and_its_rest_booked_with_a_reason(client_as: SignIn) -> None:
    prepare_bank()
    client = client_as("finance")
    entry_tick = ticks(shown(client, f"{BANK}?text=Kontof"), "part")[0]
    voucher_tick = ticks(shown(client, f"{BANK}?text=B4"), "voucher")[0]
    both = {"part": entry_tick, "voucher": voucher_tick}
    status, address = sent(client, f"{BANK}/selection", BANK, **both)
    assert (status, "part=" in address, "voucher=" in address) == (302, True, True)
    look = client.get(f"{BANK}/selection", query_string=both).get_data(as_text=True)
    assert "39,00" in look
    status, text = sent(client, f"{BANK}/match", BANK, **both, kind="difference", reason=" ")
    assert (status, "Bitte begründen Sie" in text) == (422, True)
    assert sent(client, f"{BANK}/match", BANK, **both)[0] == 302
    assert "Vom Beleg bleiben 39,00" in shown(client, BANK)
    assert standing() == (1, 4)


def test_the_second_clerk_is_told_and_sees_the_new_state(client_as: SignIn) -> None:
    prepare_bank()
    client = client_as("finance")
    text = shown(client, f"{BANK}?text=B1")
    both = {"part": ticks(text, "part")[0], "voucher": ticks(text, "voucher")[0]}
    for _clerk in range(2):
        assert sent(client, f"{BANK}/match", BANK, **both)[0] == 302
    text = shown(client, BANK)
    assert "inzwischen" in text
    assert both["part"] not in ticks(text, "part")
    assert standing() == (1, 4)


def test_a_payment_is_matched_by_hand_and_released_again(client_as: SignIn) -> None:
    part_id = prepare_bank()[3]
    client, part = client_as("finance"), f"{BANK}/parts/{part_id}"
    assert "Offene Belege mit diesem Betrag" in shown(client, part)
    status, text = sent(client, f"{part}/match", part, source_number="B9")
    assert (status, "Einen Beleg B9 gibt es nicht." in text) == (422, True)
    status, address = sent(client, f"{part}/match", part, source_number="B1")
    assert (status, "/bank/selection" in address) == (302, True)
    assert standing() == (0, 5)
    assert sent(client, f"{part}/match", part, source_number="B4")[0] == 302
    assert standing() == (1, 4)
    status, text = sent(client, f"{part}/release", part)
    assert (status, "Bitte bestätigen Sie das Lösen." in text) == (422, True)
    assert sent(client, f"{part}/release", part, confirmed="yes")[0] == 302
    assert standing() == (0, 5)


def test_a_credit_is_taken_as_income_and_a_stranger_as_foreign(client_as: SignIn) -> None:
    found = prepare_bank()
    client, part = client_as("finance"), f"{BANK}/parts/{found[5]}"
    assert sent(client, f"{part}/receive", part)[0] == 422
    assert sent(client, f"{part}/receive", part, kind="refund")[0] == 302
    assert "Einnahme: Erstattung" in shown(client, part)
    stranger = f"{BANK}/parts/{found[4]}"
    foreign = {"kind": "foreign", "seen": "-500"}
    assert sent(client, f"{stranger}/rest", stranger, **foreign)[0] == 422
    assert sent(client, f"{stranger}/rest", stranger, **foreign, reason="Fremdes Konto")[0] == 302
    assert "gehört nicht zum Vorhaben: Fremdes Konto" in shown(client, stranger)
    assert standing() == (2, 3)


def test_a_payment_of_nobody_is_not_found(client_as: SignIn) -> None:
    assert client_as("finance").get(f"{BANK}/parts/1").status_code == 404


def test_the_list_shows_what_is_asked_for(client_as: SignIn) -> None:
    prepare_bank()
    client = client_as("auditor")
    assert "Kein Umsatz passt" in shown(client, f"{BANK}?state=matched")
    text = shown(client, f"{BANK}?state=all&text=b3")
    assert "Sammelbuchung mit 2 Zahlungen" in text
    assert "Kontoführung" not in text
