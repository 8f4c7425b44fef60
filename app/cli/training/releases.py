"""Releases up to the training day: one that the institute has fetched, one that waits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from flask import current_app

from app.access import Actor
from app.cli.desk import Desk, by
from app.evaluation.question import Question
from app.evaluation.recipients.services import Description, add_recipient, give_account
from app.evaluation.releases import services
from app.evaluation.releases.roles import COORDINATION, STATUS
from app.evaluation.releases.services import Wish
from app.evaluation.workbook import Edition

INSTITUTE = Description(
    name="Institut für Arbeitsmarktevaluation (erfunden)",
    basis="contract",
    basis_reference="Vertrag zur Auftragsverarbeitung Nr. 12/2022 vom 04.04.2022",
    basis_until=date(2027, 4, 30),
    address="Musterweg 5\n00000 Musterstadt",
)
FIRST, FIRST_MADE_ON = date(2023, 12, 31), date(2024, 2, 12)
NOTES = {FIRST: "Für den Zwischenbericht 2023", date(2024, 6, 30): "Stand zur Halbzeit"}


@dataclass(frozen=True)
class Team:
    """Who prepares, who is the second person, who fetches."""

    coordinator: Actor
    approver: Actor
    evaluator: Actor


def fill(at: Desk, team: Team) -> None:
    """All of it; the people of the list and their consents are there."""
    by(team.coordinator)
    recipient_id = add_recipient(team.coordinator, INSTITUTE)
    give_account(team.coordinator, recipient_id, team.evaluator.user_id)
    then = replace(at, pilot=replace(at.pilot, day=FIRST_MADE_ON))
    first = prepare(then, team.coordinator, recipient_id, FIRST)
    by(team.approver)
    services.approve(team.approver, first, services.seen(team.approver, first).release.version)
    by(team.evaluator)
    settings = current_app.extensions["pilotbuch_settings"]
    services.open_file(team.evaluator, first, "xlsx", "Zwischenbericht 2023", settings)
    by(team.coordinator)
    prepare(at, team.coordinator, recipient_id, at.pilot.day)


def prepare(at: Desk, coordinator: Actor, recipient_id: int, day: date) -> int:
    """A research release of all datasets for a day of account; returns its id."""
    wish = Wish(recipient_id=recipient_id, question=Question(day=day), note=NOTES.get(day, ""))
    edition = Edition(
        made_by_role=COORDINATION, made_on=at.pilot.day, status=STATUS[wish.question.kind]
    )
    settings = current_app.extensions["pilotbuch_settings"]
    with services.draft_release(coordinator, at.pilot, wish, settings, edition) as draft:
        return services.prepare(coordinator, draft)
