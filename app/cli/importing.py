"""Commands: importing."""

import click


@click.command("import")
def import_() -> None:
    """-"""


@click.command("reconcile")
def reconcile() -> None:
    """-"""
