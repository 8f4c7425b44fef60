"""Commitments: only what the table says can happen; tax, parts, payees, four eyes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.finance.commitments.rules import (
    OPEN_STATES,
    TRANSITIONS,
    Event,
    Rest,
    ShareFacts,
    State,
    check_approver,
    check_award,
    check_payee,
    check_shares,
    invoice_key,
    is_expired,
    next_state,
    part_of,
    possible_events,
    standing,
    taxed,
    vat_within,
)

STORED = [state for state in State if state not in {State.EXPIRED, State.MATCHED}]
DAY = date(2024, 6, 30)


@given(st.sampled_from(State), st.sampled_from(Event), st.booleans(), st.booleans())
def test_only_the_transitions_of_the_table_are_possible(
    state: State, event: Event, expired: bool, paid_in_part: bool
) -> None:
    if event in possible_events(state, expired, paid_in_part):
        after = next_state(state, event, expired, paid_in_part)
        assert after == TRANSITIONS[state, event]
        return
    with pytest.raises(DomainError) as refused:
        next_state(state, event, expired, paid_in_part)
    assert refused.value.key == "commitment.not_now"


def test_what_follows_from_other_facts_is_never_stored() -> None:
    derived = {State.EXPIRED, State.MATCHED}
    assert not derived & {state for pair in TRANSITIONS.items() for state in (pair[0][0], pair[1])}


def test_every_way_to_paid_leads_through_invoice_check_and_approval() -> None:
    def before(state: State) -> set[State]:
        return {at for (at, _event), to in TRANSITIONS.items() if to is state and at is not state}

    assert before(State.PAID) == {State.APPROVED}
    assert before(State.APPROVED) == {State.CHECKED, State.PAID}
    assert before(State.CHECKED) == {State.INVOICED}


def test_a_change_undoes_the_check_and_approved_ones_are_not_changed() -> None:
    assert next_state(State.CHECKED, Event.REVISE) is State.INVOICED
    assert Event.REVISE not in possible_events(State.APPROVED)


def test_cancelled_is_the_end_and_paid_opens_only_by_a_reversal() -> None:
    assert possible_events(State.CANCELLED) == []
    assert possible_events(State.PAID) == [Event.REOPEN]


def test_what_is_paid_in_part_is_closed_and_not_cancelled() -> None:
    assert Event.CANCEL in possible_events(State.APPROVED)
    assert Event.CLOSE not in possible_events(State.APPROVED)
    in_part = possible_events(State.APPROVED, paid_in_part=True)
    assert Event.CLOSE in in_part
    assert Event.CANCEL not in in_part


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [(date(2024, 6, 29), True), (date(2024, 6, 30), False), (None, False)],
)
def test_an_order_expires_the_day_after_its_last(last_day: date | None, expected: bool) -> None:
    assert is_expired(State.ORDERED, last_day, DAY) is expected


@pytest.mark.parametrize("state", [State.INVOICED, State.CHECKED, State.APPROVED, State.PAID])
def test_an_invoice_never_expires(state: State) -> None:
    assert not is_expired(state, date(2020, 1, 1), DAY)


def test_an_expired_order_is_renewed_invoiced_or_cancelled_and_no_more() -> None:
    found = possible_events(State.ORDERED, expired=True)
    assert set(found) == {Event.RENEW, Event.INVOICE, Event.CANCEL}


def test_a_paid_one_stands_as_matched_once_the_bank_has_seen_it() -> None:
    assert standing(State.PAID, None, True, DAY) is State.MATCHED
    assert standing(State.APPROVED, None, True, DAY) is State.APPROVED
    assert standing(State.RESERVED, date(2024, 6, 29), False, DAY) is State.EXPIRED


def test_nineteen_percent_in_119_euros_are_19() -> None:
    assert vat_within(119_00, 19) == 19_00
    assert vat_within(107_00, 7) == 7_00
    assert vat_within(1, 19) == 0


def test_deductible_input_tax_is_no_expenditure() -> None:
    assert taxed(119_00, 19_00, is_deductible=True) == (100_00, 19_00)
    assert taxed(119_00, 19_00, is_deductible=False) == (119_00, 0)
    assert taxed(119_00, None, is_deductible=True) == (119_00, 0)


@pytest.mark.parametrize("vat", [-1, 119_00])
def test_tax_is_less_than_the_whole(vat: int) -> None:
    with pytest.raises(DomainError):
        taxed(119_00, vat, is_deductible=True)


def test_a_part_takes_its_part_of_the_tax_and_the_last_one_the_rest() -> None:
    rest = Rest(100_00, 19_00, 19_00)
    first = part_of(rest, 40_00)
    assert (first.amount_cents, first.deductible_cents) == (33_61, 6_39)
    left = Rest(rest.amount_cents - 33_61, rest.deductible_cents - 6_39, 19_00 - 6_39)
    assert part_of(left, 79_00) == left


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.data())
def test_the_parts_of_a_share_always_equal_the_whole(
    amount: int, deductible: int, data: st.DataObject
) -> None:
    rest, gross, net = Rest(amount, deductible), 0, 0
    for _payment in range(4):
        try:
            part = part_of(rest, data.draw(st.integers(1, rest.gross_cents)))
        except DomainError:  # a cent that would be tax alone
            continue
        gross, net = gross + part.gross_cents, net + part.amount_cents
        rest = Rest(
            rest.amount_cents - part.amount_cents, rest.deductible_cents - part.deductible_cents
        )
        assert rest.amount_cents >= 0
        assert rest.deductible_cents >= 0
        if not rest.gross_cents:
            break
    assert gross + rest.gross_cents == amount + deductible
    assert net + rest.amount_cents == amount


@pytest.mark.parametrize("cents", [0, -1, 119_01])
def test_nothing_and_more_than_the_rest_cannot_be_paid(cents: int) -> None:
    with pytest.raises(DomainError) as refused:
        part_of(Rest(100_00, 19_00), cents)
    assert refused.value.params == {"rest_cents": 119_00}


def test_the_same_invoice_is_recognised_however_it_is_spelt() -> None:
    assert invoice_key("Büro GmbH", "RE-2024/17") == invoice_key("BÜRO  GmbH.", "re 2024 17")
    assert invoice_key("Büro GmbH", "RE-2024/17") != invoice_key("Büro GmbH", "RE-2024/18")
    assert invoice_key("Büro GmbH", None) is None
    assert invoice_key("Büro GmbH", " - ") is None


@pytest.mark.parametrize(("payee", "number"), [("", None), ("Firma", 17)])
def test_either_a_supplier_or_a_participant_is_paid(payee: str, number: int | None) -> None:
    with pytest.raises(DomainError):
        check_payee(payee, number)


def test_who_entered_or_last_changed_it_does_not_approve_it() -> None:
    check_approver(3, 1, 2)
    for user_id in (1, 2):
        with pytest.raises(DomainError) as refused:
            check_approver(user_id, 1, 2)
        assert refused.value.key == "commitment.four_eyes"


def test_a_contract_needs_its_award_or_a_reason() -> None:
    check_award({"0844"}, {"0835"}, has_award=False, reason=None)
    check_award({"0835"}, {"0835"}, has_award=True, reason=None)
    check_award({"0835"}, {"0835"}, has_award=False, reason="Fortsetzung")
    for reason in (None, "  "):
        with pytest.raises(DomainError) as refused:
            check_award({"0844", "0835"}, {"0835"}, has_award=False, reason=reason)
        assert refused.value.key == "commitment.award_missing"


def test_what_the_carrier_bears_itself_has_its_reason() -> None:
    share = ShareFacts("0844", DAY, 1_00, is_eligible=False, carrier_reason=" ")
    with pytest.raises(DomainError) as refused:
        check_shares([share])
    assert refused.value.key == "voucher.carrier_reason"


def test_open_states_are_those_from_which_money_can_still_be_paid_or_freed() -> None:
    assert {state for state in STORED if Event.CANCEL in possible_events(state)} == OPEN_STATES
