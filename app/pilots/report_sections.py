"""The chapters of a factual report (Sachbericht), as long as a programme names none of its own."""

from __future__ import annotations

from dataclasses import dataclass

SHOWN = frozenset(
    {
        "people",
        "admissions",
        "stages",
        "goals",
        "milestones",
        "caseload",
        "dwell",
        "exits",
        "network",
        "spending",
        "positions",
        "forecast",
    }
)
"""What a chapter can show; each word is a function of `reporting.package.shows`."""
REPORT_KINDS = frozenset({"interim", "final"})


@dataclass(frozen=True)
class ReportSection:
    """A chapter of the factual report (Sachbericht) and what it has to say.

    `shows` names the figures and charts that are filled in (`reporting.package`); `kinds` are the
    reports that have it: `interim`, `final`.
    """

    key: str
    title_de: str
    title_en: str
    hint_de: str
    hint_en: str
    shows: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("interim", "final")


SECTIONS = (
    ReportSection(
        "course",
        "Durchführung und Teilnehmende",
        "Course of the project and participants",
        "Was wurde im Zeitraum getan? Wer wurde erreicht, wer nicht?",
        "What was done in the period? Who was reached, who was not?",
        ("people", "admissions", "stages"),
    ),
    ReportSection(
        "goals",
        "Ziele und Ergebnisse im Vergleich zum Plan",
        "Goals and results against the plan",
        "Welche Ziele und Meilensteine sind erreicht? Woran lag es, wo nicht?",
        "Which goals and milestones were reached? What were the reasons where not?",
        ("goals", "milestones"),
    ),
    ReportSection(
        "care",
        "Betreuung, Verweildauer und Verbleib",
        "Care, dwell time and whereabouts",
        "Wie dicht war die Betreuung, wie lange dauerte sie, was kam danach?",
        "How dense was the care, how long did it last, what came afterwards?",
        ("caseload", "dwell", "exits"),
    ),
    ReportSection(
        "network",
        "Zusammenarbeit mit Partnern",
        "Cooperation with partners",
        "Mit wem wurde vereinbart und gearbeitet, mit welchem Nutzen für die Teilnehmenden?",
        "With whom was agreed and worked, with what benefit for the participants?",
        ("network",),
    ),
    ReportSection(
        "money",
        "Verwendung der Mittel",
        "Use of the money",
        "Wofür wurden die Mittel gebraucht? Warum waren sie notwendig und angemessen? "
        "Was weicht vom Finanzierungsplan ab?",
        "What was the money needed for? Why was it necessary and adequate? "
        "What departs from the financing plan?",
        ("spending", "positions"),
    ),
    ReportSection(
        "outlook",
        "Ausblick",
        "Outlook",
        "Was ist als Nächstes geplant? Ist das Ziel bis zum Ende noch erreichbar?",
        "What is planned next? Can the goal still be reached by the end?",
        ("forecast",),
        ("interim",),
    ),
    ReportSection(
        "lasting",
        "Nachhaltigkeit und Übertragbarkeit",
        "Lasting effect and transfer",
        "Was bleibt nach dem Ende der Förderung? Was können andere übernehmen?",
        "What stays after the funding has ended? What can others adopt?",
        (),
        ("final",),
    ),
)
"""The chapters of a factual report where a programme names none of its own (U)."""
