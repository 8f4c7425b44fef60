"""Pages of work packages (Arbeitspakete)."""

from __future__ import annotations

from typing import Any

from flask import flash
from flask_babel import gettext as _

from app.access import Permission, requires
from app.accounts.queries import names_in
from app.milestones import queries
from app.milestones.forms import DropPackageForm, PackageForm
from app.milestones.plan import queries as plan
from app.milestones.plan import services
from app.milestones.plan.services import PackageFacts
from app.milestones.routes.frame import PACKAGE, blueprint, owner_choices, reached, to
from app.milestones.routes.history import Words, event_of, shown
from app.web import actor, attempt, may, overtaken, page, pilot

COMPARED = tuple(PackageFacts.__dataclass_fields__)


def rows() -> list[queries.MilestoneRow]:
    """All milestones on the day of account."""
    return queries.all_of(pilot().id, pilot().day, reached())


def words() -> Words:
    """The names behind the owners of packages."""
    return Words(names_in(pilot().id), {}, {})


def facts_of(form: PackageForm) -> PackageFacts:
    """The work package as it was entered."""
    return PackageFacts(**{name: form.data[name] for name in COMPARED})


@blueprint.get("/milestones/packages")
@requires(Permission.MILESTONES)
def packages() -> Any:
    """All work packages with their days, and how many of their milestones are reached."""
    return page(
        "milestones/packages.html",
        rows=plan.packages(pilot().id, rows()),
        names=names_in(pilot().id),
        may_plan=may(Permission.PLAN_MILESTONES),
    )


@blueprint.route("/milestones/packages/new", methods=["GET", "POST"])
@requires(Permission.PLAN_MILESTONES)
def package_new() -> Any:
    """Adds a work package."""
    form = PackageForm()
    form.owner_id.choices = owner_choices([], {})
    if attempt(form, lambda: services.add_package(actor(), facts_of(form))):
        flash(_("Das Arbeitspaket ist angelegt."), "success")
        return to("packages")
    return page("milestones/package_edit.html", form, row=None, meanwhile=None, compared=[])


@blueprint.get(PACKAGE)
@requires(Permission.MILESTONES)
def package(package_id: int) -> Any:
    """A work package with its milestones, and who changed it when."""
    row = plan.package(pilot().id, package_id, rows())
    events = [event_of(one, words()) for one in plan.package_changes_of(pilot().id, package_id)]
    return page(
        "milestones/package.html",
        row=row,
        owner=names_in(pilot().id).get(row.owner_id or 0),
        events=events[::-1],
        may_plan=may(Permission.PLAN_MILESTONES),
    )


@blueprint.route(f"{PACKAGE}/edit", methods=["GET", "POST"])
@requires(Permission.PLAN_MILESTONES)
def package_edit(package_id: int) -> Any:
    """Everything about a work package; whoever comes second sees both versions."""
    row = plan.package(pilot().id, package_id)
    form = PackageForm(obj=row)
    form.owner_id.choices = owner_choices([row.owner_id], names_in(pilot().id))
    if attempt(
        form,
        lambda: services.revise_package(
            actor(), package_id, facts_of(form), form.version.data or 0
        ),
    ):
        flash(_("Das Arbeitspaket ist gespeichert."), "success")
        return to("package", package_id=package_id)
    row = plan.package(pilot().id, package_id)
    is_overtaken = overtaken(form, row.version)
    changes = plan.package_changes_of(pilot().id, package_id) if is_overtaken else []
    body, status = page(
        "milestones/package_edit.html",
        form,
        row=row,
        meanwhile=event_of(changes[-1], words()) if changes else None,
        compared=compared(row, form) if is_overtaken else [],
    )
    return body, 409 if is_overtaken else status


def compared(row: plan.PackageRow, form: PackageForm) -> list[tuple[str, str, str]]:
    """Label, what is saved and what was entered, where the two differ."""
    return [
        (
            form[name].label.text,
            shown(name, getattr(row, name), words()),
            shown(name, form[name].data, words()),
        )
        for name in COMPARED
        if (getattr(row, name) or None) != (form[name].data or None)
    ]


@blueprint.route(f"{PACKAGE}/drop", methods=["GET", "POST"])
@requires(Permission.PLAN_MILESTONES)
def package_drop(package_id: int) -> Any:
    """Removes a work package that was added by mistake, after a confirmation."""
    form = DropPackageForm()
    if attempt(form, lambda: services.drop_package(actor(), package_id, form.version.data or 0)):
        flash(_("Das Arbeitspaket ist gelöscht."), "success")
        return to("packages")
    row = plan.package(pilot().id, package_id, rows())
    body, status = page("milestones/package_drop.html", form, row=row)
    return body, 409 if overtaken(form, row.version) else status
