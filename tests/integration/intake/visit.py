"""The way of a file through the pages, as a browser goes it."""

from __future__ import annotations

import io
import re
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.intake.kinds import ImportKind
from tests.factories import token
from tests.integration.intake.files import FILES, sample

HOME = "/p/gecko/imports"


def text(answer: TestResponse) -> str:
    """A page as people read it, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)).split())


def upload(
    client: FlaskClient, kind: str, data: bytes | None = None, name: str | None = None
) -> TestResponse:
    """Brings a file, the sample unless another is given."""
    content = sample(ImportKind(kind)) if data is None else data
    file_name = name or FILES.get(ImportKind(kind), "datei")
    return client.post(
        f"{HOME}/new",
        data={
            "csrf_token": token(client, f"{HOME}/new"),
            "kind": kind,
            "file": (io.BytesIO(content), file_name),
        },
    )


def waiting(client: FlaskClient, kind: str, data: bytes | None = None) -> str:
    """Brings a file and returns the address of its preview."""
    answer = upload(client, kind, data)
    assert answer.status_code == 302, text(answer)
    return urlsplit(answer.location).path


def press(client: FlaskClient, address: str, **entries: str) -> TestResponse:
    """Sends a form to an address."""
    return client.post(address, data={"csrf_token": token(client, f"{HOME}/new"), **entries})


def take(client: FlaskClient, preview: str, only_valid: bool = False) -> TestResponse:
    """Decides for a file: whole, or its valid rows."""
    entries = {"only_valid": "yes", "confirmed": "yes"} if only_valid else {}
    return press(client, f"{preview}/take", **entries)
