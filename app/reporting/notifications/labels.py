"""How triggers and letters read for people, on pages and in the letters themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.disclosure import FEWEST, at_least
from app.finance.inventory import rules as inventory
from app.finance.inventory.labels import KIND as ITEM_EVENT
from app.formats import day, money, number
from app.reporting.notifications.rules.decisions import Stands
from app.reporting.notifications.rules.letters import Event, State, Way
from app.reporting.notifications.rules.triggers import (
    Drawn,
    Figures,
    Goal,
    Income,
    Item,
    Kind,
    Overrun,
    YearMoney,
)

TITLE = {
    Kind.GOAL: _l("Ziel voraussichtlich nicht erreichbar"),
    Kind.DRAWN_MONEY: _l("Abgerufene Mittel nicht fristgerecht verwendbar"),
    Kind.YEAR_MONEY: _l("Mittel eines Jahres werden nicht verbraucht"),
    Kind.OTHER_FUNDING: _l("Weitere Mittel von anderer Seite"),
    Kind.OVERRUN: _l("Position des Finanzierungsplans über dem zulässigen Rahmen"),
    Kind.INVENTORY: _l("Inventar nicht mehr für den Zweck verwendet"),
    Kind.PURPOSE: _l("Zweck oder maßgebliche Umstände geändert"),
    Kind.INSOLVENCY: _l("Insolvenzverfahren beantragt oder eröffnet"),
}
STANDS = {
    Stands.OPEN: ("danger", _l("offen")),
    Stands.WORSE: ("danger", _l("seit der Entscheidung verschlechtert")),
    Stands.DRAFTED: ("warning", _l("Entwurf liegt vor")),
    Stands.TOLD: ("neutral", _l("mitgeteilt")),
    Stands.NOT_NEEDED: ("neutral", _l("keine Mitteilung nötig")),
}
STATE = {
    State.DRAFT: ("warning", _l("Entwurf")),
    State.SENT: ("neutral", _l("gesendet")),
    State.ANSWERED: ("neutral", _l("beantwortet")),
    State.DISCARDED: ("neutral", _l("verworfen")),
}
EVENT = {
    Event.SENT: _l("An den Zuwendungsgeber gesendet"),
    Event.ANSWERED: _l("Antwort des Zuwendungsgebers"),
    Event.DISCARDED: _l("Entwurf verworfen"),
}
WAY = {
    Way.POST: _l("Brief"),
    Way.EMAIL: _l("E-Mail"),
    Way.PORTAL: _l("Portal des Zuwendungsgebers"),
    Way.FAX: _l("Fax"),
}
LANGUAGE = {"de": _l("Deutsch"), "en": _l("Englisch")}


def told(figures: Figures, titles: Mapping[str, str], k: int = FEWEST) -> str:
    """What is seen of a row, with its figures; counts from 1 to k − 1 people stay hidden."""
    match figures:
        case Goal():
            return _goal(figures, k)
        case Drawn():
            return _drawn(figures)
        case YearMoney():
            return str(
                _(
                    "Jahr %(year)s: geplant %(planned)s, erwartet %(expected)s, voraussichtlich "
                    "nicht verbraucht %(left)s.",
                    year=figures.year,
                    planned=money(figures.planned_cents),
                    expected=money(figures.expected_cents),
                    left=money(figures.left_cents),
                )
            )
        case Income():
            return str(
                _(
                    "Eingang am %(day)s: %(amount)s von %(payer)s (%(reason)s).",
                    day=day(figures.received_on),
                    amount=money(figures.amount_cents),
                    payer=figures.payer,
                    reason=figures.reason,
                )
            )
        case Item():
            return str(
                _(
                    "Inventar Nr. %(number)s, %(item)s: %(event)s am %(day)s.",
                    number=figures.number,
                    item=figures.description,
                    event=ITEM_EVENT[inventory.Kind(figures.event)],
                    day=day(figures.happened_on),
                )
            )
        case Overrun():
            return _overrun(figures, titles)


def _goal(goal: Goal, k: int) -> str:
    parts = [
        _forecast(goal, k),
        _(
            "Aufgenommen sind bisher %(accompanied)s, bei gleichmäßigem Verlauf wären es "
            "%(planned)s.",
            accompanied=_few(k) if _is_hidden(goal, k) else number(goal.accompanied),
            planned=number(goal.planned_now),
        ),
        _(
            "Letzter Aufnahmetag für die geplanten %(months)s Monate: %(day)s.",
            months=goal.planned_months,
            day=day(goal.last_full_entry),
        ),
    ]
    if goal.mean_months is not None:
        parts.append(
            _(
                "Mittlere Verweildauer nach den bisherigen Verläufen: %(mean)s Monate.",
                mean=number(goal.mean_months, 1),
            )
        )
    return " ".join(str(part) for part in parts)


def _is_hidden(goal: Goal, k: int) -> bool:
    return at_least(goal.accompanied, k) is None


def _few(k: int) -> str:
    return str(_("weniger als %(k)s", k=k))


def _forecast(goal: Goal, k: int) -> str:
    """The forecast adds free places to who is there: it tells a hidden count, and goes with it."""
    if _is_hidden(goal, k):
        return str(
            _(
                "Bis zum Ende des Bewilligungszeitraums am %(end)s ist das Ziel von %(target)s "
                "Teilnehmenden nach der heutigen Prognose nicht erreichbar.",
                end=day(goal.ends_on),
                target=number(goal.target),
            )
        )
    return str(
        _(
            "Bis zum Ende des Bewilligungszeitraums am %(end)s sind nach der heutigen Prognose "
            "%(full)s statt %(target)s Teilnehmende erreichbar, wenn nur aufgenommen wird, solange "
            "ein voller Aufenthalt möglich ist; mit Aufnahmen bis zum Ende wären es %(any)s.",
            end=day(goal.ends_on),
            full=number(goal.expected_full),
            target=number(goal.target),
            any=number(goal.expected_any),
        )
    )


def _drawn(drawn: Drawn) -> str:
    values: dict[str, Any] = {
        "day": day(drawn.received_on),
        "amount": money(drawn.amount_cents),
        "last": day(drawn.last_timely_on),
        "late": money(drawn.late_cents or drawn.ahead_cents),
        "rest": money(drawn.rest_cents),
    }
    if drawn.ahead_cents:
        return str(
            _(
                "Auszahlung vom %(day)s über %(amount)s, zu verwenden bis %(last)s: nach der "
                "Planung werden %(late)s nicht fristgerecht verwendet.",
                **values,
            )
        )
    if drawn.rest_cents:
        return str(
            _(
                "Auszahlung vom %(day)s über %(amount)s, zu verwenden bis %(last)s: %(late)s nicht "
                "fristgerecht verwendet, davon %(rest)s noch nicht verwendet.",
                **values,
            )
        )
    return str(
        _(
            "Auszahlung vom %(day)s über %(amount)s, zu verwenden bis %(last)s: %(late)s erst "
            "danach verwendet.",
            **values,
        )
    )


def _overrun(overrun: Overrun, titles: Mapping[str, str]) -> str:
    values: dict[str, Any] = {
        "position": f"{overrun.position} {titles.get(overrun.position, '')}".strip(),
        "planned": money(overrun.planned_cents),
        "reached": money(overrun.reached_cents),
        "excess": money(overrun.excess_cents),
        "allowed": money(overrun.allowed_cents),
    }
    if overrun.is_ahead:
        return str(
            _(
                "Position %(position)s: geplant %(planned)s, erwartet %(reached)s, also %(excess)s "
                "mehr. Ohne vorherige Einwilligung zulässig: %(allowed)s, soweit gedeckt.",
                **values,
            )
        )
    return str(
        _(
            "Position %(position)s: geplant %(planned)s, ausgegeben %(reached)s, also %(excess)s "
            "mehr. Ohne vorherige Einwilligung zulässig: %(allowed)s, soweit gedeckt.",
            **values,
        )
    )
