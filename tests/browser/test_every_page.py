"""Every page of every role is in order, in both languages, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.cli.demonstration import SAMPLES
from app.finance.bank.services import accept_certain
from app.finance.services.commitments import Intent, reserve
from app.intake import kinds
from tests import factories
from tests.browser.visitor import Visitor

FURTHER = {
    "coordinator": (
        "participants/new",
        "participants/23",
        "participants/23/move",
        "participants/23/care",
        "participants/23/exit",
        "participants/23/consents/new",
        "participants/23/data",
        "participants/23/person",
        "participants/23/consents",
        "participants/23/consents/sheet",
        "participants/23/interruptions/new",
        "participants/23/releases/new",
        "participants/emergencies",
        "participants/caseload/posts/1",
        "participants/caseload/posts/1/shares/new",
        "participants/caseload/posts/1/absences/new",
        "participants/caseload/posts/1/deputies/new",
        "participants/caseload/posts/1/hand-over",
        "milestones/new",
        "evaluation/release",
        "evaluation/codebook",
        "imports/new",
    ),
    "finance": (
        "finance/vouchers/B00022",
        "finance/vouchers/B00023/reverse",
        "finance/commitments/new",
        "finance/commitments/1",
        "bank?state=matched",
        "statements?year=2023",
        "imports/new",
    ),
    "administrator": ("users/new",),
    "auditor": ("participants/evidence", "log"),
    "evaluator": ("evaluation",),
    "approver": ("finance/commitments/1",),
    "coach": ("participants/caseload", "participants/emergency"),
}


def take_in_the_samples() -> None:
    """The demonstration's files, and one commitment."""
    actor = factories.system_actor()
    for kind, name in SAMPLES:
        data = (factories.SAMPLES / name).read_bytes()
        parsed = kinds.read(kind, factories.pilot(), data)
        kinds.take_in(kind, actor, factories.pilot(), parsed, name, data, accept_valid=True)
    accept_certain(actor, factories.gecko().bank.draw_down_words)
    reserve(actor, Intent("0844", 12_345, "Bahn", "Fahrt nach Berlin", factories.DAY))


def places_of(visitor: Visitor) -> list[str]:
    """The addresses in the navigation of the page and of its section."""
    found: list[str] = visitor.page.locator("nav a").evaluate_all(
        "all => all.map(one => one.pathname)"
    )
    return found


@pytest.mark.browser
@pytest.mark.parametrize(("language", "scheme"), [("de-DE", "light"), ("en-GB", "dark")])
def test_every_page_is_in_order(
    live_server: Any, page_as: Callable[..., Visitor], language: str, scheme: str
) -> None:
    with live_server.within():
        take_in_the_samples()
    for role, further in FURTHER.items():
        visitor = page_as(role, language, scheme)
        waiting, seen = places_of(visitor), set[str]()
        while waiting:
            path = waiting.pop()
            if path not in seen:
                seen.add(path)
                visitor.go(path)
                waiting.extend(places_of(visitor))
        for path in further:
            visitor.go(f"/p/gecko/{path}")
        visitor.go("/account")
