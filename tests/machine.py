"""What the suite needs from the machine beyond Python: browser, LibreOffice, PSPP …

`python -m tests.machine` says what is missing and how to get it; nothing is left out in silence.
"""

import os
import shutil
import sys

BROWSER_VARIABLE = "PILOTBUCH_TEST_BROWSER"
BROWSER_NAMES = (
    "chromium-headless-shell",  # the same pages without the window around them: a quarter less work
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
OFFICE_NAMES = ("soffice", "libreoffice")

NO_BROWSER = f"""\
Die Browser-Prüfungen brauchen Chromium oder Chrome; gefunden wurde keiner von beiden.
  Debian, Ubuntu:  sudo apt-get install chromium
  sonst:           .venv/bin/playwright install chromium
                   und {BROWSER_VARIABLE}=<Pfad des Browsers> setzen"""
NO_OFFICE = """\
Die Prüfung, dass LibreOffice die Arbeitsmappen öffnet, braucht das Programm soffice.
  Debian, Ubuntu:  sudo apt-get install libreoffice-calc-nogui"""

NO_HLEDGER = """\
Die Prüfung, dass hledger das Journal liest, braucht das Programm hledger.
  Debian, Ubuntu:  sudo apt-get install hledger"""

NO_PDF_READER = """\
Die Prüfung, dass ein anderes Programm die Summen im PDF liest, braucht das Programm pdftotext.
  Debian, Ubuntu:  sudo apt-get install poppler-utils"""

NO_PSPP = """\
Die Prüfung, dass PSPP die SPSS-Dateien liest, braucht das Programm pspp.
  Debian, Ubuntu:  sudo apt-get install pspp"""


def browser() -> str | None:
    """Path of the browser for the tests: the one that the environment names, or one on the PATH."""
    named = os.environ.get(BROWSER_VARIABLE)
    return _first((named,) if named else BROWSER_NAMES)


def office() -> str | None:
    """Path of LibreOffice, or None."""
    return _first(OFFICE_NAMES)


def hledger() -> str | None:
    """Path of hledger, or None."""
    return shutil.which("hledger")


def pdf_reader() -> str | None:
    """Path of pdftotext, or None."""
    return shutil.which("pdftotext")


def pspp() -> str | None:
    """Path of PSPP, or None."""
    return shutil.which("pspp")


def browser_arguments() -> list[str]:
    """Switches that keep the browser quiet; root may not use its sandbox."""
    quiet = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return [*quiet, "--no-sandbox"] if os.geteuid() == 0 else quiet


def missing() -> list[str]:
    """One paragraph for each thing that is missing."""
    found = (
        (browser(), NO_BROWSER),
        (office(), NO_OFFICE),
        (hledger(), NO_HLEDGER),
        (pdf_reader(), NO_PDF_READER),
        (pspp(), NO_PSPP),
    )
    return [advice for path, advice in found if path is None]


def _first(names: tuple[str, ...]) -> str | None:
    return next((path for path in map(shutil.which, names) if path), None)


if __name__ == "__main__":
    sys.exit("\n".join(missing()) or None)
