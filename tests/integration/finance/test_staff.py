"""Staff costs: terms, payroll by file and by hand, corrections that stay to be seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import Actor
from app.errors import DomainError, Stale
from app.extensions import db
from app.finance.outlook.queries import at_completion
from app.finance.staff import queries, services
from app.finance.staff.services import Pay, PostTerms
from app.intake import kinds
from app.intake.kinds import ImportKind
from app.pilots.queries import posts_of
from tests import factories
from tests.factories import DAY

TERMS = PostTerms(date(2023, 1, 1), "E 10", 3, 100, 50, 6_000_00, 0, "0812")
EXPORT = "Abrechnungsmonat;Stelle;Gesamtkosten EUR\n{}\n"
MARCH = date(2023, 3, 1)


def post(actor: Actor) -> int:
    return posts_of(actor.pilot_id)[0].id


def agreed(actor: Actor) -> int:
    return services.agree_terms(actor, factories.gecko(), post(actor), TERMS)


def took_in(actor: Actor, *rows: str) -> kinds.Taken:
    data = EXPORT.format("\n".join(rows)).encode("cp1252")
    parsed = kinds.read(ImportKind.PAYROLL, factories.pilot(), data)
    return kinds.take_in(
        ImportKind.PAYROLL, actor, factories.pilot(), parsed, "lohn.csv", data, accept_valid=True
    )


def test_half_of_a_post_that_is_half_the_pilots_counts_half(web: Flask, actor: Actor) -> None:
    agreed(actor)
    services.enter_pay(actor, post(actor), Pay(date(2023, 3, 31), "regular", 6_100_01, ""), DAY)
    assert queries.actual_by_post_and_month(actor.pilot_id, DAY) == {(post(actor), MARCH): 3_050_01}


def test_the_same_export_twice_doubles_nothing_and_another_amount_is_refused(
    web: Flask, actor: Actor
) -> None:
    agreed(actor)
    first = took_in(actor, "03/2023;SB med. Reha 1;6.000,00")
    again = took_in(actor, "03/2023;SB med. Reha 1;6.000,00", "04/2023;SB med. Reha 1;6.000,00")
    other = took_in(actor, "03/2023;SB med. Reha 1;6.500,00")
    tallies = [taken.outcome.tally for taken in (first, again, other)]
    assert [(t.accepted, t.unchanged, t.rejected) for t in tallies] == [
        (1, 0, 0),
        (1, 1, 0),
        (0, 0, 1),
    ]
    assert sum(queries.actual_by_post_and_month(actor.pilot_id, DAY).values()) == 6_000_00


def test_an_import_is_taken_back_whole_unless_something_builds_on_it(
    web: Flask, actor: Actor
) -> None:
    agreed(actor)
    first = took_in(actor, "03/2023;SB med. Reha 1;6.000,00").import_id
    second = took_in(actor, "04/2023;SB med. Reha 1;6.000,00").import_id
    assert first is not None
    assert second is not None
    kinds.undo(ImportKind.PAYROLL, actor, first)
    (entry,) = queries.entries_of(actor.pilot_id, post(actor))
    services.reverse_pay(actor, post(actor), entry.id, "falsche Stelle")
    with pytest.raises(DomainError) as refused:
        kinds.undo(ImportKind.PAYROLL, actor, second)
    assert refused.value.key == "staff.reversed_since"


def test_a_month_is_entered_once_and_again_after_its_reversal(web: Flask, actor: Actor) -> None:
    agreed(actor)
    pay = Pay(MARCH, "regular", 6_000_00, "")
    services.enter_pay(actor, post(actor), pay, DAY)
    with pytest.raises(DomainError) as refused:
        services.enter_pay(actor, post(actor), pay, DAY)
    assert refused.value.key == "staff.month_is_there"
    services.enter_pay(actor, post(actor), Pay(MARCH, "correction", -100_00, "zu viel"), DAY)
    regular = queries.entries_of(actor.pilot_id, post(actor))[-1]
    services.reverse_pay(actor, post(actor), regular.id, "neu gerechnet")
    services.enter_pay(actor, post(actor), Pay(MARCH, "regular", 5_000_00, ""), DAY)
    assert sum(queries.actual_by_post_and_month(actor.pilot_id, DAY).values()) == 2_450_00
    with pytest.raises(DomainError):
        services.reverse_pay(actor, post(actor), regular.id, "noch einmal")


@pytest.mark.parametrize(
    ("pay", "key"),
    [
        (Pay(date(2022, 12, 31), "regular", 1, ""), "staff.no_terms"),
        (Pay(date(2024, 7, 1), "regular", 1, ""), "house.future"),
        (Pay(MARCH, "regular", -1, ""), "staff.only_corrections_negative"),
    ],
)
def test_pay_needs_terms_a_month_that_has_begun_and_an_amount(
    web: Flask, actor: Actor, pay: Pay, key: str
) -> None:
    agreed(actor)
    with pytest.raises(DomainError) as refused:
        services.enter_pay(actor, post(actor), pay, DAY)
    assert refused.value.key == key


def test_terms_from_one_day_exist_once_and_who_is_second_overwrites_nothing(
    web: Flask, actor: Actor
) -> None:
    preset, terms_id = factories.gecko(), agreed(actor)
    with pytest.raises(DomainError) as refused:
        services.agree_terms(actor, preset, post(actor), TERMS)
    assert refused.value.key == "staff.terms_from_that_day"
    dearer = PostTerms(date(2023, 1, 1), "E 11", 3, 100, 50, 7_000_00, 0, "0812")
    services.correct_terms(actor, preset, post(actor), terms_id, dearer, 1)
    with pytest.raises(Stale):
        services.correct_terms(actor, preset, post(actor), terms_id, TERMS, 1)


def test_the_outlook_reckons_with_the_posts(web: Flask, actor: Actor) -> None:
    agreed(actor)
    # June 2024 to October 2026 are 29 months of 3.000 €.
    assert at_completion(actor.pilot_id, factories.gecko(), DAY)["0812"] == 29 * 3_000_00


def test_pages_lead_from_a_post_without_terms_to_its_cost(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    client = client_as("finance")
    new = "/p/gecko/finance/staff/1/terms/new"
    answer = client.post(
        new,
        data={
            "csrf_token": factories.token(client, new),
            "version": "0",
            "valid_from": "01.01.2023",
            "pay_group": "E 10",
            "step": "3",
            "fte_percent": "100",
            "pilot_percent": "50",
            "monthly_cents": "6.000,00",
            "position": "0812",
        },
    )
    assert answer.status_code == 302
    db.session.rollback()
    services.enter_pay(actor, post(actor), Pay(date(2024, 3, 1), "regular", 6_100_00, ""), DAY)
    db.session.commit()
    shown = client.get("/p/gecko/finance/staff").get_data(as_text=True)
    assert "3.050,00" in shown
    assert "+50,00" in shown
    auditor = client_as("auditor").get("/p/gecko/finance/staff/1").get_data(as_text=True)
    assert "E 10" in auditor
    assert "Bezahlung eintragen" not in auditor
