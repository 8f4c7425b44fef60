"""What the pages of commitments share: addresses, choices, and who comes second."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, url_for

from app.web import pilot

blueprint = Blueprint("commitments", "app.finance.commitments", template_folder="templates")

ONE = "/finance/commitments/<int(max=2147483647):number>"
AWARD = "/finance/commitments/awards/<int(max=2147483647):number>"


def address(endpoint: str, **arguments: Any) -> str:
    """The address of a page of commitments in this pilot."""
    return url_for(f"commitments.{endpoint}", pilot_key=pilot().key, **arguments)


def to(endpoint: str, **arguments: Any) -> Any:
    """Sends on to a page of commitments."""
    return redirect(address(endpoint, **arguments))
