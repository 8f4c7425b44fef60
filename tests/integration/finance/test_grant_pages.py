"""The pages of draw-downs by role: figures that open, two people, refusals at their field."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient

from app.extensions import db
from app.finance.grants import queries
from tests.factories import DAY, actor_as, pilot, token
from tests.integration.finance import funds
from tests.integration.statements import counted

AT = "/p/gecko/finance/draw-downs"
SignIn = Callable[[str], FlaskClient]


def shown(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return " ".join(unescape(answer.get_data(as_text=True)).split())


def sent(client: FlaskClient, address: str, page: str, **values: str) -> tuple[int, str]:
    answer = client.post(
        address,
        data={"csrf_token": token(client, page), **values},
        follow_redirects=True,
    )
    return answer.status_code, answer.get_data(as_text=True).replace("\u00a0", " ")


def prepare() -> int:
    receipt = funds.prepare()
    db.session.commit()
    return receipt


@pytest.mark.parametrize("role", ["finance", "approver", "coordinator", "auditor"])
def test_who_reads_money_reads_every_page_and_only_finance_enters(
    client_as: SignIn, role: str
) -> None:
    receipt, client = prepare(), client_as(role)
    text = shown(client, AT)
    assert "5.000,00 €" in text
    assert (f"{AT}/new" in text) == (role == "finance")
    for page in ("calculation", "income", f"income/{receipt}", "cash", "base-rates"):
        assert "pb-pagehead" in shown(client, f"{AT}/{page}")
    for page in ("new", "income/new", "repayments/new", "base-rates/edit"):
        assert client.get(f"{AT}/{page}").status_code == (200 if role == "finance" else 403)


def test_the_first_page_says_ahead_of_time_what_will_be_late(client_as: SignIn) -> None:
    prepare()
    keeper = actor_as("finance")
    funds.receive(keeper, 12_340_00, DAY)
    db.session.commit()
    text = shown(client_as("finance"), AT)
    assert "12.340,00 € müssen bis 11.08.2024 ausgegeben sein." in text
    assert "auf 7.000,00 € verspätet verwendetes Geld" in text
    assert "12,05 €" in text


def test_the_calculation_opens_to_its_rows(client_as: SignIn) -> None:
    prepare()
    text = shown(client_as("auditor"), f"{AT}/calculation")
    assert "Auszahlung erwartet am 10.07.2024" in text
    assert "bis 21.08.2024 (42 Tage" in text
    assert f'<a href="{AT.removesuffix("draw-downs")}commitments/1">Vormerkung 1</a>' in text
    assert "commitments/3" not in text
    assert "Jahresansatz 2024" in text
    assert "100.000,00 €" in text


def test_the_interest_of_a_receipt_opens_to_days_and_rates(client_as: SignIn) -> None:
    text = shown(client_as("finance"), f"{AT}/income/{prepare()}")
    for part in ("22.06.2024", "24.06.2024", "3,62 %", "8,62 %", "1,4170 €", "1,42 €", "10,63 €"):
        assert part in text
    assert "kein Satz" not in text


def test_a_draw_down_goes_from_draft_to_sheet_by_two_people(client_as: SignIn) -> None:
    prepare()
    keeper, approver = client_as("finance"), client_as("approver")
    page = f"{AT}/new"
    assert 'value="3000,00"' in shown(keeper, page)
    status, text = sent(keeper, page, page, position_0835="5.000,01")
    assert status == 422
    assert "heute abrufbar sind 5.000,00 €" in text
    status, text = sent(keeper, page, page, position_0835="3.000", position_0812="2.000")
    assert "Mittelabruf Nr. 1 ist entworfen" in text
    assert f"{AT}/1/approve" not in text
    one = f"{AT}/1"
    status, text = sent(approver, f"{one}/approve", one, version="1")
    assert "Nr. 1 ist freigegeben" in text
    assert sent(keeper, f"{one}/send", one, version="1", sent_on="30.06.2024")[0] == 409
    status, text = sent(keeper, f"{one}/send", one, version="2", sent_on="01.07.2024")
    assert status == 422
    status, text = sent(keeper, f"{one}/send", one, version="2", sent_on="30.06.2024")
    assert "Der Versand ist vermerkt" in text
    sheet = shown(approver, f"{one}/sheet")
    assert "Wir bestätigen nach Nr. 1.4 ANBest-P" in sheet
    assert "5.000,00 €" in sheet


def test_money_by_hand_is_entered_answers_and_is_cancelled(client_as: SignIn) -> None:
    prepare()
    funds.sent()
    db.session.commit()
    keeper = client_as("finance")
    given = {"kind": "draw_down", "received_on": "30.06.2024", "amount_cents": "5.000"}
    given |= {"payer": "Bundeskasse", "reason": "Mittelabruf 1"}
    page = f"{AT}/income/new"
    assert sent(keeper, page, page, **given)[0] == 422
    _status, text = sent(keeper, page, page, **given, by_hand_reason="Auszug fehlt")
    assert "Die Einnahme ist gespeichert" in text
    receipt = queries.receipts(pilot().id, DAY)[-1].id
    assert "Nummer im Verwendungszweck, gleicher Betrag" in shown(keeper, f"{AT}/1")
    _status, text = sent(keeper, f"{AT}/1/receipts", f"{AT}/1", chosen=str(receipt))
    assert "Der Eingang ist zugeordnet" in text
    cancel = {"reason": "falsch", "confirmed": "yes"}
    here = f"{AT}/income/{receipt}"
    assert sent(keeper, f"{here}/cancel", AT, **cancel)[0] == 422
    sent(keeper, f"{AT}/1/receipts/release", f"{AT}/1", chosen=str(receipt))
    _status, text = sent(keeper, f"{here}/cancel", here, **cancel)
    assert "Die Einnahme ist storniert" in text
    assert keeper.get(here).status_code == 404


def test_a_rate_is_confirmed_and_the_second_to_save_sees_both(client_as: SignIn) -> None:
    keeper = client_as("finance")
    page = f"{AT}/base-rates/edit?from=2026-07-01"
    assert 'value="1,52"' in shown(keeper, page)
    given = {"basis_points": "-0,88", "source": "Bundesanzeiger", "is_confirmed": "y"}
    assert sent(keeper, page, page, version="0", **given)[0] == 200
    assert "−0,88 %" in shown(keeper, f"{AT}/base-rates")
    status, text = sent(keeper, page, page, version="0", **{**given, "basis_points": "1,60"})
    assert status == 409
    assert "Beide Stände im Vergleich" in text
    assert "1,60" in text
    for nonsense in ("2026-08-01", "gestern", "2900-01-01"):
        assert keeper.get(f"{AT}/base-rates/edit?from={nonsense}").status_code == 404


@pytest.mark.parametrize("page", ["", "/calculation", "/income", "/cash", "/1"])
def test_a_page_asks_the_same_however_many_rows_there_are(client_as: SignIn, page: str) -> None:
    prepare()
    funds.sent()
    db.session.commit()
    client = client_as("auditor")
    counts = []
    for _more in range(2):
        with counted() as seen:
            shown(client, f"{AT}{page}")
        counts.append(len(seen))
        for each in range(3):
            funds.receive(actor_as("finance"), 50_00 + len(counts) * 10 + each, DAY)
            funds.commit_to(10_00, DAY)
        db.session.commit()
    assert counts[0] == counts[1]
