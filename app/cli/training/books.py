"""The work of finance up to the training day: by two people, the same each time.

Nothing is paid here, so that the figures of the books stay those of the sample files.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.access import Actor
from app.cli.desk import Desk, by
from app.cli.training.papers import sheet
from app.documents.services import attach
from app.finance.bank.queries import open_parts, statements_of
from app.finance.bank.services import signing
from app.finance.bank.services.matching import accept_certain
from app.finance.closing import queries as months
from app.finance.closing.checks import obstacles
from app.finance.closing.services import Closing, close
from app.finance.commitments.queries import award_numbered, commitment
from app.finance.commitments.rules import Procedure, ShareFacts, vat_within
from app.finance.commitments.services import life
from app.finance.commitments.services.awards import AwardFacts, record_award
from app.finance.commitments.services.entry import Draft, Invoice, enter_invoice, reserve
from app.finance.outlook.services import ToExpect, expect
from app.finance.plans.services import Sheet, draft
from app.finance.queries import plan_in_force
from app.finance.staff.rules import Kind
from app.finance.staff.services import Pay, PostTerms, agree_terms, enter_pay
from app.finance.vouchers.queries import BookingFilters, bookings, unapproved_imports
from app.finance.vouchers.services import approve_batch
from app.periods import month_starts
from app.pilots.queries import posts_of

MONTHLY_CENTS = 8_750_00
"""Near what the sample list books for each post in a month."""
STAFF = "0812"
PAY_GROUPS = {"reha-1": ("E 9b", 4), "reha-2": ("E 9b", 4), "coordination": ("E 11", 3)}
PAYROLL_YEAR, LAST_PAYROLL = 2024, date(2024, 5, 1)
LAST_CLOSED = date(2023, 11, 1)
UNCLEAR = "Umsätze ohne Beleg werden noch mit der Kasse geklärt."
INSTITUTE, SUBJECT = "Institut für Begleitforschung e. V.", "Zwischenbericht 2024"
NOTE = (
    "Vergabevermerk",
    "",
    f"Gegenstand: {SUBJECT} der Begleitforschung",
    "Verfahren: Verhandlungsvergabe nach § 12 UVgO, drei Angebote",
    f"Zuschlag an: {INSTITUTE}, 8.330,00 EUR brutto",
    "Grund: wirtschaftlichstes Angebot; kennt die Erhebungen seit Beginn.",
    "",
    "Erfunden für die Vorführung.",
)
EXPIRES, EXPIRED = date(2024, 8, 31), date(2024, 6, 14)
MOVED_CENTS, FROM, TO = 8_000_00, "0843", "0835"
"""What the draft of a reallocation moves in each year to come."""


@dataclass(frozen=True)
class Two:
    """Who keeps the books, and the second person who approves."""

    clerk: Actor
    approver: Actor


def fill(at: Desk, two: Two) -> None:
    """All of it; the imports are there."""
    by(two.clerk)
    accept_certain(two.clerk, at.pilot.preset.bank.draw_down_words)
    by(two.approver)
    for one in unapproved_imports(at.pilot.id):
        approve_batch(two.approver, one.id)
    by(two.clerk)
    pay_posts(at, two.clerk)
    bind_money(at, two)
    look_ahead(at, two.clerk)
    sign_off(at, two)
    close_months(at, two.clerk)


def pay_posts(at: Desk, clerk: Actor) -> None:
    """Pay terms from the first day on, and the payroll of the year as it was booked."""
    of_staff = BookingFilters(position=STAFF, year=PAYROLL_YEAR)
    booked, _sums = bookings(at.pilot.id, at.pilot.day, of_staff, ("paid_on", False), page=1)
    for post in posts_of(at.pilot.id):
        group, step = PAY_GROUPS[post.key]
        starts_on = at.pilot.preset.notice.starts_on
        terms = PostTerms(starts_on, group, step, post.fte_percent, 100, MONTHLY_CENTS, 0, STAFF)
        agree_terms(clerk, at.pilot.preset, post.id, terms)
        for voucher in booked:
            month = voucher.head.paid_on.replace(day=1)
            if voucher.head.payee.endswith(post.title) and month <= LAST_PAYROLL:
                pay = Pay(month, Kind.REGULAR, voucher.amount_cents, "")
                enter_pay(clerk, post.id, pay, at.pilot.day)


def bind_money(at: Desk, two: Two) -> None:
    """Commitments: ordered with its award, waiting for approval, reserved, expired."""
    day = at.pilot.day
    award = award_report(at, two.clerk)
    ordered = reserve(
        two.clerk,
        Draft(
            INSTITUTE,
            SUBJECT,
            tuple(_gross(TO, on, 4_165_00) for on in (date(2024, 7, 31), date(2025, 1, 31))),
            award_number=award,
        ),
    )
    by(two.clerk)
    life.order(two.clerk, ordered, 1, day)
    offer = sheet(("Angebot", "", f"{INSTITUTE}: {SUBJECT}", "8.330,00 EUR brutto"))
    attach(two.clerk, "commitment", commitment(at.pilot.id, ordered).id, "Angebot.pdf", offer)
    paid_on = date(2024, 7, 12)
    meeting = (ShareFacts(FROM, paid_on, 1_450_00), ShareFacts("0844", paid_on, 320_00))
    invoiced = enter_invoice(
        two.clerk,
        Draft("Tagungshaus Templin", "Fachtag mit den Netzwerkpartnern", meeting),
        Invoice(date(2024, 6, 20), "RE 2024-0612", bears_mark=True),
        day,
    )
    by(two.clerk)
    life.check(two.clerk, invoiced, 1, day)
    notebook = (_gross("0850", date(2024, 9, 30), 1_178_10),)
    bought = "Notebook für den zweiten Beratungsraum"
    reserve(two.clerk, Draft("IT-Systemhaus Uckermark", bought, notebook, expires_on=EXPIRES))
    fare = (ShareFacts("0844", date(2024, 6, 28), 186_40),)
    reserve(two.clerk, Draft("Deutsche Bahn AG", "Fahrt nach Berlin", fare, expires_on=EXPIRED))


def _gross(position: str, on: date, cents: int) -> ShareFacts:
    return ShareFacts(position, on, cents, vat_cents=vat_within(cents, 19))


def award_report(at: Desk, clerk: Actor) -> int:
    """The record of the award of the interim report, with its note; returns its number."""
    facts = AwardFacts(
        SUBJECT,
        Procedure.NEGOTIATED,
        3,
        date(2024, 5, 6),
        INSTITUTE,
        8_330_00,
        "Wirtschaftlichstes von drei Angeboten; kennt die Erhebungen seit Beginn.",
    )
    number = record_award(clerk, facts, at.pilot.day)
    award = award_numbered(at.pilot.id, number)
    if award is not None:
        attach(clerk, "award", award.id, "Vergabevermerk.pdf", sheet(NOTE))
    return number


def look_ahead(at: Desk, clerk: Actor) -> None:
    """What is expected, and a reallocation that would leave room for the contracts."""
    day, notice = at.pilot.day, at.pilot.preset.notice
    for given in (
        ToExpect("0844", date(2024, 10, 1), 640_00, "Jahrestreffen der Modellvorhaben"),
        ToExpect(FROM, date(2025, 5, 1), 4_200_00, "Fachtag zur Halbzeit"),
    ):
        expect(clerk, notice, given, day)
    plan = plan_in_force(at.pilot.id, day)
    if plan is None:
        return
    moved = dict(plan.amounts)
    for year in range(day.year, notice.ends_on.year + 1):
        moved[FROM, year] -= MOVED_CENTS
        moved[TO, year] += MOVED_CENTS
    reason = "Aufträge werden mehr, Verwaltungsausgaben weniger gebraucht als geplant."
    draft(clerk, Sheet("Umschichtung zugunsten der Aufträge", reason, moved), day)


def sign_off(at: Desk, two: Two) -> None:
    """Bank and books of the months before the first entry that nobody knows."""
    day, (iban, first) = at.pilot.day, _first_statement(at.pilot.id)
    unclear = min((part.booked_on for part in open_parts(at.pilot.id)), default=day)
    for month in month_starts(first, unclear.replace(day=1) - timedelta(days=1)):
        preparation = signing.prepare(two.clerk, iban, month, day)
        signing.confirm(two.approver, iban, month, preparation, day)


def _first_statement(pilot_id: int) -> tuple[str, date]:
    return min((one.iban, one.from_day) for one in statements_of(pilot_id))


def close_months(at: Desk, clerk: Actor) -> None:
    """The months of the first two years; whatever stands against one is the same reason."""
    starts_on, day = at.pilot.preset.notice.starts_on, at.pilot.day
    for month in month_starts(starts_on, LAST_CLOSED):
        seen = months.figures_now(at.pilot.id, month).digest
        reason = UNCLEAR if obstacles(at.pilot.id, month) else ""
        close(clerk, Closing(month, seen, reason), starts_on, day)
