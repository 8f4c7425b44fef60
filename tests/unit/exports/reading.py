"""How the tests read a written workbook back."""

import subprocess
from pathlib import Path
from typing import Any

import openpyxl


def cells(path: Path, *, values: bool = True) -> dict[str, list[tuple[Any, ...]]]:
    """Every sheet's rows as openpyxl reads them: stored values, or formulas."""
    book = openpyxl.load_workbook(path, data_only=values)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def recalculated(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice calculates it, its stored values taken away before."""
    bare = folder / f"bare-{path.name}"
    openpyxl.load_workbook(path).save(bare)
    return converted(bare, folder / "calculated")


def converted(path: Path, folder: Path) -> Path:
    """The workbook opened and saved by LibreOffice with a profile of its own."""
    profile = (folder / "profile").absolute().as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / path.name
