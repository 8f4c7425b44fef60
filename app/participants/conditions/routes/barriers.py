"""Barriers and resources: the page, and the acts on one of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.access import Permission, requires
from app.accounts.queries import names_in
from app.errors import NotFound
from app.formats import day as written
from app.participants.conditions import labels, queries
from app.participants.conditions.forms import CHOOSE, CorrectionForm, NewForm, StateForm
from app.participants.conditions.routes.circumstances import circumstance_table, removed_values
from app.participants.conditions.routes.frame import (
    blueprint,
    confirmed,
    form_page,
    has_health_consent,
    saved,
    stored_beside,
    version_form,
)
from app.participants.conditions.rules.barriers import GROUPS, STATES
from app.participants.conditions.services import barriers as services
from app.participants.conditions.services.barriers import Noted
from app.participants.labels import options
from app.participants.record import Case
from app.participants.routes.case import case_page, open_case
from app.partners.queries import partner_choices
from app.web import actor, attempt, may, pilot

HERE = "/participants/<int:number>/conditions"


@blueprint.get(HERE)
@requires(Permission.PARTICIPANTS)
def index(number: int) -> Any:
    """Barriers and resources with their states, and what holds since when."""
    case = open_case(number, "text_sealed")
    found = queries.conditions_of(case.row.pilot_id, case.row.id, pilot().day)
    sealed = may(Permission.NAMES)
    names = names_in(case.row.pilot_id)
    return case_page(
        case,
        "conditions/index.html",
        lists={kind: [one for one in found if one.row.kind == kind] for kind in GROUPS},
        texts={one.row.id: queries.text_of(one.row) for one in found} if sealed else {},
        # ended ones too: nothing ends before the first day there is
        partners=dict(partner_choices(case.row.pilot_id, date.min)),
        circumstances=circumstance_table(case),
        removed=removed_values(case, names),
        changes=queries.changes(case.row.pilot_id, case.row.id),
        names=names,
        has_consent=has_health_consent(case),
        labels=labels,
    )


@blueprint.route(f"{HERE}/new/<kind>", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def new(number: int, kind: str) -> Any:
    """Notes a barrier or a resource."""
    case = open_case(number)
    if kind not in GROUPS:
        raise NotFound
    form = NewForm()
    partners = offer(form, kind, None, None)
    form.state.choices = states(kind)
    if not form.is_submitted():
        form.noted_on.data = pilot().day
        form.state.data = STATES[kind][0]
    if not may(Permission.NAMES):
        del form.text

    def run() -> None:
        services.note_condition(
            actor(),
            number,
            kind,
            noted(form, ""),
            form.data["state"],
            form.data["noted_on"],
            partners,
            pilot().day,
        )

    if attempt(form, run):
        return saved(
            number,
            _("%(kind)s „%(group)s“ ist eingetragen.", **named(kind, form.data["group"])),
        )
    title = _("Hemmnis eintragen") if kind == "barrier" else _("Ressource eintragen")
    needs_consent = kind == "barrier" and not has_health_consent(case)
    return form_page(case, form, title, _("Eintragen"), needs_consent=needs_consent)


@blueprint.route(f"{HERE}/<int:condition_id>/state", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def state(number: int, condition_id: int) -> Any:
    """From a day on another state."""
    case, row = opened(number, condition_id)
    form = StateForm()
    form.state.choices = states(row.kind)
    if not form.is_submitted():
        form.from_day.data = pilot().day
        form.renew(row.version)

    def run() -> None:
        services.change_state(
            actor(),
            number,
            condition_id,
            form.data["state"],
            form.data["from_day"],
            form.version.data or 0,
            pilot().day,
        )

    if attempt(form, run):
        return saved(number, _("Der Stand ist eingetragen."))
    row = queries.condition(case.row.pilot_id, case.row.id, condition_id)
    latest = queries.states_of(row.pilot_id, row.id)[-1]
    is_stale = form.renew(row.version)
    stored = {"state": latest.state, "from_day": latest.from_day} if is_stale else {}
    lead = _(
        "%(kind)s „%(group)s“, jetzt %(state)s seit dem %(day)s",
        **named(row.kind, row.group),
        state=labels.state(row.kind, latest.state)[1],
        day=written(latest.from_day),
    )
    return form_page(
        case,
        form,
        _("Stand ändern"),
        _("Stand eintragen"),
        lead=lead,
        present=stored_beside(form, stored),
        is_stale=is_stale,
    )


@blueprint.route(f"{HERE}/<int:condition_id>/correct", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def correct(number: int, condition_id: int) -> Any:
    """Corrects what was told; what somebody else saved meanwhile is shown beside."""
    case, row = opened(number, condition_id)
    form = CorrectionForm(data=stored_data(row))
    partners = offer(form, row.kind, row.partner_id, row.noted_on)
    if not form.is_submitted():
        form.renew(row.version)
    if not may(Permission.NAMES):
        del form.text

    def run() -> None:
        services.correct_condition(
            actor(),
            number,
            condition_id,
            noted(form, None),
            form.version.data or 0,
            partners,
            pilot().day,
        )

    if attempt(form, run):
        return saved(number, _("Der Eintrag ist berichtigt."))
    row = queries.condition(case.row.pilot_id, case.row.id, condition_id)
    is_stale = form.renew(row.version)
    return form_page(
        case,
        form,
        _("Eintrag berichtigen"),
        _("Berichtigen"),
        lead=_(
            "%(kind)s, erfasst am %(day)s", kind=labels.KIND[row.kind], day=written(row.noted_on)
        ),
        present=stored_beside(form, stored_data(row) if is_stale else {}),
        is_stale=is_stale,
    )


@blueprint.route(f"{HERE}/<int:condition_id>/state/undo", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def undo_state(number: int, condition_id: int) -> Any:
    """Takes the latest state back, after asking."""
    case, row = opened(number, condition_id)
    latest = queries.states_of(row.pilot_id, row.id)[-1]
    warning = _(
        "Der Stand „%(state)s“ vom %(day)s wird entfernt; es gilt wieder der Stand davor. "
        "Im Verlauf bleibt beides erhalten.",
        state=labels.state(row.kind, latest.state)[1],
        day=written(latest.from_day),
    )
    form = version_form(row.version)
    return confirmed(
        case,
        form,
        lambda: version_of(case, condition_id),
        _("Letzten Stand zurücknehmen"),
        warning,
        lambda: services.take_state_back(actor(), number, condition_id, form.version.data or 0),
        _("Der Stand ist zurückgenommen."),
    )


@blueprint.route(f"{HERE}/<int:condition_id>/void", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def void(number: int, condition_id: int) -> Any:
    """Strikes an entry out, after asking."""
    case, row = opened(number, condition_id)
    warning = _(
        "%(kind)s „%(group)s“ wird gestrichen, weil es nicht zutraf. Der Eintrag zählt dann "
        "nirgends mehr und lässt sich wiederherstellen. Ist etwas überwunden, ändern Sie bitte den "
        "Stand.",
        **named(row.kind, row.group),
    )
    form = version_form(row.version)
    return confirmed(
        case,
        form,
        lambda: version_of(case, condition_id),
        _("Eintrag streichen"),
        warning,
        lambda: services.void_condition(
            actor(), number, condition_id, form.version.data or 0, pilot().day
        ),
        _("Der Eintrag ist gestrichen."),
    )


@blueprint.route(f"{HERE}/<int:condition_id>/restore", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def restore(number: int, condition_id: int) -> Any:
    """Takes the striking out back, after asking."""
    case, row = opened(number, condition_id)
    form = version_form(row.version)
    return confirmed(
        case,
        form,
        lambda: version_of(case, condition_id),
        _("Eintrag wiederherstellen"),
        _("%(kind)s „%(group)s“ gilt danach wieder.", **named(row.kind, row.group)),
        lambda: services.restore_condition(
            actor(), number, condition_id, form.version.data or 0, pilot().day
        ),
        _("Der Eintrag gilt wieder."),
    )


def opened(number: int, condition_id: int) -> tuple[Case, Any]:
    """The case and one of its conditions; otherwise NotFound."""
    case = open_case(number, "text_sealed")
    return case, queries.condition(case.row.pilot_id, case.row.id, condition_id)


def version_of(case: Case, condition_id: int) -> int:
    """The version that is stored now."""
    return queries.condition(case.row.pilot_id, case.row.id, condition_id).version


def noted(form: Any, no_text: str | None) -> Noted:
    """What the form tells; `no_text` where the text is not for the actor's eyes."""
    partner = form.data["partner_id"]
    text = (form.data["text"] or "") if "text" in form else no_text
    return Noted(form.data["group"], form.data["since"], int(partner) if partner else None, text)


