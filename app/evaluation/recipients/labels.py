"""What pages call the parts of recipients."""

from __future__ import annotations

from typing import Any, Final

from flask_babel import lazy_gettext as _l

from app.evaluation.releases.labels import BASIS

LANGUAGE: Final = {"de": _l("Deutsch"), "en": _l("Englisch")}
STATE: Final[dict[str, tuple[str, Any]]] = {
    "open": ("neutral", _l("offen")),
    "ended": ("warning", _l("Rechtsgrundlage abgelaufen")),
    "closed": ("neutral", _l("geschlossen")),
}
TOKEN: Final[dict[str, tuple[str, Any]]] = {
    "valid": ("success", _l("gültig")),
    "over": ("neutral", _l("abgelaufen")),
    "revoked": ("neutral", _l("gesperrt")),
}
REQUEST: Final[dict[str, tuple[str, Any]]] = {
    "waiting": ("info", _l("wartet auf zweite Person")),
    "approved": ("success", _l("genehmigt")),
    "declined": ("neutral", _l("abgelehnt")),
}

__all__ = ["BASIS", "LANGUAGE", "REQUEST", "STATE", "TOKEN"]
