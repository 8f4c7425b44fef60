"""Commands: exporting."""

import click


@click.command("export")
def export() -> None:
    """-"""
