"""A commitment on its way through two pairs of hands, from the order to a reversal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

PageAs = Callable[..., Visitor]


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
