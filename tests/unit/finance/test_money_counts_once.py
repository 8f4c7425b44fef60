"""Over any history each euro of a commitment is free, committed or paid, and only one of these."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.finance.commitments.rules import (
    Event,
    Rest,
    State,
    bound_cents,
    is_expired,
    next_state,
    part_of,
    possible_events,
)
from app.finance.rules import budget

BEGIN = date(2024, 1, 1)


@dataclass
class Story:
    """A commitment as the rules have it, and beside it where its money went, told step by step."""

    shares: list[int]
    state: State = State.RESERVED
    expires_on: date = BEGIN + timedelta(days=10)
    settled: list[int] = field(default_factory=list)
    free: int = 0
    committed: int = 0
    paid: int = 0

    def __post_init__(self) -> None:
        self.settled = [0 for _share in self.shares]
        self.committed = sum(self.shares)

    def expired(self, on: date) -> bool:
        return is_expired(self.state, self.expires_on, on)

    def bound(self, on: date) -> int:
        return sum(
            bound_cents(self.state, self.expired(on), amount, settled)
            for amount, settled in zip(self.shares, self.settled, strict=True)
        )

    def let_go(self) -> None:
        self.free, self.committed = self.free + self.committed, 0

    def bind(self) -> None:
        self.committed, self.free = self.committed + self.free, 0

    def happen(self, event: Event, on: date, percent: int) -> None:
        flags = (self.expired(on), self.paid > 0)
        if event not in possible_events(self.state, *flags):
            return
        after = next_state(self.state, event, *flags)
        if event in {Event.PAY, Event.PAY_PART}:
            self.pay(percent)
        elif event is Event.REOPEN:
            self.settled = [0 for _share in self.shares]
            self.committed, self.paid = self.committed + self.paid, 0
        elif event is Event.RENEW:
            self.expires_on = on + timedelta(days=percent)
        if event in {Event.REOPEN, Event.RENEW, Event.INVOICE}:
            self.bind()
        if event in {Event.PAY, Event.CLOSE, Event.CANCEL}:
            self.let_go()
        self.state = after

    def pay(self, percent: int) -> None:
        for place, amount in enumerate(self.shares):
            rest = amount - self.settled[place]
            gross = rest * percent // 100
            if gross:
                part = part_of(Rest(rest, 0), gross).amount_cents
                self.settled[place] += part
                self.committed, self.paid = self.committed - part, self.paid + part

    def grow_old(self, before: date, on: date) -> None:
        if self.expired(on) and not self.expired(before):
            self.let_go()


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(Event),
        st.integers(0, 100),
        st.integers(0, 6),
    ),
    max_size=30,
)
SHARES = st.lists(st.lists(st.integers(1, 10**7), min_size=1, max_size=3), min_size=3, max_size=3)


@settings(max_examples=150)
@given(SHARES, STEPS)
def test_each_euro_is_free_or_committed_or_paid(
    shares: list[list[int]], steps: list[tuple[int, Event, int, int]]
) -> None:
    stories, plan, on = [Story(amounts) for amounts in shares], 10**9, BEGIN
    for which, event, percent, days in steps:
        before, on = on, on + timedelta(days=days)
        for story in stories:
            story.grow_old(before, on)
        stories[which].happen(event, on, percent)
        for story in stories:
            assert (story.bound(on), sum(story.settled)) == (story.committed, story.paid)
            assert story.free + story.committed + story.paid == sum(story.shares)
        paid, bound = sum(s.paid for s in stories), sum(story.bound(on) for story in stories)
        [line] = budget(
            ["0844"], [2024], {("0844", 2024): plan}, {("0844", 2024): paid}, {"0844": bound}
        )
        freed = sum(story.free for story in stories)
        assert line.remaining_cents - freed == plan - sum(map(sum, shares))
