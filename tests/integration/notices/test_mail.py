"""Reminders by e-mail, against a real mail server on this machine."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from app.access import Actor
from app.accounts import services as accounts
from app.config import Mail
from app.extensions import db
from app.milestones.services import MilestoneFacts, plan
from app.notices import sending, services
from app.notices.models import NoticeSent
from app.notices.rules import Rhythm
from app.notices.services import choose_rhythm
from tests import factories
from tests.integration.commands import flask

READERS = {
    f"{role}@example.org"
    for role in ("coordinator", "coach", "deputy", "finance", "approver", "auditor")
}


class Inbox:
    """Takes what it is given, but from the addresses that it refuses."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refused: set[str] = set()

    async def handle_RCPT(  # noqa: N802 - the name that the server calls
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        message = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        assert envelope.rcpt_tos == [str(message["To"])]
        self.mails.append(message)
        return "250 taken"

    @property
    def readers(self) -> set[str]:
        return {str(mail["To"]) for mail in self.mails}

    def to(self, role: str) -> EmailMessage:
        (found,) = (mail for mail in self.mails if mail["To"] == f"{role}@example.org")
        return found


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def use(web: Flask, port: int) -> None:
    web.extensions["pilotbuch_settings"] = replace(
        web.extensions["pilotbuch_settings"],
        public_url="https://pilotbuch.amt.example",
        mail=Mail("127.0.0.1", port, "plain", "Pilotbuch <pilotbuch@amt.example>"),
    )


@pytest.fixture
def inbox(web: Flask) -> Iterator[Inbox]:
    """A mail server in a thread, that the program is set up for."""
    taken = Inbox()
    server = Controller(taken, hostname="127.0.0.1", port=free_port())
    server.start()
    use(web, server.port)
    yield taken
    server.stop()


def send(web: Flask, *options: str) -> Result:
    return flask(web, "notices", "send", *options)


def kept() -> int:
    return db.session.scalar(select(func.count()).select_from(NoticeSent)) or 0


def test_everybody_who_sees_milestones_gets_one_mail_and_a_second_run_sends_none(
    web: Flask, inbox: Inbox
) -> None:
    result = send(web)
    assert (result.exit_code, result.output) == (0, "Verschickt: 6\n")
    assert inbox.readers == READERS
    assert len(inbox.mails) == 6
    assert send(web).output == "Verschickt: 0\n"
    assert len(inbox.mails) == 6


def test_a_mail_tells_days_and_addresses_and_no_people(
    web: Flask, actor: Actor, inbox: Inbox
) -> None:
    factories.admitted(actor, admitted_on=date(2023, 3, 14))
    db.session.commit()
    send(web)
    mail = inbox.to("coach")
    text = mail.get_content()
    assert "- 30.04.2024: Zwischennachweis für 2023 (überfällig seit 61 Tagen)" in text
    assert "- 31.07.2024: Monitoring: Daten an das Programm liefern (in 31 Tagen)" in text
    assert "Bescheinigung" not in text
    assert "https://pilotbuch.amt.example/p/gecko/milestones/duties" in text
    assert "Aufgaben in Ihren Fällen bis 14.07.2024: " in text
    assert "Aufgaben" not in inbox.to("finance").get_content()
    assert all("Muster" not in each.as_string() for each in inbox.mails)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert str(mail["From"]) == "Pilotbuch <pilotbuch@amt.example>"
    assert str(mail["Message-ID"]).endswith("@amt.example>")
    assert mail["Date"].datetime is not None
    assert mail.get_content_type() == "text/plain"


def test_each_reads_the_own_language_and_gets_as_much_as_wanted(web: Flask, inbox: Inbox) -> None:
    accounts.choose_language(factories.actor_as("finance").user_id, "en")
    choose_rhythm(factories.actor_as("coach"), Rhythm.OFF)
    choose_rhythm(factories.actor_as("auditor"), Rhythm.WEEKLY)
    db.session.commit()
    send(web)
    assert inbox.readers == READERS - {"coach@example.org"}
    assert "Interim statement (Zwischennachweis) for 2023" in inbox.to("finance").get_content()
    assert "Zwischennachweis für 2023" in inbox.to("auditor").get_content()


def test_whom_the_server_refuses_is_named_and_tried_again(web: Flask, inbox: Inbox) -> None:
    inbox.refused = {"coach@example.org"}
    result = send(web)
    assert result.exit_code == 1
    assert "Verschickt: 5" in result.output
    assert "coach@example.org: vom Mailserver abgelehnt (550)." in result.output
    inbox.refused = set()
    again = send(web)
    assert (again.exit_code, again.output) == (0, "Verschickt: 1\n")
    assert len(inbox.mails) == 6


def test_a_server_that_is_down_is_said_and_nothing_counts_as_sent(web: Flask) -> None:
    use(web, free_port())
    result = send(web)
    assert result.exit_code == 1
    assert "Nicht verschickt: 6." in result.output
    assert kept() == 0


def test_who_was_told_before_a_run_was_killed_is_not_told_twice(
    web: Flask, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """What a killed process looks like from inside."""

    whole = services.note_sent

    def note_two(*given: Any) -> None:
        whole(*given)
        if len(inbox.mails) == 3:
            raise Killed

    monkeypatch.setattr(services, "note_sent", note_two)
    with pytest.raises(Killed):
        send(web)
    monkeypatch.undo()
    db.session.rollback()
    send(web)
    # the third was taken, but nobody could keep that; the first two are told once
    told = [str(mail["To"]) for mail in inbox.mails]
    assert [told.count(reader) for reader in told[:2]] == [1, 1]
    assert set(told) == READERS


def test_a_hostile_title_stays_inside_its_line(web: Flask, actor: Actor, inbox: Inbox) -> None:
    plan(
        actor,
        MilestoneFacts("Ziel\r\nBcc: fremd@example.org\r\n\r\nText", date(2024, 7, 1)),
        factories.DAY,
    )
    db.session.commit()
    send(web)
    mail = inbox.to("coach")
    assert "- 01.07.2024: Ziel Bcc: fremd@example.org Text (morgen)" in mail.get_content()
    assert mail["Bcc"] is None
    assert inbox.readers == READERS


def test_a_dry_run_shows_everything_and_sends_nothing(web: Flask, inbox: Inbox) -> None:
    result = send(web, "--dry-run", "--pilot", "gecko")
    assert "coach@example.org: Gecko" in result.output
    assert "Zwischennachweis für 2023" in result.output
    assert "Nichts verschickt. Anstehend: 6" in result.output
    assert inbox.mails == []
    assert kept() == 0


def test_without_a_mail_server_the_command_says_what_is_missing(web: Flask) -> None:
    result = send(web)
    assert result.exit_code == 1
    assert "PILOTBUCH_SMTP_URL" in result.output


def test_two_runs_at_once_do_not_tell_everybody_twice(web: Flask, inbox: Inbox) -> None:
    with sending.alone(web.extensions["pilotbuch_settings"].instance):
        result = send(web)
    assert result.exit_code == 1
    assert "Ein anderer Lauf" in result.output
    assert inbox.mails == []
