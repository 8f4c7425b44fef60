"""Follow-ups: what became of people after the exit, one row per stay and point in time."""

from typing import Final

from exports import case_codes, codes
from exports.columns import Bilingual, Column, Dataset, Missing
from exports.datasets.declaring import coded, day, pseudonym, stay

_ASKED = Bilingual("Nachbefragung nach dem Austritt", "asked after the exit")
_GAPS: Final = (
    Missing.NOT_ASKED,
    Missing.REFUSED,
    Missing.NOT_REACHED,
    Missing.LOST,
    Missing.NOT_APPLICABLE,
    Missing.NOT_YET_DUE,
)

FOLLOW_UPS: Final = Dataset(
    key="follow_ups",
    title_de="Nachbefragungen, eine Zeile je beendeter Teilnahme und Zeitpunkt",
    title_en="Follow-ups, one row per ended participation and point in time",
    consent="follow_up",
    columns=(
        pseudonym(),
        stay(),
        Column(
            name="months_after",
            label_de="Monate nach dem Austritt",
            label_en="months after the exit",
            kind="integer",
            level="ordinal",
            identifying="none",
            source=_ASKED,
            unit="months",
            lowest=1,
        ),
        day("due", Bilingual("fällig am", "due on"), ()),
        day("asked", Bilingual("erhoben am", "asked on"), _GAPS),
        coded(
            "status",
            Bilingual(
                "Verbleib; nicht erhoben: fällig und nichts eingetragen; trifft nicht zu: erst"
                " nach dem Verwendungsnachweis fällig",
                "status; not asked: due and nothing on record; not applicable: due only after the"
                " final statement",
            ),
            codes.OUTCOME,
            source=_ASKED,
            missing=_GAPS,
        ),
        coded(
            "perspective",
            Bilingual("Anschlussperspektive", "perspective"),
            case_codes.PERSPECTIVE,
            source=_ASKED,
            identifying="none",
            missing=(*_GAPS, Missing.UNKNOWN),
        ),
    ),
)
