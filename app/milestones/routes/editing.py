"""Planning, changing and removing milestones, and saying what they need."""

from __future__ import annotations

from typing import Any

from flask import flash
from flask_babel import gettext as _

from app.access import Permission, requires
from app.accounts.queries import names_in
from app.milestones import queries, services
from app.milestones.forms import DropForm, MilestoneForm, NeedForm, ReviseForm
from app.milestones.plan import queries as plan
from app.milestones.plan import services as planning
from app.milestones.routes.frame import (
    ONE,
    as_entered,
    blueprint,
    in_unit,
    measure_choices,
    one_of,
    owner_choices,
    package_choices,
    reached,
    to,
)
from app.milestones.routes.history import Words, event_of, shown
from app.milestones.services import MilestoneFacts, Reasons
from app.web import actor, attempt, one_transaction, overtaken, page, pilot
from app.wording import language

COMPARED = (
    "title",
    "title_en",
    "package_id",
    "owner_id",
    "baseline_on",
    "expected_on",
    "actual_on",
    "evidence_kind",
    "evidence",
    "measure",
    "at_least",
    "remark",
)
"""What is shown to whoever comes second, where the two differ."""


def offer(form: MilestoneForm, owner_id: int | None = None) -> None:
    """Fills in what can be chosen."""
    form.package_id.choices = package_choices()
    form.owner_id.choices = owner_choices([owner_id], names_in(pilot().id))
    form.measure.choices = measure_choices()


def facts_of(form: MilestoneForm) -> MilestoneFacts:
    """The milestone as it was entered."""
    given = form.data
    return MilestoneFacts(
        title=given["title"] or "",
        title_en=given["title_en"] or "",
        baseline_on=given["baseline_on"],
        package_id=given["package_id"],
        owner_id=given["owner_id"],
        evidence_kind=given["evidence_kind"],
        evidence=given["evidence"] or "",
        measure=given["measure"],
        at_least=in_unit(given["measure"], given["at_least"]),
        remark=given["remark"] or "",
        expected_on=given.get("expected_on"),
        actual_on=given.get("actual_on"),
    )


@blueprint.route("/milestones/new", methods=["GET", "POST"])
@requires(Permission.PLAN_MILESTONES)
def new() -> Any:
    """Plans a further milestone."""
    form = MilestoneForm()
    offer(form)
    if attempt(form, lambda: services.plan(actor(), facts_of(form), pilot().day)):
        flash(_("Der Meilenstein ist geplant."), "success")
        return to("index")
    return page("milestones/new.html", form)


@blueprint.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires(Permission.PLAN_MILESTONES)
def edit(milestone_id: int) -> Any:
    """Everything about a milestone; whoever comes second sees both versions."""
    row = one_of(milestone_id)
    form = ReviseForm(obj=row)
    offer(form, row.owner_id)
    if not form.is_submitted():
        fill(form, row)

    def revise() -> None:
        services.edit(
            actor(),
            milestone_id,
            facts_of(form),
            Reasons(form.reason.data or "", form.baseline_reason.data or ""),
            form.version.data or 0,
            pilot().day,
        )

    if attempt(form, revise):
        flash(_("Der Meilenstein ist gespeichert."), "success")
        return to("detail", milestone_id=milestone_id)
    row = one_of(milestone_id)
    is_overtaken = overtaken(form, row.version)
    body, status = page(
        "milestones/edit.html",
        form,
        row=row,
        meanwhile=latest_of(row) if is_overtaken else None,
        compared=compared(row, form) if is_overtaken else [],
    )
    return body, 409 if is_overtaken else status


def fill(form: ReviseForm, row: queries.MilestoneRow) -> None:
    """What a form shows otherwise than it is kept."""
    form.at_least.data = as_entered(row.measure, row.at_least)
    form.baseline_reason.data = ""
    if row.measure is not None:
        form.actual_on.data = None


def words_of(row: queries.MilestoneRow) -> Words:
    """The names that a comparison needs."""
    here = pilot()
    is_money = row.measure is not None and as_entered(row.measure, 100) == 1
    return Words(names_in(here.id), plan.package_codes(here.id), {}, is_money)


def latest_of(row: queries.MilestoneRow) -> Any:
    """The change that came first."""
    return event_of(queries.changes_of(pilot().id, row.id)[-1], words_of(row))


def compared(row: queries.MilestoneRow, form: ReviseForm) -> list[tuple[str, str, str]]:
    """Label, what is saved and what was entered, where the two differ."""
    words, given = words_of(row), form.data | {"at_least": facts_of(form).at_least}
    if row.measure is not None:
        given["actual_on"] = row.actual_on
    return [
        (
            form[name].label.text,
            shown(name, getattr(row, name), words),
            shown(name, given[name], words),
        )
        for name in COMPARED
        if (getattr(row, name) or None) != (given[name] or None)
    ]


@blueprint.route(f"{ONE}/drop", methods=["GET", "POST"])
@requires(Permission.PLAN_MILESTONES)
def drop(milestone_id: int) -> Any:
    """Removes a milestone that was planned by mistake, after a confirmation."""
    form = DropForm()
    if attempt(
        form, lambda: services.drop(actor(), milestone_id, form.version.data or 0, reached())
    ):
        flash(_("Der Meilenstein ist gelöscht."), "success")
        return to("index")
    row = one_of(milestone_id)
    body, status = page("milestones/drop.html", form, row=row)
    return body, 409 if overtaken(form, row.version) else status


@blueprint.route(f"{ONE}/needs/new", methods=["GET", "POST"])
@requires(Permission.PLAN_MILESTONES)
def need(milestone_id: int) -> Any:
    """Says that a milestone needs another, and how many days lie between."""
    rows = {one.id: one for one in queries.all_of(pilot().id, pilot().day, reached())}
    row = rows.get(milestone_id) or one_of(milestone_id)
    form = NeedForm()
    form.needs_id.choices = [("", _("bitte wählen"))] + [
        (str(one.id), one.title_in(language()))
        for one in rows.values()
        if one.id != row.id and one.id not in row.needs
    ]
    if attempt(
        form,
        lambda: planning.add_need(
            actor(), milestone_id, form.needs_id.data or 0, form.lag_days.data or 0
        ),
    ):
        flash(_("Die Abhängigkeit ist gespeichert."), "success")
        return to("detail", milestone_id=milestone_id)
    return page("milestones/need.html", form, row=row)


@blueprint.post(f"{ONE}/needs/<int(max=9223372036854775807):needs_id>/drop")
@requires(Permission.PLAN_MILESTONES)
def drop_need(milestone_id: int, needs_id: int) -> Any:
    """A milestone no longer needs another."""
    with one_transaction():
        planning.drop_need(actor(), milestone_id, needs_id)
    flash(_("Die Abhängigkeit ist aufgehoben."), "success")
    return to("detail", milestone_id=milestone_id)
