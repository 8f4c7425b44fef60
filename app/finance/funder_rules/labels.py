"""How rules, their values and what they say read for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.access import Permission
from app.finance.funder_rules.rules.findings import Cover, Finding, Place, Rows, Verdict
from app.finance.funder_rules.rules.orders import ORDER, Permit
from app.finance.funder_rules.values import typed
from app.formats import money
from app.messages import SENTENCES, sentence
from app.pilots.rule_set import Value
from app.web import may, pilot
from app.wording import language

VERDICT = {
    Verdict.KEPT: ("success", _l("eingehalten")),
    Verdict.NOT_CONFIRMED: ("neutral", _l("kein Urteil")),
    Verdict.PROVISIONAL: ("warning", _l("vorläufig gedeckt")),
    Verdict.WARNING: ("warning", _l("beachten")),
    Verdict.BROKEN: ("danger", _l("verletzt")),
}
PERMIT = {
    Permit.YES: ("success", _l("Ja, das dürfen Sie bestellen.")),
    Permit.YES_BUT: ("warning", _l("Ja, aber beachten Sie, was dazugehört.")),
    Permit.NO: ("danger", _l("Nein, so nicht.")),
    Permit.NO_VERDICT: (
        "info",
        _l("Kein Urteil: Ein Wert, auf den es hier ankommt, ist nicht bestätigt."),
    ),
}


@dataclass(frozen=True)
class Link:
    """The way to rows behind a finding."""

    text: str
    url: str


UNITS: Mapping[str, Callable[[Any], str]] = {
    "percent": lambda value: f"{value}\u00a0%",
    "days": lambda value: str(ngettext("%(num)d Tag", "%(num)d Tage", value)),
    "grace_days": lambda value: str(ngettext("%(num)d Tag", "%(num)d Tage", value)),
    "lead_days": lambda value: str(ngettext("%(num)d Tag", "%(num)d Tage", value)),
    "months": lambda value: str(ngettext("%(num)d Monat", "%(num)d Monate", value)),
    "years": lambda value: str(ngettext("%(num)d Jahr", "%(num)d Jahre", value)),
    "limit_cents": lambda value: str(_("über %(amount)s", amount=money(value))),
    "against": lambda value: sentence(f"value.against_{value}", language(), {}),
}


def value_text(value: Value, name: str) -> str:
    """A value with its unit."""
    return UNITS[name](value) if name in UNITS else typed(name, value)


def said(finding: Finding) -> str:
    """What a rule says, as a sentence with its norm in brackets."""
    key = finding.said
    if finding.params.get("number") == ORDER:
        key = key.replace("funder_rules.", "funder_rules.order_")
    params = {**finding.params, "covers": _covers(finding.covers, finding.verdict)}
    text = sentence(key if key in SENTENCES else finding.said, language(), params)
    norm = finding.rule.norm.replace(" ", "\u00a0")
    return f"{text} ({norm})." if norm else f"{text}."


def _covers(covers: Sequence[Cover], verdict: Verdict) -> str:
    """Who covers how much: "1.930,00 €, die nach der Prognose in 0843 frei bleiben"."""
    is_forecast = verdict is not Verdict.KEPT
    if len(covers) == 1:
        one = {"amount": money(covers[0].cents), "position": covers[0].position}
        if is_forecast:
            text = _("%(amount)s, die nach der Prognose in %(position)s frei bleiben", **one)
        else:
            text = _("%(amount)s, die in %(position)s gespart sind", **one)
        return str(text)
    parts = [
        _("%(amount)s in %(position)s", amount=money(one.cents), position=one.position)
        for one in covers
    ]
    several = {"first": ", ".join(parts[:-1]), "last": parts[-1] if parts else ""}
    if is_forecast:
        return str(_("%(first)s und %(last)s, die nach der Prognose frei bleiben", **several))
    return str(_("%(first)s und %(last)s, die gespart sind", **several))


def links(finding: Finding, until: date | None = None) -> list[Link]:
    """The ways to the rows behind a finding, for whoever may go there."""
    found = [_link(rows, written_or_none(until)) for rows in finding.rows]
    return [one for one in found if one is not None]


def written_or_none(until: date | None) -> str | None:
    """A day of the past as lists take it in their address; none for the day of account."""
    return None if until in {None, pilot().day} else f"{until:%d.%m.%Y}"


def _link(rows: Rows, until: str | None) -> Link | None:
    match rows.place:
        case Place.VOUCHER if rows.number:
            text = _("Beleg %(number)s", number=rows.number)
            url = _address("finance.booking", source_number=rows.number)
        case Place.VOUCHERS:
            text = _("Belege %(of)s", of=rows.position or rows.year or "").strip()
            url = _address("finance.bookings", position=rows.position, year=rows.year, day=until)
        case Place.COMMITMENTS:
            text = _("Vormerkungen")
            url = _address("commitments.index", position=rows.position)
        case Place.DRAW_DOWNS if "grants.index" in current_app.view_functions:
            text, url = _("Mittelabrufe"), _address("grants.index")
        case Place.DUTIES if may(Permission.MILESTONES):
            text, url = _("Fristen"), _address("milestones.duties")
        case _nowhere:
            return None
    return Link(text, url)


def _address(endpoint: str, **arguments: Any) -> str:
    return url_for(endpoint, pilot_key=pilot().key, **arguments)
