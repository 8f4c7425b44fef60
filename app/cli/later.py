"""Commands that are known by name and loaded when called: a server that only answers needs none."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click
from flask.cli import AppGroup


class Later(AppGroup):
    """A group that knows further commands by name, and as "module:variable" where each lives."""

    def __init__(self, *, places: Mapping[str, str], **attributes: Any) -> None:
        super().__init__(**attributes)
        self._places = places

    def list_commands(self, context: click.Context) -> list[str]:
        """Names of all commands."""
        return sorted({*super().list_commands(context), *self._places})

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name, or None."""
        if name in self._places:
            module, variable = self._places[name].split(":")
            found: click.Command = getattr(import_module(module), variable)
            return found
        return super().get_command(context, name)
