"""What the pages of questionnaires share: addresses, instruments, who may see answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, url_for

from app.access import Permission
from app.accounts.queries import user_by_id
from app.errors import NotFound
from app.participants.questionnaires import queries, reading
from app.participants.questionnaires.instruments import Instrument
from app.participants.questionnaires.rules import may_see_answers
from app.web import actor, may, pilot

blueprint = Blueprint(
    "questionnaires", "app.participants.questionnaires", template_folder="templates"
)


def address(endpoint: str, **arguments: Any) -> str:
    """The address of a page of questionnaires in this pilot."""
    return url_for(f"questionnaires.{endpoint}", pilot_key=pilot().key, **arguments)


def instruments() -> list[Instrument]:
    """The instruments of the programme, those that are off included."""
    return reading.asked(pilot().preset.measurement.instruments)


def instrument_called(key: str) -> Instrument:
    """The instrument of the programme with that key; otherwise 404."""
    found = next((one for one in instruments() if one.key == key), None)
    if found is None:
        raise NotFound
    return found


def sees_answers(participation_id: int) -> bool:
    """Whether the acting user may see single answers of the case."""
    setting = pilot().preset.measurement.single_answers
    holds = setting == "case" and queries.holds_case(actor(), participation_id)
    return may_see_answers(setting, holds_case=holds, works_cases=may(Permission.WORK_CASES))


def display_names(user_ids: Iterable[int | None]) -> dict[int, str]:
    """The names under which users appear in the system."""
    users = {user_id: user_by_id(user_id) for user_id in set(user_ids) if user_id}
    return {user_id: user.display_name for user_id, user in users.items() if user}
