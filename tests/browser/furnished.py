"""A house in which every room has something to show: one case in care, one that ended."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select

from app.access import Actor
from app.accounts import queries as accounts
from app.accounts.services import give_post
from app.cli.demonstration import SAMPLES
from app.database import utc_now
from app.documents.services import attach
from app.extensions import db
from app.finance.bank.models import BankMatch
from app.finance.bank.queries import open_parts
from app.finance.bank.services.matching import accept_certain
from app.finance.closing.services import ask_reopening
from app.finance.commitments.queries import commitment
from app.finance.commitments.rules import Procedure, ShareFacts
from app.finance.commitments.services import life
from app.finance.commitments.services.awards import AwardFacts, record_award
from app.finance.commitments.services.entry import Draft, Invoice, enter_invoice, reserve
from app.finance.commitments.services.payment import Payment, pay
from app.finance.grants.services import money, requests
from app.finance.inventory import services as inventory
from app.finance.inventory.rules import Event as Happened
from app.finance.inventory.rules import Kind
from app.intake import kinds
from app.milestones.queries import all_of
from app.milestones.services import revise
from app.participants import record
from app.participants.aftercare.services import Statement, record_whereabouts
from app.participants.caseload.services import posts
from app.participants.caseload.services.emergency import open_in_emergency
from app.participants.caseload.services.handover import hand_over
from app.participants.conditions.rules.barriers import read_since
from app.participants.conditions.services import barriers
from app.participants.conditions.services.circumstances import set_circumstance
from app.participants.contacts.services import ContactFacts, record_contact, write_note
from app.participants.planning.services import goals, plans, tasks
from app.participants.selection.rules import Event
from app.participants.selection.services import decide
from app.participants.services import consents, stay
from app.participants.stays import services as stays
from app.participants.stays.queries import interruptions_of
from app.partners.services import involvements, network
from app.pilots.queries import posts_of
from app.reporting.figures.queries import reached_days
from app.reporting.funder_forms.filling import set_up
from app.reporting.funder_forms.services import add
from exports.federal_form import demonstration_form
from tests import factories
from tests.browser.furnished_books import import_of_vouchers, plans_and_staff
from tests.browser.furnished_duties import duties
from tests.browser.furnished_monitoring import deliveries
from tests.browser.furnished_releases import releases
from tests.browser.furnished_reports import reports
from tests.factories import DAY, gecko
from tests.integration.documents.files import PDF
from tests.integration.finance.months import DECEMBER, close_until
from tests.integration.questionnaires import waves
from tests.integration.reporting import letters
from tests.integration.selection.referrals import referred

ENTERED = date(2023, 3, 14)
LATER = date(2024, 6, 3)
PURPOSES = ("participation", "health_data", "evaluation", "follow_up")


@dataclass(frozen=True)
class Furnished:
    """Numbers of who is in care, has a plan begun, left; ids of what pages are asked for by id."""

    case: int
    begun: int
    left: int
    partner: int
    former: int
    matched: int
    stranger: str
    coach: int
    batch: int
    letter: int
    sent: int
    form: int
    preparing: int
    waiting: int
    made: int
    filed: int
    approved: int
    checked: int
    draft: int
    out: int
    prepared: int
    locked: int
    deleting: int
    published: str


def user_id(role: str) -> int:
    """The id of the user of a role."""
    found = accounts.user_by_email(f"{role}@example.org")
    assert found is not None
    return found.id


def admitted(actor: Actor, **changes: object) -> int:
    """Somebody more; the posts of the demonstration are full, so there is a reason."""
    return factories.admitted(actor, ratio_reason="Übergang bis zum Jahresende", **changes)


def furnish() -> Furnished:
    """The demonstration's files, and something in every room."""
    actor = factories.system_actor()
    take_in_the_samples(actor)
    batch = import_of_vouchers(actor.pilot_id)
    plans_and_staff()
    money_of_the_grant()
    waves.with_procedure(actor)
    partner, former = a_network(actor)
    number = somebody_in_care(actor, partner)
    a_day_of_work(actor, number, partner)
    agreed = a_plan(actor, number, partner)
    plans.agree(actor, number, agreed, LATER, 1, DAY)
    begun = admitted(actor)
    a_plan(actor, begun, partner)
    left = somebody_who_left(actor)
    candidates(actor)
    posts_over_time(actor)
    duties(actor)
    closed_months()
    an_inventory(actor)
    a_slip(actor)
    letter = letters.drafted(factories.actor_as("finance"))
    sent = letters.sent(factories.actor_as("finance"))
    factories.system_actor()
    matched = db.session.scalars(select(BankMatch.part_id).limit(1)).one()
    stranger = next(f"{part.id}.{part.open_cents}" for part in open_parts(actor.pilot_id))
    coach, found = user_id("coach"), reports()
    preparing, waiting, made = deliveries(actor)
    return Furnished(
        number,
        begun,
        left,
        partner,
        former,
        matched,
        stranger,
        coach,
        batch,
        letter,
        sent,
        a_form(actor),
        preparing,
        waiting,
        made,
        **asdict(found),
        **asdict(releases(actor, withdrawing(actor))),
    )


