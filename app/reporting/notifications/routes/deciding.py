"""What is decided on a trigger: a letter is drafted, or none is needed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from flask import flash, redirect
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import DomainError
from app.finance.labels import position_titles
from app.formats import day
from app.reporting.notifications import drafting, labels, queries, services
from app.reporting.notifications.forms import DraftForm, HandForm, WaiveForm
from app.reporting.notifications.routes.frame import (
    HERE,
    blueprint,
    done,
    shown,
    standing_of,
    to,
)
from app.reporting.notifications.rules.decisions import Standing, Stands
from app.reporting.notifications.rules.triggers import NORMS, Kind, Trigger
from app.reporting.notifications.services import ToDraft
from app.web import actor, attempt, page, pilot
from app.wording import speaking

UNDECIDED = frozenset({Stands.OPEN, Stands.WORSE})


@blueprint.route(f"{HERE}/triggers/<kind>/draft", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def draft(kind: str) -> Any:
    """Drafts the letter about what is seen, with its figures filled in."""
    standing, form = standing_of(kind), DraftForm(data=addressed())
    if standing.stands not in UNDECIDED:
        return decided(standing)
    made: list[int] = []
    if attempt(form, lambda: made.append(_drafted(form, standing.trigger))):
        return done(
            _("Der Entwurf liegt bereit. Bitte ergänzen Sie ihn."),
            to("revise", letter_id=made[0]),
        )
    return page("notifications/draft.html", form, shown=shown(standing))


def addressed() -> dict[str, str]:
    """To whom the last letter went, else the funder as the programme names it."""
    here = pilot()
    return {
        "recipient": queries.last_recipient(here.id) or here.preset.funder,
        "reference": here.preset.notice.reference,
    }


def decided(standing: Standing) -> Any:
    """Somebody decided meanwhile: says so, and shows the decision."""
    flash(_("Über diesen Anlass ist inzwischen entschieden."), "info")
    decision = standing.decision
    is_letter = decision is not None and standing.stands is not Stands.NOT_NEEDED
    return redirect(to("letter", letter_id=decision.id) if decision and is_letter else to("index"))


def _drafted(form: DraftForm, trigger: Trigger) -> int:
    here = pilot()
    with speaking(str(form.language.data)):
        words = drafting.of_trigger(
            trigger, here.preset, position_titles(here.preset), _address_in(form), day(here.day)
        )
    given = ToDraft(trigger.kind, trigger.norm, str(form.language.data), words, trigger)
    return services.draft(actor(), given, here.day)


def _address_in(form: DraftForm) -> tuple[str, str]:
    return form.recipient.data or "", form.reference.data or ""


@blueprint.route(f"{HERE}/new", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def by_hand() -> Any:
    """Drafts a letter about what no book shows: purpose, insolvency, funding applied for."""
    here, form = pilot(), HandForm(data=addressed())
    norms = NORMS.get(here.preset.rule_set.key, {})
    form.kind.choices = [("", _("Bitte wählen"))] + [
        (kind.value, f"{labels.TITLE[kind]} ({norms[kind].text})")
        for kind in sorted(norms, key=lambda one: one not in FIRST)
    ]
    made: list[int] = []

    def run() -> None:
        if form.data["since"] > here.day:
            raise DomainError("house.future", "since", day=form.data["since"], on=here.day)
        kind = Kind(form.data["kind"])
        spoken = str(form.language.data)
        with speaking(spoken):
            since, what = day(form.data["since"]), form.data["what"]
            words = drafting.by_hand(kind, norms[kind], here.preset, since, what, _address_in(form))
        given = ToDraft(kind, norms[kind], spoken, words)
        made.append(services.draft(actor(), given, here.day))

    if attempt(form, run):
        return done(
            _("Der Entwurf liegt bereit. Bitte ergänzen Sie ihn."),
            to("revise", letter_id=made[0]),
        )
    return page("notifications/by_hand.html", form, has_duties=bool(norms))


FIRST = (Kind.PURPOSE, Kind.INSOLVENCY)
"""What can only be recorded by hand stands first among the choices."""


@blueprint.route(f"{HERE}/triggers/<kind>/not-needed", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def waive(kind: str) -> Any:
    """Keeps why nothing has to be told; the trigger is quiet until its figures get worse."""
    standing, form = standing_of(kind), WaiveForm()
    if standing.stands not in UNDECIDED:
        return decided(standing)
    now = fingerprint(standing.trigger)

    def run() -> None:
        if form.data["shown"] != now:
            raise DomainError("notifications.figures_moved")
        services.waive(actor(), standing.trigger, form.data["reason"], pilot().day)

    if attempt(form, run):
        return done(_("Die Begründung ist festgehalten."), to("index"))
    form.shown.data, form.shown.raw_data = now, None
    return page("notifications/waive.html", form, shown=shown(standing))


def fingerprint(trigger: Trigger) -> str:
    """Names the figures of a trigger without telling them."""
    return hashlib.sha256(json.dumps(trigger.weights, sort_keys=True).encode()).hexdigest()
