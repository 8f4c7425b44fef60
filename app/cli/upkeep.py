"""Commands: upkeep."""

import click


@click.command("backup")
def backup() -> None:
    """-"""


@click.command("restore")
def restore() -> None:
    """-"""
