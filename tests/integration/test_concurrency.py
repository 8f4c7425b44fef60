"""Two people at once, each with a connection of their own: nothing is lost, nothing forks."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import audit
from app.access import Actor
from app.accounts import services as accounts
from app.accounts.passwords import Passwords
from app.audit import check_chain
from app.errors import DomainError, Stale
from app.extensions import db
from app.finance.bank.models import BankMatch
from app.finance.bank.queries import open_parts, open_payables
from app.finance.bank.services.matching import accept_certain, match
from app.finance.models import Booking
from app.finance.services.vouchers import reverse
from app.intake import kinds
from app.intake.kinds import ImportKind
from app.intake.models import Import
from app.participants import queries
from app.participants.models import Participation
from app.participants.services.admission import Characteristics, admit
from app.participants.services.consents import give_consent
from app.participants.services.stay import change_care, correct, move_stage, record_exit
from app.pilots.queries import posts_of
from app.web import one_transaction
from tests import factories
from tests.factories import DAY
from tests.integration.commands import FILES, imported
from tests.integration.finance import books

Act = Callable[[], Any]


def at_once(web: Flask, *acts: Act) -> list[Any]:
    """Runs the acts together, each in a transaction of its own; returns results and refusals."""
    db.session.commit()
    db.session.remove()
    start = Barrier(len(acts))

    def run(act: Act) -> Any:
        with web.app_context():
            start.wait(timeout=30)
            try:
                with one_transaction():
                    return act()
            except DomainError as refusal:
                db.session.rollback()
                return refusal

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def refusals(results: list[Any]) -> list[DomainError]:
    return [result for result in results if isinstance(result, DomainError)]


def is_sound(pilot_id: int) -> bool:
    """Whether the pilot's chain and that of the house hold."""
    return check_chain(pilot_id) is None and check_chain(audit.HOUSE) is None


def test_two_who_save_the_same_version_do_not_overwrite_each_other(
    web: Flask, actor: Actor
) -> None:
    number = factories.admitted(actor)

    def save(children: int) -> Act:
        told = Characteristics("female", "intermediate", "dual", children, True, False)
        return lambda: correct(actor, number, told, "", 1, DAY)

    results = at_once(web, save(3), save(4))
    assert [type(refusal) for refusal in refusals(results)] == [Stale]
    assert is_sound(actor.pilot_id)


def test_admissions_at_once_get_different_numbers(web: Flask, actor: Actor) -> None:
    drafts = [factories.admission() for _ in range(6)]
    numbers = at_once(
        web,
        *(lambda draft=draft: admit(actor, factories.gecko(), draft, DAY) for draft in drafts),
    )
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]
    assert is_sound(actor.pilot_id)


def test_the_same_person_is_admitted_once(web: Flask, actor: Actor) -> None:
    draft = factories.admission()
    acts = [lambda: admit(actor, factories.gecko(), draft, DAY)] * 2
    results = at_once(web, *acts)
    assert [refusal.key for refusal in refusals(results)] == ["participant.already_in"]
    assert db.session.scalar(select(func.count()).select_from(Participation)) == 1


@pytest.mark.parametrize("what", ["move", "care", "consent", "exit"])
def test_the_same_act_on_a_stay_happens_once(web: Flask, actor: Actor, what: str) -> None:
    number = factories.admitted(actor)
    preset, other = factories.gecko(), posts_of(actor.pilot_id)[1].id
    day = date(2023, 5, 1)
    acts: dict[str, Act] = {
        "move": lambda: move_stage(actor, preset, number, 2, day, "", DAY),
        "care": lambda: change_care(actor, number, other, day, DAY),
        "consent": lambda: give_consent(actor, preset, number, "follow_up", day, "written", DAY),
        "exit": lambda: record_exit(actor, number, day, "job", None, 1, DAY),
    }
    results = at_once(web, acts[what], acts[what])
    assert len(refusals(results)) == 1
    row = queries.participation_row(actor, number)
    assert row is not None
    open_cares = [c for c, _title in queries.care_of(row.pilot_id, row.id) if c.until_day is None]
    assert len(open_cares) == (0 if what == "exit" else 1)
    assert is_sound(actor.pilot_id)


@pytest.mark.parametrize("kind", [ImportKind(kind) for kind in FILES])
def test_the_same_file_at_once_comes_in_once(web: Flask, actor: Actor, kind: ImportKind) -> None:
    file = FILES[str(kind)]
    data = file.read_bytes()

    def take() -> int | None:
        here = factories.pilot()
        parsed = kinds.read(kind, here, data)
        return kinds.take_in(kind, actor, here, parsed, file.name, data, True).import_id

    taken = at_once(web, take, take)
    assert sum(import_id is not None for import_id in taken) == 1
    assert refusals(taken) == []
    assert db.session.scalar(select(func.count()).select_from(Import)) == 1
    assert is_sound(actor.pilot_id)


