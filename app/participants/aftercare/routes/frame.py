"""What these pages share: the blueprint, and the day of account in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, request

from app.errors import DomainError
from app.participants.forms import DayForm
from app.web import pilot, say

blueprint = Blueprint("aftercare", "app.participants.aftercare", template_folder="templates")


@dataclass(frozen=True)
class Asked:
    """The day that figures are asked for; `text` is it as an address says it, None for today."""

    form: DayForm
    day: date
    is_today: bool

    @property
    def text(self) -> str | None:
        """For further addresses."""
        return None if self.is_today else self.day.isoformat()


def asked_day() -> Asked:
    """The day in the address; that of the pilot for none, and for one to come, which is refused."""
    form, today = DayForm(request.args), pilot().day
    if not form.validate():
        return Asked(form, today, is_today=True)
    day = form.day.data or today
    if day > today:
        error = DomainError("house.future", "day", day=day, on=today)
        form.day.errors = [*form.day.errors, say(error)]
        return Asked(form, today, is_today=True)
    form.day.data = day
    return Asked(form, day, day == today)
