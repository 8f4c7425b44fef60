"""Another rule set, or a value as the notice sets it: shown side by side before it binds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import DomainError
from app.finance.funder_rules import labels, services
from app.finance.funder_rules.forms import ChangeForm, RuleSetForm, ValueForm
from app.finance.funder_rules.queries import facts_on
from app.finance.funder_rules.routes.frame import blueprint, preset_of_day, rule_keyed
from app.finance.funder_rules.rules.comparing import compared
from app.finance.funder_rules.services import Change, latest_choice
from app.finance.funder_rules.values import parsed, typed
from app.pilots.queries import rule_set_choices
from app.pilots.rule_set import OwnValue, Rule, RuleSet
from app.pilots.rule_set_files import RULE_SETS, shipped_rule_set
from app.web import actor, attempt, page, pilot, say
from app.wording import language


@blueprint.route("/finance/rules/choose", methods=["GET", "POST"])
@requires(Permission.SET_RULES)
def choose() -> Any:
    """Which rule set binds; the verdicts under both stand side by side before it is changed."""
    form = _filled(RuleSetForm)
    form.key.choices = [(key, _title(shipped_rule_set(key))) for key in RULE_SETS]
    day = _day(form)
    if form.key.data is None:
        form.key.data = preset_of_day(day).rule_set.key

    def run() -> None:
        services.choose_rule_set(actor(), form.data["key"], _change(form, form.data["reason"]))

    if attempt(form, run):
        flash(_("Das Regelwerk ist gewählt. Die Urteile folgen ihm."), "success")
        return redirect(url_for(".index", pilot_key=pilot().key))
    _renew(form)
    return _side_by_side(
        "funder_rules/choose.html", form, day, lambda: shipped_rule_set(str(form.key.data))
    )


@blueprint.route("/finance/rules/of/<rule_key>/change", methods=["GET", "POST"])
@requires(Permission.SET_RULES)
def value(rule_key: str) -> Any:
    """A value of a rule as the notice sets it, or that it confirms the value there is."""
    form = _filled(ValueForm)
    day = _day(form)
    in_force = preset_of_day(day).rule_set
    rule = rule_keyed(in_force, rule_key)
    _ready(form, rule)

    def run() -> None:
        services.set_value(actor(), _own(form, rule), _change(form, form.data["source"]))

    if attempt(form, run):
        flash(_("Der Wert gilt. Die Urteile folgen ihm."), "success")
        return redirect(url_for(".rule", pilot_key=pilot().key, rule_key=rule_key))
    _renew(form)
    return _side_by_side(
        "funder_rules/value.html",
        form,
        day,
        lambda: services.with_value(in_force, _own(form, rule)),
        rule=rule,
    )


def _filled(of: type[ChangeForm]) -> Any:
    """The form as posted; a preview fills it from the address."""
    return of() if request.method == "POST" else of(request.args)


def _day(form: ChangeForm) -> date:
    """From when the change binds: the day given, else that of account."""
    found: date | None = form.valid_from.data
    if found is None and not form.valid_from.raw_data:
        form.valid_from.data = pilot().day
    return found or pilot().day


def _renew(form: ChangeForm) -> None:
    """The latest choice of now: whoever comes second sees what is in force by then."""
    form.seen.data = latest_choice([one.id for one in rule_set_choices(pilot().id)])
    form.seen.raw_data = None


def _change(form: ChangeForm, reason: str) -> Change:
    return Change(form.data["valid_from"], reason, form.data["seen"])


def _ready(form: ValueForm, rule: Rule) -> None:
    """The value to be changed: the one named, else the first; and what it is today."""
    name = str(form.name.data)
    if name not in rule.values:
        name = form.name.data = next(iter(rule.values), "")
    if form.value.data is None and rule.values:
        form.value.data = typed(name, rule.values[name])
    if form.standing.data is None:
        form.standing.data = "yes"


def _own(form: ValueForm, rule: Rule) -> OwnValue:
    name = str(form.name.data)
    found = parsed(rule.kind, name, form.value.data or "") if rule.values else ""
    source = (form.source.data or "").strip()
    return OwnValue(rule.key, name, found, source, form.standing.data != "no")


def _side_by_side(
    template: str, form: Any, day: date, then: Callable[[], RuleSet], **context: Any
) -> Any:
    """The page of a change: once it is named, both rule sets over the books of today."""
    is_named = request.method == "POST" or request.args.get("preview") == "yes"
    preset, pairs, chosen = preset_of_day(day), [], None
    if is_named:
        try:
            chosen = then()
            facts = facts_on(pilot().id, preset, pilot().day, [chosen])
            pairs = compared(preset.rule_set, chosen, facts)
        except DomainError as error:
            if request.method == "GET":
                field = getattr(form, error.field or "", None)
                if field is not None:
                    field.errors = [say(error)]
    return page(
        template,
        form,
        in_force=preset.rule_set,
        chosen=chosen,
        pairs=[pair for pair in pairs if pair.is_changed],
        labels=labels,
        **context,
    )


def _title(rule_set: RuleSet) -> str:
    return rule_set.title_en if language() == "en" else rule_set.title_de
