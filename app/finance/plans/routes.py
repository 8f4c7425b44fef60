"""The financing plan: its versions, two of them side by side, and drafts of another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.finance import labels as finance
from app.finance.plans import labels, queries, services
from app.finance.plans.forms import (
    CompareForm,
    DraftForm,
    DropForm,
    NoticeForm,
    VersionForm,
    draft_form,
    entered_amounts,
    field_name,
)
from app.finance.plans.queries import Draft, PlanVersion
from app.finance.plans.rules import Comparison, compared, needed
from app.finance.plans.services import NoticeOfPlan, Sheet
from app.web import actor, attempt, may, overtaken, page, pilot

blueprint = Blueprint("plans", __name__, template_folder="templates")

VERSION = "/finance/plan/versions/<int(max=2147483647):place>"
DRAFT = "/finance/plan/drafts/<int(max=2147483647):number>"


def codes() -> list[str]:
    """The positions of the programme."""
    return [position.code for position in pilot().preset.positions]


def side_by_side(
    before: Mapping[tuple[str, int], int], after: Mapping[tuple[str, int], int]
) -> Comparison:
    """Two plans by the positions and years of the programme."""
    return compared(before, after, codes(), pilot().preset.years)


@blueprint.get("/finance/plan")
@requires(Permission.FINANCE)
def index() -> Any:
    """The plan in force, all versions, and the drafts."""
    here = pilot()
    versions = queries.versions(here.id)
    in_force = queries.in_force_on(versions, here.day)
    return page(
        "plans/index.html",
        versions=versions,
        in_force=in_force,
        table=side_by_side({}, in_force.amounts) if in_force else None,
        drafts=queries.drafts(here.id),
        states=labels.DRAFT_STATE,
        titles=finance.position_titles(here.preset),
        day=here.day,
        grant_cents=here.preset.notice.grant_cents,
        may_draft=may(Permission.KEEP_BOOKS),
        may_import=may(Permission.IMPORTS) and may(Permission.KEEP_BOOKS),
    )


@blueprint.get("/finance/plan/compare")
@requires(Permission.FINANCE)
def compare() -> Any:
    """Two versions side by side; by default the first and the latest."""
    versions = queries.versions(pilot().id)
    if not versions:
        return redirect(url_for(".index", pilot_key=pilot().key))
    before = chosen(versions, request.args.get("before", 1, type=int))
    after = chosen(versions, request.args.get("after", len(versions), type=int))
    filters = CompareForm(data={"before": before.place, "after": after.place})
    for field in (filters.before, filters.after):
        field.choices = [(one.place, f"{one.place} · {one.notice}") for one in versions]
    return page(
        "plans/compare.html",
        filters=filters,
        table=side_by_side(before.amounts, after.amounts),
        titles=finance.position_titles(pilot().preset),
    )


def chosen(versions: list[PlanVersion], place: int | None) -> PlanVersion:
    """The version that the address names, or the latest."""
    return versions[place - 1] if place and 1 <= place <= len(versions) else versions[-1]


@blueprint.route(f"{VERSION}/notice", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def notice(place: int) -> Any:
    """The notice that a version rests on, and from when it binds."""
    row = queries.version_at(pilot().id, place)
    form = NoticeForm(data=vars(row) | {"reference": row.notice})
    if attempt(
        form,
        lambda: services.name_notice(
            actor(), place, notice_of(form), form.data["version"], pilot().day
        ),
    ):
        flash(_("Der Bescheid ist gespeichert."), "success")
        return redirect(url_for(".index", pilot_key=pilot().key))
    return renewed(
        "plans/notice.html", form, queries.version_at(pilot().id, place).version, row=row
    )


def notice_of(form: NoticeForm) -> NoticeOfPlan:
    """The notice as it was entered."""
    given = form.data
    return NoticeOfPlan(given["reference"].strip(), given["issued_on"], given["valid_from"])


def renewed(template: str, form: VersionForm, version: int, **context: Any) -> Any:
    """The page of a form; who comes second gets the new version for the next try (409)."""
    is_late = overtaken(form, version)
    body, status = page(template, form, **context)
    return body, 409 if is_late else status


@blueprint.route("/finance/plan/drafts/new", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def draft_new() -> Any:
    """A draft that begins as the plan in force."""
    here = pilot()
    base = queries.in_force_on(queries.versions(here.id), here.day)
    if base is None:
        raise NotFound
    form = draft_form(codes(), here.preset.years, base.amounts)
    numbers: list[int] = []
    if attempt(form, lambda: numbers.append(services.draft(actor(), sheet_of(form), here.day))):
        flash(_("Der Entwurf ist gespeichert."), "success")
        return redirect(url_for(".draft", pilot_key=here.key, number=numbers[0]))
    return page("plans/draft_edit.html", form, **editing(base.amounts, None))


def sheet_of(form: DraftForm) -> Sheet:
    """The draft as it was entered."""
    given = form.data
    amounts = entered_amounts(form, codes(), pilot().preset.years)
    return Sheet(given["title"].strip(), given["reason"].strip(), amounts)


def editing(saved: Mapping[tuple[str, int], int], row: Draft | None) -> dict[str, Any]:
    """What the page of a draft's form shows around it."""
    return {
        "row": row,
        "saved": saved,
        "positions": codes(),
        "years": pilot().preset.years,
        "field_name": field_name,
        "titles": finance.position_titles(pilot().preset),
    }


