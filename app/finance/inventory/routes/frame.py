"""What the pages of the inventory share: addresses, the end of an act."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for

from app.web import pilot

blueprint = Blueprint("inventory", "app.finance.inventory", template_folder="templates")

ONE = "/finance/inventory/<int(max=2147483647):number>"


def address(endpoint: str, **arguments: Any) -> str:
    """The address of a page of the inventory in this pilot."""
    return url_for(f"inventory.{endpoint}", pilot_key=pilot().key, **arguments)


def norm() -> str:
    """The auxiliary conditions by their short name, to be cited with a number."""
    return pilot().preset.rule_set.title.partition(" (")[0]


def done(sentence: str, to: str) -> Any:
    """After an act: says so and goes on."""
    flash(sentence, "success")
    return redirect(to)
