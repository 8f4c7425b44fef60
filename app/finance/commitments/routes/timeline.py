"""The life of a commitment as a timeline: what was done, what was changed, by whom, when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.accounts.queries import names_in
from app.clock import BERLIN
from app.finance.commitments import labels, queries
from app.finance.commitments.queries import PaymentRow
from app.finance.commitments.rules import State
from app.formats import day as day_text
from app.formats import money
from app.history import Change
from app.web import pilot


@dataclass(frozen=True)
class Told:
    """Something that happened, as the timeline shows it."""

    at: datetime
    title: str
    text: str
    url: str | None = None

    @property
    def on(self) -> date:
        """The day on which it was recorded, in Germany."""
        return self.at.astimezone(BERLIN).date()


def told_of(row: Any) -> list[Told]:
    """All that happened to a commitment, the latest first."""
    names = names_in(pilot().id)
    changes = queries.changes_of(row)
    acts = [
        told(list(together), names)
        for _moment, together in groupby(changes, key=lambda change: (change.at, change.user_id))
    ]
    found = [*(act for act in acts if act.title), *map(paid, queries.payments_of(row))]
    return sorted(found, key=lambda one: one.at, reverse=True)


def paid(payment: PaymentRow) -> Told:
    """A payment, or the reversal of one, with the way to its voucher."""
    amount = money(payment.gross_cents)
    title = (
        _("Zahlung storniert: %(amount)s", amount=amount)
        if payment.is_reversal
        else _("Bezahlt: %(amount)s", amount=amount)
    )
    return Told(
        payment.booked_at,
        title,
        _(
            "Beleg %(number)s, Zahlungstag %(day)s",
            number=payment.source_number,
            day=day_text(payment.paid_on),
        ),
        url_for("finance.booking", pilot_key=pilot().key, source_number=payment.source_number),
    )


def told(together: Sequence[Change], names: Mapping[int, str]) -> Told:
    """What was recorded at one moment: the act, and what changed from what to what."""
    first = together[0]
    at = first.at.astimezone(BERLIN)
    by = names.get(first.user_id or 0, "–")
    title, notes = "", []
    for change in together:
        if change.table == "commitment":
            title = act_of(change) or title
            notes += [note for note in change.values.get("note", ())[1:] if note]
    is_new = any(change.is_first and change.table == "commitment" for change in together)
    facts = [] if is_new else [text for change in together for text in changed(change)]
    if facts and not title:
        title = _("Geändert")
    text = "; ".join([*(f"„{note}“" for note in notes), *facts])
    who = _("%(name)s, %(time)s Uhr", name=by, time=f"{at:%H:%M}")
    return Told(first.at, title, f"{text}. {who}" if text else who)


def act_of(change: Change) -> str:
    """The act in words; empty where only facts were changed."""
    before, after = change.values.get("state", (None, None))
    if change.is_first:
        return str(labels.ENTERED.get(State(after), labels.ENTERED[State.RESERVED]))
    if after is None:
        fields = set(change.values)
        was_renewed = "expires_on" in fields and fields <= {"expires_on", "note", "changed_by"}
        return str(_("Verlängert")) if was_renewed else ""
    if change.values.get("note", (None, None))[1] and State(after) is State.INVOICED:
        return str(_("Zur Berichtigung zurückgegeben"))
    if State(after) is State.CANCELLED:
        return str(labels.STATE[State.CANCELLED][1]).capitalize()
    return str(labels.MOVED.get((State(before), State(after)), labels.STATE[State(after)][1]))


def changed(change: Change) -> list[str]:
    """The facts that changed; a line that is new or gone is said as one."""
    line = change.values.get("line")
    if change.table == "commitment_share" and (change.is_first or change.is_last):
        number = line[1] if line else "?"
        amount = change.values.get("amount_cents", (None, None))[1]
        if change.is_first:
            return [_("Zeile %(line)s dazu: %(amount)s", line=number, amount=money(amount))]
        return [_("eine Zeile entfernt")]
    return [
        f"{labels.FIELD[name]}: {shown(name, before)} → {shown(name, after)}"
        for name, (before, after) in change.values.items()
        if name in labels.FIELD
    ]


def shown(name: str, value: Any) -> str:
    """A value of a field as people write it; a dash for none."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return str(_("ja") if value else _("nein"))
    if isinstance(value, date):
        return day_text(value)
    return money(value) if name.endswith("_cents") else f"„{value}“"
