"""How the codes of the bank read for people."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.finance.bank.rules.sides import MatchRule, Proposal, RestKind
from app.finance.bank.rules.signing import DifferenceKind, MonthState, Side
from app.finance.labels import MATCH_RULE

REST_KIND = {
    RestKind.FEE: _l("Bankgebühr"),
    RestKind.DIFFERENCE: _l("Rundung oder Skonto"),
    RestKind.FOREIGN: _l("gehört nicht zum Vorhaben"),
}
ACT_KIND = {
    "match": _l("Zuordnung"),
    "certain": _l("sichere Vorschläge"),
    "receive": _l("Einnahme"),
    "repay": _l("Rückzahlung"),
    "rest": _l("Rest gebucht"),
    "set_off": _l("hebt sich auf"),
}
DIFFERENCE_KIND = {
    DifferenceKind.ENTRY_OPEN: _l("Umsatz ohne Beleg"),
    DifferenceKind.NOT_AT_BANK: _l("in den Büchern, nicht bei der Bank"),
    DifferenceKind.TIMING: _l("bei der Bank in einem anderen Zeitraum"),
}
SIDE = {
    Side.VOUCHER: _l("Beleg"),
    Side.RECEIPT: _l("Einnahme"),
    Side.REPAYMENT: _l("Rückzahlung"),
    Side.ACT: _l("hebt sich später auf"),
}
MONTH_STATE = {
    MonthState.MISSING: ("neutral", _l("Auszug fehlt")),
    MonthState.GAP: ("danger", _l("Lücke in den Auszügen")),
    MonthState.OPEN: ("neutral", _l("offen")),
    MonthState.PREPARED: ("info", _l("vorbereitet, Bestätigung fehlt")),
    MonthState.SIGNED: ("success", _l("abgestimmt")),
}


def reason(proposal: Proposal) -> str:
    """Why a proposal is made."""
    days, with_payee = proposal.days, proposal.rule is MatchRule.AMOUNT_PAYEE_DAYS
    if days is None:
        told = MATCH_RULE[proposal.rule]
    elif days == 0 and with_payee:
        told = _("Betrag, Empfänger und gleicher Tag")
    elif days == 0:
        told = _("Betrag und gleicher Tag")
    elif with_payee:
        told = ngettext(
            "Betrag, Empfänger und %(num)d Tag Abstand",
            "Betrag, Empfänger und %(num)d Tage Abstand",
            days,
        )
    else:
        told = ngettext("Betrag und %(num)d Tag Abstand", "Betrag und %(num)d Tage Abstand", days)
    return str(told)


def month(first: date) -> str:
    """A month as it stands in lists: 12/2023."""
    return f"{first:%m/%Y}"
