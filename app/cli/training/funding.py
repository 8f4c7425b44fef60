"""The money of the grant and what was bought to last, up to the training day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from app.cli.desk import Desk, by
from app.cli.training.books import STAFF, TO, Two
from app.finance.grants import queries
from app.finance.grants.services import money, requests
from app.finance.inventory.rules import Event, Kind, Whereabouts
from app.finance.inventory.services import ItemFacts, add_item, record_event, waive
from app.money import share

PAYER = "Bundeskasse"
BY_HAND = {
    date(2021, 11, 15): 38_000_00,
    date(2022, 2, 15): 100_000_00,
    date(2022, 5, 16): 100_000_00,
    date(2022, 8, 15): 100_000_00,
    date(2022, 11, 15): 105_000_00,
    date(2024, 2, 15): 170_000_00,
}
"""Money of the times without a statement; the last was more than six weeks needed."""
NO_STATEMENT = "Für diese Zeit liegt kein Kontoauszug vor."
ANSWERED, UNDER_WAY = date(2024, 5, 13), date(2024, 6, 24)
"""The days on which draw-downs were drafted."""
CAME_AFTER = timedelta(days=11)
GROSS_PERCENT = 119
"""Of the net amount, at the ordinary rate of VAT."""
ITEMS = (
    ("B00143", date(2022, 7, 27), 2_221_47, "IT-Systemhaus Uckermark", "Notebook", "Raum 3"),
    ("B00329", date(2023, 7, 1), 1_781_19, "Möbelhaus Angermünde", "Besprechungstisch", "Raum 1"),
    ("B00448", date(2024, 2, 8), 1_878_31, "IT-Systemhaus Uckermark", "Netzwerkspeicher", "Büro"),
)
EVENTS = {
    1: (
        Event(Kind.SEEN, date(2023, 12, 14)),
        Event(Kind.MOVED, date(2024, 3, 4), place="Raum 5", responsible="SB med. Reha 2"),
        Event(Kind.CONDITION, date(2024, 3, 4), condition="used"),
    ),
    2: (Event(Kind.SEEN, date(2023, 12, 14)),),
    3: (Event(Kind.WHEREABOUTS, date(2024, 6, 3), decision=Whereabouts.KEPT),),
}


def fill(at: Desk, two: Two) -> None:
    """Income by hand, draw-downs answered and under way, and the inventory."""
    for day, cents in BY_HAND.items():
        told = f"Mittelabruf vom {day - CAME_AFTER:%d.%m.%Y}"
        money.enter_receipt(two.clerk, _income(day, told, cents), at.pilot.day)
    answered = ask(at, two, ANSWERED)
    cents = queries.draw_down(at.pilot.id, answered).amount_cents
    came_on = ANSWERED + CAME_AFTER
    receipt = money.enter_receipt(
        two.clerk, _income(came_on, f"Mittelabruf Nr. {answered}", cents), at.pilot.day
    )
    requests.link(two.clerk, answered, receipt, at.pilot.day)
    ask(at, two, UNDER_WAY)
    keep_inventory(at, two)


def _income(day: date, reason: str, cents: int) -> money.Income:
    return money.Income("draw_down", day, PAYER, reason, cents, NO_STATEMENT)


def ask(at: Desk, two: Two, day: date) -> int:
    """A draw-down of all that may be asked on a day, drafted, approved and sent the day after."""
    allowed = queries.demand(at.pilot.id, at.pilot.preset, day).allowed_cents
    number = requests.draft(two.clerk, at.pilot.preset, requests.Request(_split(allowed)), day)
    by(two.approver)
    requests.approve(two.approver, number, 1)
    by(two.clerk)
    requests.send(two.clerk, number, day + timedelta(days=1), 2, at.pilot.day)
    return number


def _split(cents: int) -> Mapping[str, int]:
    contracts = share(cents, 1, 10)
    return {STAFF: cents - contracts, TO: contracts}


def keep_inventory(at: Desk, two: Two) -> None:
    """Three items with what happened to them, and a voucher that needs none."""
    for number, item in enumerate(ITEMS, start=1):
        source_number, acquired_on, gross, supplier, what, place = item
        facts = ItemFacts(
            what,
            supplier,
            acquired_on,
            share(gross, 100, GROSS_PERCENT),
            gross,
            place,
            "Beratung",
            "new",
            "Projektkoordination",
            at.pilot.preset.notice.ends_on,
            source_number=source_number,
        )
        add_item(two.clerk, facts, at.pilot.day)
        for event in EVENTS[number]:
            record_event(two.clerk, number, event, at.pilot.day)
    waive(two.clerk, "B00231", "Seminargebühren, kein Gegenstand.")
