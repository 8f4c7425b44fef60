"""Reading instruments from TOML: every fault is named by its key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from app.errors import DomainError
from app.participants.questionnaires.instruments import TONES, Instrument
from app.pilots.records import Fault, record_from


class InstrumentRefused(DomainError):
    """The instrument has faults; `faults` lists all of them."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("questionnaires.instrument_refused", count=len(faults))
        self.faults = faults


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, Instrument]:
    """The instruments that come with the program, by key."""
    folder = files("app.participants.questionnaires") / "instruments"
    texts = sorted(entry.read_text(encoding="utf-8") for entry in folder.iterdir())
    return {one.key: one for one in map(read_instrument, texts)}


def asked(keys: Sequence[str]) -> list[Instrument]:
    """The instruments of a programme in its order; DomainError for one that does not exist."""
    known = shipped()
    for key in keys:
        if key not in known:
            raise DomainError("questionnaires.unknown_instrument", instrument=key)
    return [known[key] for key in keys]


def read_instrument(text: str) -> Instrument:
    """A validated instrument from TOML; raises InstrumentRefused naming every fault."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InstrumentRefused([Fault("", "preset.no_toml", detail=str(error))]) from error
    faults: list[Fault] = []
    found: Instrument = record_from(Instrument, raw, faults)
    if not faults:
        faults = _contradictions(found)
    if faults:
        raise InstrumentRefused(faults)
    return found


def _contradictions(one: Instrument) -> list[Fault]:
    """What is well-formed but cannot be: bounds, codes and bands have to fit each other."""
    values = [code.value for code in one.codes]
    checks = [
        (one.lowest < one.highest, "highest", "questionnaires.bounds_in_order"),
        (one.factor > 0, "factor", "preset.not_positive"),
        (0 <= one.decimals <= 3, "decimals", "questionnaires.decimals_in_bounds"),
        (bool(one.items) == bool(one.codes), "codes", "questionnaires.codes_and_items"),
        (len(set(values)) == len(values), "codes", "questionnaires.codes_repeated"),
        (_fills_range(one), "items", "questionnaires.score_beyond_bounds"),
        (_bands_join(one), "bands", "questionnaires.bands_with_gaps"),
        ({band.tone for band in one.bands} <= TONES, "bands", "questionnaires.unknown_tone"),
        (
            all(1 <= crisis.item <= len(one.items) for crisis in one.crisis_items),
            "crisis_items",
            "questionnaires.unknown_item",
        ),
    ]
    return [Fault(key, code) for holds, key, code in checks if not holds]


def _fills_range(one: Instrument) -> bool:
    """Lowest and highest answers give the lowest and the highest score."""
    if not one.items or not one.codes:
        return True
    values = [code.value * one.factor * len(one.items) for code in one.codes]
    return (min(values), max(values)) == (one.lowest, one.highest)


def _bands_join(one: Instrument) -> bool:
    """Bands, where there are any, follow each other from the lowest to the highest score."""
    if not one.bands:
        return True
    starts = [band.lowest for band in one.bands]
    ends = [band.highest for band in one.bands]
    follows = all(start == end + 1 for start, end in zip(starts[1:], ends, strict=False))
    return follows and (starts[0], ends[-1]) == (one.lowest, one.highest)
