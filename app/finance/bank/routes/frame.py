"""What the pages of the bank share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, request, url_for

from app.finance import labels
from app.finance.bank.labels import ACT_KIND, REST_KIND, reason
from app.finance.labels import REPAYMENT_KIND
from app.web import pilot

blueprint = Blueprint("bank", __name__, template_folder="../templates")

PART = "/bank/parts/<int(max=9223372036854775807):part_id>"
MOST_SELECTED = 200
"""More rows than a page shows are no selection of a person."""


def words() -> tuple[str, ...]:
    """What makes a credit a draw-down in this programme."""
    return pilot().preset.bank.draw_down_words


def wording() -> dict[str, Any]:
    """The words for rules and kinds."""
    return {
        "rules": labels.MATCH_RULE,
        "kinds": labels.RECEIPT_KIND,
        "rest_kinds": REST_KIND,
        "repayment_kinds": REPAYMENT_KIND,
        "act_kinds": ACT_KIND,
        "reason_of": reason,
    }


def to_index() -> Any:
    """Back to the workbench, as it was narrowed."""
    at = narrowing()
    return redirect(
        url_for(
            "bank.index",
            pilot_key=pilot().key,
            month=at.get("month"),
            amount=at.get("amount"),
            text=at.get("text"),
        )
    )


def narrowing() -> dict[str, str]:
    """The filters that a form of the workbench carries along."""
    given = {name: request.values.get(f"at_{name}", "") for name in ("month", "amount", "text")}
    return {name: value[:100] for name, value in given.items() if value}


def ticked(name: str) -> dict[int, int]:
    """The rows ticked in a form: what was open of each as it was shown, by its id.

    A value that is none of ours is left out: then less is selected than was shown.
    """
    found: dict[int, int] = {}
    for value in request.values.getlist(name)[:MOST_SELECTED]:
        key, _dot, cents = value.partition(".")
        if is_number(key) and is_number(cents.removeprefix("-")):
            found[int(key)] = int(cents)
    return found


def is_number(text: str) -> bool:
    """Whether a text is a number that a column holds."""
    return text.isascii() and text.isdigit() and len(text) < 19
