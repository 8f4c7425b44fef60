"""The base rates that come with the program; what a person has entered goes before them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from app.finance.grants.interest import BaseRate


@cache
def shipped_rates() -> Mapping[date, BaseRate]:
    """The rates of the data file by the first day of their half-year."""
    text = (files("app.finance.grants") / "base_rates.toml").read_text(encoding="utf-8")
    rates = [BaseRate(**row) for row in tomllib.loads(text)["rates"]]
    return {rate.valid_from: rate for rate in rates}
