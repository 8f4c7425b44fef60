"""The pilot as data, its training clock, and its log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from app import audit
from app.access import Permission, requires
from app.accounts.queries import holders, names_in
from app.clock import BERLIN, today
from app.messages import SENTENCES, sentence
from app.pilots import log as log_queries
from app.pilots import services
from app.pilots.forms import ClockForm, LogForm
from app.pilots.log import LogFilters
from app.pilots.queries import posts_of
from app.web import actor, asked_page, attempt, listing, may, page, pilot
from app.wording import language

blueprint = Blueprint("pilots", __name__, template_folder="templates")


@blueprint.app_template_filter()
def known_as(name: str, kind: str) -> str:
    """What people call an action, a subject or a word of the preset; unknown ones stay as is."""
    key = f"{kind}.{name}"
    return sentence(key, language(), {}) if key in SENTENCES else name


@blueprint.app_template_filter()
def in_language(thing: Any) -> str:
    """The title of a stage, criterion or position in the reader's language."""
    return str(thing.title_en if language() == "en" else thing.title_de)


@blueprint.app_template_filter()
def month_day(text: str) -> str:
    """ "04-30" as 30.04. or 30 Apr."""
    found = date.fromisoformat(f"2000-{text}")
    return found.strftime("%d %b") if language() == "en" else found.strftime("%d.%m.")


@blueprint.get("/settings")
@requires(Permission.PILOT_SETTINGS)
def settings() -> Any:
    """The pilot as the preset has it; nothing is changed here but the training clock."""
    return _settings(ClockForm(training_day=pilot().training_day))


@blueprint.post("/settings/training-day")
@requires(Permission.MOVE_CLOCK)
def training_day() -> Any:
    """Moves the training clock."""
    form = ClockForm()
    if attempt(form, lambda: services.set_training_day(actor(), form.training_day.data)):
        flash(_("Die Übungsuhr ist gestellt."), "success")
        return redirect(url_for("pilots.settings", pilot_key=pilot().key))
    return _settings(form)


def _settings(form: ClockForm) -> Any:
    return page(
        "pilots/settings.html",
        form,
        preset=pilot().preset,
        posts=posts_of(pilot().id),
        holders=holders(pilot().id, today()),
        may_move_clock=may(Permission.MOVE_CLOCK) and pilot().training_day is not None,
    )


@blueprint.get("/log")
@requires(Permission.AUDIT_LOG)
def log() -> Any:
    """Who did what in this pilot, newest first; on request with a check of the whole chain."""
    names = names_in(pilot().id)
    form = LogForm(request.args)
    form.validate()
    form.action.choices = [("", _("alle")), *_actions()]
    form.user.choices = [("", _("alle")), *((str(key), name) for key, name in names.items())]
    filters = _filters(form)
    number = asked_page()
    entries, total = log_queries.entries(pilot().id, filters, number)
    is_asked = request.args.get("check") == "yes"
    return page(
        "pilots/log.html",
        filter=form,
        is_filtered=filters != LogFilters(),
        entries=entries,
        names=names,
        listing=listing(total, "sequence", True, number, log_queries.PER_PAGE),
        is_checked=is_asked,
        break_at=audit.check_chain(pilot().id) if is_asked else None,
    )


def _actions() -> list[tuple[str, str]]:
    known: Mapping[str, str] = {
        key.removeprefix("action."): sentence(key, language(), {})
        for key in SENTENCES
        if key.startswith("action.")
    }
    return sorted(known.items(), key=lambda item: item[1].casefold())


def _filters(form: LogForm) -> LogFilters:
    user = form.user.data or ""
    first, last = form.from_day.data, form.until_day.data
    return LogFilters(
        form.action.data or "",
        int(user) if user.isdecimal() and len(user) < 19 else None,
        datetime.combine(first, time.min, BERLIN) if first else None,
        datetime.combine(last + timedelta(days=1), time.min, BERLIN) if last else None,
    )
