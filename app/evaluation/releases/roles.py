"""Who makes a release and what it may be used for, as its files say in both languages."""

from __future__ import annotations

from typing import Final

from exports.columns import Bilingual

COORDINATION: Final = Bilingual("Projektkoordination", "project coordination")
STATUS: Final = {
    "research": Bilingual(
        "Forschungsdaten für den genannten Empfänger, nicht zur Weitergabe",
        "Research data for the recipient named, not to be passed on",
    ),
    "publication": Bilingual("Zur Veröffentlichung freigegeben", "Released for publication"),
}
