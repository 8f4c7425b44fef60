"""Every page of every role is in order; two tests walk through them, one per language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from flask import Flask

from tests.browser.conftest import LiveServer
from tests.browser.furnished import furnish
from tests.browser.visitor import Visitor
from tests.browser.walk import Walk
from tests.integration.accounts.factors import turned_on

FURTHER = {
    "coordinator": (
        "participants/{case}",
        "participants/{left}",
        "participants/{left}/aftercare",
        "participants/{case}/plan",
        "participants/{begun}/plan",
        "participants/23/plan",
        "partners/{partner}",
        "partners/{former}",
        "participants/{case}/questionnaires/t0/phq9",
        "participants/{case}/questionnaires/t0/sf12_p",
        "participants/caseload/posts/1",
        "participants/selection?state=all",
        "participants/selection/1",
        "participants/selection/2",
        "tasks?days=90",
        "milestones/duties/consents",
        "milestones/duties/final/met",
        "milestones/duties/monitoring-2024-1",
        "milestones/duties/monitoring-2024-1/take-back",
        "finance/commitments/1",
        "reports/{filed}",
        "reports/{approved}",
        "reports/{draft}",
        "reports/{draft}/check",
        "reports/forms/{form}",
        "reports/notifications/{letter}",
        "reports/notifications/{sent}/answer",
        "evaluation/monitoring/{preparing}",
        "evaluation/monitoring/{preparing}/table",
        "evaluation/monitoring/{made}",
        "evaluation/releases/{out}",
        "evaluation/releases/{out}/withdraw",
        "evaluation/releases/{locked}/deletion",
        "evaluation/releases/{deleting}/confirmation",
        "evaluation/releases/{prepared}/discard",
        "evaluation/prepare?{published}",
    ),
    "coach": ("participants/{case}", "participants/contacts/new", "tasks/new"),
    "finance": (
        "finance/vouchers/B00022",
        "finance/vouchers/reverse/B00023",
        "finance/commitments/1",
        "finance/draw-downs/1",
        "finance/draw-downs/base-rates",
        "finance/draw-downs/income",
        "finance/commitments/2",
        "finance/commitments/3",
        "finance/commitments/4",
        "finance/commitments/awards",
        "finance/commitments/awards/2",
        "finance/vouchers/R-17",
        "finance/inventory?state=all",
        "finance/inventory/1",
        "finance/inventory/1/events/gone",
        "finance/inventory/2",
        "finance/inventory/vouchers",
        "finance/plan/compare",
        "finance/plan/drafts/1",
        "finance/staff/1",
        "bank/parts/{matched}",
        "bank/selection?part={stranger}",
        "statements?year=2023",
        "finance/months/2021-11",
    ),
    "approver": (
        "finance/commitments/1",
        "finance/commitments/4",
        "finance/vouchers/imports",
        "finance/vouchers/imports/{batch}",
        "finance/plan/drafts/1",
        "finance/months/2021-12",
        "reports/{checked}",
        "evaluation/monitoring/{waiting}",
        "evaluation/releases/{prepared}/approve",
    ),
    "auditor": ("log",),
    "evaluator": ("evaluation/releases/{out}", "evaluation/releases/{locked}"),
    "funder": (),
    "administrator": ("users/{coach}",),
}
"""By role the addresses to start from, beside the navigation."""
WITH_SECOND_FACTOR = "coach"
"""Has one after signing in; the administrator then sees how it is reset."""
NO_PAGE = {
    "static": "files",
    "accounts.sign_in": "everybody passes it",
    "accounts.enter_pilot": "sends on",
    "second_factor.code": "only between the right password and the session",
    "participants.search": "sends on",
    "intake.template": "a file",
    "releases.check_program": "a file",
    "selection.funnel_file": "a file",
    "monitoring.mapping_file": "a file",
    "monitoring.table_template": "a file",
    "funder_forms.example": "a file",
    "allocation.download": "a file",
    "commitments.commitment_document_open": "a file",
    "commitments.award_document_open": "a file",
    "milestones.milestone_document_open": "a file",
    "finance.voucher_document_open": "a file",
    "notices.calendar_file": "a file",
    "notifications.notification_document_open": "a file",
    "reports.download": "a file",
    "reports.report_document_open": "a file",
    "reports.report_step_document_open": "a file",
}
SEEN_ELSEWHERE = {
    "bank.certain": "test_books_journey",
    "intake.columns": "test_books_journey",
    "intake.preview": "test_books_journey",
    "commitments.award_document_remove": "the same page as for a commitment",
    "milestones.milestone_document_remove": "the same page as for a commitment",
    "notifications.notification_document_remove": "the same page as for a commitment",
}
"""Pages that need what only a journey brings about."""


def walk_everywhere(
    live_server: LiveServer, page_as: Callable[..., Visitor], language: str, scheme: str
) -> None:
    """Each role through its navigation and to whatever no role before it has seen."""
    with live_server.within():
        furnished = asdict(furnish())
    walk = Walk(live_server.web, {**NO_PAGE, **SEEN_ELSEWHERE})
    for role, further in FURTHER.items():
        visitor = page_as(role, language, scheme, with_axe=not walk.judged)
        addresses = [f"/p/gecko/{path.format(**furnished)}" for path in further]
        own = ["/account"]
        if role == WITH_SECOND_FACTOR:
            own.append("/account/second-factor")
            with live_server.within():
                turned_on(role)
        walk.through(visitor, [*addresses, *own])
    unseen = sorted(pages(live_server.web) - walk.seen)
    assert not unseen, f"no link leads to {', '.join(unseen)}"


def pages(web: Flask) -> set[str]:
    """The endpoints that can be looked at."""
    return {rule.endpoint for rule in web.url_map.iter_rules() if "GET" in (rule.methods or ())}