def stored_data(row: Any) -> dict[str, Any]:
    """What is stored now, as the form shows it."""
    told = {
        "group": row.group,
        "since": queries.since_of(row),
        "partner_id": str(row.partner_id or ""),
    }
    return {**told, "text": queries.text_of(row)} if may(Permission.NAMES) else told


def named(kind: str, group: str) -> dict[str, str]:
    """Kind and group as sentences name them."""
    return {"kind": str(labels.KIND[kind]), "group": labels.group(kind, group)}


def states(kind: str) -> list[tuple[str, Any]]:
    """Choices of states."""
    return [(code, word) for code, (_tone, word) in labels.STATE[kind].items()]


def offer(form: Any, kind: str, partner_id: int | None, noted_on: date | None) -> set[int]:
    """Puts groups and institutions into the form; the numbers that may be chosen.

    The institution that stands there already stays on offer, also after it has ended.
    """
    groups = labels.grouped(kind)
    is_dict = isinstance(groups, dict)
    form.group.choices = (
        {str(CHOOSE): [("", CHOOSE)], **groups} if is_dict else [("", CHOOSE), *groups]
    )
    known = partner_choices(pilot().id, date.min)
    offered = {key for key, _name in partner_choices(pilot().id, pilot().day)}
    if noted_on is not None and partner_id is not None:
        offered.add(partner_id)
    shown = {str(key): name for key, name in known if key in offered}
    form.partner_id.choices = options(shown, _("niemandem"))
    return offered
