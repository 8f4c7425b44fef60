"""How the codes of interruptions, consents and releases read for people."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

KIND = {
    "hospital": _l("Krankenhaus"),
    "rehabilitation": _l("Rehabilitation"),
    "parental_leave": _l("Mutterschutz oder Elternzeit"),
    "custody": _l("Haft"),
    "other": _l("sonstige Unterbrechung"),
}
SIGNED_BY = {
    "person": _l("teilnehmende Person"),
    "representative": _l("gesetzliche Vertretung oder Betreuung"),
}
SCOPE = {
    "mutual": _l("gegenseitig"),
    "to_partner": _l("nur an die Einrichtung"),
    "from_partner": _l("nur von der Einrichtung"),
}
UPCOMING = {
    "task": _l("Aufgabe"),
    "step": _l("Schritt im Plan"),
    "review": _l("Standortbestimmung"),
}
