"""Statements coming in: each entry once, each account known, the chain watched both ways."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select, update

from app.access import Actor
from app.errors import DomainError
from app.extensions import db
from app.finance.bank.accounts.queries import accounts_of
from app.finance.bank.models import BankEntry, BankPart, BankStatement
from app.finance.bank.services import accounts
from app.intake.kinds import ImportKind, Taken
from app.pilots.models import Pilot
from app.stored_files import read_sealed
from tests.integration import commands
from tests.integration.intake import files, visit
from tests.integration.intake.visit import text
from tests.unit.finance.statement_files import IBAN, NATIONAL, Paid, Sheet, camt, mt940
from tests.unit.intake.workbooks import archive

SignIn = Callable[[str], FlaskClient]
OTHER_IBAN = "DE89370400440532013000"
PORTO = Paid(date(2023, 1, 9), -5_00, "Post", "Porto")
JANUARY = Sheet(date(2023, 1, 1), date(2023, 1, 31), 100_00, [PORTO, PORTO])
FEBRUARY = Sheet(
    date(2023, 2, 1), date(2023, 2, 28), 90_00, [Paid(date(2023, 2, 3), 7_00, "Stadt", "Zuschuss")]
)
MARCH = Sheet(date(2023, 3, 1), date(2023, 3, 31), 97_00, [Paid(date(2023, 3, 3), -1_00)])


def take(actor: Actor, data: bytes | str) -> Taken:
    content = data.encode() if isinstance(data, str) else data
    return files.take_in(actor, ImportKind.BANK, content, accept_valid=False)


def counts(taken: Taken) -> tuple[int, int, int, int]:
    tally = taken.outcome.tally
    assert tally.adds_up
    return tally.accepted, tally.duplicates, tally.unchanged, tally.rejected


def codes(taken: Taken) -> list[str]:
    return sorted(finding.code for finding in taken.outcome.findings)


def use_cost_centre(*cost_centres: str) -> None:
    row = db.session.scalars(select(Pilot)).one()
    stored = json.loads(row.configuration)
    stored["bank"] |= {"source": "cost_centre", "cost_centres": cost_centres}
    db.session.execute(update(Pilot).values(configuration=json.dumps(stored)))
    db.session.commit()


def test_the_first_account_registers_itself_and_others_are_refused(actor: Actor) -> None:
    taken = take(actor, camt(JANUARY))
    assert codes(taken) == ["bank.account_first"]
    for foreign in (
        camt(FEBRUARY, iban=OTHER_IBAN),
        archive({"a.xml": camt(FEBRUARY), "b.xml": camt(FEBRUARY, iban=OTHER_IBAN)}),
    ):
        with pytest.raises(DomainError) as refused:
            take(actor, foreign)
        assert (refused.value.key, refused.value.params) == (
            "bank.account_unknown",
            {"account": OTHER_IBAN},
        )
    db.session.rollback()
    assert files.count(ImportKind.BANK) == 2
    accounts.register(actor, "DE89 3704 0044 0532 0130 00", "Zweitkonto")
    db.session.commit()
    assert counts(take(actor, camt(FEBRUARY, iban=OTHER_IBAN))) == (1, 0, 0, 0)
    assert [(row.iban, row.label, row.statements) for row in accounts_of(actor.pilot_id)] == [
        (IBAN, IBAN, 1),
        (OTHER_IBAN, "Zweitkonto", 1),
    ]


def test_an_account_is_the_same_by_its_iban_and_by_its_bank_code(actor: Actor) -> None:
    take(actor, camt(JANUARY))
    assert counts(take(actor, mt940(FEBRUARY, account=NATIONAL))) == (1, 0, 0, 0)
    assert db.session.scalars(select(BankEntry.iban)).all() == [IBAN] * 3
    with pytest.raises(DomainError) as refused:
        accounts.register(actor, "12030000/0000202051", "Noch einmal")
    assert (refused.value.key, refused.value.field) == ("bank.account_known", "number")


def test_an_account_goes_with_its_only_import_and_one_with_statements_stays(actor: Actor) -> None:
    first = take(actor, camt(JANUARY))
    assert first.import_id
    [row] = accounts_of(actor.pilot_id)
    with pytest.raises(DomainError) as refused:
        accounts.remove(actor, row.id)
    assert refused.value.key == "bank.account_used"
    files.undo(actor, ImportKind.BANK, first.import_id)
    assert accounts_of(actor.pilot_id) == []
    assert counts(take(actor, camt(JANUARY, iban=OTHER_IBAN))) == (2, 0, 0, 0)


def test_the_same_and_overlapping_files_double_nothing(actor: Actor) -> None:
    assert counts(take(actor, camt(JANUARY))) == (2, 0, 0, 0)
    assert counts(take(actor, camt(JANUARY))) == (0, 0, 2, 0)
    both = Sheet(
        JANUARY.from_day, FEBRUARY.until_day, 100_00, [*JANUARY.paid, *FEBRUARY.paid], number=9
    )
    assert counts(take(actor, camt(both))) == (1, 0, 2, 0)
    assert counts(take(actor, mt940(both))) == (0, 0, 3, 0)
    assert counts(take(actor, archive({"a": camt(MARCH), "b": mt940(MARCH).encode()}))) == (
        1,
        1,
        0,
        0,
    )
    assert files.count(ImportKind.BANK) == 4
    assert db.session.scalar(select(func.count()).select_from(BankPart)) == 4


def test_two_statements_of_one_day_may_say_the_same(actor: Actor) -> None:
    morning = Sheet(date(2023, 1, 9), date(2023, 1, 9), 100_00, [PORTO])
    evening = Sheet(date(2023, 1, 9), date(2023, 1, 9), 95_00, [PORTO], number=2)
    assert counts(take(actor, mt940(morning))) == (1, 0, 0, 0)
    assert counts(take(actor, mt940(evening))) == (1, 0, 0, 0)
    assert counts(take(actor, mt940(morning, evening))) == (0, 0, 2, 0)


def test_a_doubtful_entry_keeps_its_whole_statement_out(actor: Actor) -> None:
    known = Paid(date(2023, 2, 3), 7_00, reference="A1")
    take(actor, camt(Sheet(FEBRUARY.from_day, FEBRUARY.until_day, 90_00, [known])))
    other = Paid(date(2023, 3, 3), 8_00, reference="A1")
    taken = take(actor, camt(Sheet(date(2023, 3, 1), date(2023, 3, 31), 97_00, [other, PORTO])))
    assert (counts(taken), taken.import_id) == ((0, 0, 0, 2), None)
    assert codes(taken) == ["bank.other_content"]


def test_the_chain_is_watched_before_and_behind(actor: Actor) -> None:
    take(actor, camt(JANUARY))
    assert codes(take(actor, camt(MARCH))) == ["bank.gap_before"]
    assert codes(take(actor, camt(FEBRUARY))) == []
    early = Sheet(date(2022, 12, 1), date(2022, 12, 31), 0, [Paid(date(2022, 12, 5), 99_00)])
    assert codes(take(actor, camt(early))) == ["bank.gap_after"]


def test_statements_of_a_file_are_put_in_order(actor: Actor) -> None:
    taken = take(actor, camt(MARCH, JANUARY, FEBRUARY))
    assert (codes(taken), counts(taken)) == (["bank.account_first"], (4, 0, 0, 0))


def test_a_large_statement_takes_a_fixed_number_of_sql_statements(actor: Actor) -> None:
    many = [Paid(date(2023, 1, 1 + at % 28), -at - 1) for at in range(1000)]
    sheet = Sheet(JANUARY.from_day, JANUARY.until_day, 0, many)
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    db.session.rollback()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert counts(take(actor, camt(sheet))) == (1000, 0, 0, 0)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len(seen) < 40


HEAD = "Kostenstelle;Buchungstag;Belegnummer;Text;Geschäftspartner;Soll;Haben"
OURS = "4711;{day}.01.2023;B{day};Papier;Bürobedarf;10,00;"
OTHERS = "9900;11.01.2023;X1;Pflegegeld;Erika Geheim;99,00;"


def extract(*days: str, head: str = HEAD) -> bytes:
    lines = [head, *(OURS.format(day=day) for day in days), OTHERS]
    return "\r\n".join(lines).encode("cp1252")


def test_overlapping_extracts_of_the_ledger_double_nothing_and_carry_the_balance(
    actor: Actor,
) -> None:
    use_cost_centre("4711")
    first = take(actor, extract("10", "11"))
    assert (counts(first), codes(first)) == ((2, 0, 0, 0), ["bank.other_cost_centres"])
    again = take(actor, extract("11", "12"))
    assert counts(again) == (1, 0, 1, 0)
    rows = db.session.execute(
        select(
            BankStatement.opening_cents, BankStatement.closing_cents, BankStatement.is_computed
        ).order_by(BankStatement.id)
    ).all()
    assert [tuple(row) for row in rows] == [(0, -20_00, True), (-10_00, -30_00, True)]
    [account] = accounts_of(actor.pilot_id)
    assert (account.iban, account.kind) == ("4711", "cost_centre")
    partners = db.session.scalars(select(BankEntry.counterparty)).all()
    assert set(partners) == {"Bürobedarf"}


def test_a_ledger_with_other_heads_is_assigned_once_and_waits_without_the_others(
    client_as: SignIn, web: Flask
) -> None:
    use_cost_centre("4711")
    client = client_as("finance")
    data = extract("10", head=HEAD.replace("Kostenstelle", "KSt.").replace("Text", "Vorgang"))
    address = visit.waiting(client, "bank", data)
    assert address.endswith("/columns")
    own = web.extensions["pilotbuch_settings"]
    [waiting] = (own.files / "staging").iterdir()
    kept_file = read_sealed(waiting, own.keys["files"])
    assert b"Papier" in kept_file
    assert b"Geheim" not in kept_file
    heads = ["KSt.", "Buchungstag", "Belegnummer", "Vorgang", "Geschäftspartner", "Soll", "Haben"]
    fields = {f"column_{place}": head for place, head in enumerate(heads)}
    answer = visit.press(client, address, **fields, column_7="", column_8="")
    shown = text(client.get(answer.location))
    assert "1 Zeile wird übernommen." in shown
    assert "Buchungen anderer Kostenstellen, die nicht übernommen wurden: 1." in shown
    visit.take(client, answer.location)
    assert files.count(ImportKind.BANK) == 1


def test_a_person_registers_an_account_and_removes_it(client_as: SignIn, actor: Actor) -> None:
    client = client_as("finance")
    address = "/p/gecko/bank/accounts"
    wrong = visit.press(client, address, number="DE03120300000000202051", label="Konto")
    assert "Das ist keine gültige IBAN." in text(wrong)
    visit.press(client, address, number=IBAN, label="Projektkonto")
    assert "Projektkonto" in text(client.get(address))
    refused = visit.upload(client, "bank", camt(JANUARY, iban=OTHER_IBAN))
    assert f"Das Konto {OTHER_IBAN} gehört nicht zu den Konten" in text(refused)
    db.session.rollback()
    [row] = accounts_of(actor.pilot_id)
    visit.press(client, f"{address}/{row.id}/remove")
    db.session.rollback()
    assert accounts_of(actor.pilot_id) == []


def test_the_command_line_tells_formats_by_their_content(web: Flask, tmp_path: Path) -> None:
    path = tmp_path / "ohne_endung"
    for content in (camt(FEBRUARY), mt940(JANUARY).encode("cp1252")):
        path.write_bytes(content)
        result = commands.take(web, "bank", file=path)
        assert result.exit_code == 0, result.output
    result = commands.take(web, "bank", file=path)
    assert "0 angenommen, 0 abgelehnt, 0 doppelt, 2 unverändert" in result.output
    use_cost_centre("4711")
    refused = commands.take(web, "bank", file=path)
    assert refused.exit_code == 1
    assert "gleicht mit seiner Kostenstelle" in refused.output
    path.write_bytes(extract("10"))
    assert "1 angenommen" in commands.take(web, "bank", file=path).output
