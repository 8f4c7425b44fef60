"""What needs attention, in words, with the way to the rows behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from flask import request, url_for
from flask_babel import ngettext

from app.access import Permission
from app.evaluation.releases.queries import Matters
from app.finance.funder_rules.labels import said
from app.formats import day
from app.messages import sentence
from app.reporting.rules import Concern, Kind
from app.web import may, pilot
from app.wording import gettext as _
from app.wording import language

MOST = 2
"""More overdue milestones than these share a line, and so do breaches of one rule."""


@dataclass(frozen=True)
class Notice:
    """A line of the list: tone and name of the badge, sentence, address where the reader may go."""

    tone: str
    area: str
    text: str
    url: str | None


def address(endpoint: str, permission: Permission, **arguments: Any) -> str | None:
    """The address of a page of this pilot, for whoever may open it."""
    if not may(permission):
        return None
    return _built(endpoint, pilot().key, request.script_root, **arguments)


@lru_cache(maxsize=1024)
def _built(endpoint: str, key: str, _root: str, **arguments: Any) -> str:
    """Made once: an overview has some twenty addresses, and building one takes a while."""
    return url_for(endpoint, pilot_key=key, **arguments)


def worded(concerns: Sequence[Concern]) -> list[Notice]:
    """The concerns that the reader's permissions cover, in the reader's language."""
    rest = _gathered([concern for concern in concerns if _concerns_reader(concern)])
    told = []
    for kind, together in _TOGETHER.items():
        overdue = [each for each in rest if each.kind is kind and each.is_grave]
        if len(overdue) > MOST:
            rest = [concern for concern in rest if concern not in overdue]
            told.append(together(overdue))
    return [*told, *(_WORDS[concern.kind](concern) for concern in rest)]


def of_releases(due: Matters) -> list[Notice]:
    """Releases that wait for the reader's decision, and locked ones whose deletion nobody asked
    for; each kind takes one line."""
    told = []
    if due.locked:
        text = ngettext(
            "%(num)d gelieferte Freigabe ist gesperrt, um Löschung ist noch nicht gebeten.",
            "%(num)d gelieferte Freigaben sind gesperrt, um Löschung ist noch nicht gebeten.",
            len(due.locked),
        )
        told.append(Notice("danger", _("Freigabe"), text, _release(due.locked)))
    if due.waiting:
        text = ngettext(
            "%(num)d Freigabe wartet auf Sie.",
            "%(num)d Freigaben warten auf Sie.",
            len(due.waiting),
        )
        told.append(Notice("warning", _("Freigabe"), text, _release(due.waiting)))
    return told


def _release(ids: Sequence[int]) -> str | None:
    if len(ids) > 1:
        return address("releases.index", Permission.DOWNLOAD)
    return address("releases.detail", Permission.DOWNLOAD, release_id=ids[0])


def _gathered(concerns: Sequence[Concern]) -> list[Concern]:
    """A rule of the funder with more than MOST breaches takes one line, with their number."""
    counts = Counter(_broken_rule(concern) for concern in concerns)
    found, said_already = [], set()
    for concern in concerns:
        key = _broken_rule(concern)
        if key is None or counts[key] <= MOST:
            found.append(concern)
        elif key not in said_already:
            said_already.add(key)
            found.append(replace(concern, count=counts[key]))
    return found


def _broken_rule(concern: Concern) -> str | None:
    is_broken = concern.kind is Kind.RULE and concern.is_grave
    return str(concern.subject.rule.key) if is_broken else None


def _concerns_reader(concern: Concern) -> bool:
    """Counts of people are for those who work with them, exceptions also for who examines them."""
    if concern.kind is Kind.UNEXPLAINED:
        return may(Permission.PARTICIPANTS) or may(Permission.EVIDENCE)
    if concern.kind is Kind.EMERGENCY:
        return may(Permission.DISTRIBUTE_CASES)
    return concern.kind not in {Kind.OVERLOADED, Kind.TOO_LONG} or may(Permission.PARTICIPANTS)


def _tone(concern: Concern) -> str:
    return "danger" if concern.is_grave else "warning"


def _emergency(concern: Concern) -> Notice:
    text = ngettext(
        "%(num)d Fall wurde im Notfall geöffnet und noch nicht gesichtet.",
        "%(num)d Fälle wurden im Notfall geöffnet und noch nicht gesichtet.",
        concern.count,
    )
    url = address("caseload.emergencies", Permission.DISTRIBUTE_CASES)
    return Notice(_tone(concern), _("Notfall"), text, url)


def _overloaded(concern: Concern) -> Notice:
    title, cases, places = concern.subject
    text = _(
        "%(post)s trägt %(cases)d Fälle bei %(places)d Plätzen.",
        post=title,
        cases=cases,
        places=places,
    )
    url = address("caseload.index", Permission.PARTICIPANTS)
    return Notice(_tone(concern), _("Fallzahl"), text, url)


def _unexplained(concern: Concern) -> Notice:
    text = ngettext(
        "%(num)d Aufnahme gegen die Voraussetzungen, noch ohne Begründung.",
        "%(num)d Aufnahmen gegen die Voraussetzungen, noch ohne Begründung.",
        concern.count,
    )
    url = address("participants.evidence", Permission.EVIDENCE)
    return Notice(_tone(concern), _("Voraussetzungen"), text, url)


def _too_long(concern: Concern) -> Notice:
    months = pilot().preset.target.maximum_dwell_months
    text = ngettext(
        "%(num)d Person ist länger als %(months)d Monate in Betreuung.",
        "%(num)d Personen sind länger als %(months)d Monate in Betreuung.",
        concern.count,
        months=months,
    )
    url = address(
        "participants.index", Permission.PARTICIPANTS, state="in_care", sort="admitted_on"
    )
    return Notice(_tone(concern), _("Verweildauer"), text, url)


def _rule(concern: Concern) -> Notice:
    finding = concern.subject
    if concern.count <= MOST:
        url = address("funder_rules.index", Permission.FINANCE)
        return Notice(_tone(concern), _("Nebenbestimmung"), said(finding), url)
    text = _(
        "%(rule)s: an %(count)d Stellen verletzt.",
        rule=sentence(f"rule.{finding.rule.kind}", language(), {}),
        count=concern.count,
    )
    url = address("funder_rules.rule", Permission.FINANCE, rule_key=finding.rule.key)
    return Notice(_tone(concern), _("Nebenbestimmung"), text, url)


def _bank(concern: Concern) -> Notice:
    text = ngettext(
        "%(num)d Umsatz der Bank ist noch keinem Beleg zugeordnet.",
        "%(num)d Umsätze der Bank sind noch keinem Beleg zugeordnet.",
        concern.count,
    )
    url = address("bank.index", Permission.FINANCE, state="open")
    return Notice(_tone(concern), _("Bank"), text, url)


def _milestone(concern: Concern) -> Notice:
    row, days = concern.subject, concern.count
    if concern.is_grave:
        late = ngettext("überfällig seit %(num)d Tag", "überfällig seit %(num)d Tagen", days)
    else:
        late = ngettext("verschoben um %(num)d Tag", "verschoben um %(num)d Tage", days)
    text = f"{row.title_in(language())}: {late}."
    url = address("milestones.detail", Permission.MILESTONES, milestone_id=row.id)
    return Notice(_tone(concern), _("Meilenstein"), text, url)


def _overdue(concerns: Sequence[Concern]) -> Notice:
    longest = max(concerns, key=lambda concern: concern.count)
    text = _(
        "%(count)d Meilensteine sind überfällig, am längsten „%(title)s“.",
        count=len(concerns),
        title=longest.subject.title_in(language()),
    )
    url = address("milestones.index", Permission.MILESTONES, state="open", sort="state")
    return Notice(_tone(longest), _("Meilensteine"), text, url)


def _duty(concern: Concern) -> Notice:
    duty, days = concern.subject, concern.count
    name = sentence(duty.key, language(), duty.params)
    url = address("milestones.duties", Permission.MILESTONES)
    if not concern.is_grave:
        text = _("%(name)s: fällig am %(day)s.", name=name, day=day(duty.due_on))
        return Notice("info", _("Frist"), text, url)
    late = ngettext("überfällig seit %(num)d Tag", "überfällig seit %(num)d Tagen", days)
    return Notice("danger", _("Frist"), f"{name}: {late}.", url)


def _overdue_duties(concerns: Sequence[Concern]) -> Notice:
    longest = max(concerns, key=lambda concern: concern.count).subject
    text = _(
        "%(count)d Fristen sind überschritten, am längsten „%(name)s“ (%(day)s).",
        count=len(concerns),
        name=sentence(longest.key, language(), longest.params),
        day=day(longest.due_on),
    )
    url = address("milestones.duties", Permission.MILESTONES, state="open")
    return Notice("danger", _("Fristen"), text, url)


_TOGETHER: dict[Kind, Callable[[Sequence[Concern]], Notice]] = {
    Kind.MILESTONE: _overdue,
    Kind.DUTY: _overdue_duties,
}
"""More than MOST that are overdue share a line."""


_WORDS: dict[Kind, Callable[[Concern], Notice]] = {
    Kind.EMERGENCY: _emergency,
    Kind.OVERLOADED: _overloaded,
    Kind.UNEXPLAINED: _unexplained,
    Kind.TOO_LONG: _too_long,
    Kind.RULE: _rule,
    Kind.BANK: _bank,
    Kind.MILESTONE: _milestone,
    Kind.DUTY: _duty,
}
