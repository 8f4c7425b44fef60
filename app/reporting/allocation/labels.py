"""How the keys of the allocation read."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.reporting.allocation.rules import Key

KEY = {
    Key.MONTH: _l("auf die Betreuten im Monat der Zahlung"),
    Key.PERIOD: _l("auf alle Teilnehmermonate bis zum Stichtag"),
    Key.NONE: _l("auf niemanden"),
}
