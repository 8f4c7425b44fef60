"""What the forecast takes for granted, by address."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField
from wtforms.validators import NumberRange, Optional

from app.fields import NumberField

UNTIL = {
    "full": _l("mit voller Dauer"),
    "end": _l("bis zum Ende"),
}

MOST_POSTS, MOST_VACANCY = 20, 24
"""Bounds of what may be assumed: posts more, months of vacancy."""


def within(low: int, high: int) -> list[object]:
    """May be left empty; otherwise between the two."""
    message = _l("Bitte eine Zahl von %(low)s bis %(high)s eingeben.", low=low, high=high)
    return [Optional(), NumberRange(low, high, message)]


class ScenarioForm(Form):
    """Assumptions that differ from the programme's; empty fields keep those."""

    posts = NumberField(_l("Weitere volle Stellen"), within(0, MOST_POSTS))
    vacancy = NumberField(_l("Monate ohne eine Stelle"), within(0, MOST_VACANCY))
    refill = NumberField(_l("Tage bis zur Nachbesetzung"), within(0, 365))
    stay = NumberField(_l("Verweildauer in Monaten"), within(1, 120))
    until = SelectField(_l("Aufnahmen"), choices=list(UNTIL.items()), validate_choice=False)
