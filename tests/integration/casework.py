"""A case with a row in every room, and what a browser would send from its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from sqlalchemy import Table, select
from werkzeug.routing import Rule

from app.access import Actor
from app.database import utc_now
from app.extensions import db
from app.participants import queries
from app.participants.aftercare.services import NEW, Statement, record_whereabouts
from app.participants.conditions.models import Circumstance
from app.participants.conditions.rules.barriers import Since
from app.participants.conditions.services import barriers, circumstances
from app.participants.contacts import services as contacts
from app.participants.identity.store import Name
from app.participants.models import Consent, Participation
from app.participants.planning.services import goals, plans, tasks
from app.participants.questionnaires import crises
from app.participants.questionnaires import services as questionnaires
from app.participants.services.consents import Proof
from app.participants.services.stay import record_exit
from app.participants.stays import services as stays
from app.participants.stays.models import Interruption, SecrecyRelease
from app.partners.services import involvements, network
from tests import factories
from tests.factories import DAY
from tests.integration.questionnaires.waves import ALARMING, fill, new_case, with_procedure

CANARIES = {
    word: f"Zeisig{word}"
    for word in (
        *("family", "given", "customer", "contact", "note", "goal", "step", "review", "task"),
        *("condition", "representative", "measures", "whereabouts", "remark"),
    )
}
"""Texts that stand nowhere but where they were written."""
NAME = Name(CANARIES["family"], CANARIES["given"], date(1985, 5, 17), CANARIES["customer"])
ON = date(2024, 6, 10)


def partner_of(actor: Actor) -> int:
    """An institution of the network."""
    return network.add_partner(actor, network.Institution("Klinik am See", "clinic"))


def furnished(actor: Actor, partner_id: int, **changes: object) -> dict[str, Any]:
    """A case in its first weeks with a row in every room; values of addresses by their names."""
    if crises.procedure_in_force(actor.pilot_id) is None:
        with_procedure(actor)
    number = new_case(actor, remark=CANARIES["remark"], **changes)
    row = queries.participation_row(actor, number)
    assert row is not None
    preset = factories.gecko()
    told = contacts.ContactFacts(ON, 30, "talk", (), partner_id, note=CANARIES["contact"])
    contact = contacts.record_contact(actor, preset, number, told, DAY)
    note = contacts.write_note(actor, number, ON, CANARIES["note"], DAY)
    values = {
        "pilot_key": "gecko",
        "number": number,
        "contacts.contact_id": contact,
        "note_id": note,
        **_planned(actor, number, partner_id),
        **_conditions(actor, number, partner_id),
        **_stay(actor, row, partner_id),
        "wave": "t0",
        "instrument": "phq9",
        "months": 0,
        "purpose": "health_data",
        "kind": "barrier",
        "key": "household",
        "place": 1,
    }
    fill(actor, number, ALARMING)
    db.session.commit()
    return values


def _planned(actor: Actor, number: int, partner_id: int) -> dict[str, int]:
    plan = plans.draw_up(actor, number, ON, DAY)
    goal = goals.add_goal(actor, number, plan, goals.GoalFacts("work", CANARIES["goal"]), DAY)
    step = goals.StepFacts(CANARIES["step"], "partner", partner_id, ON)
    step_id = goals.add_step(actor, number, goal, step, DAY)
    review = plans.ReviewFacts(ON, ON, CANARIES["review"])
    review_id = plans.agree_review(actor, number, plan, review, DAY)
    task = tasks.add_task(actor, number, CANARIES["task"], DAY, DAY)
    return {
        "plan_id": plan,
        "goal_id": goal,
        "step_id": step_id,
        "review_id": review_id,
        "task_id": task,
    }


def _conditions(actor: Actor, number: int, partner_id: int) -> dict[str, int]:
    noted = barriers.Noted("pain", Since(date(2020, 1, 1), "year"), None, CANARIES["condition"])
    made = barriers.note_condition(actor, number, "barrier", noted, "open", ON, [partner_id], DAY)
    barriers.change_state(actor, number, made, "reduced", DAY, 1, DAY)
    circumstances.set_circumstance(actor, number, "household", "single", ON, DAY)
    circumstance = db.session.scalars(select(Circumstance.id)).all()[-1]
    return {"condition_id": made, "circumstance_id": circumstance}


def _stay(actor: Actor, row: Participation, partner_id: int) -> dict[str, int]:
    """A pause, a release from secrecy with a representative, an institution brought in."""
    stays.interrupt(actor, row.number, "other", ON, date(2024, 6, 12), DAY)
    proof = Proof("Akte 7", "representative", CANARIES["representative"])
    released = stays.Released(partner_id, "mutual", ON)
    stays.release_secrecy(actor, row.number, released, "written", proof, DAY)
    stay = involvements.Stay(row.id, row.admitted_on)
    help_ = involvements.Help(partner_id, "counselling", ON)
    involved = involvements.bring_in(actor, stay, help_, DAY)
    return {
        "interruption": _one(Interruption, row.id),
        "release_id": _one(SecrecyRelease, row.id),
        "consent": _one(Consent, row.id),
        "involvement_id": involved,
    }


def _one(model: Any, participation_id: int) -> int:
    found = db.session.scalars(
        select(model.id).where(model.participation_id == participation_id)
    ).first()
    assert found is not None
    return int(found)


def confirmed(actor: Actor, number: int) -> None:
    """The crisis of the case is confirmed with what was done."""
    place = questionnaires.Place(number, "t0", "phq9")
    questionnaires.confirm_crisis(actor, place, CANARIES["measures"], utc_now())


def gone(actor: Actor, number: int) -> None:
    """The case has left on the day of account; its status is on record."""
    row = queries.participation_row(actor, number)
    assert row is not None
    record_exit(actor, number, DAY, "job", None, row.version, DAY)
    told = Statement(DAY, "employment", text=CANARIES["whereabouts"])
    statuses = ["employment"]
    record_whereabouts(actor, factories.gecko(), number, 0, told, NEW, statuses, DAY)
    db.session.commit()


def case_rules(web: Flask) -> list[Rule]:
    """Every route about one participation."""
    return [
        rule
        for rule in web.url_map.iter_rules()
        if rule.rule.startswith("/p/<pilot_key>/participants/<int:number>")
    ]


def values_for(rule: Rule, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a rule's arguments; where two rooms use one name, the room's own."""
    room = rule.endpoint.split(".")[0]
    return {name: values.get(f"{room}.{name}", values.get(name)) for name in rule.arguments}


