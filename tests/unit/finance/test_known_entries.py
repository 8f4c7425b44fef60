"""The same entry is known again, whatever its file; two that are truly alike stay two."""

from __future__ import annotations

from datetime import date

from app.finance.bank.chain import Link, beside, gap_after, gap_before
from app.finance.bank.known import Fate, KnownEntries
from app.finance.bank.statements import BankEntry, BankPart, Source

DAY = date(2023, 5, 10)


def entry(
    reference: str = "", cents: int = -5_00, purpose: str = "Porto", day: date = DAY
) -> BankEntry:
    part = BankPart(cents, "Post", purpose, None)
    return BankEntry(1, reference, day, day, cents, "BOOK", False, "Post", purpose, (part,))


class Account:
    """Takes in statements one after another."""

    def __init__(self) -> None:
        self.known = KnownEntries([])
        self.count = 0

    def take(
        self, *entries: BankEntry, source: Source = Source.CAMT, beside: tuple[int, ...] = ()
    ) -> str:
        """The first letters of the fates: n(ew), r(epeated), u(nchanged), o(ther content)."""
        self.count += 1
        judged = self.known.judge(entries, source, self.count, beside)
        references = [one.reference for one in judged if one.fate is Fate.NEW]
        assert len(set(references)) == len(references)
        return "".join(one.fate[0] for one in judged)


def test_a_reference_of_the_bank_names_its_entry() -> None:
    account = Account()
    assert account.take(entry("R1"), entry("R2")) == "nn"
    assert account.take(entry("R2"), entry("R3")) == "rn"


def test_a_known_reference_with_other_content_is_a_doubt() -> None:
    account = Account()
    account.take(entry("R1"))
    assert account.take(entry("R1", -6_00)) == "o"


def test_two_that_say_the_same_on_one_day_are_two() -> None:
    account = Account()
    assert account.take(entry(), entry()) == "nn"
    assert account.take(entry(), entry(), entry()) == "rrn"


def test_a_reference_given_to_several_names_none_of_them() -> None:
    account = Account()
    assert account.take(entry("B", -1_00), entry("B", -2_00)) == "nn"
    assert account.take(entry("B", -2_00)) == "r"
    assert account.take(entry("B", -3_00), entry("B", -1_00)) == "nr"


def test_a_reference_known_once_and_then_given_to_two_doubles_nothing() -> None:
    account = Account()
    account.take(entry("B", -1_00))
    assert account.take(entry("B", -2_00), entry("B", -1_00)) == "nr"


def test_statements_beside_each_other_share_no_entry() -> None:
    account = Account()
    assert account.take(entry()) == "n"
    assert account.take(entry(), beside=(1,)) == "n"
    assert account.take(entry(), entry()) == "rr"


def test_in_another_format_day_and_amount_are_enough() -> None:
    account = Account()
    account.take(entry("R1", purpose="Rechnung 17"), entry("R2", purpose="Rechnung 18"))
    same = entry(purpose="RECHNUNG 17")
    assert account.take(same, same, same, source=Source.MT940) == "rrn"


def link(first: int, last: int, opening: int, closing: int) -> Link:
    return Link(first, last, opening, closing)


def test_the_chain_holds_from_closing_to_opening() -> None:
    one, two, four = link(1, 31, 0, 5), link(32, 59, 5, 7), link(91, 120, 9, 9)
    assert gap_before(two, [one, four]) is None
    assert gap_after(two, [one, four]) == four
    assert gap_before(four, [one, two]) == two
    assert gap_after(one, [two, four]) is None
    assert gap_before(one, []) is None


def test_a_closing_on_the_first_day_counts_as_before() -> None:
    assert gap_before(link(31, 60, 5, 7), [link(1, 31, 0, 5)]) is None
    assert gap_before(link(31, 60, 6, 7), [link(1, 31, 0, 5)]) == link(1, 31, 0, 5)


def test_several_statements_of_one_day_are_put_in_order_by_their_balances() -> None:
    earlier, morning, noon, later = (
        link(1, 1, 0, 5),
        link(2, 2, 5, 6),
        link(2, 2, 6, 8),
        link(3, 3, 8, 8),
    )
    for each in (morning, noon):
        others = [one for one in (later, noon, morning, earlier) if one != each]
        assert gap_before(each, others) is None
        assert gap_after(each, others) is None
    assert gap_before(noon, [earlier, later]) == earlier


def test_what_another_statement_runs_over_is_no_gap() -> None:
    year, march = link(1, 365, 0, 99), link(60, 90, 17, 20)
    assert gap_before(march, [year]) is None
    assert gap_after(march, [year]) is None


def test_only_what_the_balances_lead_to_is_beside() -> None:
    others = {1: link(2, 2, 5, 6), 2: link(2, 2, 6, 8), 3: link(1, 9, 0, 9), 4: link(2, 2, 8, 9)}
    assert beside(link(2, 2, 4, 5), others) == {1, 2, 4}
    # The same balances once more are the same statement once more.
    assert beside(link(2, 2, 5, 5), {1: link(2, 2, 5, 5)}) == set()
    assert beside(link(3, 9, 6, 9), {3: link(1, 9, 0, 9)}) == set()
