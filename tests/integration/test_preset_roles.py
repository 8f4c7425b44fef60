"""Roles that a programme has beside those of the house."""

from __future__ import annotations

from datetime import date

import pytest

from app.access import Actor, Permission
from app.accounts import queries
from app.accounts.passwords import Passwords
from app.accounts.services import add_user
from app.errors import DomainError
from app.pilots.reading import read_preset, shipped_preset
from app.pilots.services import create_pilot

STEERING = """
[[roles]]
key = "steering"
title_de = "Steuerungsgruppe"
title_en = "Steering group"
permissions = ["overview"]
"""
DAY = date(2024, 6, 30)


def test_a_role_of_the_programme_grants_what_its_preset_says(actor: Actor) -> None:
    text = shipped_preset("gecko").replace('key = "gecko"', 'key = "other"', 1) + STEERING
    other = create_pilot(actor.user_id, read_preset(text))
    user_id, _password = add_user(Passwords(64, 1), other, "s@example.org", "steering", DAY)
    found = queries.actor_in(other.pilot_id, user_id, DAY)
    assert found is not None
    assert found.permissions == {Permission.OVERVIEW}


def test_the_role_of_one_programme_is_unknown_in_another(actor: Actor) -> None:
    with pytest.raises(DomainError, match="unknown_role"):
        add_user(Passwords(64, 1), actor, "s@example.org", "steering", DAY)
