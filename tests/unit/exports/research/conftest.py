"""All files of a release, written once."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from exports.frozen import FrozenSheet
from exports.research import csv_files, dictionary, parquet, spss, stata, syntax
from tests.unit.exports.research.sample import MADE_AT, frozen


class Written(NamedTuple):
    folder: Path
    sheets: list[FrozenSheet]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("release")
    sheets = frozen(tmp_path_factory.mktemp("frozen"))
    write_all(folder, sheets)
    return Written(folder, sheets)


def write_all(folder: Path, sheets: list[FrozenSheet]) -> None:
    for sheet in sheets:
        key = sheet.dataset.key
        spss.write_sav(sheet, folder / f"{key}.sav", "de", MADE_AT)
        stata.write_dta(sheet, folder / f"{key}.dta", "de", MADE_AT)
        parquet.write_parquet(sheet, folder / f"{key}.parquet")
        csv_files.write_csv(sheet, folder / f"{key}.csv")
    dictionary.write_dictionaries([sheet.dataset for sheet in sheets], folder, "de")
    syntax.write_syntax(sheets, folder, "de")
