"""How gaps read for people, and where they lead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.access import Permission
from app.formats import number
from app.messages import sentence
from app.reporting.readiness.rules.gaps import Area, Gap, Keeper, Shown
from app.web import may, pilot
from app.wording import language

AREA: Mapping[Area, Any] = {
    Area.PEOPLE: _l("Teilnehmende"),
    Area.MONEY: _l("Finanzen"),
    Area.MILESTONES: _l("Meilensteine"),
    Area.REPORT: _l("Nachweis"),
}
KEEPER: Mapping[Keeper, Any] = {
    Keeper.POSTS: _l("betreuende Stellen"),
    Keeper.FINANCE: _l("Finanzsachbearbeitung"),
    Keeper.APPROVER: _l("Freigabe"),
    Keeper.COORDINATOR: _l("Projektkoordination"),
}
_OPEN_TO = {
    Area.PEOPLE: Permission.PARTICIPANTS,
    Area.MONEY: Permission.FINANCE,
    Area.MILESTONES: Permission.MILESTONES,
    Area.REPORT: Permission.STATEMENT,
}


def protected(count: int | None) -> str:
    """A count for people; a small one says that it is protected."""
    return str(_("geschützt")) if count is None else number(count)


def topic(gap: Gap) -> str:
    """What a gap is about, whether something is missing or not."""
    return sentence(f"readiness.topic_{gap.key}", language(), {})


def said(one: Shown) -> str:
    """What is missing, in a sentence; "some" where the number is protected."""
    share = _("Einigen")
    if one.count is not None:
        share = _("%(count)s von %(of)s", count=number(one.count), of=protected(one.of))
    params = {"share": share, "count": protected(one.count)}
    return sentence(f"readiness.gap_{one.gap.key}", language(), params)


def apart(one: Shown) -> list[str]:
    """What is counted apart because nobody can tell it yet."""
    found = []
    if one.coming != 0:
        found.append(_("%(count)s werden bis dahin noch fällig", count=protected(one.coming)))
    if one.later != 0:
        found.append(_("%(count)s erst nach der Abgabe fällig", count=protected(one.later)))
    return found


def rows_url(gap: Gap, report_id: int | None, post: int | None = None) -> str | None:
    """The page with the rows behind a gap, for whoever may open it; `post`: the place of one."""
    arguments: dict[str, Any] = dict(gap.arguments)
    endpoint = gap.check.endpoint
    if gap.check.area is Area.REPORT and report_id is not None:
        endpoint, arguments = "reports.show", {"report_id": report_id}
    if not gap.count or not may(_OPEN_TO[gap.check.area]):
        return None
    if endpoint == "funder_rules.rule" and "rule_key" not in arguments:
        return None
    if post is not None:
        arguments["post"] = post
    return url_for(endpoint, pilot_key=pilot().key, **arguments)
