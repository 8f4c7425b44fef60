"""The interim statement of the sample year 2023: filed by two people, then told otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from app.finance.services.vouchers import reverse
from tests.browser.conftest import LiveServer
from tests.browser.visitor import Visitor
from tests.factories import DAY, actor_as
from tests.integration import commands

pytestmark = pytest.mark.browser

PageAs = Callable[..., Visitor]
WRONG = "B00320"
"""A voucher of position 0835 over 3.783,72 EUR, paid on 03.06.2023."""
CAUSE = "Beleg S-B00320, 03.06.2023, Gehört zu einem anderen Vorhaben, −3.783,72 €"
CHANGED = {
    "Ausgaben im Zeitraum": "406.288,54 € 402.504,82 € −3.783,72 €",
    "Ausgaben im Zeitraum · 0835 Vergabe von Aufträgen": "56.055,67 € 52.271,95 € −3.783,72 €",
    "Ausgaben bis zum Ende des Zeitraums": "882.890,64 € 879.106,92 € −3.783,72 €",
    "Ausgaben bis zum Ende des Zeitraums · 0835 Vergabe von Aufträgen": (
        "120.715,10 € 116.931,38 € −3.783,72 €"
    ),
    "Noch nicht ausgegeben": "1.148.497,26 € 1.152.280,98 € +3.783,72 €",
    "Noch nicht ausgegeben · 0835 Vergabe von Aufträgen": ("66.172,59 € 69.956,31 € +3.783,72 €"),
    "Zeilen der Belegliste": "204 205 +1",
    "Kassenbestand am Ende": "−512.890,64 € −509.106,92 € +3.783,72 €",
}
"""By figure: as filed, as known today, the change."""


@pytest.fixture
def sample_year(live_server: LiveServer) -> None:
    """All files of the sample, with the bank matched as far as is certain."""
    with live_server.web.app_context():
        for kind in commands.FILES:
            commands.imported(live_server.web, kind)
        commands.reconciled(live_server.web)


def test_two_people_file_a_statement_that_stays_as_it_is_when_the_books_change(
    sample_year: None, live_server: LiveServer, page_as: PageAs
) -> None:
    coordinator, approver = page_as("coordinator"), page_as("approver", "en-GB")
    at = begins(coordinator)
    writes_and_checks(coordinator, at)
    approves(approver, at)
    files(coordinator)
    filed, named = downloads(coordinator), hashes(coordinator)
    assert named == {ending: hashlib.sha256(data).hexdigest() for ending, data in filed.items()}
    reads(filed)
    takes_a_voucher_back(live_server)
    sees_what_would_be_told_otherwise(coordinator, at)
    assert downloads(coordinator) == filed
    assert hashes(coordinator) == named
    looks_at_it_in_english(approver, at)


def begins(coordinator: Visitor) -> str:
    """Chooses the year 2023; returns the address of the report."""
    coordinator.go("/p/gecko/reports", with_axe=False)
    coordinator.follow("Zwischennachweis 2021 beginnen", with_axe=False)
    coordinator.fill(period="Zwischennachweis 2023")
    coordinator.press("Nachweis beginnen")
    assert coordinator.sees("Der Nachweis ist begonnen.")
    return coordinator.page.url.removeprefix(coordinator.home)


def writes_and_checks(coordinator: Visitor, at: str) -> None:
    coordinator.follow("Sachbericht schreiben", with_axe=False)
    coordinator.fill(text="Das zweite volle Jahr verlief nach Plan.")
    coordinator.press("Speichern", with_axe=False)
    assert coordinator.sees("Der Text ist gespeichert.")
    coordinator.follow("Prüfen", with_axe=False)
    assert coordinator.sees("Kapitel sind leer:")
    coordinator.fill(confirmed=True)
    coordinator.press("Als geprüft vermerken", with_axe=False)
    assert coordinator.page.get_by_role("link", name="Freigeben").count() == 0
    assert refused(coordinator, f"{at}/approve")


def refused(visitor: Visitor, address: str) -> bool:
    """Whether the server refuses what the page does not even offer."""
    token = visitor.page.locator('[name="csrf_token"]').first.get_attribute("value") or ""
    form: dict[str, str | float | bool] = {"csrf_token": token, "version": "2", "confirmed": "y"}
    answer = visitor.page.request.post(f"{visitor.home}{address}", form=form)
    return answer.status == 403


def approves(approver: Visitor, at: str) -> None:
    """The second person, in English, after a look at what was written."""
    approver.go(at, with_axe=False)
    approver.follow("Approve")
    approver.fill(confirmed=True)
    approver.press("Approve", with_axe=False)
    assert approver.sees("The report is approved.")


def files(coordinator: Visitor) -> None:
    coordinator.page.reload()
    coordinator.follow("Einreichen")
    coordinator.fill(
        on="29.04.2024",
        way="Portal, Vorgang 4711",
        why_not="Der Bescheid verlangt keine.",
        confirmed=True,
    )
    coordinator.press("Einreichen")
    assert coordinator.sees("Eingereicht am 29.04.2024: Portal, Vorgang 4711.")
    assert coordinator.sees("Alle eingereichten Zahlen stimmen mit dem heutigen Stand überein.")


def downloads(coordinator: Visitor) -> dict[str, bytes]:
    """The filed files by their ending."""
    found = {}
    for link in coordinator.page.locator("main a[download]").all():
        with coordinator.page.expect_download() as waiting:
            link.click()
        name = waiting.value.suggested_filename
        assert name.startswith("gecko_interim_2023."), name
        found[name.rpartition(".")[2]] = Path(waiting.value.path()).read_bytes()
    return found


def hashes(coordinator: Visitor) -> dict[str, str]:
    """The hashes that the page gives, by the ending of their file."""
    found = {}
    for entry in coordinator.page.locator("main li:has(a[download])").all():
        ending = entry.locator("a").inner_text().rpartition(".")[2]
        found[ending] = entry.inner_text().rpartition("SHA-256: ")[2].strip()
    return found


def reads(filed: Mapping[str, bytes]) -> None:
    """What was written and booked stands in the files."""
    assert set(filed) == {"pdf", "xlsx", "docx"}
    pages = (
        " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(filed["pdf"])).pages
    )
    assert any("Das zweite volle Jahr verlief nach Plan." in page for page in pages)
    book = load_workbook(BytesIO(filed["xlsx"]), read_only=True)
    rows = book["Belegliste"].iter_rows(values_only=True)
    assert any(WRONG in row for row in rows)


def takes_a_voucher_back(live_server: LiveServer) -> None:
    """Finance corrects a booking error: it counts back on the day of payment, in the filed year."""
    with live_server.within():
        reverse(actor_as("finance"), WRONG, "Gehört zu einem anderen Vorhaben", None, DAY)


def sees_what_would_be_told_otherwise(coordinator: Visitor, at: str) -> None:
    coordinator.page.reload()
    coordinator.follow("Ansehen, welche und warum")
    told = {
        row.locator("th").inner_text(): " ".join(row.inner_text().split())
        for row in coordinator.page.locator("main tbody tr").all()
    }
    assert told == {name: f"{name} {change} {CAUSE}" for name, change in CHANGED.items()}
    coordinator.go(at, with_axe=False)


def looks_at_it_in_english(approver: Visitor, at: str) -> None:
    approver.go(at)
    approver.follow("See which and why")
    assert approver.sees("Contracts €56,055.67 €52,271.95 −€3,783.72")