def base_of(row: Draft) -> PlanVersion:
    """The version that a draft departs from."""
    return next(one for one in queries.versions(pilot().id) if one.id == row.base_plan_id)


@blueprint.get(DRAFT)
@requires(Permission.FINANCE)
def draft(number: int) -> Any:
    """A draft beside the plan it departs from, and which notice it would need."""
    here = pilot()
    row = queries.draft_numbered(here.id, number)
    base = base_of(row)
    table = side_by_side(base.amounts, row.amounts)
    percent = here.preset.rule_set.position_overrun_percent
    found = needed(table, here.preset.notice.grant_cents, percent)
    return page(
        "plans/draft.html",
        row=row,
        base=base,
        table=table,
        needs=[(one.need, labels.sentence_of(one)) for one in found],
        asks_funder=any(one.need.is_notice for one in found),
        rule_set=here.preset.rule_set,
        state=labels.DRAFT_STATE[row.state],
        titles=finance.position_titles(here.preset),
        may_change=row.is_open and may(Permission.KEEP_BOOKS),
        may_adopt=row.is_open and may(Permission.APPROVE) and row.drafted_by_id != actor().user_id,
        is_same=table.is_same,
    )


@blueprint.route(f"{DRAFT}/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def draft_edit(number: int) -> Any:
    """Changes an open draft; whoever comes second sees what was saved beside the own amounts."""
    row = queries.draft_numbered(pilot().id, number)
    form = draft_form(codes(), pilot().preset.years, row.amounts)
    if not form.is_submitted():
        form.title.data, form.reason.data = row.title, row.reason
    if attempt(
        form, lambda: services.change(actor(), number, sheet_of(form), form.data["version"])
    ):
        flash(_("Der Entwurf ist gespeichert."), "success")
        return redirect(url_for(".draft", pilot_key=pilot().key, number=number))
    row = queries.draft_numbered(pilot().id, number)
    return renewed("plans/draft_edit.html", form, row.version, **editing(row.amounts, row))


@blueprint.route(f"{DRAFT}/drop", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def draft_drop(number: int) -> Any:
    """Drops a draft, after a confirmation."""
    row = queries.draft_numbered(pilot().id, number)
    form = DropForm()
    if attempt(form, lambda: services.drop(actor(), number, form.data["version"])):
        flash(_("Der Entwurf ist verworfen."), "success")
        return redirect(url_for(".index", pilot_key=pilot().key))
    return renewed("plans/draft_drop.html", form, row.version, row=row)


@blueprint.route(f"{DRAFT}/adopt", methods=["GET", "POST"])
@requires(Permission.APPROVE)
def draft_adopt(number: int) -> Any:
    """Makes a draft the plan once its notice is there; a second person does it."""
    here = pilot()
    row = queries.draft_numbered(here.id, number)
    form = NoticeForm()

    def adopt() -> None:
        services.adopt(
            actor(),
            number,
            notice_of(form),
            form.data["version"],
            here.preset.notice.grant_cents,
            here.day,
        )

    if attempt(form, adopt):
        flash(_("Der Entwurf ist jetzt der Finanzierungsplan."), "success")
        return redirect(url_for(".index", pilot_key=here.key))
    return renewed("plans/draft_adopt.html", form, row.version, row=row)
