"""Words of dwell time."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.formats import number
from app.participants.dwell.rules import DAYS_IN_MONTH, Left, Limit
from app.participants.labels import days, months
from app.wording import ngettext

LIMIT = {
    Limit.PLANNED: _l("geplante Dauer"),
    Limit.MAXIMUM: _l("Höchstdauer"),
    Limit.FUNDING: _l("Ende des Bewilligungszeitraums"),
}
LIST = {
    "all": _l("Alle in Betreuung"),
    "transition": _l("Übergang planen"),
    "over": _l("Über der geplanten Dauer"),
    "short": _l("Dauer nicht mehr zu vollenden"),
}


def left(found: Left) -> str:
    """What is left until a limit, or since when it lies behind: "noch 3 Monate"."""
    if found.days < 0:
        if found.months < 0:
            count = -found.months
            return ngettext("seit %(num)d Monat", "seit %(num)d Monaten", count) % {"num": count}
        count = -found.days
        return ngettext("seit %(num)d Tag", "seit %(num)d Tagen", count) % {"num": count}
    length = months(found.months) if found.months else days(found.days)
    return str(_("noch %(length)s", length=length))


def in_months(days: float | None) -> str:
    """Days read in months: "13,4"; a dash for none."""
    return number(None if days is None else days / DAYS_IN_MONTH, 1)


def in_days(days: float | None) -> str:
    """A mean of days, rounded: "408 Tage"; a dash for none."""
    if days is None:
        return "–"
    count = round(days)
    return ngettext("%(num)s Tag", "%(num)s Tage", count) % {"num": number(count)}
