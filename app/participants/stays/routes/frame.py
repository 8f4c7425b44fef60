"""What the pages of a stay share: addresses, and the way back after an act."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for

from app.web import pilot

blueprint = Blueprint("stays", "app.participants.stays", template_folder="templates")


def address(endpoint: str, **arguments: Any) -> str:
    """The address of a page of this pilot."""
    return url_for(endpoint, pilot_key=pilot().key, **arguments)


def done(number: int, sentence: str, endpoint: str = "stays.consents") -> Any:
    """After an act: says so, and goes back to the part it belongs to."""
    flash(sentence, "success")
    return redirect(address(endpoint, number=number))
