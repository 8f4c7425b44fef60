"""What the pages of plan, outlook and staff show in the walk: made through the services."""

from __future__ import annotations

from datetime import date

from app.finance.outlook.services import ToExpect, expect
from app.finance.plans.queries import in_force_on, versions
from app.finance.plans.services import Sheet, draft
from app.finance.staff.services import Pay, PostTerms, agree_terms, enter_pay
from app.finance.vouchers.queries import unapproved_imports
from app.pilots.queries import posts_of
from tests.factories import DAY, actor_as, gecko


def plans_and_staff() -> None:
    """A draft of a reallocation, an expectation, a post with terms and a month of payroll."""
    finance, preset = actor_as("finance"), gecko()
    plan = in_force_on(versions(finance.pilot_id), DAY)
    assert plan is not None
    moved = {("0812", 2024): -5_000_00, ("0843", 2024): 5_000_00}
    amounts = {at: cents + moved.get(at, 0) for at, cents in plan.amounts.items()}
    draft(finance, Sheet("Umzug", "Neue Räume", amounts), DAY)
    expect(finance, preset.notice, ToExpect("0843", date(2024, 11, 1), 900_00, "Tagung"), DAY)
    post = posts_of(finance.pilot_id)[0].id
    terms = PostTerms(date(2023, 1, 1), "E 10", 3, 100, 100, 8_700_00, 0, "0812")
    agree_terms(finance, preset, post, terms)
    enter_pay(finance, post, Pay(date(2024, 5, 1), "regular", 8_712_00, ""), DAY)


def import_of_vouchers(pilot_id: int) -> int:
    """The import that waits for its approval."""
    return unapproved_imports(pilot_id)[0].id
