"""How the codes of draw-downs read for people."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.finance.grants.demand import Limit
from app.finance.grants.rules import Reason, Standing, State

STANDING = {
    Standing.DRAFTED: ("info", _l("entworfen, Freigabe fehlt")),
    Standing.APPROVED: ("info", _l("freigegeben, noch nicht gesendet")),
    Standing.SENT: ("neutral", _l("gesendet")),
    Standing.PARTLY_RECEIVED: ("warning", _l("teilweise eingegangen")),
    Standing.RECEIVED: ("success", _l("eingegangen")),
    Standing.WITHDRAWN: ("neutral", _l("zurückgezogen")),
    Standing.CUT_SHORT: ("neutral", _l("teilweise eingegangen, Rest zurückgezogen")),
}
"""Tone and words of how a draw-down stands; only what waits for somebody has a colour."""
STATE = {
    State.DRAFTED: _l("Entworfen"),
    State.APPROVED: _l("Freigegeben"),
    State.SENT: _l("Gesendet"),
    State.WITHDRAWN: _l("Zurückgezogen"),
}
LIMIT = {
    Limit.NEED: _l("begrenzt durch den Bedarf der nächsten Wochen"),
    Limit.GRANT: _l("begrenzt durch die noch nicht abgerufene Zuwendung"),
    Limit.ALLOTMENT: _l("begrenzt durch den Jahresansatz"),
}
REASON = {
    Reason.NUMBER: _l("Nummer im Verwendungszweck"),
    Reason.AMOUNT: _l("gleicher Betrag"),
    Reason.PART: _l("Teilbetrag"),
}
