"""Taking imports back: as a whole, once, and only while nothing builds on them."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy_continuum import version_class

from app.access import Actor
from app.audit import check_chain
from app.cli.training.referrals import refer_listed
from app.errors import DomainError, NotFound
from app.extensions import db
from app.finance.bank.services.matching import accept_certain
from app.finance.models import Plan, PlanAmount
from app.finance.services.vouchers import reverse
from app.intake import kinds, queries
from app.intake.kinds import ImportKind
from app.participants.models import (
    Care,
    Consent,
    CriterionAnswer,
    Participation,
    Person,
    StageEvent,
)
from app.participants.selection.models import Candidate
from app.participants.services.stay import record_exit
from tests import factories
from tests.integration.intake import files


def import_id_of(actor: Actor, kind: ImportKind) -> int:
    import_id = files.take_in(actor, kind).import_id
    assert import_id is not None
    return import_id


@pytest.mark.parametrize("kind", files.FILES)
def test_an_import_is_taken_back_as_a_whole_and_its_file_may_come_again(
    actor: Actor, kind: ImportKind
) -> None:
    before = files.everything()
    import_id = import_id_of(actor, kind)
    assert files.count(kind) == files.ROWS[kind]
    files.undo(actor, kind, import_id)
    assert files.everything() == before | {"import_batch": 1}
    found = queries.import_of(actor.pilot_id, import_id)
    assert found is not None
    assert found.undone_by == found.by
    assert queries.same_file(actor.pilot_id, found.record.file_hash) is None
    assert check_chain(actor.pilot_id) is None
    again = files.take_in(actor, kind)
    assert again.import_id is not None
    assert files.count(kind) == files.ROWS[kind]


@pytest.mark.parametrize("kind", files.FILES)
def test_an_import_is_taken_back_only_once(actor: Actor, kind: ImportKind) -> None:
    import_id = import_id_of(actor, kind)
    files.undo(actor, kind, import_id)
    with pytest.raises(DomainError, match="already_undone"):
        files.undo(actor, kind, import_id)


def test_of_people_taken_back_nothing_stays_behind(actor: Actor) -> None:
    files.undo(actor, ImportKind.PARTICIPANTS, import_id_of(actor, ImportKind.PARTICIPANTS))
    for table in (Person, StageEvent, Care, Consent, CriterionAnswer):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0, table
    for kept in map(version_class, (Participation, Care, Consent)):
        assert db.session.scalar(select(func.count()).select_from(kept)) == 0, kept


def test_people_who_were_worked_with_keep_their_import(actor: Actor) -> None:
    import_id = import_id_of(actor, ImportKind.PARTICIPANTS)
    row = db.session.scalars(
        select(Participation).where(Participation.exited_on.is_(None)).limit(1)
    ).one()
    record_exit(actor, row.number, date(2024, 6, 1), "moved", "unknown", row.version, factories.DAY)
    db.session.commit()
    with pytest.raises(DomainError, match="import_built_on"):
        files.undo(actor, ImportKind.PARTICIPANTS, import_id)
    db.session.rollback()
    assert files.count(ImportKind.PARTICIPANTS) == 84


def test_a_list_closes_the_referrals_it_tells_of_and_can_then_not_be_taken_back(
    actor: Actor,
) -> None:
    listed = kinds.read(
        ImportKind.PARTICIPANTS, factories.pilot(), files.sample(ImportKind.PARTICIPANTS)
    )
    refer_listed(actor, factories.gecko(), listed.rows, factories.DAY)
    db.session.commit()
    import_id = import_id_of(actor, ImportKind.PARTICIPANTS)
    candidates = db.session.scalars(select(Candidate)).all()
    stays = set(db.session.scalars(select(Participation.id)))
    assert {row.state for row in candidates} == {"admitted"}
    assert {row.participation_id for row in candidates} == stays
    assert len(stays) == files.count(ImportKind.PARTICIPANTS) == 84
    with pytest.raises(DomainError, match="import_built_on"):
        files.undo(actor, ImportKind.PARTICIPANTS, import_id)


def test_a_released_dataset_keeps_the_people_it_was_made_of(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_id = import_id_of(actor, ImportKind.PARTICIPANTS)
    monkeypatch.setattr(kinds, "has_release_since", lambda *_: True)
    with pytest.raises(DomainError, match="import_released"):
        files.undo(actor, ImportKind.PARTICIPANTS, import_id)


def test_matched_vouchers_and_entries_keep_their_imports(actor: Actor) -> None:
    vouchers = import_id_of(actor, ImportKind.VOUCHERS)
    bank = import_id_of(actor, ImportKind.BANK)
    accept_certain(actor, ["Mittelabruf"])
    db.session.commit()
    for kind, import_id, key in (
        (ImportKind.VOUCHERS, vouchers, r"voucher\.matched"),
        (ImportKind.BANK, bank, r"bank\.matched"),
    ):
        with pytest.raises(DomainError, match=key):
            files.undo(actor, kind, import_id)
        db.session.rollback()
        assert files.count(kind) == files.ROWS[kind]


def test_a_voucher_reversed_by_hand_keeps_its_import(actor: Actor) -> None:
    import_id = import_id_of(actor, ImportKind.VOUCHERS)
    reverse(actor, "B00001", "doppelt bezahlt", None, factories.DAY)
    db.session.commit()
    with pytest.raises(DomainError, match="reversed_since"):
        files.undo(actor, ImportKind.VOUCHERS, import_id)


def test_a_plan_stays_while_a_later_one_follows_it(actor: Actor) -> None:
    first = import_id_of(actor, ImportKind.PLAN)
    # Another distribution of the same grant, so that the sample is a change again.
    amounts = db.session.scalars(select(PlanAmount).order_by(PlanAmount.id).limit(2)).all()
    for row, cents in zip(amounts, (1, -1), strict=True):
        row.amount_cents += cents
    db.session.commit()
    second = import_id_of(actor, ImportKind.PLAN)
    assert files.count(ImportKind.PLAN) == 2
    with pytest.raises(DomainError, match="later_plan"):
        files.undo(actor, ImportKind.PLAN, first)
    files.undo(actor, ImportKind.PLAN, second)
    files.undo(actor, ImportKind.PLAN, first)
    assert db.session.scalar(select(func.count()).select_from(Plan)) == 0


def test_the_import_of_another_pilot_is_not_found(actor: Actor) -> None:
    import_id = import_id_of(actor, ImportKind.PLAN)
    stranger = Actor(actor.user_id, actor.pilot_id + 1, actor.permissions)
    with pytest.raises(NotFound):
        files.undo(stranger, ImportKind.PLAN, import_id)
    assert queries.import_of(actor.pilot_id + 1, import_id) is None


def test_an_import_is_undone_under_its_own_kind_only(actor: Actor) -> None:
    import_id = import_id_of(actor, ImportKind.VOUCHERS)
    with pytest.raises(NotFound):
        files.undo(actor, ImportKind.PLAN, import_id)
    db.session.rollback()
    assert files.count(ImportKind.VOUCHERS) == 540
