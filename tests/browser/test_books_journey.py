"""The sample year from an empty pilot to a signed-off reconciliation and a draw-down."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.browser.visitor import Visitor
from tests.factories import SAMPLES

pytestmark = pytest.mark.browser

PageAs = Callable[..., Visitor]


def test_two_people_bring_the_sample_year_to_a_sign_off_and_a_draw_down(page_as: PageAs) -> None:
    finance = page_as("finance", with_axe=True)
    approver = page_as("approver", scheme="dark", with_axe=True)
    takes_everything_in(finance)
    approves_the_vouchers(finance, approver)
    looks_at_the_budget(finance)
    reconciles(finance)
    signs_december(finance, approver)
    closes_the_first_month(finance)
    statement = downloads_the_statement(finance)
    assert "Belegliste" in " ".join(load_workbook(BytesIO(statement)).sheetnames)
    draws_down(finance, approver)
    asks_in_english(finance)


def takes_everything_in(finance: Visitor) -> None:
    """From the empty budget on; the columns of the vouchers are looked at on the way."""
    finance.go("/p/gecko/finance/budget")
    finance.follow("Finanzierungsplan einspielen")
    take_in(finance, "plan", "finanzierungsplan.xlsx")
    looks_at_the_columns(finance)
    take_in(finance, "vouchers", "belegliste.csv")
    take_in(finance, "bank", "kontoauszug.camt053.xml")


def take_in(visitor: Visitor, kind: str, file: str) -> None:
    """Through the import pages: choose, look at the result, take over."""
    visitor.go(f"/p/gecko/imports/new?kind={kind}", with_axe=kind == "plan")
    visitor.page.locator('main [name="file"]').set_input_files(SAMPLES / file)
    visitor.press("Datei prüfen", with_axe=kind == "plan")
    visitor.press("Übernehmen", with_axe=kind == "plan")
    assert visitor.sees("Der Import ist abgeschlossen.")


def looks_at_the_columns(finance: Visitor) -> None:
    finance.go("/p/gecko/imports/new?kind=vouchers", with_axe=False)
    finance.page.locator('main [name="file"]').set_input_files(SAMPLES / "belegliste.csv")
    finance.press("Datei prüfen")  # with the findings of the vouchers
    finance.follow("Spalten anders zuordnen")
    assert finance.sees("Spalten zuordnen")


def approves_the_vouchers(finance: Visitor, approver: Visitor) -> None:
    """As a whole, by the second person: whoever took them in has no button and is refused."""
    finance.go("/p/gecko/finance/vouchers/imports")
    finance.follow("belegliste.csv")
    assert finance.sees("Eine zweite Person gibt diesen Import frei: Sie haben ihn eingespielt.")
    assert refused(finance, f"{finance.page.url}/approve")
    approver.go("/p/gecko/finance/vouchers/imports", with_axe=False)
    approver.follow("belegliste.csv")
    approver.press("Import freigeben", with_axe=False)
    assert approver.sees("Der Import ist freigegeben.")


def refused(visitor: Visitor, address: str) -> bool:
    """Whether the server refuses what the page does not even offer."""
    token = visitor.page.locator('[name="csrf_token"]').first.get_attribute("value") or ""
    answer = visitor.page.request.post(address, form={"csrf_token": token, "version": "1"})
    return answer.status == 403


def looks_at_the_budget(finance: Visitor) -> None:
    finance.go("/p/gecko/finance/budget")
    assert finance.sees("Zuwendungsbescheid vom 10.06.2021")
    assert finance.sees("2.031.387,90 €")
    assert finance.sees("1.106.538,59 €")
    finance.follow("17.232,76 €")
    assert finance.sees("Summe der Auswahl 17.232,76 €")


def reconciles(finance: Visitor) -> None:
    finance.go("/p/gecko/bank", with_axe=False)
    assert finance.sees("0 von 207")
    finance.follow("Sichere Vorschläge annehmen (208)")
    finance.press("208 Vorschläge annehmen")
    assert finance.sees("208 Vorschläge sind angenommen.")
    assert finance.sees("204 von 207")
    finance.go("/p/gecko/bank?state=all&text=B00427")
    finance.follow("B00427")
    assert finance.sees("Belegnummer und Betrag")
    assert finance.sees("−8.958,90 €")
    marks_the_strangers(finance)


def marks_the_strangers(finance: Visitor) -> None:
    """With the keyboard from the workbench: tick, look, give the reason; three times."""
    for is_first in (True, False, False):
        finance.go("/p/gecko/bank?text=ohne+Beleg", with_axe=is_first)
        finance.page.keyboard.press("j")
        finance.page.keyboard.press("Space")
        assert finance.page.locator("[data-difference]").inner_text().startswith("−")
        finance.press("Auswahl prüfen, Rest buchen", with_axe=is_first)
        finance.follow("Als Einnahme, Rückzahlung oder Rest buchen", with_axe=is_first)
        finance.page.get_by_label("gehört nicht zum Vorhaben").check()
        finance.fill(reason="Fehlüberweisung")
        finance.press("Rest buchen", with_axe=is_first)
    assert finance.sees("207 von 207")


def signs_december(finance: Visitor, approver: Visitor) -> None:
    """Prepared by one person, who cannot confirm; confirmed by the second."""
    finance.go("/p/gecko/bank/months")
    finance.follow("12/2023")
    assert finance.sees("Bank und Bücher stimmen überein.")
    finance.press("Abstimmung vorbereiten")
    approver.go("/p/gecko/bank/months", with_axe=False)
    approver.follow("12/2023")
    confirm = approver.page.get_by_role("button", name="Bestätigen")
    address = confirm.evaluate("button => button.form.action")
    assert finance.page.get_by_role("button", name="Bestätigen").count() == 0
    assert refused(finance, address)
    approver.press("Bestätigen", with_axe=False)
    assert approver.sees("Der Monat ist abgestimmt.")
    finance.page.reload()
    assert finance.sees("bestätigt von")


def closes_the_first_month(finance: Visitor) -> None:
    finance.go("/p/gecko/finance/months/2021-11")
    finance.follow("Monat abschließen")
    assert finance.sees("Nichts steht dem Abschluss entgegen.")
    finance.fill(confirmed=True)
    finance.press("Monat abschließen")
    assert finance.sees("November 2021 ist abgeschlossen.")


def downloads_the_statement(finance: Visitor) -> bytes:
    finance.go("/p/gecko/statements?year=2023", with_axe=False)
    assert finance.sees("davon Reste mit Begründung")
    with finance.page.expect_download() as waiting:
        finance.page.get_by_role("button", name="Nachweis herunterladen (XLSX)").click()
    path = Path(waiting.value.path())
    return path.read_bytes()


def draws_down(finance: Visitor, approver: Visitor) -> None:
    """Drafted by one person, who cannot approve; approved by the second; sent."""
    finance.go("/p/gecko/finance/draw-downs")
    finance.follow("Mittelabruf entwerfen")
    finance.fill(position_0812="25.000", position_0844="500")
    finance.press("Entwerfen")
    assert finance.sees("Eine zweite Person gibt diesen Mittelabruf frei: Sie haben ihn entworfen.")
    assert finance.page.get_by_role("button", name="Freigeben").count() == 0
    assert refused(finance, f"{finance.page.url}/approve")
    approver.go("/p/gecko/finance/draw-downs/1")
    approver.press("Freigeben", with_axe=False)
    assert approver.sees("Mittelabruf Nr. 1 ist freigegeben.")
    finance.go("/p/gecko/finance/draw-downs/1", with_axe=False)
    finance.press("Versand vermerken")
    assert finance.sees("Der Versand ist vermerkt.")
    finance.go("/p/gecko/finance/draw-downs", with_axe=False)
    finance.follow("Nr. 1", with_axe=False)
    assert finance.sees("Noch offen 25.500,00 €")
    assert finance.sees("Gesendet am 30.06.2024")


def asks_in_english(finance: Visitor) -> None:
    """The rules, and an order before it is placed, in the other language."""
    finance.press("EN English")
    finance.go("/p/gecko/finance/rules")
    assert finance.sees("0835")
    finance.follow("May I order?")
    finance.fill(
        amount="1.200", position="0850 · Items over 800 EUR each", expected_on="31.07.2024"
    )
    finance.press("Check")
    assert finance.sees("Yes, but mind what comes with it.")
    assert finance.sees("€1,200.00 in position 0850")
