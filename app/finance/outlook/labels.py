"""How the methods of the outlook read."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.finance.outlook.rules import Method

METHOD = {
    Method.STAFF: _l("geplante Kosten der Stellen"),
    Method.TREND: _l("wie in den letzten zwölf Monaten"),
    Method.PLAN: _l("was der Plan des Jahres noch hat"),
    Method.KNOWN: _l("nur Vorgemerktes und Eingetragenes"),
}