UNWATCHED = frozenset({"user_session", "audit_entry", "audit_head", "transaction"})


def everything() -> dict[str, list[Any]]:
    """All rows of all tables but sessions and the log."""
    db.session.rollback()
    return {
        name: sorted(map(repr, db.session.execute(select(table))))
        for name, table in db.metadata.tables.items()
        if name not in UNWATCHED
    }


def tables_with(column: str) -> Iterable[Table]:
    """The tables, their histories included, that have a column of that name."""
    return [table for table in db.metadata.sorted_tables if column in table.c]


class _Fields(HTMLParser):
    """The fields of the pages' forms as a browser would send them, if nothing were changed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._select: str | None = None
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        name, kind = given.get("name"), given.get("type", "text")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            is_better = "selected" in given or not self.found.get(self._select)
            if given.get("value") and is_better:
                self.found[self._select] = given["value"]
        elif tag == "textarea" and name:
            self._area, self.found[name] = name, ""
        elif tag == "input" and name:
            is_choice = kind in ("radio", "checkbox")
            if not is_choice or "checked" in given or (kind == "radio" and name not in self.found):
                self.found[name] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.found[self._area] += data.lstrip("\r\n")


USUAL = {
    "number": "1",
    "minutes": "30",
    "fte_percent": "50",
    "confirm_hours": "24",
    "remind_days": "30",
    "birth_date": "17.05.1985",
    "email": "a@example.org",
    "since": "2020",
    "children": "1",
}


def fields_of(page: str) -> dict[str, str]:
    """The fields of the page's forms as they stand; what is empty gets something likely."""
    parser = _Fields()
    parser.feed(page)
    return {name: value or _likely(name) for name, value in parser.found.items()}


def _likely(name: str) -> str:
    is_day = name.endswith(("_on", "_day", "_until", "_from")) or name == "on"
    return "20.06.2024" if is_day else USUAL.get(name, "Wort")
