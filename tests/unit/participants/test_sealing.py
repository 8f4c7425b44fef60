"""Sealed fields open only where they belong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.participants.identity.sealing import SealBroken, customer_hash, seal, unseal

KEY, OTHER = b"k" * 32, b"o" * 32


@given(st.text())
def test_a_text_comes_back_from_its_own_field(text: str) -> None:
    assert unseal(KEY, seal(KEY, text, 1, 2, "given_name"), 1, 2, "given_name") == text


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (OTHER, (1, 2, "given_name")),
        (KEY, (9, 2, "given_name")),
        (KEY, (1, 9, "given_name")),
        (KEY, (1, 2, "family_name")),
    ],
)
def test_a_sealed_field_does_not_open_elsewhere(key: bytes, place: tuple[int, int, str]) -> None:
    sealed = seal(KEY, "Kim", 1, 2, "given_name")
    with pytest.raises(SealBroken):
        unseal(key, sealed, *place)


def test_the_same_name_is_sealed_differently_each_time() -> None:
    assert seal(KEY, "Kim", 1, 2, "given_name") != seal(KEY, "Kim", 1, 2, "given_name")


def test_a_customer_number_is_found_whatever_its_blanks_and_case() -> None:
    assert customer_hash(KEY, 1, "036d 102208") == customer_hash(KEY, 1, "036D102208")
    assert customer_hash(KEY, 1, "036D102208") != customer_hash(KEY, 2, "036D102208")
    assert customer_hash(KEY, 1, "036D102208") != customer_hash(OTHER, 1, "036D102208")
