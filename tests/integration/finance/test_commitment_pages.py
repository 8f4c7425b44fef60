"""The pages of commitments by role: from entry to payment, lines without script, conflicts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from app.extensions import db
from app.finance import queries
from app.finance.commitments.queries import commitment, shares_of
from app.finance.commitments.services import entry, life
from tests import factories
from tests.factories import DAY, actor_as, system_actor
from tests.integration.finance import books
from tests.integration.finance.test_finance_pages import AT, sent, shown

SignIn = Callable[[str], FlaskClient]
NEW = f"{AT}/commitments/new"
ONE = f"{AT}/commitments/1"
LINE = {
    "shares-0-position": "0844",
    "shares-0-gross_cents": "1.234,56",
    "shares-0-vat_rate": "19",
    "shares-0-expected_on": "30.09.2024",
}
HEAD = {"payee": "Institut e. V.", "reason": "Bericht", "version": "0"}


def test_a_commitment_goes_from_entry_to_payment_through_two_people(client_as: SignIn) -> None:
    finance, approver = client_as("finance"), client_as("approver")
    assert sent(finance, NEW, **HEAD, **LINE)[0] == 302
    assert "Als Nächstes: bestellen" in shown(finance, ONE)
    invoice = {"invoiced_on": "20.06.2024", "invoice_number": "RE-7", "bears_mark": "no"}
    assert sent(finance, f"{ONE}/invoice", version="1", **invoice)[0] == 302
    assert "Der Projektvermerk „Gecko“ ist auf dem Beleg nicht" in shown(finance, ONE)
    assert sent(finance, f"{ONE}/check", ONE, version="2")[0] == 302
    assert "Eine zweite Person gibt diese Vormerkung frei" in shown(finance, ONE)
    assert "wartet auf mich" in shown(approver, f"{AT}/commitments?turn=me")
    assert sent(approver, f"{ONE}/approve", ONE, version="3")[0] == 302
    paying = {"source_number": "R-1", "is_final": "yes", "lines-0": "1.234,56"}
    status, text = sent(finance, f"{ONE}/pay", paid_on="01.07.2024", version="4", **paying)
    assert (status, "nach dem Stichtag" in text) == (422, True)
    assert sent(finance, f"{ONE}/pay", paid_on="28.06.2024", version="4", **paying)[0] == 302
    text = shown(finance, f"{AT}/vouchers/R-1")
    assert "1.234,56 €" in text
    assert "197,11 €" in text  # 19 % within it
    assert "Aus Vormerkung 1" in text
    assert "Keine offenen Vormerkungen" in shown(finance, f"{AT}/commitments")
    told = shown(finance, ONE)
    for words in ("Bezahlt: 1.234,56 €", "Freigegeben", "Sachlich und rechnerisch richtig"):
        assert words in told


def test_a_voucher_is_entered_at_once_and_still_seen_by_two(client_as: SignIn) -> None:
    finance = client_as("finance")
    address = f"{AT}/commitments/voucher"
    assert "/commitments/voucher" in shown(finance, f"{AT}/vouchers")
    status, text = sent(finance, address, **HEAD, **LINE)
    assert (status, "Rechnungsdatum: Bitte ausfüllen." in text) == (422, True)
    assert sent(finance, address, invoiced_on="20.06.2024", **HEAD, **LINE)[0] == 302
    text = shown(finance, ONE)
    assert "Rechnung da, zu prüfen" in text
    assert "Freigeben</span>" not in text


def test_a_further_line_comes_without_script_and_empty_ones_are_left_out(
    client_as: SignIn,
) -> None:
    finance = client_as("finance")
    status, text = sent(finance, NEW, more="yes", **HEAD, **LINE)
    assert status == 200
    assert 'name="shares-1-gross_cents"' in text
    assert "1234,56" in text
    assert "Summe brutto 1.234,56 €, darin Steuer 197,11 €; Ausgabe 1.234,56 €." in text
    second = {
        "shares-1-position": "0843",
        "shares-1-gross_cents": "10",
        "shares-1-expected_on": "31.01.2025",
        "shares-1-post_key": factories.gecko().posts[-1].key,
        "shares-1-carrier_reason": "Bewirtung",
        "shares-2-position": "",
        "shares-2-gross_cents": " ",
    }
    assert sent(finance, NEW, **HEAD, **LINE, **second)[0] == 302
    shares = shares_of(commitment(system_actor().pilot_id, 1))
    assert [(one.position, one.amount_cents, one.is_eligible) for one in shares] == [
        ("0844", 1_234_56, True),
        ("0843", 10_00, False),
    ]
    assert "Trägt der Träger selbst: Bewirtung" in shown(finance, ONE)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"shares-0-position": "", "shares-0-gross_cents": "", "shares-0-expected_on": ""},
            "Position: Bitte wählen.",
        ),
        ({"shares-0-gross_cents": "-5"}, "Der Betrag muss größer als 0 sein."),
        ({"shares-0-vat_cents": "5"}, "Steuersatz und Steuerbetrag passen nicht zusammen."),
        ({"shares-0-gross_cents": "1,23456"}, "Das ist kein Betrag."),
        ({"payee": ""}, "Bitte entweder einen Empfänger"),
        ({"payee": "", "participant_number": "999"}, "Unter der Nummer 999 nimmt niemand teil."),
        ({"shares-0-position": "9999"}, "shares-0-position"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_entered_stays(
    client_as: SignIn, changes: dict[str, str], sentence: str
) -> None:
    status, text = sent(client_as("finance"), NEW, **{**HEAD, **LINE, **changes})
    assert (status, sentence in text, "Bericht" in text) == (422, True, True)


def test_a_participant_who_is_paid_appears_by_number_only(client_as: SignIn) -> None:
    number = factories.admitted(system_actor())
    db.session.commit()
    form = {**HEAD, **LINE, "payee": "", "participant_number": str(number)}
    assert sent(client_as("finance"), NEW, **form)[0] == 302
    text = shown(client_as("auditor"), f"{AT}/commitments")
    assert f"TN {number}" in text
    assert "Muster" not in text


def test_the_same_invoice_is_listed_and_must_be_confirmed(client_as: SignIn) -> None:
    books.invoiced(actor_as("finance"), number="RE 17")
    db.session.commit()
    finance = client_as("finance")
    form = {**HEAD, **LINE, "invoiced_on": "20.06.2024", "invoice_number": "re-17"}
    status, text = sent(finance, f"{AT}/commitments/voucher", **form)
    assert status == 422
    assert "schon 1-mal erfasst" in text
    assert 'name="is_no_duplicate"' in text
    assert sent(finance, f"{AT}/commitments/voucher", is_no_duplicate="y", **form)[0] == 302
    text = shown(finance, f"{AT}/commitments/2")
    assert "Eine Rechnung darf nur einmal gefördert werden." in text
    assert f'{ONE}">Vormerkung 1</a>' in text


def test_who_saves_a_commitment_second_sees_both_versions(client_as: SignIn) -> None:
    books.reserved(system_actor())
    db.session.commit()
    client = client_as("finance")
    entry.revise(actor_as("finance"), 1, books.intent(200_00), 1, DAY)
    db.session.commit()
    status, text = sent(client, f"{ONE}/edit", **{**HEAD, **LINE, "version": "1"})
    assert status == 409
    assert "Beide Stände im Vergleich" in text
    assert "Zeile 1, Betrag brutto" in text
    assert "200,00 €" in text
    assert sent(client, f"{ONE}/edit", **{**HEAD, **LINE, "version": "2"})[0] == 302


def test_an_event_on_an_overtaken_commitment_is_refused(client_as: SignIn) -> None:
    books.reserved(system_actor())
    db.session.commit()
    client = client_as("finance")
    life.order(system_actor(), 1, 1, DAY)
    db.session.commit()
    status, text = sent(client, f"{ONE}/order", ONE, version="1")
    assert (status, "Inzwischen hat jemand anderes gespeichert" in text) == (409, True)
    assert sent(client, f"{ONE}/cancel", version="2", confirmed="y")[0] == 302
    db.session.rollback()
    assert queries.committed_by_position(system_actor().pilot_id, DAY) == {}


def test_the_list_and_the_budget_agree_on_what_is_bound(client_as: SignIn) -> None:
    actor = system_actor()
    entry.reserve(actor, books.draft(books.share(120_00), books.share(80_00, "0843")))
    life.cancel(actor, books.reserved(actor, 999_00), "", 1, DAY)
    db.session.commit()
    text = shown(client_as("approver"), f"{AT}/commitments?state=all&position=0844")
    assert "Davon gebunden in Position 0844" in text
    assert "120,00 €</td></tr></tfoot>" in text
    [line] = queries.budget_on(actor.pilot_id, DAY, ["0844"], [2024])[:1]
    assert line.committed_cents == 120_00


def test_an_award_is_recorded_chosen_and_then_stays(client_as: SignIn) -> None:
    finance, approver = client_as("finance"), client_as("approver")
    award = {
        "subject": "Begleitforschung",
        "procedure": "negotiated",
        "offers": "3",
        "decided_on": "01.03.2022",
        "awarded_to": "Institut e. V.",
        "amount_cents": "1.000",
        "reason": "Bestes Konzept",
        "version": "0",
    }
    status, text = sent(finance, f"{AT}/commitments/awards/new", **{**award, "offers": "0"})
    assert (status, "Eingegangene Angebote" in text) == (422, True)
    assert sent(finance, f"{AT}/commitments/awards/new", **award)[0] == 302
    contract = {**LINE, "shares-0-position": "0835"}
    voucher = {**HEAD, **contract, "invoiced_on": "20.06.2024"}
    assert sent(finance, f"{AT}/commitments/voucher", **voucher)[0] == 302
    assert sent(finance, f"{ONE}/check", ONE, version="1")[0] == 302
    status, text = sent(approver, f"{ONE}/approve", ONE, version="2")
    assert (status, "braucht vor der Freigabe einen Vergabevermerk" in text) == (422, True)
    changed = {**voucher, "award_number": "1", "version": "2"}
    assert sent(finance, f"{ONE}/edit", **changed)[0] == 302
    assert sent(finance, f"{ONE}/check", ONE, version="3")[0] == 302
    assert sent(approver, f"{ONE}/approve", ONE, version="4")[0] == 302
    text = shown(finance, f"{AT}/commitments/awards/1")
    assert "übersteigen den Auftragswert um 234,56 €" in text
    assert "Bearbeiten" not in text
    status, text = sent(finance, f"{AT}/commitments/awards/1/edit", **{**award, "version": "1"})
    assert (status, "er bleibt, wie er ist" in text) == (422, True)
    assert "1.000,00 €" in shown(client_as("auditor"), f"{AT}/commitments/awards")