def withdrawing(actor: Actor) -> int:
    """Somebody who will withdraw their consent to evaluation."""
    entered = date(2022, 9, 1)
    return admitted(
        actor,
        referred_on=date(2022, 8, 20),
        admitted_on=entered,
        consents=dict.fromkeys(("participation", "evaluation"), entered),
    )


def a_form(actor: Actor) -> int:
    """The example form, set up as a coordinator does."""
    positions = [(one.code, one.title_de) for one in gecko().positions]
    content, places = set_up(demonstration_form(positions), gecko())
    form = add(actor, "Zahlenmäßiger Nachweis", "nachweis.xlsx", content, places)
    db.session.commit()
    return form


def take_in_the_samples(actor: Actor) -> None:
    """The demonstration's files, and commitments on their way."""
    for kind, name in SAMPLES:
        data = (factories.SAMPLES / name).read_bytes()
        parsed = kinds.read(kind, factories.pilot(), data)
        kinds.take_in(kind, actor, factories.pilot(), parsed, name, data, accept_valid=True)
    accept_certain(actor, gecko().bank.draw_down_words)
    money_on_its_way(actor)


def money_on_its_way(actor: Actor) -> None:
    """Commitments in several states, split and paid in part, with an award and documents."""
    finance, approver = factories.actor_as("finance"), factories.actor_as("approver")
    facts = AwardFacts(
        "Begleitforschung", Procedure.NEGOTIATED, 3, ENTERED, "Institut e. V.", 5_000_00, "Konzept"
    )
    award = record_award(finance, facts, DAY)
    record_award(finance, facts, DAY)
    fare = ShareFacts("0844", DAY, 123_45)
    reserve(finance, Draft("Bahn", "Fahrt nach Berlin", (fare,)))
    report = (ShareFacts("0835", DAY, 1_190_00, vat_cents=190_00), ShareFacts("0843", DAY, 60_00))
    came = Invoice(LATER, "RE 2024/17")
    contract = Draft("Institut e. V.", "Zwischenbericht", report, award_number=award)
    paying = enter_invoice(finance, contract, came, DAY)
    life.check(finance, paying, 1, DAY)
    life.approve(approver, paying, 2, DAY)
    pay(finance, paying, Payment("R-17", LATER, {1: 500_00}, is_final=False), 3, DAY)
    late = Draft("Büro GmbH", "Stühle", (ShareFacts("0831", DAY, 300_00),), expires_on=LATER)
    reserve(finance, late)
    again = Invoice(LATER, "re-2024-17", is_no_duplicate=True)
    life.check(finance, enter_invoice(finance, contract, again, DAY), 1, DAY)
    record = commitment(finance.pilot_id, 1)
    attach(finance, "commitment", record.id, "Reiseplan.pdf", PDF)
    factories.system_actor()


