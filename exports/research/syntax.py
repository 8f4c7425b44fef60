"""Scripts that read the CSV files of a release into R, SPSS and Stata, labelled and typed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from exports.columns import Language
from exports.frozen import FrozenSheet
from exports.research.syntax_r import r_script
from exports.research.syntax_spss import spss_script
from exports.research.syntax_stata import stata_script


def write_syntax(sheets: Sequence[FrozenSheet], folder: Path, language: Language) -> None:
    """Writes load.R, load.sps and load.do; they look for the CSV files in their own folder."""
    datasets = [sheet.dataset for sheet in sheets]
    scripts = {
        "load.R": r_script(datasets, language),
        "load.sps": spss_script(sheets, language),
        "load.do": stata_script(sheets, language),
    }
    for name, script in scripts.items():
        (folder / name).write_text(script, encoding="utf-8", newline="\n")
