"""Commands: demonstration."""

import click


@click.command("demo")
def demo() -> None:
    """-"""


@click.command("serve")
def serve() -> None:
    """-"""
