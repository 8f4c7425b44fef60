"""A mail that tells somebody what falls due: plain text, in the reader's language, no people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr

from app.errors import DomainError
from app.messages import sentence
from app.notices.coming import address
from app.notices.queries import Recipient
from app.notices.rules import Item, Reminder
from app.pilots.queries import PilotInForce
from exports.calendar import one_line


@dataclass(frozen=True)
class Tasks:
    """How much there is to do about the reader's cases up to a day: numbers only."""

    until: date
    count: int
    late: int


def message_to(
    reader: Recipient, subject: str, text: str, sender: str, now: datetime
) -> EmailMessage:
    """The mail with its headers; DomainError for an address that mail cannot be sent to."""
    message = EmailMessage(policy=SMTP)
    try:
        message["To"] = Address(addr_spec=reader.email)
    except ValueError as error:
        raise DomainError("notices.no_address", email=reader.email) from error
    _name, ours = parseaddr(sender)
    message["From"] = sender
    message["Subject"] = one_line(subject)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=ours.partition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = reader.language
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    return message


def subject_of(pilot: PilotInForce, told: Sequence[Reminder], language: str) -> str:
    """The pilot and how many dates."""
    key = "notices.subject_one" if len(told) == 1 else "notices.subject_many"
    return sentence(key, language, {"pilot": title_of(pilot, language), "count": len(told)})


def text_of(
    pilot: PilotInForce, told: Sequence[Reminder], tasks: Tasks | None, language: str
) -> str:
    """The dates, the number of tasks, and where to look further."""
    opening = {"pilot": title_of(pilot, language), "day": pilot.day}
    blocks = [
        sentence("notices.opening", language, opening),
        "\n".join(line_of(each.item, language) for each in told),
    ]
    if tasks is not None and tasks.count:
        numbers = {"until": tasks.until, "count": tasks.count, "late": tasks.late}
        blocks.append(sentence("notices.tasks", language, numbers))
    links = [("all_dates", "milestones.duties"), ("change", "notices.index")]
    if tasks is not None:
        links.insert(1, ("all_tasks", "planning.tasks"))
    lines = [
        sentence(f"notices.{key}", language, {"url": url})
        for key, endpoint in links
        if (url := address(endpoint, pilot_key=pilot.key))
    ]
    if lines:
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, sentence("notices.closing", language, {})]) + "\n"


def line_of(item: Item, language: str) -> str:
    """Day, what, and how near or late."""
    key = {0: "today", 1: "in_one_day", -1: "late_one_day"}.get(
        item.days, "in_days" if item.days > 0 else "late_days"
    )
    said = {"on": item.due_on, "title": one_line(item.title), "days": abs(item.days)}
    return sentence(f"notices.{key}", language, said)


def title_of(pilot: PilotInForce, language: str) -> str:
    """The pilot's title on one line."""
    return one_line(pilot.preset.title_en if language == "en" else pilot.preset.title)
