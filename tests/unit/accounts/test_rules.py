"""Rules of accounts as worked examples: sessions, passwords, periods, guesses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.guesses import Guesses
from app.accounts.passwords import Passwords, random_password
from app.accounts.rules import (
    check_new_password,
    check_period,
    do_meet,
    is_session_over,
    is_within,
)
from app.errors import DomainError

NOON = datetime(2024, 6, 30, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAYS = st.dates(date(2020, 1, 1), date(2020, 2, 28))


@pytest.mark.parametrize(
    ("idle_minutes", "age_minutes", "is_over"),
    [(0, 0, False), (29, 29, False), (30, 30, True), (1, 719, False), (1, 720, True)],
)
def test_a_session_ends_after_30_idle_minutes_or_12_hours(
    idle_minutes: int, age_minutes: int, is_over: bool
) -> None:
    created, seen = NOON - age_minutes * MINUTE, NOON - idle_minutes * MINUTE
    assert is_session_over(created, seen, NOON) is is_over


@pytest.mark.parametrize(
    ("password", "key"),
    [
        ("elf-zeichen", "account.password_short"),
        ("x" * 201, "account.password_long"),
        ("das bisherige Passwort", "account.password_same"),
        ("aaaabbbbccccdddd", "account.password_simple"),
        ("ich-bin-MUSTER-seit-gestern", "account.password_like_address"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, key: str) -> None:
    with pytest.raises(DomainError) as refused:
        check_new_password(password, "muster@example.org", "das bisherige Passwort")
    assert (refused.value.key, refused.value.field) == (key, "new_password")


@pytest.mark.parametrize("password", ["zwölf Zeichn", "abcde" * 40, "vier einfache Worte hier"])
def test_twelve_to_two_hundred_characters_suffice(password: str) -> None:
    check_new_password(password, "muster@example.org")


def test_a_short_name_in_the_address_does_not_forbid_half_of_all_words() -> None:
    check_new_password("wir mit einander", "it@example.org")


@given(st.text(min_size=12, max_size=200).filter(lambda text: len(set(text)) >= 5))
def test_no_kind_of_sign_is_demanded_or_forbidden(password: str) -> None:
    check_new_password(password, "@")


def test_a_period_ends_after_it_begins() -> None:
    check_period(date(2024, 1, 1), None)
    check_period(date(2024, 1, 1), date(2024, 1, 2))
    with pytest.raises(DomainError, match="until_before_from"):
        check_period(date(2024, 1, 1), date(2024, 1, 1))


@given(DAYS, DAYS | st.none(), DAYS, DAYS | st.none())
def test_periods_meet_exactly_when_a_day_lies_in_both(
    first: date, until: date | None, other: date, other_until: date | None
) -> None:
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(60)]
    shared = any(is_within(d, first, until) and is_within(d, other, other_until) for d in days)
    if (until is None or first < until) and (other_until is None or other < other_until):
        assert do_meet(first, until, other, other_until) is shared


def test_the_eleventh_wrong_guess_in_15_minutes_is_refused() -> None:
    guesses = Guesses()
    for minute in range(10):
        guesses.begin("kim@example.org", "192.0.2.1", NOON + minute * MINUTE)
    with pytest.raises(DomainError, match="too_many"):
        guesses.begin("KIM@example.org ", "192.0.2.1", NOON + 14 * MINUTE)


def test_a_guess_counts_for_15_minutes_from_its_own_moment() -> None:
    guesses = Guesses()
    for minute in range(10):
        guesses.begin("kim", "192.0.2.1", NOON + minute * MINUTE)
    guesses.begin("kim", "192.0.2.1", NOON + 15 * MINUTE)
    with pytest.raises(DomainError, match="too_many"):
        guesses.begin("kim", "192.0.2.1", NOON + 15 * MINUTE)


def test_other_accounts_and_other_addresses_are_not_locked() -> None:
    guesses = Guesses()
    for _ in range(10):
        guesses.begin("kim", "192.0.2.1", NOON)
    guesses.begin("kim", "192.0.2.2", NOON)
    guesses.begin("toni", "192.0.2.1", NOON)


def test_the_right_password_gives_its_guess_back_and_no_other() -> None:
    guesses = Guesses()
    for _ in range(9):
        guesses.begin("kim", "192.0.2.1", NOON)
    for _ in range(3):
        guesses.was_right(guesses.begin("kim", "192.0.2.1", NOON))
    guesses.begin("kim", "192.0.2.1", NOON)
    with pytest.raises(DomainError, match="too_many"):
        guesses.begin("kim", "192.0.2.1", NOON)


def test_many_guessed_accounts_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.accounts.guesses.TIDY_ABOVE", 20)
    guesses = Guesses()
    for number in range(200):
        guesses.begin(f"nobody{number}", "192.0.2.1", NOON + number * MINUTE)
    assert len(guesses._guessed_at) <= 21


def test_a_password_fits_only_its_own_hash_and_never_an_absent_one() -> None:
    passwords = Passwords(64, 1)
    stored = passwords.hash("drei blaue Eimer")
    assert stored.startswith("$argon2id$")
    assert passwords.is_right(stored, "drei blaue Eimer")
    assert not passwords.is_right(stored, "drei blaue eimer")
    assert not passwords.is_right(None, "drei blaue Eimer")
    assert not passwords.is_right("no hash at all", "drei blaue Eimer")


def test_who_does_not_exist_is_compared_with_a_hash_of_the_same_cost() -> None:
    passwords = Passwords(128, 2)
    decoy, stored = passwords._decoy, passwords.hash("drei blaue Eimer")
    assert extract_parameters(decoy) == extract_parameters(stored)
    with pytest.raises(VerifyMismatchError):  # computed to the end, not refused as unreadable
        PasswordHasher().verify(decoy, "drei blaue Eimer")
    assert decoy != Passwords(128, 2)._decoy


def test_a_password_to_hand_over_is_long_and_readable_aloud() -> None:
    password = random_password()
    check_new_password(password, "muster@example.org")
    assert not set(password) & set("0oil1")
    assert random_password() != password
