"""The pages of money by role: figures with their rows, forms with their refusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from app.extensions import db
from app.finance.services import plans
from app.finance.services.plans import PlanToTake
from tests.factories import system_actor, token
from tests.integration.finance import books
from tests.integration.finance.books import listed

AT = "/p/gecko/finance"
SignIn = Callable[[str], FlaskClient]
READERS = ["finance", "approver", "coordinator", "auditor"]


def shown(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return " ".join(answer.get_data(as_text=True).replace("\u00a0", " ").split())


def sent(client: FlaskClient, address: str, page: str = "", **values: str) -> tuple[int, str]:
    answer = client.post(address, data={"csrf_token": token(client, page or address), **values})
    return answer.status_code, answer.get_data(as_text=True).replace("\u00a0", " ")


def prepare_books() -> None:
    """A plan, three vouchers and an open commitment."""
    actor = system_actor()
    amounts = {("0831", 2023): 1000_00, ("0831", 2024): 0, ("0835", 2024): 400_00}
    plans.write(actor, PlanToTake(amounts, "Zuwendungsbescheid", date(2021, 6, 10)), None)
    books.book(
        actor,
        listed("B1"),
        listed("RG 7/23", 600_00),
        listed("B3", 300_00, date(2024, 3, 1), "0835"),
    )
    books.reserved(actor)
    db.session.commit()


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("page", ["budget", "vouchers", "commitments", "rules"])
def test_empty_pages_say_what_comes_next(client_as: SignIn, role: str, page: str) -> None:
    text = shown(client_as(role), f"{AT}/{page}")
    assert ("pb-empty" in text) or page == "rules"
    assert ("/imports/new?kind=" in text) == (role == "finance" and page != "commitments")


@pytest.mark.parametrize("role", ["coach", "deputy", "evaluator", "administrator"])
@pytest.mark.parametrize("page", ["finance/budget", "finance/vouchers", "bank"])
def test_others_see_no_money(client_as: SignIn, role: str, page: str) -> None:
    assert client_as(role).get(f"/p/gecko/{page}").status_code == 403


def test_the_budget_names_its_notice_and_leads_to_its_rows(client_as: SignIn) -> None:
    prepare_books()
    client = client_as("coordinator")
    text = shown(client, f"{AT}/budget")
    assert "Zuwendungsbescheid, gültig ab 10.06.2021. Stand 30.06.2024." in text
    assert '<td class="num pb-negative">−100,00 €</td>' in text
    assert f"{AT}/vouchers?position=0831&amp;year=2023" in text
    rows = shown(client, f"{AT}/vouchers?position=0831&year=2023")
    assert "1.100,00 €" in rows
    assert ">B3<" not in rows


def test_the_budget_of_an_earlier_day_leads_to_the_vouchers_until_then(client_as: SignIn) -> None:
    prepare_books()
    text = shown(client_as("finance"), f"{AT}/budget?day=31.12.2023")
    assert "Stand 31.12.2023." in text
    assert f"{AT}/vouchers?position=0831&amp;day=31.12.2023" in text
    assert "Vormerkungen stehen immer auf dem heutigen Stand." in text


def test_a_day_that_does_not_exist_is_said_at_its_field(client_as: SignIn) -> None:
    prepare_books()
    text = shown(client_as("finance"), f"{AT}/budget?day=31.02.2024")
    assert "Diesen Tag gibt es nicht." in text


def test_nonsense_in_the_address_of_the_list_does_no_harm(client_as: SignIn) -> None:
    prepare_books()
    address = f"{AT}/vouchers?position=x&year=99999&sort=-reason&page=-3&import=z&day=x"
    assert "1.400,00 €" in shown(client_as("auditor"), address)


def test_a_voucher_with_a_stroke_in_its_number_has_its_page(client_as: SignIn) -> None:
    prepare_books()
    text = shown(client_as("auditor"), f"{AT}/vouchers/{quote('RG 7/23')}")
    assert "600,00 €" in text
    assert "belege.csv" in text
    assert "Stornieren" not in text
    assert client_as("auditor").get(f"{AT}/vouchers/B99").status_code == 404


def test_finance_reverses_a_voucher_with_reason_and_confirmation(client_as: SignIn) -> None:
    prepare_books()
    client, address = client_as("finance"), f"{AT}/vouchers/reverse/B1"
    status, text = sent(client, address, kind="error", reason="doppelt")
    assert (status, "Bitte bestätigen Sie das Storno." in text) == (422, True)
    status, text = sent(client, address, kind="refund", reason="zurück", confirmed="y")
    assert (status, "Bitte den Tag angeben." in text) == (422, True)
    refund = {"kind": "refund", "reason": "zurück", "confirmed": "y"}
    status, text = sent(client, address, refunded_on="01.01.2022", **refund)
    assert (status, "Die Erstattung liegt vor der Zahlung" in text) == (422, True)
    status, _text = sent(client, address, refunded_on="02.02.2024", **refund)
    assert status == 302
    text = shown(client, f"{AT}/vouchers/B1")
    assert "Beleg storniert" in text
    assert f"{AT}/vouchers/S-B1" in text


@pytest.mark.parametrize("role", ["approver", "coordinator", "auditor"])
def test_readers_cannot_write(client_as: SignIn, role: str) -> None:
    prepare_books()
    client = client_as(role)
    for address in ("vouchers/reverse/B1", "commitments/new", "commitments/1/edit"):
        assert client.get(f"{AT}/{address}").status_code == 403
    for address in ("commitments/1/order", "commitments/1/cancel", "commitments/1/check"):
        answer = client.post(
            f"{AT}/{address}", data={"csrf_token": token(client, "/p/gecko/bank"), "version": "1"}
        )
        assert answer.status_code == 403