def test_two_reconciliations_at_once_match_everything_once(web: Flask, actor: Actor) -> None:
    imported(web, "vouchers")
    imported(web, "bank")
    factories.system_actor()
    words = factories.gecko().bank.draw_down_words
    acts = [lambda: len(accept_certain(actor, words))] * 2
    counts = at_once(web, *acts)
    assert refusals(counts) == []
    assert sorted(counts)[0] == 0 < sorted(counts)[1]
    matched = select(func.count()), select(func.count(func.distinct(BankMatch.booking_id)))
    assert len({db.session.scalar(each.select_from(BankMatch)) for each in matched}) == 1
    assert is_sound(actor.pilot_id)


def test_of_two_clerks_who_match_the_same_entry_one_is_told(web: Flask, actor: Actor) -> None:
    books.book(actor, books.listed("B1"), books.listed("B2"))
    books.receive_statement(actor, books.entry("E1", (-500_00, "Papier")))
    [part] = open_parts(actor.pilot_id)
    vouchers = open_payables(actor.pilot_id)

    def match_with(voucher: int) -> Act:
        return lambda: match(actor, {part.id: part.open_cents}, {voucher: 500_00})

    results = at_once(web, *(match_with(voucher.id) for voucher in vouchers))
    assert [refusal.key for refusal in refusals(results)] == ["bank.taken"]
    assert open_parts(actor.pilot_id) == []
    assert [voucher.open_cents for voucher in open_payables(actor.pilot_id)] == [500_00]
    assert is_sound(actor.pilot_id)


def test_a_voucher_is_reversed_once(web: Flask, actor: Actor) -> None:
    imported(web, "vouchers")
    factories.system_actor()
    open_one = select(Booking.source_number).where(
        Booking.reverses_id.is_(None),
        Booking.id.not_in(select(Booking.reverses_id).where(Booking.reverses_id.is_not(None))),
    )
    number = db.session.scalars(open_one.limit(1)).one()
    results = at_once(web, *[lambda: reverse(actor, number, "Fehler", None, DAY)] * 2)
    assert [refusal.key for refusal in refusals(results)] == ["voucher.already_reversed"]


def test_an_undo_and_work_on_its_people_never_both_succeed(web: Flask, actor: Actor) -> None:
    imported(web, "participants")
    factories.system_actor()
    import_id = db.session.scalars(select(Import.id)).one()
    rows = select(Participation.number).where(Participation.exited_on.is_(None)).limit(1)
    number = db.session.scalars(rows).one()
    preset = factories.gecko()
    results = at_once(
        web,
        lambda: kinds.undo(ImportKind.PARTICIPANTS, actor, import_id),
        lambda: give_consent(actor, preset, number, "follow_up", DAY, "written", DAY),
    )
    assert len(refusals(results)) == 1
    assert is_sound(actor.pilot_id)


def test_signing_in_and_changing_passwords_at_once_do_not_wait_for_each_other_forever(
    web: Flask, actor: Actor
) -> None:
    hasher = Passwords(64, 1)
    coach, finance = (
        accounts.prove(hasher, f"{name}@example.org", factories.PASSWORD)
        for name in ("coach", "finance")
    )
    changed = accounts.prove_own(hasher, coach.user_id, factories.PASSWORD, "sieben lila Schirme")
    long_ago = factories.now().replace(year=2020)
    for _ in range(5):
        accounts.open_session(coach.user_id, long_ago)
    tokens = at_once(
        web,
        lambda: accounts.change_own_password(changed, factories.now()),
        *[lambda: accounts.sign_in(finance, factories.now())] * 3,
    )
    assert refusals(tokens) == []
    assert len(set(tokens)) == 4
    assert is_sound(actor.pilot_id)


def test_a_chain_that_many_write_at_once_never_forks(web: Flask, actor: Actor) -> None:
    def write() -> None:
        for _ in range(5):
            audit.record(actor, "test", "pilot", actor.pilot_id)
        books.reserved(actor)

    before = db.session.get_one(audit.AuditHead, actor.pilot_id).sequence
    assert refusals(at_once(web, *[write] * 6)) == []
    assert db.session.get_one(audit.AuditHead, actor.pilot_id).sequence == before + 36
    assert is_sound(actor.pilot_id)


def test_an_import_that_breaks_off_leaves_nothing(
    web: Flask, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = db.session.get_one(audit.AuditHead, actor.pilot_id).sequence
    monkeypatch.setattr("app.finance.services.vouchers._next_numbers", lambda _pilot: 1 / 0)
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        imported(web, "vouchers")
    for table in (Booking, Import):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
    assert db.session.get_one(audit.AuditHead, actor.pilot_id).sequence == before
