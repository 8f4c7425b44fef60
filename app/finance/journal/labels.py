"""How the accounts of the journal read for people, and their paths in a file."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.finance.journal.rules import Account, Kind
from app.finance.labels import position_titles
from app.pilots.preset import Preset

ACCOUNT = {
    Kind.BANK: _l("Bank"),
    Kind.COST_CENTRE: _l("Kostenstelle"),
    Kind.INPUT_TAX: _l("Abziehbare Vorsteuer"),
    Kind.GRANT: _l("Zuwendung (Mittelabrufe)"),
    Kind.REPAID: _l("Rückzahlungen an den Zuwendungsgeber"),
    Kind.REFUND: _l("Erstattungen"),
    Kind.OTHER_INCOME: _l("Sonstige Einnahmen"),
}
CARRIER = {
    "vouchers": _l("Forderung an den Träger: selbst getragene Belege"),
    "interest": _l("Forderung an den Träger: Zinsen"),
    "rests": _l("Forderung an den Träger: Bankgebühren und Differenzen"),
}
ENTRY = {
    "voucher": _l("Beleg"),
    "reversal": _l("Storno"),
    "draw_down": _l("Mittelabruf"),
    "refund": _l("Erstattung"),
    "other": _l("Sonstige Einnahme"),
    "unspent": _l("Rückzahlung nicht verbrauchter Mittel"),
    "disallowed": _l("Rückzahlung aberkannter Ausgaben"),
    "interest": _l("Zinsen"),
    "rest": _l("Rest aus dem Bankabgleich"),
}
PATHS: Mapping[Kind, tuple[str, ...]] = {
    Kind.BANK: ("Assets", "Bank"),
    Kind.COST_CENTRE: ("Assets", "Cost-Centre"),
    Kind.INPUT_TAX: ("Assets", "Input-Tax"),
    Kind.CARRIER: ("Assets", "Carrier"),
    Kind.GRANT: ("Income", "Grant"),
    Kind.REPAID: ("Income", "Repaid"),
    Kind.REFUND: ("Income", "Refunds"),
    Kind.OTHER_INCOME: ("Income", "Other"),
    Kind.EXPENSE: ("Expenses",),
}
"""The five roots that hledger and beancount know; below Expenses only what the grant pays."""


def path_of(account: Account) -> tuple[str, ...]:
    """The path of an account in a file."""
    return (*PATHS[account.kind], *account.detail)


def account_title(account: Account, preset: Preset) -> str:
    """What an account is called."""
    if account.kind is Kind.CARRIER:
        return str(CARRIER[account.detail[0]])
    if account.kind is not Kind.EXPENSE:
        return " · ".join([str(ACCOUNT[account.kind]), *account.detail])
    position, *posts = account.detail
    titles = {post.key: post.title for post in preset.posts}
    named = f"{position} {position_titles(preset).get(position, '')}".strip()
    return " · ".join([named, *(titles.get(key, key) for key in posts)])


def entry_title(kind: str) -> str:
    """What an entry without a voucher number is."""
    return str(ENTRY.get(kind, _("Sonstige Einnahme")))
