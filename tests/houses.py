"""One application per engine for all tests of a process; each test finds it as it was made.

A server serves for months on one application as well. Making one and preparing its templates and
statements anew takes longer than most tests.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask

from app.accounts.guesses import Guesses
from app.factory import create_app
from tests import engines, factories


@dataclass(frozen=True)
class Made:
    """An application, and what it was like when it was made."""

    web: Flask
    attributes: dict[str, Any]
    config: dict[str, Any]
    extensions: dict[str, Any]

    def restore(self) -> Flask:
        """Takes back whatever a test has set, and empties the instance folder."""
        vars(self.web).clear()
        vars(self.web).update(self.attributes)
        for held, made in ((self.web.config, self.config), (self.web.extensions, self.extensions)):
            held.clear()
            held.update(made)
        # the one thing that an application remembers by itself
        self.web.extensions["pilotbuch_guesses"] = Guesses()
        for left in Path(self.web.instance_path).iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        return self.web


class Houses:
    """The applications of this process by the addresses of their databases."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database_name = engines.new_name()
        self._made: dict[str, Made] = {}

    def as_new(self, database_url: str) -> Flask:
        """The application of that database."""
        if database_url not in self._made:
            instance = self.folder / f"instance{len(self._made)}"
            web = create_app(factories.settings(database_url, instance))
            # Flask refuses further routes from the first answer on: none of a test can stay behind.
            web.test_client().get("/static/icon.svg")
            self._made[database_url] = Made(
                web, dict(vars(web)), dict(web.config), dict(web.extensions)
            )
        return self._made[database_url].restore()