def money_of_the_grant() -> None:
    """A draw-down answered in part, money used late, and money paid back."""
    finance, approver = factories.actor_as("finance"), factories.actor_as("approver")
    wanted = requests.Request({"0812": 20_000_00}, "Gehälter fallen vorgezogen an")
    number = requests.draft(finance, gecko(), wanted, DAY)
    requests.approve(approver, number, 1)
    requests.send(finance, number, DAY, 2, DAY)
    answer = money.Income("draw_down", DAY, "Bundeskasse", "Mittelabruf Nr. 1", 9_000_00, "Eilt")
    requests.link(finance, number, money.enter_receipt(finance, answer, DAY), DAY)
    money.enter_receipt(finance, replace(answer, amount_cents=11_000_00), DAY)
    old = replace(answer, received_on=date(2021, 11, 2), amount_cents=90_000_00)
    money.enter_receipt(finance, old, DAY)
    money.record_repayment(finance, money.Return("unspent", DAY, "Rest", 100_00), DAY)


def an_inventory(actor: Actor) -> None:
    """An item with a life, one that was sold, a voucher that needs none."""
    bought = inventory.ItemFacts(
        "Notebook",
        "IT-Systemhaus Uckermark",
        date(2022, 7, 27),
        1_866_78,
        2_221_47,
        "Beratungsraum 3",
        "Beratung",
        "new",
        "Projektkoordination",
        date(2026, 10, 31),
        source_number="B00143",
    )
    for number in (1, 2):
        inventory.add_item(actor, bought, DAY)
        inventory.record_event(actor, number, Happened(Kind.SEEN, ENTERED), DAY)
    for number, event in (
        (1, Happened(Kind.USE, LATER, used_for="Bürgerbüro", is_intended=False)),
        (2, Happened(Kind.SOLD, LATER, proceeds_cents=120_00, recipient="Verein")),
    ):
        inventory.record_event(actor, number, event, DAY)
    inventory.correct_item(actor, 1, replace(bought, supplier="IT-Systemhaus"), 1, DAY)
    inventory.waive(actor, "B00329", "Stühle, jeder unter der Grenze.")


def a_slip(actor: Actor) -> None:
    """A milestone expected so late that another cannot come when it is planned."""
    rows = all_of(actor.pilot_id, DAY, reached_days(actor.pilot_id, DAY))
    target = next(row for row in rows if row.title == "120 Aufnahmen")
    late = date(2027, 1, 31)
    revise(actor, target.id, late, None, "", target.version, DAY, "Die Plätze sind belegt.")


def a_network(actor: Actor) -> tuple[int, int]:
    """A clinic with somebody to turn to and an agreement that ends soon; a former partner."""
    clinic = network.add_partner(
        actor, network.Institution("Klinik Prenzlau", "clinic", "Prenzlau", "03984 70-0")
    )
    network.add_contact(actor, clinic, network.ContactPerson("Dr. Alex Beispiel", "Ambulanz"))
    terms = network.Terms("Vorrangige Termine", date(2022, 1, 1), DAY + timedelta(days=60))
    network.conclude(actor, clinic, terms)
    former = network.add_partner(actor, network.Institution("Praxis am Markt", "medical_practice"))
    network.end_partner(actor, former, DAY, 1)
    return clinic, former


def somebody_in_care(actor: Actor, partner: int) -> int:
    """In stage 3, with consents, an interruption, a release and the clinic's help."""
    number = admitted(actor, admitted_on=ENTERED, consents=dict.fromkeys(PURPOSES[:3], ENTERED))
    for stage, day in ((2, date(2023, 4, 3)), (3, date(2023, 7, 3))):
        stay.move_stage(actor, gecko(), number, stage, day, "", DAY)
    stays.interrupt(actor, number, "hospital", date(2024, 5, 6), date(2024, 5, 20), DAY)
    stays.interrupt(actor, number, "parental_leave", LATER, None, DAY)
    stays.interrupt(actor, number, "other", date(2024, 2, 1), date(2024, 2, 8), DAY)
    row = record.participation(actor, number)
    known = interruptions_of(row.pilot_id, row.id)
    mistaken = next(one for one in known if one.kind == "other")
    stays.remove_interruption(actor, number, mistaken.id, mistaken.version)
    released = stays.Released(partner, "mutual", ENTERED)
    stays.release_secrecy(actor, number, released, "written", consents.Proof("DMS 4711"), DAY)
    row = record.participation(actor, number)
    help_ = involvements.Help(partner, "treatment", date(2023, 9, 1))
    involvements.bring_in(actor, involvements.Stay(row.id, ENTERED), help_, DAY)
    note = barriers.Noted("pain", read_since("03.2019"), partner, "Rücken")
    pain = barriers.note_condition(actor, number, "barrier", note, "open", ENTERED, {partner}, DAY)
    barriers.change_state(actor, number, pain, "reduced", LATER, 1, DAY)
    debts = barriers.note_condition(
        actor, number, "barrier", barriers.Noted("debts"), "open", ENTERED, (), DAY
    )
    barriers.void_condition(actor, number, debts, 1, DAY)
    set_circumstance(actor, number, "disability", "30", date(2023, 6, 1), DAY)
    return number


