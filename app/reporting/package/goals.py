"""Goals and milestones of the pilot, plan against actual."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from app.milestones.queries import MilestoneRow
from app.milestones.queries import milestones as milestones_of
from app.milestones.rules import Standing, State
from app.participants.figures import places_at
from app.reporting import rules
from app.reporting.figures.labels import label
from app.reporting.figures.queries import reached_days
from app.reporting.figures.rules import name_of
from app.reporting.package.material import Material, guard_note
from app.reporting.package.rules import days_of_months
from exports.report import Chart, Head, Table, Value

Goal = tuple[str, int | None, str]
"""What was promised, how much of it (None: nothing was), and the figure that tells how it is."""


def goals(material: Material) -> list[Table | Chart]:
    """What the pilot promised, and how it stands on the last day."""
    found = list(_promised(material))
    rows = [_line(material, goal) for goal in found]
    table = Table(
        key="goals",
        title=_("Ziele: Plan und Stand"),
        heads=[
            Head(label=_("Ziel")),
            Head(label=_("Plan"), kind="number"),
            Head(label=_("Stand"), kind="number"),
            Head(label=_("erreicht"), kind="share"),
        ],
        rows=rows,
        note=" ".join(
            part
            for part in (
                _("Verweildauern in Tagen; zu Zielen ohne Plan nennt der Bescheid keine Zahl."),
                guard_note(row[2] for row in rows),
            )
            if part
        ),
        addresses=material.addresses({(at, 2): key for at, (_n, _p, key) in enumerate(found)}),
    )
    return [table]


def _promised(material: Material) -> Iterator[Goal]:
    preset, last = material.preset, material.last
    target = preset.target
    reached_by = min(last, preset.notice.ends_on)
    due = [row for row in _standing(material) if row.baseline_on <= reached_by]
    yield _("Teilnehmende insgesamt"), target.participants, "admitted"
    planned = round(rules.planned_admissions(preset, last))
    yield _("Aufnahmen bis zum Ende des Zeitraums"), planned, "admitted"
    places = places_at(material.pilot.id, target.caseload_ratio, [last])[0]
    ratio = target.caseload_ratio
    yield _("Personen in Betreuung (Plätze bei 1 : %(ratio)d)", ratio=ratio), places, "in_care"
    mean = target.planned_mean_dwell_months
    yield (
        _("Verweildauer im Mittel, geplant %(months)d Monate", months=mean),
        days_of_months(mean),
        "dwell_mean",
    )
    yield _("Meilensteine, die erreicht sein sollten"), len(due), "milestones_reached"
    for key in material.exact:
        if name_of(key) == "outcome":
            yield label(key, preset), None, key


def _line(material: Material, goal: Goal) -> tuple[Value, Value, Value, Value]:
    name, planned, key = goal
    value = material.value(key)
    share = value / planned if isinstance(value, int) and planned else None
    return name, planned, value, share


def milestones(material: Material) -> list[Table | Chart]:
    """Every milestone with the days planned, expected and reached, as it stood on the last day."""
    return [
        Table(
            key="milestones",
            title=_("Meilensteine: Plan und Stand"),
            heads=[
                Head(label=_("Meilenstein")),
                Head(label=_("geplant"), kind="day"),
                Head(label=_("erwartet"), kind="day"),
                Head(label=_("erreicht am"), kind="day"),
                Head(label=_("Stand")),
            ],
            rows=[
                (
                    row.title_in(material.language),
                    row.baseline_on,
                    None if row.standing.is_reached else row.due_on,
                    row.actual_on if row.standing.is_reached else None,
                    standing_words(row.standing),
                )
                for row in _standing(material)
            ],
        )
    ]


def standing_words(standing: Standing) -> str:
    """How a milestone stands, in words."""
    state, days = standing.state, standing.days
    if state is State.OVERDUE:
        said = ngettext("überfällig seit %(num)d Tag", "überfällig seit %(num)d Tagen", days)
    elif state is State.SLIPPING:
        said = ngettext("verschoben um %(num)d Tag", "verschoben um %(num)d Tage", days)
    elif state is State.REACHED_LATE:
        said = ngettext("erreicht, %(num)d Tag später", "erreicht, %(num)d Tage später", days)
    else:
        said = _("erreicht") if state is State.REACHED else _("im Plan")
    return str(said)


def _standing(material: Material) -> list[MilestoneRow]:
    """The milestones as they stood on the last day, those tied to a figure by the figure."""
    pilot_id, last = material.pilot.id, material.last
    return milestones_of(pilot_id, last, reached_days(pilot_id, last))
