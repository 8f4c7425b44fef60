"""Finance's day: take files in, reconcile every euro, answer for it to the funder."""

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


def take_in(visitor: Visitor, kind: str, file: str) -> None:
    """Through the import pages: choose, look at the result, take over."""
    visitor.go(f"/p/gecko/imports/new?kind={kind}")
    visitor.page.locator('main [name="file"]').set_input_files(SAMPLES / file)
    visitor.press("Datei prüfen")
    visitor.press("Übernehmen")
    assert visitor.sees("Der Import ist abgeschlossen.")


def test_finance_imports_reconciles_and_files_the_statement(page_as: PageAs) -> None:
    finance = page_as("finance")
    finance.go("/p/gecko/finance/budget")
    finance.follow("Finanzierungsplan einspielen")
    take_in(finance, "plan", "finanzierungsplan.xlsx")
    looks_at_the_columns(finance)
    take_in(finance, "vouchers", "belegliste.csv")
    take_in(finance, "bank", "kontoauszug.camt053.xml")
    looks_at_the_budget(finance)
    reconciles(finance)
    signs_december(finance, page_as("approver"))
    statement = downloads_the_statement(finance)
    assert "Belegliste" in " ".join(load_workbook(BytesIO(statement)).sheetnames)


def looks_at_the_columns(finance: Visitor) -> None:
    finance.go("/p/gecko/imports/new?kind=vouchers")
    finance.page.locator('main [name="file"]').set_input_files(SAMPLES / "belegliste.csv")
    finance.press("Datei prüfen")
    finance.follow("Spalten anders zuordnen")
    assert finance.sees("Spalten zuordnen")


def looks_at_the_budget(finance: Visitor) -> None:
    finance.go("/p/gecko/finance/budget")
    assert finance.sees("Zuwendungsbescheid vom 10.06.2021")
    assert finance.sees("2.031.387,90 €")
    assert finance.sees("1.106.538,59 €")
    finance.follow("17.232,76 €")
    assert finance.sees("Summe der Auswahl 17.232,76 €")
    finance.go("/p/gecko/finance/rules")
    assert finance.sees("eingehalten")


def reconciles(finance: Visitor) -> None:
    finance.go("/p/gecko/bank")
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
    """With the keyboard from the workbench: tick, look, give the reason; then one undone by u."""
    for _stranger in range(3):
        finance.go("/p/gecko/bank?text=ohne+Beleg", with_axe=_stranger == 0)
        finance.page.keyboard.press("j")
        finance.page.keyboard.press("Space")
        assert finance.page.locator("[data-difference]").inner_text().startswith("−")
        finance.press("Auswahl prüfen, Rest buchen")
        finance.follow("Als Einnahme, Rückzahlung oder Rest buchen")
        finance.page.get_by_label("gehört nicht zum Vorhaben").check()
        finance.fill(reason="Fehlüberweisung")
        finance.press("Rest buchen")
    assert finance.sees("207 von 207")


def signs_december(finance: Visitor, approver: Visitor) -> None:
    """Prepared by one person, confirmed by the second."""
    finance.go("/p/gecko/bank/months")
    finance.follow("12/2023")
    assert finance.sees("Bank und Bücher stimmen überein.")
    finance.press("Abstimmung vorbereiten")
    approver.go("/p/gecko/bank/months")
    approver.follow("12/2023")
    approver.press("Bestätigen")
    assert approver.sees("Der Monat ist abgestimmt.")


def downloads_the_statement(finance: Visitor) -> bytes:
    finance.go("/p/gecko/statements?year=2023")
    assert finance.sees("davon Reste mit Begründung")
    with finance.page.expect_download() as waiting:
        finance.page.get_by_role("button", name="Nachweis herunterladen (XLSX)").click()
    path = Path(waiting.value.path())
    return path.read_bytes()


def fill_line(finance: Visitor, line: int, position: str, gross: str) -> None:
    """One line of a commitment."""
    finance.fill(
        **{
            f"shares-{line}-position": position,
            f"shares-{line}-gross_cents": gross,
            f"shares-{line}-expected_on": "30.09.2024",
        }
    )


def test_two_people_bring_a_commitment_from_order_to_payment(page_as: PageAs) -> None:
    finance, approver = page_as("finance"), page_as("approver", scheme="dark")
    finance.go("/p/gecko/finance/commitments")
    finance.follow("Vormerkung eintragen")
    finance.press("Eintragen")
    assert finance.sees("Bitte prüfen Sie Ihre Angaben")
    finance.fill(
        payee="Institut für Begleitforschung e. V.",
        reason="Zwischenbericht 2024",
        no_award_reason="Fortsetzung der Begleitforschung",
    )
    fill_line(finance, 0, "0835 · Vergabe von Aufträgen", "12.000")
    finance.press("Weitere Zeile")
    assert finance.sees("Summe brutto 12.000,00 €")
    fill_line(finance, 1, "0843 · Sonstige allgemeine Verwaltungsausgaben", "500")
    finance.press("Eintragen")
    finance.press("Bestellung vermerken")
    finance.follow("Rechnung vermerken")
    finance.fill(invoiced_on="20.06.2024", bears_mark="yes")
    finance.press("Rechnung vermerken")
    finance.press("Sachlich und rechnerisch richtig")
    assert finance.sees("Eine zweite Person gibt diese Vormerkung frei")
    approver.go("/p/gecko/finance/commitments/1")
    approver.press("Freigeben")
    assert approver.sees("Vormerkung 1 ist freigegeben.")
    finance.go("/p/gecko/finance/commitments/1")
    finance.follow("Zahlung buchen")
    finance.fill(source_number="R-1", paid_on="28.06.2024")
    finance.press("Beleg buchen")
    assert finance.sees("12.500,00 €")
    finance.follow("Stornieren")
    finance.fill(kind="error", reason="doppelt gebucht", confirmed=True)
    finance.press("Beleg stornieren")
    finance.follow("S-R-1")
    assert finance.sees("−12.500,00 €")
