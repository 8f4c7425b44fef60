"""The application for servers and for `flask`."""

from __future__ import annotations

import gc

from flask import Flask


def start() -> Flask:
    """Loads the application with the cycle collector at rest, and hides what stays from it.

    What is loaded here lives as long as the process. The collector would walk through all of it
    several times meanwhile, again in each full collection afterwards, and at the end. It does not
    tidy up before: that takes a tenth of the start and leaves the process no smaller.
    """
    gc.disable()
    try:
        from app.factory import create_app

        return create_app()
    finally:
        gc.freeze()
        gc.enable()


app = start()
