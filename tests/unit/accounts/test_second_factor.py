"""Codes of the phone and on paper as worked examples: drift, replay, what is kept of them."""

from __future__ import annotations

from base64 import b32encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest

from app.access import ROLES
from app.accounts.rules import is_too_late_for_code
from app.accounts.second_factor import codes
from app.config import BY_DEFAULT, NOBODY, ConfigurationError, Demand, check_roles, load_settings

SECRET = b32encode(b"12345678901234567890").decode()
NOON = datetime(2024, 6, 30, 12, tzinfo=UTC)
STEP = codes.step_at(NOON)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_rfc_6238(seconds: int, code: str) -> None:
    """Appendix B, SHA-1, the last six of its eight digits."""
    moment = datetime.fromtimestamp(seconds, UTC)
    assert codes.fitting_step(SECRET, code, moment, None) == seconds // 30


@pytest.mark.parametrize(
    ("seconds", "fits"),
    # the code of 12:00:00 to 12:00:30, held against a clock that many seconds after noon
    [(-31, False), (-30, True), (0, True), (29, True), (59, True), (60, False)],
)
def test_the_clock_of_the_phone_may_be_one_step_off_each_way(seconds: int, fits: bool) -> None:
    code = pyotp.HOTP(SECRET).at(STEP)
    found = codes.fitting_step(SECRET, code, NOON + timedelta(seconds=seconds), None)
    assert found == (STEP if fits else None)


def test_neither_a_used_code_nor_one_before_it_counts_again() -> None:
    before, present, after = (pyotp.HOTP(SECRET).at(STEP + drift) for drift in (-1, 0, 1))
    fitting = [codes.fitting_step(SECRET, code, NOON, STEP) for code in (before, present, after)]
    assert fitting == [None, None, STEP + 1]


def test_a_code_is_read_as_people_type_it_and_nothing_else_is_one() -> None:
    code = pyotp.HOTP(SECRET).at(STEP)
    assert codes.fitting_step(SECRET, f" {code[:3]} {code[3:]} ", NOON, None) == STEP
    for other in ("", code[:5], f"{code}0", "ａｂｃ", "²²²²²²"):
        assert codes.fitting_step(SECRET, other, NOON, None) is None


def test_recovery_codes_are_found_again_by_user_and_key_only() -> None:
    made = codes.new_recovery_codes()
    assert len(set(made)) == 10
    kept = codes.recovery_hash(b"key", 1, made[0])
    assert kept == codes.recovery_hash(b"key", 1, made[0].upper().replace("-", " "))
    assert kept != codes.recovery_hash(b"key", 2, made[0])
    assert kept != codes.recovery_hash(b"another", 1, made[0])


def test_the_picture_says_what_the_apps_read() -> None:
    said = codes.address(SECRET, "kim@example.org")
    assert said == (f"otpauth://totp/Pilotbuch:kim%40example.org?secret={SECRET}&issuer=Pilotbuch")
    shown = codes.picture(said)
    assert shown.startswith("data:image/svg+xml")
    assert "script" not in shown
    assert codes.in_groups("ABCDEFGHI") == "ABCD EFGH I"
    assert len(codes.new_secret()) == 32


def test_five_minutes_after_the_password_the_code_comes_too_late() -> None:
    assert not is_too_late_for_code(NOON, NOON + timedelta(minutes=4, seconds=59))
    assert is_too_late_for_code(NOON, NOON + timedelta(minutes=5))


@pytest.mark.parametrize(
    ("text", "demand"),
    [
        ("", BY_DEFAULT),
        ("none", NOBODY),
        ("all", Demand(frozenset(), True, True)),
        (" coach, evaluator ", Demand(frozenset({"coach", "evaluator"}), False, True)),
    ],
)
def test_the_setting_names_roles(tmp_path: Path, text: str, demand: Demand) -> None:
    environ = {"PILOTBUCH_INSTANCE": str(tmp_path), "PILOTBUCH_SECOND_FACTOR": text}
    found = load_settings(environ).second_factor
    assert found == demand
    check_roles(found, ROLES)


def test_a_misspelt_role_keeps_the_program_from_starting() -> None:
    with pytest.raises(ConfigurationError, match="evaluater"):
        check_roles(Demand(frozenset({"evaluater", "coach"})), ROLES)