def a_day_of_work(actor: Actor, number: int, partner: int) -> None:
    """A contact, a note, a task and an alarming questionnaire."""
    talk = ContactFacts(LATER, 45, "talk", ("health", "work"), partner, note="Termin vereinbart.")
    record_contact(actor, gecko(), number, talk, DAY)
    write_note(actor, number, LATER, "Unterlagen liegen vor.", DAY)
    tasks.add_task(actor, number, "Klinik anrufen", DAY, DAY)
    waves.fill(actor, number, waves.ALARMING, wave="m12", on=date(2024, 3, 14))


def a_plan(actor: Actor, number: int, partner: int) -> int:
    """A plan with a goal, a step of the clinic and a review; returns its id."""
    plan = plans.draw_up(actor, number, LATER, DAY)
    goal = goals.GoalFacts("health", "Wieder ohne Schmerzen gehen", date(2024, 12, 1))
    goal_id = goals.add_goal(actor, number, plan, goal, DAY)
    step = goals.StepFacts("Reha beantragen", "partner", partner, date(2024, 7, 5))
    goals.add_step(actor, number, goal_id, step, DAY)
    plans.agree_review(actor, number, plan, plans.ReviewFacts(date(2024, 9, 2)), DAY)
    return plan


def somebody_who_left(actor: Actor) -> int:
    """Gone for more than a year, asked at the exit and after six months."""
    entered, left = date(2022, 1, 10), date(2023, 1, 10)
    number = admitted(
        actor,
        admitted_on=entered,
        referred_on=entered,
        consents=dict.fromkeys(PURPOSES[:3], entered),
    )
    consents.give_consent(actor, gecko(), number, "follow_up", entered, "written", DAY)
    stay.record_exit(actor, number, left, "employment", "employment", 1, DAY)
    for months, on in ((0, left), (6, date(2023, 7, 10))):
        told = Statement(on, "employment", aims={"em_pension": "rejected"})
        record_whereabouts(actor, gecko(), number, months, told, 0, {"employment"}, DAY)
    return number


def candidates(actor: Actor) -> None:
    """One who waits, one declined lately, one declined so long ago that details are erased."""
    referred(actor)
    for day in (date(2024, 6, 10), date(2023, 6, 12)):
        number = referred(actor, referred_on=day - timedelta(days=7))
        decide(actor, number, Event.DECLINE, day, 1, DAY, "no_place")


def posts_over_time(actor: Actor) -> None:
    """A share that changes, an absence, a deputy, a hand-over and a case opened in an emergency."""
    first, second = posts_of(actor.pilot_id)[:2]
    posts.set_share(actor, first.id, date(2024, 4, 1), 90)
    posts.add_absence(actor, first.id, date(2024, 6, 17), date(2024, 7, 1))
    deputy = user_id("deputy")
    give_post(actor, deputy, first.id, DAY, date(2099, 1, 1), is_deputy=True)
    moved, foreign = (admitted(actor, post_id=each.id) for each in (first, second))
    hand_over(actor, gecko(), {moved: second.id}, LATER, "Urlaub", DAY)
    coach = factories.actor_as("coach")
    open_in_emergency(coach, gecko(), foreign, "Anruf der Klinik.", utc_now())
    factories.system_actor()


def closed_months() -> None:
    """Two months closed; the second is asked to be opened again."""
    clerk = factories.actor_as("finance")
    close_until(clerk, DECEMBER, "Ein Umsatz wird noch geklärt.")
    ask_reopening(clerk, DECEMBER, "Eine Rechnung fehlt.")
    factories.system_actor()
