"""What all pages of draw-downs share: their blueprint, and numbers sent by a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, url_for

from app.errors import DomainError, NotFound
from app.finance.grants.forms import LinkForm
from app.web import commit, pilot, say

blueprint = Blueprint("grants", __name__, template_folder="../templates")

HERE = "/finance/draw-downs"
BIG = "int(max=9223372036854775807)"


def to(endpoint: str, **arguments: Any) -> Any:
    """Sends on to a page of draw-downs."""
    return redirect(url_for(f"grants.{endpoint}", pilot_key=pilot().key, **arguments))


def chosen(act: Callable[[int], None], said: str) -> None:
    """Runs what a button with a hidden number asks for, and says how it went."""
    given = LinkForm().data["chosen"] or ""
    if not (given.isascii() and given.isdigit() and len(given) < 20 and int(given) < 2**63):
        raise NotFound
    try:
        act(int(given))
        commit()
    except NotFound:
        raise
    except DomainError as error:
        flash(say(error), "danger")
    else:
        flash(said, "success")
