"""How the codes of staff costs read."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.finance.staff.rules import Kind

KIND = {
    Kind.REGULAR: _l("laufendes Entgelt"),
    Kind.SPECIAL: _l("Jahressonderzahlung"),
    Kind.CORRECTION: _l("Korrektur"),
}
