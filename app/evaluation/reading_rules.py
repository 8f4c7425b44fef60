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
        " darin, Erhebungen und Kontakte nach dem Austritt nur mit Einwilligung in die"
        " Nachbefragung.",
        "Questionnaires, barriers and resources are included only for participations with that"
        " consent, waves and contacts after the exit only with consent to follow-up.",
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
