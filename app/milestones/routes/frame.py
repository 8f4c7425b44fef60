"""What the pages of milestones share: addresses, what the figures tell, choices of forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, redirect, url_for
from flask_babel import gettext as _

from app.access import Permission
from app.accounts.queries import people_who_may
from app.clock import today
from app.formats import money, number
from app.milestones import queries
from app.milestones.labels import MEASURE
from app.milestones.plan import queries as plan
from app.milestones.plan.rules import Reached
from app.participants.labels import OUTCOME
from app.reporting.figures.labels import part_label
from app.reporting.figures.queries import reached_days
from app.reporting.figures.rules import Part, name_of, part_of
from app.web import pilot

blueprint = Blueprint("milestones", "app.milestones", template_folder="templates")

ONE = "/milestones/<int(max=9223372036854775807):milestone_id>"
PACKAGE = "/milestones/packages/<int(max=9223372036854775807):package_id>"
MONEY = "spent_to_date"


def address(endpoint: str, **arguments: Any) -> str:
    """The address of a page of milestones in this pilot."""
    return url_for(f"milestones.{endpoint}", pilot_key=pilot().key, **arguments)


def to(endpoint: str, **arguments: Any) -> Any:
    """Sends on to a page of milestones."""
    return redirect(address(endpoint, **arguments))


def reached() -> Reached:
    """What the figures tell on the day of account of the milestones tied to them."""
    return reached_days(pilot().id, pilot().day)


def one_of(milestone_id: int) -> queries.MilestoneRow:
    """The milestone that the address means."""
    return queries.milestone(pilot().id, milestone_id, pilot().day, reached())


def owner_choices(present: Iterable[int | None], names: Mapping[int, str]) -> list[tuple[str, str]]:
    """Whoever works with milestones, and who is responsible already."""
    people = dict(people_who_may(pilot().id, Permission.MILESTONES, today()))
    people |= {one: names[one] for one in present if one is not None and one in names}
    return [("", _("niemand")), *((str(one), name) for one, name in people.items())]


def package_choices() -> list[tuple[str, str]]:
    """The work packages, and none."""
    codes = plan.package_codes(pilot().id)
    return [("", _("keines")), *((str(one), title) for one, title in codes.items())]


def measure_choices() -> list[tuple[str, str]]:
    """The figures of this pilot that a milestone may be measured by."""
    keys = ["admitted", "exited", *(f"outcome:{one}" for one in OUTCOME), MONEY]
    keys += [f"{MONEY}:{position.code}" for position in pilot().preset.positions]
    return [("", _("keine Kennzahl")), *((key, measure_name(key)) for key in keys)]


def measure_name(key: str) -> str:
    """The figure that a milestone is measured by: "Ausgaben · 0835 Vergabe von Aufträgen"."""
    name, part = name_of(key), part_of(key)
    if not part:
        return str(MEASURE[name])
    kind = Part.POSITION if name == MONEY else Part.OUTCOME
    return f"{MEASURE[name]} · {part_label(kind, part, pilot().preset)}"


def measured(key: str | None, at_least: int | None) -> str | None:
    """What has to be reached: "Aufgenommene Personen: mindestens 60"; None for nothing."""
    if key is None:
        return None
    amount = money(at_least) if name_of(key) == MONEY else number(at_least)
    return str(_("%(figure)s: mindestens %(amount)s", figure=measure_name(key), amount=amount))


def in_unit(key: str | None, entered: int | None) -> int | None:
    """What was entered (people, whole euros) in the unit of the figure (people, cents)."""
    is_money = key is not None and name_of(key) == MONEY
    return entered * 100 if is_money and entered is not None else entered


def as_entered(key: str | None, at_least: int | None) -> int | None:
    """The other way round, for the form; cents beyond whole euros are not asked for."""
    is_money = key is not None and name_of(key) == MONEY
    return at_least // 100 if is_money and at_least is not None else at_least
