"""The funder's rules over real books: facts from the database, the choice of a rule set, pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from app.access import Actor
from app.errors import DomainError, Stale
from app.extensions import db
from app.finance.funder_rules import services
from app.finance.funder_rules.queries import facts_on
from app.finance.funder_rules.rules.findings import Verdict, worst
from app.finance.funder_rules.rules.judging import judge
from app.finance.funder_rules.services import Change
from app.finance.models import Receipt
from app.finance.services import plans
from app.finance.services import vouchers as voucher_services
from app.finance.services.booking import Line, Voucher, book
from app.finance.services.plans import PlanToTake
from app.milestones.rules import final_statement_due
from app.pilots.models import RuleSetChoice
from app.pilots.queries import rule_set_choices
from app.pilots.rule_set import Kind, OwnValue
from tests.factories import DAY, actor_as, pilot, system_actor
from tests.integration.finance import books
from tests.integration.finance.test_finance_pages import sent, shown
from tests.integration.statements import counted

AT = "/p/gecko/finance"
SignIn = Callable[[str], FlaskClient]
PAID = date(2024, 3, 4)


def plan(actor: Actor, **amounts: int) -> None:
    """A plan of 2024 whose sum is the grant: the rest stands in 0812."""
    planned = {(name[1:], 2024): cents for name, cents in amounts.items()}
    rest = pilot().preset.notice.grant_cents - sum(planned.values())
    plans.write(actor, PlanToTake({**planned, ("0812", 2024): rest}, "Bescheid", PAID), None)


def paid(number: str, *lines: Line, **more: object) -> Voucher:
    known = Voucher(number, PAID, PAID, "Bürobedarf GmbH", "Papier", lines)
    return replace(known, **more)  # type: ignore[arg-type]


def verdicts(actor: Actor) -> dict[Kind, Verdict]:
    """The gravest verdict of each rule in force today."""
    preset = pilot().preset
    found: dict[Kind, list[object]] = {}
    for one in judge(preset.rule_set, facts_on(actor.pilot_id, preset, DAY)):
        found.setdefault(one.rule.kind, []).append(one)
    return {kind: worst(each) for kind, each in found.items()}  # type: ignore[arg-type]


def overspent(actor: Actor) -> None:
    """Position 0844 is 30 % over its plan, and a draw-down has not been used for months."""
    plan(actor, p0844=1000_00)
    book(actor, paid("B1", Line("0844", 1300_00), bears_mark=True))
    db.session.add(
        Receipt(
            pilot_id=actor.pilot_id,
            kind="draw_down",
            received_on=PAID,
            payer="Bund",
            reason="Mittelabruf",
            amount_cents=5000_00,
            recorded_by=actor.user_id,
        )
    )
    db.session.flush()


def change(seen: int = 0, valid_from: date = DAY, reason: str = "Änderungsbescheid") -> Change:
    return Change(valid_from, reason, seen)


def newest(actor: Actor) -> int:
    return services.latest_choice([one.id for one in rule_set_choices(actor.pilot_id)])


def test_another_rule_set_changes_the_verdicts_without_any_code(actor: Actor) -> None:
    overspent(actor)
    before = verdicts(actor)
    assert before[Kind.POSITION_OVERRUN] is Verdict.BROKEN
    assert before[Kind.USE_OF_DRAW_DOWNS] is Verdict.BROKEN
    services.choose_rule_set(actor, "anbest_gk", change())
    gk = verdicts(actor)
    assert Kind.POSITION_OVERRUN not in gk
    assert gk[Kind.TOTAL_BINDING] is Verdict.KEPT
    assert gk[Kind.USE_OF_DRAW_DOWNS] is Verdict.NOT_CONFIRMED
    assert final_statement_due(pilot().preset) == date(2027, 10, 31)
    services.choose_rule_set(actor, "no_funder", change(newest(actor)))
    assert set(verdicts(actor)) == {Kind.TOTAL_BINDING, Kind.DOUBLE_FUNDING}


def test_a_rule_set_binds_from_its_day_on_and_the_latest_choice_counts(actor: Actor) -> None:
    services.choose_rule_set(actor, "anbest_gk", change(valid_from=date(2024, 7, 1)))
    assert pilot().preset.rule_set.key == "anbest_p"
    services.choose_rule_set(actor, "no_funder", change(newest(actor), date(2024, 6, 1)))
    assert pilot().preset.rule_set.key == "no_funder"
    services.choose_rule_set(actor, "anbest_p", change(newest(actor), date(2024, 6, 1)))
    assert pilot().preset.rule_set.key == "anbest_p"


def test_a_value_of_the_notice_is_confirmed_and_reaches_everybody(actor: Actor) -> None:
    grace = OwnValue("period", "grace_days", 30, "Bescheid Nr. 3", True)
    services.set_value(actor, grace, change())
    percent = OwnValue("overrun", "percent", 30, "Bescheid Nr. 4", True)
    services.set_value(actor, percent, change(newest(actor)))
    preset = pilot().preset
    assert preset.voucherwork.grace_days == 30
    assert preset.rule_set.own == (percent, grace)
    overspent(actor)
    assert verdicts(actor)[Kind.POSITION_OVERRUN] is Verdict.PROVISIONAL


def test_a_change_needs_a_reason_a_difference_and_what_was_seen(actor: Actor) -> None:
    for refused, key in (
        (change(reason=" "), "rule_set.reason_missing"),
        (change(seen=17), "house.stale"),
    ):
        with pytest.raises(DomainError) as found:
            services.choose_rule_set(actor, "anbest_gk", refused)
        assert found.value.key == key
    with pytest.raises(DomainError) as same:
        services.choose_rule_set(actor, "anbest_p", change())
    assert same.value.key == "rule_set.nothing_changes"
    services.choose_rule_set(actor, "anbest_gk", change())
    with pytest.raises(Stale):
        services.choose_rule_set(actor, "no_funder", change(seen=0))


def test_a_choice_is_never_changed(actor: Actor) -> None:
    services.choose_rule_set(actor, "anbest_gk", change())
    db.session.commit()
    with pytest.raises(DBAPIError, match="append_only"):
        db.session.execute(update(RuleSetChoice).values(reason="anders"))
    db.session.rollback()


def test_facts_are_what_stands_reversed_and_borne_by_the_carrier_left_out(actor: Actor) -> None:
    plan(actor, p0831=5000_00, p0850=5000_00)
    books.book(actor, books.listed("B0", 900_00, PAID, "0850"))
    voucher_services.reverse(actor, "B0", "falsch", None, DAY)
    book(actor, paid("B1", Line("0850", 952_00, vat_cents=152_00), bears_mark=False))
    book(actor, paid("B2", Line("0831", 90_00), Line("0844", 10_00), invoice_number="RG-7"))
    book(actor, paid("B3", Line("0831", 100_00), invoice_number="rg 7"))
    own = Line("0831", 5_00, is_eligible=False, carrier_reason="privat")
    book(actor, paid("B4", own, invoice_number="RG-7"))
    early = date(2021, 10, 1)
    book(actor, paid("B5", Line("0844", 1_00), paid_on=early, invoiced_on=early, bears_mark=True))
    found = facts_on(actor.pilot_id, pilot().preset, DAY)
    assert [(one.number, one.net_cents) for one in found.items] == [
        ("B1", 800_00),
        ("B2", None),
        ("B3", None),
    ]
    assert sorted(one.number for one in found.alike) == ["B2", "B3"]
    assert [one.number for one in found.outside] == ["B5"]
    assert ([one.number for one in found.without_mark], found.unlooked) == (["B1"], 2)
    double = judge(pilot().preset.rule_set, found, {Kind.DOUBLE_FUNDING})
    assert [(one.subject, one.verdict) for one in double] == [("B2, B3", Verdict.BROKEN)]


def test_the_page_takes_the_same_statements_whatever_the_number_of_vouchers(
    client_as: SignIn,
) -> None:
    actor = system_actor()
    plan(actor, p0844=1000_00)
    book(actor, paid("B1", Line("0844", 1_00)))
    db.session.commit()
    client = client_as("finance")
    taken = []
    for numbers in ((), range(2, 30)):
        for number in numbers:
            book(actor, paid(f"B{number}", Line("0850", 900_00)))
        db.session.commit()
        shown(client, f"{AT}/rules")  # as ever after the first time
        with counted() as run:
            shown(client, f"{AT}/rules")
        taken.append(run)
        db.session.rollback()
    assert [len(run) for run in taken] == [len(taken[0])] * 2, taken


def test_the_page_gives_verdict_norm_figures_and_the_way_to_the_rows(client_as: SignIn) -> None:
    actor = system_actor()
    plan(actor, p0844=10_000_00, p0843=5000_00)
    book(actor, paid("B1", Line("0844", 11_420_00)))
    db.session.commit()
    text = shown(client_as("auditor"), f"{AT}/rules")
    assert "vorläufig gedeckt" in text
    assert (
        "Position 0844 liegt 14,2 % über ihrem Plan; vorläufig gedeckt durch 1.420,00 €, die nach "
        "der Prognose in 0812 frei bleiben (ANBest-P 1.2)." in text
    )
    assert f'href="{AT}/vouchers?position=0844"' in text
    assert "Kein Urteil: Der Wert ist nicht bestätigt (ANBest-P 3)." in text
    assert "Regelwerk wechseln" not in text
    one = shown(client_as("auditor"), f"{AT}/rules/of/overrun?day=30.06.2024")
    assert "20 %" in one
    assert client_as("auditor").get(f"{AT}/rules/of/nothing").status_code == 404


def test_the_coordinator_compares_first_and_then_chooses(client_as: SignIn) -> None:
    overspent(system_actor())
    db.session.commit()
    client, page = client_as("coordinator"), f"{AT}/rules/choose"
    text = shown(client, f"{page}?preview=yes&key=anbest_gk&valid_from=30.06.2024")
    assert "Regel gilt nicht" in text
    assert "kein Urteil" in text
    form = {"key": "anbest_gk", "valid_from": "30.06.2024", "seen": "0", "reason": "Nr. 2"}
    status, refused = sent(client, page, **form)
    assert (status, "Bitte bestätigen Sie die Änderung." in refused) == (422, True)
    assert sent(client, page, **form, confirmed="y")[0] == 302
    text = shown(client, f"{AT}/rules")
    assert "Nr. 2" in text
    assert "Überschreitung einer Position" not in text
    status, refused = sent(client, page, **form, confirmed="y")
    assert (status, "Inzwischen hat jemand anderes gespeichert" in refused) == (422, True)
    for role in ("finance", "auditor"):
        assert client_as(role).get(page).status_code == 403


def test_a_value_is_set_as_the_notice_has_it(client_as: SignIn) -> None:
    overspent(system_actor())
    db.session.commit()
    client, page = client_as("coordinator"), f"{AT}/rules/of/overrun/change"
    text = shown(client, f"{page}?preview=yes&name=percent&value=viel&valid_from=30.06.2024")
    assert "Dieser Wert passt nicht zu der Regel." in text
    text = shown(client, f"{page}?preview=yes&name=percent&value=30&valid_from=30.06.2024")
    assert "vorläufig gedeckt" in text
    form = {"name": "percent", "value": "30", "standing": "yes", "valid_from": "30.06.2024"}
    more = {"seen": "0", "source": "Bescheid Nr. 4", "confirmed": "y"}
    assert sent(client, page, **form, **more)[0] == 302
    text = shown(client, f"{AT}/rules/of/overrun")
    assert "30 %" in text
    assert "Bescheid Nr. 4" in text
    assert actor_as("finance").pilot_id == pilot().id


def test_whether_something_may_be_ordered_is_answered_before_it_is(client_as: SignIn) -> None:
    plan(system_actor(), p0844=1000_00, p0831=5000_00)
    db.session.commit()
    client, page = client_as("finance"), f"{AT}/rules/ask"
    assert "Gespeichert wird nichts." in shown(client, page)
    asked = "amount=1.200&position=0844&expected_on=30.09.2024&post=reha-1"
    text = shown(client, f"{page}?{asked}")
    assert "Ja, aber beachten Sie, was dazugehört." in text
    assert "Position 0844 liegt 20,0 % über ihrem Plan" in text
    assert (
        f"{AT}/commitments/new?position=0844&amp;amount=1200,00&amp;expected_on=30.09.2024"
        "&amp;post=reha-1" in text
    )
    other = asked.replace("44", "31").replace("1.200", "952")
    assert "Nein, so nicht." in shown(client, f"{page}?{asked.replace('1.200', '1.200,01')}")
    assert "Ja, das dürfen Sie bestellen." in shown(client, f"{page}?net=800&{other}")
    for wrong in ("amount=1&net=2&position=0844&expected_on=01.01.2025", "amount=x"):
        assert client.get(f"{page}?{wrong}").status_code == 422
