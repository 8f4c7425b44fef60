"""Takes the pictures of the guide and of the README from a fresh demonstration.

From the checkout: `.venv/bin/python -m docs.guide.take_pictures [NAME …]`; without names all of
them. It needs the browser of the tests and leaves nothing behind but the pictures.
"""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, sync_playwright
from waitress.server import create_server

from app.factory import create_app
from tests import machine

ROOT = Path(__file__).parents[2]
GUIDE, README = ROOT / "docs" / "guide" / "pictures", ROOT / "docs" / "pictures"
WIDE, PHONE = 1280, 390
VOUCHERS = ROOT / "samples" / "gecko" / "belegliste.csv"
COLOURS = 128
"""Colours of a picture: enough for pages, and a third of the size."""


@dataclass(frozen=True)
class Picture:
    """A page as somebody sees it; `height` in pixels, `below` scrolls to a heading first.

    `links` are followed from the page at `path`; `needs` names a picture that has to be taken
    before, since what is done there is seen here.
    """

    name: str
    role: str
    path: str
    height: int = 900
    width: int = WIDE
    scheme: str = "light"
    below: str = ""
    folder: Path = GUIDE
    links: tuple[str, ...] = ()
    needs: str = ""


ACCOUNT = "DE02120300000000202051"
ORDER = "amount=1.200,00&position=0850&expected_on=31.07.2024"
FORM = "Zahlenmäßiger Nachweis (Vorführformular)"
WHICH_AND_WHY = "Ansehen, welche und warum"
MISTAKEN = "B00174"
"""A voucher of 2022 that is reversed for the picture of a restatement, the last one taken."""
QUALITY = "Qualität der Daten: fehlende Werte, Rücklauf, Widersprüche"
WITHDRAWING = 12
"""The participant who withdraws the consent to evaluation for the picture of a locked release."""
PICTURES = (
    Picture("tasks", "coach", "tasks"),
    Picture("list", "coordinator", "participants?state=in_care&sort=admitted_on"),
    Picture("record", "coach", "participants/41", 1150),
    Picture("contacts", "coach", "participants/41/contacts", 1250),
    Picture("contacts-phone-dark", "coach", "participants/41/contacts", 900, PHONE, "dark"),
    Picture("plan", "coach", "participants/41/plan", 1200),
    Picture("questionnaires", "coach", "participants/41/questionnaires", 1300),
    Picture("crisis-procedure", "coordinator", "participants/questionnaires/crisis-procedure"),
    Picture("selection", "coordinator", "participants/selection?state=open", 940),
    Picture("funnel", "coordinator", "participants/selection/funnel", 1200),
    Picture("dwell", "coordinator", "participants/dwell", 1250),
    Picture("caseload", "coordinator", "participants/caseload", 1150),
    Picture("capacity", "coordinator", "participants/capacity", 1250),
    Picture("network", "coordinator", "partners"),
    Picture("import-columns", "coordinator", "imports/new", 1200),
    Picture("budget", "finance", "finance/budget", 1000),
    Picture("commitment", "finance", "finance/commitments/1", 1110),
    Picture("import-vouchers", "finance", "imports/new", 900),
    Picture("workbench", "finance", "bank", 1250),
    Picture("sign-off", "finance", f"bank/months/2023-07/{ACCOUNT}", 1090),
    Picture("draw-downs", "finance", "finance/draw-downs", 1190),
    Picture("rules", "finance", "finance/rules", 1060),
    Picture("what-if", "finance", f"finance/rules/ask?{ORDER}", 905),
    Picture("outlook", "finance", "finance/outlook", 1350),
    Picture("inventory", "finance", "finance/inventory", 760),
    Picture("month-closing", "finance", "finance/months?year=2023", 960),
    Picture("journal", "finance", "finance/journal", 900),
    Picture("trend", "coordinator", "milestones/trend", 1050),
    Picture("duties", "coordinator", "milestones/duties", 1000),
    Picture("notifications", "coordinator", "reports/notifications", 950),
    Picture("breakdown", "coordinator", "overview/breakdown", 1000),
    Picture("readiness", "coordinator", "reports/readiness", 1000),
    Picture("report", "coordinator", "reports", 1150, links=("Zwischennachweis 2023",)),
    Picture("report-filed", "coordinator", "reports", 1250, links=("Zwischennachweis 2022",)),
    Picture("figure", "coordinator", "figures/2023/spent:0835", 900),
    Picture("funder-form", "finance", "reports/forms", 950, links=(FORM,)),
    Picture("programme", "funder", "programme", 940),
    Picture("release-prepare", "coordinator", "evaluation/prepare", 1300),
    Picture("release-publication", "coordinator", "evaluation/prepare", 1300),
    Picture("release-approve", "approver", "evaluation", 950, links=("Nr. 2", "Freigabe erteilen")),
    Picture("releases", "evaluator", "evaluation", 620, needs="release-approve"),
    Picture("release", "evaluator", "evaluation", 1350, links=("Nr. 2",), needs="release-approve"),
    Picture(
        *("release-difference", "evaluator", "evaluation", 900),
        links=("Nr. 2", "Unterschiede je Person und Variable"),
        needs="release-approve",
    ),
    Picture(
        *("release-quality", "evaluator", "evaluation", 1200),
        links=("Nr. 2", QUALITY),
        needs="release-approve",
    ),
    Picture("analyses", "coordinator", "evaluation/analyses", 1200),
    Picture("analysis-dwell", "coordinator", "evaluation/analyses/dwell", 1150),
    Picture("monitoring", "coordinator", "evaluation/monitoring", 800),
    Picture("monitoring-delivery", "coordinator", "evaluation/monitoring/begin/2023-2", 1150),
    Picture("second-factor", "evaluator", "../../account/second-factor", 1100),
    Picture("dashboard", "coordinator", "overview", folder=README),
    Picture("statement", "finance", "statements?year=2023", 1000, folder=README),
    Picture("participant", "coordinator", "participants/41", 1000, folder=README),
    Picture("phone-dark", "coach", "tasks", 844, PHONE, "dark", folder=README),
    Picture(
        *("release-locked", "coordinator", "evaluation", 1000),
        links=("Nr. 2",),
        needs="release-approve",
    ),
    Picture(
        *("release-deletion", "coordinator", "evaluation", 1150),
        links=("Nr. 2", "Um Löschung bitten"),
        needs="release-locked",
    ),
    Picture("restated", "finance", "reports", 760, links=("Zwischennachweis 2022", WHICH_AND_WHY)),
)


