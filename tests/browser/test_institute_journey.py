"""Prepared, approved by a second person, fetched and checked by the institute; then one person
withdraws, and the next release is without them and says so."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from app.evaluation.recipients.services import give_account
from app.extensions import db
from exports import check_release
from tests import factories
from tests.browser.conftest import LiveServer
from tests.browser.visitor import Visitor
from tests.integration.evaluation.releasing import recipient

pytestmark = pytest.mark.browser

STEM = "gecko_evaluation_2024-06-30_v"
ELSEWHERE = (
    *("/p/gecko/participants", "/p/gecko/milestones", "/p/gecko/settings"),
    *("/p/gecko/evaluation/prepare", "/p/gecko/log", "/p/gecko/evaluation/analyses"),
)
PageAs = Callable[..., Visitor]


@pytest.fixture
def numbers(live_server: LiveServer) -> list[int]:
    """Six people with consent, an institute bound by contract, its account."""
    with live_server.within():
        actor = factories.system_actor()
        found = [factories.admitted(actor) for _each in range(6)]
        give_account(actor, recipient(actor), factories.actor_as("evaluator").user_id)
        db.session.commit()
        factories.system_actor()
        return found


def test_from_the_first_release_to_the_one_after_a_withdrawal(
    numbers: list[int], page_as: PageAs, tmp_path: Path
) -> None:
    coordinator, approver = page_as("coordinator"), page_as("approver")
    institute = page_as("evaluator", "en-GB", with_axe=True)
    assert institute.sees("No release yet")
    prepare(coordinator, "Erste Lieferung")
    assert coordinator.sees("Wartet auf eine zweite Person")
    approve(approver, 1)
    institute.go("/p/gecko/evaluation")
    institute.follow("No. 1")
    book, manifest = (fetch(institute, tmp_path, name) for name in ("Excel", "Manifest"))
    rows = list(openpyxl.load_workbook(book)["persons"].iter_rows(values_only=True))
    assert len(rows) == 7
    assert checked(manifest, book) == 0
    book.write_bytes(one_byte_changed(book.read_bytes()))
    assert checked(manifest, book) == 1
    withdraw(coordinator, numbers[0])
    institute.go("/p/gecko/evaluation")
    institute.follow("No. 1")
    assert institute.sees("Locked: a consent was withdrawn")
    prepare(coordinator, "Zweite Lieferung")
    assert coordinator.sees("nicht mehr enthalten, Einwilligung widerrufen: 1 Person")
    approve(approver, 2)
    institute.go("/p/gecko/evaluation")
    institute.follow("No. 2")
    institute.follow("Differences by person and variable")
    assert institute.sees("no longer included")
    finds_nothing_else(institute)


def prepare(coordinator: Visitor, note: str) -> None:
    """The coordinator looks at the preview and prepares the day of account."""
    coordinator.go("/p/gecko/evaluation")
    coordinator.follow("Freigabe vorbereiten")
    coordinator.press("Vorschau zeigen")
    assert coordinator.sees("Schon fünf einfache Merkmale machen viele einmalig")
    coordinator.fill(note=note)
    coordinator.press("Freigabe vorbereiten")


def approve(approver: Visitor, number: int) -> None:
    """The second person lets it go."""
    approver.go("/p/gecko/evaluation")
    approver.follow(f"Nr. {number}")
    approver.follow("Freigabe erteilen")
    approver.press("Ja, freigeben")
    assert approver.sees("Die Freigabe ist erteilt.")


def fetch(institute: Visitor, folder: Path, name: str) -> Path:
    """A file by its format, with a purpose."""
    institute.fill(purpose="Interim report")
    with institute.page.expect_download() as waiting:
        institute.page.get_by_role("button", name=f"Download {name}", exact=True).click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    assert target.name.startswith(f"{STEM}1")
    return target


def checked(*files: Path) -> int:
    """What the program says that needs nothing but Python."""
    program = str(check_release.__file__)
    command = [sys.executable, "-I", "-S", program, *map(str, files)]
    return subprocess.run(command, capture_output=True, check=False).returncode


def one_byte_changed(data: bytes) -> bytes:
    """The same but for one byte in the middle."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def withdraw(coordinator: Visitor, number: int) -> None:
    """That participant withdraws the consent to evaluation, on the page of the record."""
    coordinator.go(f"/p/gecko/participants/{number}/consents")
    coordinator.follow("widerrufen (Evaluation)")
    coordinator.page.locator("main form button").last.click()
    coordinator.page.wait_for_load_state("load")


def finds_nothing_else(institute: Visitor) -> None:
    """Two tabs, and refusals behind every other address."""
    tabs = institute.page.locator("nav[aria-label] a[href^='/p/gecko/']")
    addresses = {tab.get_attribute("href") for tab in tabs.all()}
    assert {one for one in addresses if one and "releases" not in one} == {
        "/p/gecko/evaluation",
        "/p/gecko/evaluation/codebook",
    }
    for address in ELSEWHERE:
        answer = institute.page.goto(f"{institute.home}{address}")
        assert answer is not None
        assert answer.status in (403, 404), address
    institute.complaints.clear()
