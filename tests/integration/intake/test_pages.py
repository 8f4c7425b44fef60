"""The pages of imports: bring, look, decide, take back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access import ROLES, Permission
from app.extensions import db
from app.intake.kinds import ImportKind
from app.intake.models import Import
from app.intake.routes import plain_name
from tests import factories
from tests.integration.intake import files, visit
from tests.integration.intake.visit import HOME, text

SignIn = Callable[[str], FlaskClient]
WHO = {ImportKind.PARTICIPANTS: "coordinator"}


@pytest.mark.parametrize("kind", files.FILES)
def test_a_file_is_checked_first_then_taken_in_then_taken_back(
    client_as: SignIn, web: Flask, kind: ImportKind
) -> None:
    client = client_as(WHO.get(kind, "finance"))
    preview = visit.waiting(client, kind)
    shown = client.get(preview)
    assert shown.status_code == 200
    assert "Noch ist nichts übernommen" in text(shown)
    assert files.count(kind) == 0
    answer = visit.take(client, preview, only_valid=kind is ImportKind.PARTICIPANTS)
    page = client.get(answer.location)
    assert "Der Import ist abgeschlossen." in text(page)
    assert files.count(kind) == files.ROWS[kind]
    assert list((factories_files(web)).iterdir()) == []
    undo = f"{answer.location}/undo"
    assert visit.press(client, undo).status_code == 422
    assert visit.press(client, undo, confirmed="y").status_code == 302
    assert files.count(kind) == 0
    listed = text(client.get(HOME))
    assert "zurückgenommen" in listed
    assert files.FILES[kind] in listed


def factories_files(web: Flask):
    """Where files wait."""
    return web.extensions["pilotbuch_settings"].files / "staging"


def test_with_refused_rows_only_a_confirmed_choice_lets_the_rest_in(client_as: SignIn) -> None:
    client = client_as("coordinator")
    preview = visit.waiting(client, "participants")
    shown = text(client.get(preview))
    assert "5 Zeilen werden abgewiesen" in shown
    assert "E7" in shown
    assert "31.02" in shown or "30.02" in shown or "Diesen Tag gibt es im Kalender nicht" in shown
    for refused in (
        visit.take(client, preview),
        visit.press(client, f"{preview}/take", only_valid="yes"),
    ):
        assert refused.location.endswith(preview)
        assert files.count(ImportKind.PARTICIPANTS) == 0
    visit.take(client, preview, only_valid=True)
    assert files.count(ImportKind.PARTICIPANTS) == 84


def test_values_are_shown_before_the_decision_and_never_kept(client_as: SignIn) -> None:
    client = client_as("coordinator")
    preview = visit.waiting(client, "participants")
    assert "-2" in text(client.get(preview)) or "-1" in text(client.get(preview))
    answer = visit.take(client, preview, only_valid=True)
    (row,) = db.session.scalars(select(Import)).all()
    assert all("value" not in finding for finding in row.findings)
    shown = text(client.get(answer.location))
    assert "Noch zu tun" in shown
    assert "Abgewiesene Zeilen" in shown
    assert "Voraussetzung nicht erfüllt" in shown


def test_names_appear_on_no_page_of_an_import(client_as: SignIn) -> None:
    client = client_as("coordinator")
    preview = visit.waiting(client, "participants")
    before = text(client.get(preview))
    answer = visit.take(client, preview, only_valid=True)
    from openpyxl import load_workbook

    sheet = load_workbook(factories.SAMPLES / "teilnehmerliste.xlsx").active
    assert sheet is not None
    numbers = [row[1] for row in sheet.iter_rows(min_row=4, values_only=True) if row[1]]
    assert len(numbers) > 80
    pages = before + text(client.get(answer.location)) + text(client.get(HOME))
    assert not [number for number in numbers if str(number) in pages]


def test_a_file_that_came_before_is_pointed_out_and_changes_nothing(client_as: SignIn) -> None:
    client = client_as("finance")
    visit.take(client, visit.waiting(client, "vouchers"))
    again = visit.waiting(client, "vouchers")
    shown = text(client.get(again))
    assert "Genau diese Datei ist schon eingelesen worden" in shown
    assert "In dieser Datei ist nichts Neues" in shown
    assert "nichts Neues" in text(client.get(visit.take(client, again).location))
    assert files.count(ImportKind.VOUCHERS) == 540
    assert files.everything()["import_batch"] == 1


def test_a_discarded_file_is_gone(client_as: SignIn, web: Flask) -> None:
    client = client_as("finance")
    preview = visit.waiting(client, "plan")
    assert visit.press(client, f"{preview}/discard").status_code == 302
    assert list(factories_files(web).iterdir()) == []
    answer = client.get(preview)
    assert answer.location.endswith(f"{HOME}/new")
    assert "wartet nicht mehr auf eine Entscheidung" in text(client.get(answer.location))
    assert visit.take(client, preview).location.endswith(f"{HOME}/new")
    assert files.everything()["import_batch"] == 0


def test_nobody_else_can_look_at_or_decide_about_a_waiting_file(client_as: SignIn) -> None:
    preview = visit.waiting(client_as("finance"), "vouchers")
    other = client_as("coordinator")
    assert other.get(preview).location.endswith(f"{HOME}/new")
    visit.take(other, preview)
    visit.press(other, f"{preview}/discard")
    assert files.count(ImportKind.VOUCHERS) == 0
    visit.take(client_as("finance"), preview)
    assert files.count(ImportKind.VOUCHERS) == 540


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("coordinator", "plan"),
        ("coordinator", "vouchers"),
        ("coordinator", "bank"),
        ("finance", "participants"),
    ],
)
def test_a_kind_that_is_not_ones_own_is_forbidden(client_as: SignIn, role: str, kind: str) -> None:
    assert visit.upload(client_as(role), kind).status_code == 403


@pytest.mark.parametrize(
    "role", [role for role, granted in ROLES.items() if Permission.IMPORTS not in granted]
)
def test_others_have_no_page_of_imports(client_as: SignIn, role: str) -> None:
    client = client_as(role)
    for address in (HOME, f"{HOME}/new", f"{HOME}/waiting/x", f"{HOME}/1", f"{HOME}/1/undo"):
        assert client.get(address).status_code == 403, address


def test_what_an_import_found_is_for_those_who_may_take_in_its_kind(client_as: SignIn) -> None:
    coordinator = client_as("coordinator")
    preview = visit.waiting(coordinator, "participants")
    address = visit.take(coordinator, preview, only_valid=True).location
    finance = client_as("finance")
    listed = finance.get(HOME).get_data(as_text=True)
    assert "Teilnehmerliste" in listed
    assert address not in listed
    assert finance.get(address).status_code == 403
    assert visit.press(finance, f"{address}/undo", confirmed="y").status_code == 403
    assert files.count(ImportKind.PARTICIPANTS) == 84


def test_of_two_confirmations_at_once_only_one_takes_in(client_as: SignIn, web: Flask) -> None:
    client = client_as("finance")
    preview = visit.waiting(client, "vouchers")
    secret = factories.token(client, f"{HOME}/new")
    cookie = client.get_cookie("pilotbuch")
    assert cookie is not None
    db.session.remove()
    start, answers = Barrier(3), []

    def confirm() -> None:
        tab = web.test_client()
        tab.set_cookie("pilotbuch", cookie.value)
        start.wait()
        answers.append(tab.post(f"{preview}/take", data={"csrf_token": secret}).status_code)

    tabs = [Thread(target=confirm) for _ in range(3)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert answers == [302, 302, 302]
    assert files.everything()["import_batch"] == 1
    assert files.count(ImportKind.VOUCHERS) == 540


def test_an_import_that_breaks_off_keeps_the_file_and_leaves_no_row(
    client_as: SignIn, web: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_as("finance")
    preview = visit.waiting(client, "vouchers")
    from app.finance.services import vouchers

    write = vouchers.write

    def killed(*arguments: object) -> None:
        write(*arguments)  # type: ignore[arg-type]
        raise RuntimeError("killed half way")

    with monkeypatch.context() as patch:
        patch.setattr(vouchers, "write", killed)
        patch.setitem(web.config, "PROPAGATE_EXCEPTIONS", False)
        assert visit.take(client, preview).status_code == 500
    assert set(files.everything().values()) == {0}
    assert len(list(factories_files(web).iterdir())) == 1
    visit.take(client, preview)
    assert files.count(ImportKind.VOUCHERS) == 540


def test_a_refusal_to_take_back_is_a_sentence_in_the_form(client_as: SignIn) -> None:
    client = client_as("finance")
    address = visit.take(client, visit.waiting(client, "vouchers")).location
    from app.finance.services.vouchers import reverse

    reverse(factories.actor_as("finance"), "B00001", "doppelt", None, factories.DAY)
    db.session.commit()
    answer = visit.press(client, f"{address}/undo", confirmed="y")
    assert answer.status_code == 422
    assert "inzwischen storniert" in text(answer)
    assert files.count(ImportKind.VOUCHERS) == 541


def test_addresses_and_logs_hold_nothing_personal(
    client_as: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_as("coordinator")
    with caplog.at_level(logging.DEBUG):
        answer = visit.upload(client, "participants", name="Akte Sabine Meier.xlsx")
        client.get(answer.location)
        done = visit.take(client, answer.location, only_valid=True)
    assert "Meier" not in answer.location + done.location + caplog.text
    assert "Akte Sabine Meier.xlsx" in text(client.get(done.location))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Users\\x\\liste.csv", "liste.csv"),
        ("../../etc/passwd", "passwd"),
        ("a\tb\u202ec\x00.csv", "abc.csv"),
        ("<b>.csv", "<b>.csv"),
        ("x" * 500, "x" * 200),
    ],
)
def test_a_file_keeps_only_the_last_part_of_its_name(sent: str, kept: str) -> None:
    assert plain_name(sent) == kept


def test_a_warning_kept_with_an_import_still_speaks_of_money(client_as: SignIn) -> None:
    client = client_as("finance")
    visit.take(client, visit.waiting(client, "bank"))
    next_year = files.sample(ImportKind.BANK).replace(b"2023", b"2024")
    answer = visit.take(client, visit.waiting(client, "bank", next_year))
    shown = text(client.get(answer.location)).replace("\u00a0", " ")
    assert "beginnt mit 60.000,00 €, der davor endet mit 23.508,19 €" in shown
