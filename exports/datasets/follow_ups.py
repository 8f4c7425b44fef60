"""Follow-ups after the exit: the status (Verbleib) of who agreed to be asked, or why none is known.

The exit itself, with its reason and the outcome told then, stands in `persons`.
"""

from dataclasses import replace
from typing import Final

from exports import case_codes, coarsenings, codes
from exports.columns import Bilingual, Code, Column, Dataset, Missing
from exports.datasets.declaring import CALCULATED, coded, day, pseudonym, stay, yes_no

_ASKED = Bilingual("Nachbefragung", "follow-up")
_WHY = (
    Missing.NOT_ASKED,
    Missing.REFUSED,
    Missing.NOT_REACHED,
    Missing.LOST,
    Missing.NOT_APPLICABLE,
    Missing.NOT_YET_DUE,
)
"""Why nothing is known of a follow-up; stands in each of its cells."""

AIMS: Final[dict[str, Bilingual]] = {
    "medical_rehab": Bilingual("Medizinische Rehabilitation", "medical rehabilitation"),
    "vocational_rehab": Bilingual(
        "Leistungen zur Teilhabe am Arbeitsleben (LTA)",
        "benefits for participation in working life",
    ),
    "em_pension": Bilingual("Erwerbsminderungsrente", "reduced-earning-capacity pension"),
    "integration_aid": Bilingual("Eingliederungshilfe", "integration aid"),
    "social_assistance": Bilingual("Sozialhilfe (SGB XII)", "social assistance"),
}
"""Columns of what was applied for or is received."""


def _health(name: str, label: Bilingual, code_list: tuple[Code, ...]) -> Column:
    """Who is in treatment, in rehabilitation or draws a pension tells of health."""
    found = coded(
        name,
        label,
        code_list,
        source=_ASKED,
        identifying="sensitive",
        missing=(*_WHY, Missing.UNKNOWN),
    )
    return replace(found, consent="health")


_FOLLOW_UP = (
    Column(
        name="months_after",
        label_de="Nachbefragung so viele Monate nach dem Austritt",
        label_en="follow-up so many months after the exit",
        kind="integer",
        level="ordinal",
        identifying="none",
        source=CALCULATED,
        unit="months",
        lowest=1,
        highest=60,
    ),
    day("due", Bilingual("fällig", "due"), ()),
    day(
        "asked",
        Bilingual(
            "befragt, oder festgestellt, dass nichts zu erfahren ist",
            "asked, or found that nothing is to be learned",
        ),
        (Missing.NOT_ASKED, Missing.NOT_APPLICABLE, Missing.NOT_YET_DUE),
    ),
    yes_no(
        "in_window",
        Bilingual(
            "im Zeitfenster erfahren; sonst der Grund, warum nichts bekannt ist",
            "learned within the window; otherwise why nothing is known",
        ),
        missing=_WHY,
    ),
    coded(
        "status",
        Bilingual(
            "Verbleib; nicht erhoben: Zeitfenster vorbei, nichts erfasst; noch nicht fällig:"
            " Zeitfenster noch nicht vorbei; trifft nicht zu: auch, was erst nach dem"
            " Verwendungsnachweis fällig ist",
            "status; not asked: window over, nothing recorded; not yet due: window not over;"
            " not applicable: also what is due after the final statement only",
        ),
        codes.OUTCOME,
        source=_ASKED,
        coarser=coarsenings.OUTCOME,
        missing=_WHY,
    ),
)

FOLLOW_UPS: Final = Dataset(
    key="follow_ups",
    title_de="Nachbefragungen nach dem Austritt, eine Zeile je Teilnahme und Nachbefragung",
    title_en="Follow-ups after the exit, one row for each participation and follow-up",
    consent="follow_up",
    columns=(
        pseudonym(),
        stay(),
        *(replace(column, consent="follow_up") for column in _FOLLOW_UP),
        _health(
            "perspective",
            Bilingual(
                "Anschlussperspektive; unbekannt: nicht erfragt",
                "perspective; unknown: not asked about",
            ),
            case_codes.PERSPECTIVE,
        ),
        *(
            _health(
                name,
                Bilingual(
                    f"{label.de}: beantragt oder bezogen; unbekannt: nicht erfragt",
                    f"{label.en}: applied for or received; unknown: not asked about",
                ),
                case_codes.AIM_STATE,
            )
            for name, label in AIMS.items()
        ),
    ),
)
