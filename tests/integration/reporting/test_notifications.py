"""Notifications: seen in the books, drafted, sent, answered, and quiet until it is worse."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from app.access import Actor
from app.extensions import db
from app.finance.grants.services.money import Income, enter_receipt
from app.reporting.notifications import drafting, labels, queries
from app.reporting.notifications.facts import facts_on, standings_on
from app.reporting.notifications.models import NotificationEvent, NotificationWaiver
from app.reporting.notifications.rules.decisions import Stands
from app.reporting.notifications.rules.letters import check_wording
from app.reporting.notifications.rules.triggers import NORMS, Facts, Goal, Kind, seen
from app.reporting.notifications.rules.triggers import Income as OtherIncome
from tests import factories
from tests.factories import DAY, token
from tests.integration.statements import counted

HERE = "/p/gecko/reports/notifications"


def subsidy(actor: Actor, cents: int, on: date = date(2024, 2, 1)) -> None:
    db.session.rollback()
    enter_receipt(actor, Income("other", on, "Landkreis", "Zuschuss", cents, "ohne Auszug"), DAY)
    db.session.commit()


def standing(actor: Actor, kind: Kind) -> Stands | None:
    db.session.rollback()
    found = standings_on(actor.pilot_id, factories.gecko(), DAY)
    return next((one.stands for one in found if one.trigger.kind is kind), None)


def post(client: FlaskClient, address: str, **data: str) -> str:
    """Posts a form with its token; returns where it leads."""
    answer = client.post(address, data={"csrf_token": token(client, address), **data})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return answer.location


def drafted(client: FlaskClient, language: str = "de") -> str:
    """The address of a new draft about other funding."""
    where = post(
        client,
        f"{HERE}/triggers/other_funding/draft",
        language=language,
        recipient="BMAS\nRochusstraße 1\n53123 Bonn",
        reference="Bescheid vom 10.06.2021",
    )
    return where.removesuffix("/edit")


def test_a_letter_goes_from_what_is_seen_to_the_answer(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    subsidy(actor, 1_250_00)
    client = client_as("coordinator")
    assert "Eingang am 01.02.2024: 1.250,00" in client.get(HERE).get_data(as_text=True)
    letter = drafted(client)
    assert standing(actor, Kind.OTHER_FUNDING) is Stands.DRAFTED
    shown = client.get(letter).get_data(as_text=True)
    assert "Mitteilung nach ANBest-P 5.1" in shown
    assert "1.250,00" in shown
    sent = {"happened_on": "20.06.2024", "way": "post", "reference": "RR 12", "version": "1"}
    post(client, f"{letter}/send", **sent)
    assert standing(actor, Kind.OTHER_FUNDING) is Stands.TOLD
    answered = {"happened_on": "28.06.2024", "reference": "", "text": "Kenntnis genommen."}
    post(client, f"{letter}/answer", **answered)
    shown = client_as("approver").get(letter).get_data(as_text=True)
    assert "Kenntnis genommen." in shown
    assert "Brief, RR 12" in shown
    subsidy(actor, 1_00, date(2024, 3, 1))
    assert standing(actor, Kind.OTHER_FUNDING) is Stands.WORSE
    log = client_as("auditor").get("/p/gecko/log").get_data(as_text=True)
    assert "Antwort auf Mitteilung eingetragen" in log


def test_the_file_says_what_the_letter_says_and_is_on_record(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    subsidy(actor, 1_250_00)
    client = client_as("finance")
    letter = drafted(client)
    [row] = queries.letters(actor.pilot_id)
    words = queries.letter(actor.pilot_id, row.id)
    answer = client.post(f"{letter}/docx", data={"csrf_token": token(client, letter)})
    texts = [one.text for one in Document(io.BytesIO(answer.data)).paragraphs]
    assert texts[0] == "Entwurf"
    assert words.wording.recipient in texts
    assert {one.text for one in words.paragraphs} <= set(texts)
    log = client_as("auditor").get("/p/gecko/log").get_data(as_text=True)
    assert "Mitteilung heruntergeladen" in log
    sheet = client.get(f"{letter}/sheet").get_data(as_text=True)
    assert "Landkreis (Zuschuss)" in sheet


def test_who_changes_a_letter_second_sees_both_and_a_sent_one_stays_as_it_went(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    subsidy(actor, 1_250_00)
    client = client_as("coordinator")
    letter = drafted(client)
    words = {"recipient": "BMAS", "reference": "", "subject": "Betreff", "version": "1"}
    post(client, f"{letter}/edit", **words, text="Erste Fassung.")
    late = {**words, "csrf_token": token(client, letter), "text": "Zweite Fassung."}
    answer = client.post(f"{letter}/edit", data=late)
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Erste Fassung." in shown
    assert "Zweite Fassung." in shown
    sent = {"csrf_token": late["csrf_token"], "happened_on": "20.06.2024", "way": "email"}
    assert client.post(f"{letter}/send", data={**sent, "version": "1"}).status_code == 409
    post(client, f"{letter}/send", **sent, version="2")
    answer = client.post(f"{letter}/edit", data={**late, "version": "2"})
    assert "ist kein Entwurf mehr" in answer.get_data(as_text=True)


def test_without_a_letter_a_reason_keeps_it_quiet_and_only_for_the_figures_shown(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    subsidy(actor, 1_250_00)
    client, address = client_as("finance"), f"{HERE}/triggers/other_funding/not-needed"
    shown = client.get(address).get_data(as_text=True)
    seen = shown.split('name="shown"')[1].split('value="')[1].split('"')[0]
    subsidy(actor, 2_00, date(2024, 3, 1))
    given = {"csrf_token": token(client, address), "reason": "Im Plan enthalten."}
    answer = client.post(address, data={**given, "shown": seen})
    assert "Die Zahlen haben sich geändert" in answer.get_data(as_text=True)
    again = answer.get_data(as_text=True).split('name="shown"')[1].split('value="')[1]
    post(client, address, **given, shown=again.split('"')[0])
    assert standing(actor, Kind.OTHER_FUNDING) is Stands.NOT_NEEDED
    assert "Im Plan enthalten." in client.get(HERE).get_data(as_text=True)
    with pytest.raises(DBAPIError, match="append_only"):
        db.session.execute(update(NotificationWaiver).values(reason="anders"))


def test_purpose_is_told_by_hand_in_the_language_chosen_and_text_is_never_a_template(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    client = client_as("coordinator")
    where = post(
        client,
        f"{HERE}/new",
        kind="purpose",
        since="01.06.2024",
        what="Die Zielgruppe ändert sich um 100 %(s) {{ 7 * 7 }}.",
        language="de",
        recipient="BMAS",
        reference="",
    )
    shown = client.get(where.removesuffix("/edit")).get_data(as_text=True)
    assert "Seit dem 01.06.2024: Die Zielgruppe ändert sich um 100 %(s) {{ 7 * 7 }}." in shown
    post(client, where.replace("/edit", "/discard"), reason="doppelt", confirmed="y")
    db.session.rollback()
    [row] = queries.letters(actor.pilot_id)
    assert row.state == "discarded"
    with pytest.raises(DBAPIError, match="append_only"):
        db.session.execute(delete(NotificationEvent))


def test_few_people_stand_in_no_letter_and_on_no_page_of_who_sees_no_cases(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    for _ in range(2):
        factories.admitted(
            actor,
            admitted_on=date(2021, 12, 1),
            referred_on=date(2021, 11, 20),
            consents=dict.fromkeys(
                ("participation", "health_data", "evaluation"), date(2021, 11, 20)
            ),
        )
    db.session.commit()
    preset = factories.gecko()
    end = preset.notice.ends_on
    [found] = [one for one in seen(facts_on(actor.pilot_id, preset, end)) if one.kind is Kind.GOAL]
    [row] = found.rows
    assert row.figures == Goal(120, 2, 2, 52, 120, date(2024, 11, 1), end, 24, None)
    assert found.weights == {"goal": 118}
    with web.test_request_context("/"):
        assert "sind bisher 2," in labels.told(row.figures, {}, k=0)
        words = drafting.of_trigger(found, preset, {}, ("BMAS", ""), "31.10.2026").text
    assert "sind bisher weniger als 3," in words
    assert "das Ziel von 120 Teilnehmenden nach der heutigen Prognose nicht erreichbar" in words
    assert " 2 " not in words
    assert "52" not in words


def test_a_letter_about_many_rows_names_thirty_and_says_how_many_more(web: Flask) -> None:
    came = [OtherIncome(n, DAY, "x" * 200, "y" * 200, 10**11) for n in range(100)]
    [found] = seen(Facts(DAY, NORMS["anbest_p"], income=came))
    with web.test_request_context("/"):
        words = drafting.of_trigger(found, factories.gecko(), {}, ("BMAS", ""), "30.06.2024")
    assert "– 70 weitere, siehe Anlage." in words.text
    assert words.text.count("– Eingang am") == 30
    check_wording(words)


def test_the_page_asks_a_fixed_number_of_statements(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    client = client_as("coordinator")
    subsidy(actor, 1_00)
    client.get(HERE)
    db.session.rollback()
    with counted() as few:
        client.get(HERE)
    db.session.rollback()
    for number in range(5):
        factories.admitted(actor)
        db.session.commit()
        subsidy(actor, 2_00 + number)
    with counted() as many:
        client.get(HERE)
    assert len(many) == len(few)


def test_only_who_prepares_reports_decides(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    subsidy(actor, 1_00)
    approver = client_as("approver")
    assert "Schreiben entwerfen" not in approver.get(HERE).get_data(as_text=True)
    address = f"{HERE}/triggers/other_funding/draft"
    assert approver.get(address).status_code == 403
    assert client_as("coordinator").get(f"{HERE}/triggers/overrun/draft").status_code == 404
