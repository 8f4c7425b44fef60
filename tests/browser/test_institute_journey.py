"""The institute signs in, downloads what the coordinator has released, and finds nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests import factories
from tests.browser.conftest import LiveServer
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

FILE = "gecko_evaluation_2024-06-30_v1.xlsx"
ELSEWHERE = (
    *("/p/gecko/participants", "/p/gecko/milestones", "/p/gecko/settings"),
    *("/p/gecko/evaluation/release", "/p/gecko/log"),
)
PageAs = Callable[..., Visitor]


@pytest.fixture
def people(live_server: LiveServer) -> None:
    """Six people with consent and one without."""
    with live_server.within():
        actor = factories.system_actor()
        for _each in range(6):
            factories.admitted(actor)
        factories.admitted(actor, consents={"participation": date(2023, 3, 10)})


def test_the_institute_downloads_what_was_released_and_finds_nothing_else(
    people: None, page_as: PageAs, tmp_path: Path
) -> None:
    institute = page_as("evaluator", with_axe=True)
    assert institute.page.url.endswith("/p/gecko/evaluation")
    assert institute.sees("Noch kein Datensatz freigegeben")
    release(page_as("coordinator"))
    institute.go("/p/gecko/evaluation")
    with institute.page.expect_download() as waiting:
        institute.page.get_by_role("link", name=FILE).click()
    target = tmp_path / FILE
    waiting.value.save_as(target)
    assert waiting.value.suggested_filename == FILE
    people_in = list(openpyxl.load_workbook(target)["persons"].iter_rows(values_only=True))
    assert len(people_in) == 7
    institute.follow("Codebuch")
    assert institute.sees("age_group_at_entry")
    finds_nothing_else(institute)


def release(coordinator: Visitor) -> None:
    """The coordinator looks at the preview and releases the day of account."""
    coordinator.go("/p/gecko/evaluation")
    coordinator.follow("Datensatz freigeben")
    assert coordinator.sees("Ohne Einwilligung ausgelassen 1")
    coordinator.fill(note="Erste Lieferung")
    coordinator.press("Datensatz freigeben")
    assert coordinator.sees(FILE)


def finds_nothing_else(institute: Visitor) -> None:
    """One tab, and refusals behind every other address."""
    tabs = institute.page.locator("nav[aria-label] a[href^='/p/gecko/']")
    addresses = {tab.get_attribute("href") for tab in tabs.all()}
    assert addresses == {"/p/gecko/evaluation"}
    for address in ELSEWHERE:
        answer = institute.page.goto(f"{institute.home}{address}")
        assert answer is not None
        assert answer.status in (403, 404), address
    institute.complaints.clear()


def test_a_withdrawn_release_is_gone_for_the_institute(people: None, page_as: PageAs) -> None:
    coordinator = page_as("coordinator")
    release(coordinator)
    coordinator.follow(f"{FILE} zurückziehen")
    coordinator.press("Ja, Freigabe zurückziehen")
    assert coordinator.sees("zurückgezogen")
    institute = page_as("evaluator", "en-GB")
    assert not institute.sees(FILE)
