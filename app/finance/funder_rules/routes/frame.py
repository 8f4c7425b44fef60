"""What the pages of the funder's rules share."""

from __future__ import annotations

from datetime import date

from flask import Blueprint

from app.errors import NotFound
from app.finance.funder_rules.labels import value_text
from app.finance.queries import user_name
from app.pilots.preset import Preset
from app.pilots.queries import ChosenRuleSet, preset_on
from app.pilots.rule_set import Rule, RuleSet
from app.web import pilot

blueprint = Blueprint("funder_rules", __name__, template_folder="../templates")
blueprint.add_app_template_filter(value_text, "rule_value")


def preset_of_day(day: date) -> Preset:
    """The programme under the rule set that binds on a day."""
    here = pilot()
    return here.preset if day == here.day else preset_on(here.id, day)


def rule_keyed(rule_set: RuleSet, key: str) -> Rule:
    """The rule of an address; NotFound where the rule set has none of that key."""
    rule = rule_set.keyed(key)
    if rule is None:
        raise NotFound
    return rule


def names_of(choices: list[ChosenRuleSet]) -> dict[int, str]:
    """Who chose, by their number."""
    return {number: user_name(number) for number in {one.chosen_by for one in choices}}