@contextmanager
def demonstration() -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a fresh demonstration, and the password of each account by role."""
    with tempfile.TemporaryDirectory() as instance:
        os.environ["PILOTBUCH_INSTANCE"] = instance
        os.environ.pop("PILOTBUCH_DATABASE_URL", None)
        os.environ["PILOTBUCH_INSTITUTE_SIGN_IN"] = "1"
        web = create_app()
        prepared = web.test_cli_runner().invoke(args=["demo", "prepare"])
        if prepared.exception is not None:
            raise prepared.exception
        passwords = dict(re.findall(r"(\w+)@gecko\.example\s+(\S+)", prepared.output))
        server = create_server(web, host="127.0.0.1", port=0, threads=4)
        threading.Thread(target=server.run, daemon=True).start()
        yield f"http://127.0.0.1:{server.effective_port}", passwords
        server.close()


def sign_in(browser: Browser, home: str, picture: Picture, password: str) -> Page:
    """A window in which the role of the picture has signed in."""
    window = browser.new_context(
        locale="de-DE",
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.scheme == "dark" else "light",
    )
    page = window.new_page()
    page.goto(f"{home}/sign-in")
    page.locator("[name=email]").fill(f"{picture.role}@gecko.example")
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    return page


def hand_in_an_unknown_list(page: Page) -> None:
    """A list with heads of its own, up to the page where its columns are assigned."""
    book = load_workbook(ROOT / "samples" / "gecko" / "teilnehmerliste.xlsx")
    sheet = book.active
    heads = {"Zusteuerung am": "FM-Meldung", "Aufnahme am": "Start", "Betreuung durch": "Coach"}
    for cell in sheet[3]:
        cell.value = heads.get(str(cell.value), cell.value)
    content = io.BytesIO()
    book.save(content)
    hand_in(
        page,
        "participants",
        {
            "name": "liste-der-stelle.xlsx",
            "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "buffer": content.getvalue(),
        },
    )


def hand_in(page: Page, kind: str, file: FilePayload | Path) -> None:
    """A file of a kind, up to the page that tells what is in it."""
    page.locator(f"[name=kind][value={kind}]").check(force=True)
    page.locator("[name=file]").set_input_files(file)
    with page.expect_navigation():
        page.locator("main form button[type=submit], main form button:not([type])").last.click()


def take_a_voucher_back(page: Page, home: str) -> None:
    """A booking error of a year that has been filed."""
    page.goto(f"{home}/p/gecko/finance/vouchers/reverse/{MISTAKEN}")
    page.locator("[name=kind][value=error]").check(force=True)
    page.locator("[name=reason]").fill("Gehört zu einem anderen Vorhaben")
    page.locator("[name=confirmed]").check(force=True)
    with page.expect_navigation():
        page.get_by_role("button", name="Beleg stornieren").click()


def withdraw_a_consent(page: Page, home: str) -> None:
    """Somebody in the releases withdraws the consent to evaluation: they are locked."""
    page.goto(f"{home}/p/gecko/participants/{WITHDRAWING}/consents")
    page.get_by_role("link", name="widerrufen (Evaluation)").first.click()
    with page.expect_navigation():
        page.locator("main form button").last.click()


def look_at_a_release(page: Page, kind: str) -> None:
    """The preview of a release of this kind; what is published holds persons only."""
    page.locator(f"[name=kind][value={kind}]").check(force=True)
    if kind == "publication":
        page.get_by_text("Auswahl und Schutz").click()
        for tick in page.locator("[name=datasets]:not([value=persons])").all():
            tick.uncheck(force=True)
    press(page, "Vorschau zeigen")
    if kind == "publication":
        page.get_by_role("heading", name="Vorschau zum").evaluate("it => it.scrollIntoView()")


def press(page: Page, name: str) -> None:
    """A button that leads on."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name).click()


