"""Questionnaires: long with one row for each answer and score, wide with one row for each stay."""

from typing import Final

from exports import case_codes
from exports.columns import Bilingual, Code, Column, Consent, Dataset, Missing
from exports.datasets.declaring import CALCULATED, day, pseudonym, stay
from exports.instruments import INSTRUMENTS, Instrument

WAVES: Final[dict[str, Bilingual]] = {
    "t0": Bilingual("Eingang (t0)", "baseline (t0)"),
    "m6": Bilingual("6 Monate nach Eintritt", "6 months after entry"),
    "m12": Bilingual("12 Monate nach Eintritt", "12 months after entry"),
    "m18": Bilingual("18 Monate nach Eintritt", "18 months after entry"),
    "m24": Bilingual("24 Monate nach Eintritt", "24 months after entry"),
    "exit": Bilingual("Austritt", "exit"),
    "f6": Bilingual("6 Monate nach Austritt", "6 months after exit"),
    "f12": Bilingual("12 Monate nach Austritt", "12 months after exit"),
}
"""The waves that are columns of the wide dataset; the long one holds every wave there is."""
BASELINE: Final = "t0"

_FILLED = Bilingual("Fragebogen", "questionnaire")
_INSTRUMENT_CODES: Final = tuple(Code(one.key, one.title.de, one.title.en) for one in INSTRUMENTS)


def is_follow_up(wave: str) -> bool:
    """Whether a wave lies after the exit, so that it needs the consent to follow-up."""
    return wave.startswith("f")


def score_column(instrument: str, wave: str) -> str:
    """The name of the column of the wide dataset."""
    return f"{instrument}_{wave}_score"


SCORES: Final[dict[str, tuple[str, str]]] = {
    score_column(instrument.key, wave): (instrument.key, wave)
    for instrument in INSTRUMENTS
    for wave in WAVES
}
"""Instrument and wave of each column of the wide dataset."""


def _score(instrument: Instrument, wave: str) -> Column:
    scale = 10**instrument.decimals
    consent: Consent = "follow_up" if is_follow_up(wave) else "health"
    return Column(
        name=score_column(instrument.key, wave),
        label_de=f"{instrument.title.de}, Punktwert, {WAVES[wave].de}",
        label_en=f"{instrument.title.en}, score, {WAVES[wave].en}",
        kind="decimal" if instrument.decimals else "integer",
        level="interval",
        identifying="sensitive",
        source=Bilingual(
            "Fragebogen; nicht erhoben: Zeitfenster vorbei, nichts erfasst; unbekannt:"
            " beantwortet, aber mit Lücken, daher ohne Punktwert; trifft nicht zu: Erhebung gibt"
            " es für die Teilnahme nicht, oder sie liegt nach dem Verwendungsnachweis; verweigert:"
            " auch ohne Einwilligung in diese Erhebung",
            "questionnaire; not asked: window over, nothing recorded; unknown: answered with gaps,"
            " therefore no score; not applicable: the participation does not have the wave, or it"
            " lies after the final statement; refused: also without consent to this wave",
        ),
        missing=(
            Missing.NOT_ASKED,
            Missing.REFUSED,
            Missing.NOT_REACHED,
            Missing.LOST,
            Missing.NOT_APPLICABLE,
            Missing.NOT_YET_DUE,
            Missing.UNKNOWN,
        ),
        consent=consent,
        # a bound between whole numbers is taken outwards
        lowest=instrument.lowest // scale,
        highest=-(-instrument.highest // scale),
    )


QUESTIONNAIRES_WIDE: Final = Dataset(
    key="questionnaires_wide",
    title_de="Punktwerte der Fragebögen, eine Zeile je Teilnahme",
    title_en="Scores of questionnaires, one row for each participation",
    consent="health",
    columns=(
        pseudonym(),
        stay(),
        *(_score(instrument, wave) for instrument in INSTRUMENTS for wave in WAVES),
    ),
)


def _own(
    name: str,
    label: Bilingual,
    *,
    codes: tuple[Code, ...] = (),
    missing: tuple[Missing, ...] = (),
    source: Bilingual = _FILLED,
) -> Column:
    return Column(
        name=name,
        label_de=label.de,
        label_en=label.en,
        kind="code" if codes else "yesno",
        level="nominal",
        identifying="none",
        source=source,
        codes=codes,
        missing=missing,
        consent="health",
    )


QUESTIONNAIRES_LONG: Final = Dataset(
    key="questionnaires_long",
    title_de="Fragebögen, eine Zeile je Antwort und je Punktwert",
    title_en="Questionnaires, one row for each answer and each score",
    consent="health",
    columns=(
        pseudonym(),
        stay(),
        _own("instrument", Bilingual("Instrument", "instrument"), codes=_INSTRUMENT_CODES),
        Column(
            name="wave",
            label_de="Erhebung: t0 Eingang, m6 sechs Monate nach Eintritt, exit Austritt, f6 sechs"
            " Monate nach Austritt (nur mit Einwilligung in die Nachbefragung)",
            label_en="wave: t0 baseline, m6 six months after entry, exit, f6 six months after exit"
            " (with consent to follow-up only)",
            kind="text",
            level="ordinal",
            identifying="none",
            source=_FILLED,
            consent="health",
        ),
        day("answered", Bilingual("beantwortet", "answered"), ()),
        _own(
            "in_window",
            Bilingual("im Zeitfenster der Erhebung beantwortet", "answered within the window"),
            source=CALCULATED,
        ),
        _own(
            "mode",
            Bilingual("wie erhoben", "how it was asked"),
            codes=case_codes.ANSWER_MODE,
            missing=(Missing.UNKNOWN,),
        ),
        _own(
            "complete",
            Bilingual("alle Fragen beantwortet", "all items answered"),
            source=CALCULATED,
        ),
        _own(
            "measure",
            Bilingual("Antwort oder Punktwert", "answer or score"),
            codes=case_codes.MEASURE,
        ),
        Column(
            name="item",
            label_de="Nummer der Frage im Instrument; trifft nicht zu: Punktwert",
            label_en="number of the item in the instrument; not applicable: score",
            kind="integer",
            level="ordinal",
            identifying="none",
            source=_FILLED,
            missing=(Missing.NOT_APPLICABLE,),
            consent="health",
            lowest=1,
            highest=max(one.items for one in INSTRUMENTS),
        ),
        Column(
            name="value",
            label_de="Wert der Antwort oder Punktwert; unbekannt: Frage ausgelassen, kein Punktwert"
            " bei Lücken. Lizenzierte Instrumente: nur der Punktwert. PHQ-9 Frage 9 fragt nach"
            " Suizidalität",
            label_en="value of the answer or score; unknown: item left out, no score with gaps."
            " Licensed instruments: score only. PHQ-9 item 9 asks about suicidality",
            kind="decimal",
            level="interval",
            identifying="sensitive",
            source=_FILLED,
            missing=(Missing.UNKNOWN,),
            consent="health",
            lowest=-1,
            highest=100,
        ),
    ),
)
