"""Stage episodes: how long each stay was in which stage."""

from typing import Final

from exports import codes
from exports.columns import Bilingual, Column, Dataset, Missing
from exports.datasets.declaring import COURSE, coded, day, pseudonym, stay, yes_no

STAGE_EPISODES: Final = Dataset(
    key="stage_episodes",
    title_de="Bausteinphasen, eine Zeile je Phase",
    title_en="Stage episodes, one row each",
    columns=(
        pseudonym(),
        stay(),
        Column(
            name="episode",
            label_de="laufende Nummer der Phase in der Teilnahme",
            label_en="running number of the episode in the participation",
            kind="integer",
            level="ordinal",
            identifying="none",
            source=COURSE,
        ),
        coded(
            "stage",
            Bilingual("methodischer Baustein", "stage"),
            codes.STAGE,
            source=COURSE,
            level="ordinal",
            identifying="none",
            missing=(),
        ),
        day("from", Bilingual("Beginn", "begin"), ()),
        day(
            "until",
            Bilingual("Ende; noch nicht fällig: dauert an", "end; not yet due: still open"),
            (Missing.NOT_YET_DUE,),
        ),
        yes_no("ended", Bilingual("am Stichtag beendet", "ended on the day of account")),
    ),
)
