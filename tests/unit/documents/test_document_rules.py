"""Files are judged by what is in them, and their names can do no harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.rules import MAX_NAME, MediaType, check_removal, media_type_of, safe_name
from app.errors import DomainError
from tests.integration.documents.files import JPEG, PDF, PNG

LIMIT = 10 * 1024**2


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(PDF, MediaType.PDF), (PNG, MediaType.PNG), (JPEG, MediaType.JPEG)],
)
def test_a_file_is_what_its_bytes_say(data: bytes, media_type: MediaType) -> None:
    assert media_type_of(data, LIMIT) is media_type


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "document.empty"),
        (b"<!doctype html><script>alert(1)</script>%PDF-1.4 %%EOF", "document.other_kind"),
        (b"PK\x03\x04" + bytes(100), "document.other_kind"),
        (b"\xff\xd8\xff", "document.cut_off"),
        (PDF[:-10], "document.cut_off"),
        (PNG[:-4], "document.cut_off"),
        (PDF + bytes(11 * 1024**2), "document.too_large"),
    ],
)
def test_empty_foreign_cut_and_large_files_are_refused(data: bytes, key: str) -> None:
    with pytest.raises(DomainError) as refused:
        media_type_of(data, LIMIT)
    assert (refused.value.key, refused.value.field) == (key, "file")


def test_a_file_of_exactly_the_limit_is_kept_and_one_byte_more_is_not() -> None:
    padded = PDF[:-6] + bytes(1000) + PDF[-6:]
    assert media_type_of(padded, len(padded)) is MediaType.PDF
    with pytest.raises(DomainError):
        media_type_of(padded, len(padded) - 1)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Rechnung 17.pdf", "Rechnung 17.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Belege\\Rechnung.PDF", "Rechnung.pdf"),
        ("a\0b\r\nSet-Cookie: x.pdf", "abSet-Cookie_ x.pdf"),
        ("rechnung\u202efdp.exe", "rechnungfdp.exe.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("bild.png", "bild.png.pdf"),
        ("", "Dokument.pdf"),
        (".pdf", "pdf.pdf"),
        ("/", "Dokument.pdf"),
    ],
)
def test_a_name_loses_whatever_could_do_harm(given_name: str, kept: str) -> None:
    assert safe_name(given_name, MediaType.PDF) == kept


@given(st.text(max_size=300), st.sampled_from(MediaType))
def test_whatever_is_given_the_name_is_short_and_ends_as_its_kind(
    given_name: str, media_type: MediaType
) -> None:
    name = safe_name(given_name, media_type)
    assert 1 < len(name) <= MAX_NAME
    assert name.isprintable()
    assert name.endswith(media_type.endings)
    assert not set(name) & set('/\\:"<>|?*;%')
    assert not name.startswith(".")


def test_a_document_goes_with_a_reason_and_stays_once_its_record_is_approved() -> None:
    check_removal(False, "falsche Datei")
    for is_fixed, reason, key in (
        (True, "falsche Datei", "document.fixed"),
        (False, " ", "document.reason_missing"),
    ):
        with pytest.raises(DomainError) as refused:
            check_removal(is_fixed, reason)
        assert refused.value.key == key
