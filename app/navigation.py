"""Where everything is: the tabs of a pilot, each shown to whoever may open it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import current_app, g, request, url_for
from flask_babel import lazy_gettext as _l

from app.access import Permission
from app.wording import language


@dataclass(frozen=True)
class Place:
    """A place in the navigation; pages whose address begins with its own belong to it."""

    label: str
    endpoint: str
    permission: Permission
    children: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Item:
    """A place as the page shows it."""

    label: str
    url: str
    is_current: bool
    children: Sequence[Item] = ()


PLACES: tuple[Place, ...] = (
    Place(
        _l("Übersicht"),
        "reporting.dashboard",
        Permission.OVERVIEW,
        (
            Place(_l("Stand"), "reporting.dashboard", Permission.OVERVIEW),
            Place(_l("Aufgliederung"), "breakdown.index", Permission.OVERVIEW),
        ),
    ),
    Place(_l("Aufgaben"), "planning.tasks", Permission.WORK_CASES),
    Place(
        _l("Teilnehmende"),
        "participants.index",
        Permission.PARTICIPANTS,
        (
            Place(_l("Liste"), "participants.index", Permission.PARTICIPANTS),
            Place(_l("Auswahl"), "selection.index", Permission.WORK_CASES),
            Place(_l("Befragungen"), "questionnaires.index", Permission.PARTICIPANTS),
            Place(_l("Verweildauer"), "dwell.index", Permission.PARTICIPANTS),
            Place(_l("Wirkung und Verbleib"), "aftercare.figures", Permission.PARTICIPANTS),
            Place(_l("Fallzahlen"), "caseload.index", Permission.PARTICIPANTS),
            Place(_l("Kapazität"), "capacity.index", Permission.PARTICIPANTS),
        ),
    ),
    Place(
        _l("Netzwerk"),
        "partners.index",
        Permission.NETWORK,
        (
            Place(_l("Einrichtungen"), "partners.index", Permission.NETWORK),
            Place(_l("Vereinbarungen"), "partners.agreements", Permission.NETWORK),
            Place(_l("Zusammenarbeit"), "partners.figures", Permission.NETWORK),
        ),
    ),
    Place(_l("Nachweise"), "participants.evidence", Permission.EVIDENCE),
    Place(
        _l("Meilensteine"),
        "milestones.index",
        Permission.MILESTONES,
        (
            Place(_l("Meilensteine"), "milestones.index", Permission.MILESTONES),
            Place(_l("Arbeitspakete"), "milestones.packages", Permission.MILESTONES),
            Place(_l("Meilensteintrend"), "trend.index", Permission.MILESTONES),
            Place(_l("Fristen"), "milestones.duties", Permission.MILESTONES),
            Place(_l("Mitteilungen"), "notifications.index", Permission.STATEMENT),
        ),
    ),
    Place(
        _l("Finanzen"),
        "finance.budget",
        Permission.FINANCE,
        (
            Place(_l("Soll-Ist"), "finance.budget", Permission.FINANCE),
            Place(_l("Finanzierungsplan"), "plans.index", Permission.FINANCE),
            Place(_l("Ausblick"), "outlook.index", Permission.FINANCE),
            Place(_l("Mittelabruf"), "grants.index", Permission.FINANCE),
            Place(_l("Kosten je Monat"), "allocation.index", Permission.FINANCE),
            Place(_l("Nebenbestimmungen"), "funder_rules.index", Permission.FINANCE),
        ),
    ),
    Place(
        _l("Buchhaltung"),
        "finance.bookings",
        Permission.FINANCE,
        (
            Place(_l("Belege"), "finance.bookings", Permission.FINANCE),
            Place(_l("Vormerkungen"), "commitments.index", Permission.FINANCE),
            Place(_l("Bank"), "bank.index", Permission.FINANCE),
            Place(_l("Personalkosten"), "staff.index", Permission.FINANCE),
            Place(_l("Inventar"), "inventory.index", Permission.FINANCE),
            Place(_l("Monatsabschluss"), "closing.index", Permission.FINANCE),
            Place(_l("Journal"), "journal.index", Permission.FINANCE),
        ),
    ),
    Place(
        _l("Berichte"),
        "reports.index",
        Permission.STATEMENT,
        (
            Place(_l("Nachweise"), "reports.index", Permission.STATEMENT),
            Place(_l("Vollständigkeit"), "readiness.index", Permission.STATEMENT),
            Place(_l("Jahreszahlen"), "reporting.statements", Permission.STATEMENT),
            Place(_l("Kennzahlen"), "figures.index", Permission.STATEMENT),
            Place(_l("Formulare"), "funder_forms.index", Permission.STATEMENT),
        ),
    ),
    Place(_l("Programm"), "programme.index", Permission.PROGRAMME),
    Place(
        _l("Evaluation"),
        "releases.index",
        Permission.DOWNLOAD,
        (
            Place(_l("Freigaben"), "releases.index", Permission.DOWNLOAD),
            Place(_l("Codebuch"), "evaluation.codebook", Permission.DOWNLOAD),
            Place(_l("Empfänger"), "recipients.index", Permission.RELEASE),
            Place(_l("Pseudonyme"), "recipients.pseudonyms", Permission.APPROVE_RELEASE),
            Place(_l("Auswertungen"), "analyses.index", Permission.ANALYSES),
            Place(_l("Programmmonitoring"), "monitoring.index", Permission.MONITORING),
        ),
    ),
    Place(_l("Importe"), "intake.index", Permission.IMPORTS),
    Place(
        _l("Verwaltung"),
        "pilots.settings",
        Permission.PILOT_SETTINGS,
        (
            Place(_l("Vorhaben"), "pilots.settings", Permission.PILOT_SETTINGS),
            Place(_l("Konten"), "users.index", Permission.MANAGE_USERS),
            Place(_l("Protokoll"), "pilots.log", Permission.AUDIT_LOG),
        ),
    ),
)


def navigation() -> Sequence[Item]:
    """The tabs of the current pilot for the acting user; none outside a pilot."""
    if "pilot" not in g or "actor" not in g:
        return ()
    asked = (g.pilot.key, g.actor.permissions, request.script_root)
    return _tabs(*asked, language(), _address_here(_addresses(*asked).values()))


@lru_cache(maxsize=256)
def _addresses(key: str, open_to: frozenset[Permission], _root: str) -> Mapping[str, str]:
    """The address of every place open to these permissions; the server may be called below one."""
    leaves = [
        leaf
        for place in _open(PLACES, open_to)
        for leaf in (place, *_open(place.children, open_to))
    ]
    return {leaf.endpoint: url_for(leaf.endpoint, pilot_key=key) for leaf in leaves}


@lru_cache(maxsize=1024)
def _tabs(
    key: str, open_to: frozenset[Permission], root: str, _language: str, here: str | None
) -> Sequence[Item]:
    """The tabs in the reader's language; made once, for they are the same on every page."""
    addresses = _addresses(key, open_to, root)
    return tuple(_item(place, open_to, addresses, here) for place in _open(PLACES, open_to))


def first_page(key: str) -> str | None:
    """Where a user lands in a pilot: the first tab open to them."""
    place = next(iter(_open(PLACES, g.actor.permissions)), None) if "actor" in g else None
    return url_for(place.endpoint, pilot_key=key) if place else None


def _item(
    place: Place, open_to: Collection[Permission], addresses: Mapping[str, str], here: str | None
) -> Item:
    children = [_item(child, open_to, addresses, here) for child in _open(place.children, open_to)]
    address = addresses[place.endpoint]
    return Item(
        str(place.label),
        address,
        any(child.is_current for child in children) or address == here,
        children if len(children) > 1 else [],
    )


def _open(places: Sequence[Place], open_to: Collection[Permission]) -> list[Place]:
    """The places of these permissions; a delivery instance has few parts of the house."""
    return [
        place
        for place in places
        if place.permission in open_to and place.endpoint in current_app.view_functions
    ]


def _address_here(addresses: Iterable[str]) -> str | None:
    """The address of the place that this page lies below: the longest that fits."""
    path = request.path
    fitting = [
        address for address in addresses if path == address or path.startswith(f"{address}/")
    ]
    return max(fitting, key=len, default=None)
