"""How a dataset is to be read: the sentences of its read-me."""

from __future__ import annotations

from typing import Final

from app.evaluation import rules
from exports.columns import Bilingual

READING_RULES: Final = (
    Bilingual(
        "Enthalten sind nur Teilnahmen, deren Einwilligung in die Evaluation am Stichtag galt und"
        " bis zur Erstellung nicht widerrufen wurde.",
        "Only participations are included whose consent to evaluation was in force on the day of"
        " account and had not been withdrawn when the file was made.",
    ),
    Bilingual(
        "Gezeigt wird der Stand am Stichtag: Was danach geschah, ist nicht enthalten. Der Tag des"
        " Austritts zählt nicht mehr als Betreuung.",
        "The state on the day of account is shown: what happened later is not included. The day of"
        " exit no longer counts as in care.",
    ),
    Bilingual(
        "Gesundheitsangaben setzen eine eigene Einwilligung voraus. Fehlt sie oder ist sie"
        " widerrufen, steht dort der Code für „Angabe verweigert“.",
        "Health data need a consent of their own. Where it is missing or withdrawn, the code for"
        " “refused” stands there.",
    ),
    Bilingual(
        "Fragebögen, Hemmnisse und Ressourcen stehen nur für Teilnahmen mit dieser Einwilligung"
        " darin, Erhebungen, Kontakte, Einbeziehungen und Nachbefragungen nach dem Austritt nur mit"
        " Einwilligung in die Nachbefragung.",
        "Questionnaires, barriers and resources are included only for participations with that"
        " consent, waves, contacts, involvements and follow-ups after the exit only with consent to"
        " follow-up.",
    ),
    Bilingual(
        "Auswahltrichter, Fallbestand und Ausgaben betreffen das ganze Vorhaben: Filter und"
        " Einwilligungen schränken sie nicht ein. Zahlen, die für 1 bis"
        f" {rules.SMALL_CELL - 1} Personen stehen, sind unterdrückt, ebenso weitere, aus denen sie"
        " sich errechnen ließen.",
        "Selection funnel, caseload and expenditure are about the whole pilot: neither filters nor"
        f" consents limit them. Counts that stand for 1 to {rules.SMALL_CELL - 1} people are"
        " suppressed, and further ones that would give them away.",
    ),
    Bilingual(
        "Personalausgaben stehen je abgeschlossenem Kalenderjahr in einer Zeile für alle"
        " Personalpositionen; Jahre mit weniger als drei besetzten Stellen (in Veröffentlichungen"
        f" {rules.SMALL_CELL}) fehlen.",
        "Staff costs stand in one row for all staff positions and each completed calendar year;"
        " years with fewer than three posts filled"
        f" ({rules.SMALL_CELL} in what is published) are left out.",
    ),
    Bilingual(
        "Tage werden auf Monate vergröbert, Alter auf Gruppen. Zurückgenommene Wechsel zwischen"
        " Bausteinen sind nicht enthalten.",
        "Days are reduced to months, ages to groups. Moves between stages that were taken back are"
        " not included.",
    ),
    Bilingual(
        "Wer erneut teilnimmt, behält das Pseudonym; die Spalte stay zählt die Teilnahmen.",
        "Whoever returns keeps the pseudonym; the column stay counts the participations.",
    ),
    Bilingual(
        "Die Daten sind pseudonym, nicht anonym. Veröffentlichen Sie keine Zelle mit weniger als"
        f" {rules.SMALL_CELL} Personen.",
        "The data are pseudonymous, not anonymous. Publish no cell with fewer than"
        f" {rules.SMALL_CELL} people.",
    ),
)
