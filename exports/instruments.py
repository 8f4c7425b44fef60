"""The instruments whose scores a dataset may hold, with the bounds of scores and answers.

The wording of items is not among them; a test holds this list against the instruments that the
program asks.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from exports.columns import Bilingual


@dataclass(frozen=True)
class Instrument:
    """An instrument: `lowest` and `highest` bound its score times 10 to the power of `decimals`.

    An item is answered from `lowest_answer` to `highest_answer`; the score is `factor` times their
    sum. Without items it is licensed, and only its score is kept.
    """

    key: str
    title: Bilingual
    lowest: int
    highest: int
    decimals: int = 0
    factor: int = 1
    items: int = 0
    lowest_answer: int = 0
    highest_answer: int = 0

    def score(self, stored: int) -> int | Decimal:
        """The score as people write it: 812 of the EQ-5D index is 0.812."""
        return Decimal(stored).scaleb(-self.decimals) if self.decimals else stored


def _same(title: str) -> Bilingual:
    return Bilingual(title, title)


INSTRUMENTS: Final[tuple[Instrument, ...]] = (
    Instrument("who5", _same("WHO-5"), 0, 100, factor=4, items=5, highest_answer=5),
    Instrument("phq9", _same("PHQ-9"), 0, 27, items=9, highest_answer=3),
    Instrument("gad7", _same("GAD-7"), 0, 21, items=7, highest_answer=3),
    Instrument("wai", _same("WAI"), 7, 49),
    Instrument("hads_a", _same("HADS-A"), 0, 21),
    Instrument("hads_d", _same("HADS-D"), 0, 21),
    Instrument("sf12_p", Bilingual("SF-12 körperlich", "SF-12 physical"), 0, 100),
    Instrument("sf12_m", Bilingual("SF-12 psychisch", "SF-12 mental"), 0, 100),
    Instrument("eq5d", _same("EQ-5D-5L"), -661, 1000, decimals=3),
    Instrument("eq5d_vas", _same("EQ VAS"), 0, 100),
)

BY_KEY: Final = {instrument.key: instrument for instrument in INSTRUMENTS}