BEFORE: dict[str, Callable[[Page, str], None]] = {
    "restated": take_a_voucher_back,
    "release-locked": withdraw_a_consent,
}
THERE: dict[str, Callable[[Page], None]] = {
    "import-columns": hand_in_an_unknown_list,
    "import-vouchers": lambda page: hand_in(page, "vouchers", VOUCHERS),
    "release-prepare": lambda page: look_at_a_release(page, "research"),
    "release-publication": lambda page: look_at_a_release(page, "publication"),
    "monitoring-delivery": lambda page: press(page, "Lieferung beginnen"),
    "second-factor": lambda page: press(page, "Jetzt einrichten"),
}
AFTERWARDS = {"release-approve": "Ja, freigeben"}


def take(page: Page, home: str, picture: Picture) -> None:
    """Opens the page of a picture, keeps it with few colours, and does what follows there."""
    if picture.name in BEFORE:
        BEFORE[picture.name](page, home)
    page.goto(f"{home}/p/gecko/{picture.path}")
    for link in picture.links:
        page.locator("main").get_by_role("link", name=link, exact=True).first.click()
    if picture.name in THERE:
        THERE[picture.name](page)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)  # charts draw themselves after the page has come
    if picture.below:
        page.get_by_role("heading", name=picture.below).first.scroll_into_view_if_needed()
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.folder.mkdir(parents=True, exist_ok=True)
    target = picture.folder / f"{picture.name}.png"
    taken.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}  {target.stat().st_size // 1024} kB")
    if picture.name in AFTERWARDS:
        press(page, AFTERWARDS[picture.name])


def needs_of(name: str) -> Iterator[str]:
    """The pictures that have to be taken before this one."""
    for picture in PICTURES:
        if picture.name == name and picture.needs:
            yield picture.needs
            yield from needs_of(picture.needs)


def main(names: Sequence[str]) -> None:
    """Takes the pictures of these names, or all."""
    path = machine.browser()
    if path is None:
        sys.exit(machine.NO_BROWSER)
    asked = {*names, *(needed for name in names for needed in needs_of(name))}
    wanted = [picture for picture in PICTURES if not names or picture.name in asked]
    with demonstration() as (home, passwords), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=machine.browser_arguments(), chromium_sandbox=False
        )
        for picture in wanted:
            page = sign_in(browser, home, picture, passwords[picture.role])
            take(page, home, picture)
            page.context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
