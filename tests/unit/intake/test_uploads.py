"""Files are looked at before anything parses them."""

from __future__ import annotations

import pytest

from app.errors import DomainError
from app.intake.uploads import MAX_BYTES, FileKind, check_upload, decode, kind_of
from tests.unit.intake.workbooks import SAMPLES, archive, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = "[Content_Types].xml"


def refusal(data: bytes, kind: FileKind) -> str:
    with pytest.raises(DomainError) as caught:
        check_upload(data, kind)
    return caught.value.key


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("belegliste.csv", FileKind.CSV),
        ("teilnehmerliste.xlsx", FileKind.XLSX),
        ("finanzierungsplan.xlsx", FileKind.XLSX),
        ("kontoauszug.camt053.xml", FileKind.XML),
    ],
)
def test_the_sample_passes_as_its_own_kind_only(name: str, kind: FileKind) -> None:
    data = (SAMPLES / name).read_bytes()
    assert kind_of(data) is kind
    check_upload(data, kind)
    for other in set(FileKind) - {kind}:
        assert refusal(data, other) == "intake.wrong_kind"


@pytest.mark.parametrize("kind", list(FileKind))
@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "intake.file_empty"),
        (b" \r\n\t", "intake.file_empty"),
        (b"a" * (MAX_BYTES + 1), "intake.file_too_large"),
        (OLE + b"\0" * 600, "intake.file_old_xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "intake.file_encrypted"),
        (b"%PDF-1.7 ...", "intake.wrong_kind"),
    ],
)
def test_what_no_reader_can_use_is_refused_for_every_kind(
    kind: FileKind, data: bytes, key: str
) -> None:
    assert refusal(data, kind) == key


@pytest.mark.parametrize("kind", [FileKind.XLSX, FileKind.ZIP])
def test_a_zip_that_unpacks_to_a_multiple_is_not_opened(kind: FileKind) -> None:
    types = {TYPES: b"<Types/>"} if kind is FileKind.XLSX else {}
    many = {f"m{number}": b"x" for number in range(201)}
    assert refusal(archive({**types, "bomb": b"\0" * 5_000_000}), kind) == "intake.file_bomb"
    assert refusal(archive({**types, **many}), kind) == "intake.file_bomb"


def test_a_zip_that_claims_to_be_small_is_still_bounded_by_its_directory() -> None:
    packed = archive({TYPES: b"<Types/>", "sheet": bytes(range(256)) * 8})
    entry = packed.rindex(b"PK\x01\x02")
    lying = bytearray(packed)
    lying[entry + 24 : entry + 28] = (2**31).to_bytes(4, "little")
    assert refusal(bytes(lying), FileKind.XLSX) == "intake.file_bomb"


def test_an_encrypted_member_has_a_sentence_of_its_own() -> None:
    packed = bytearray(archive({TYPES: b"<Types/>"}))
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(packed), FileKind.XLSX) == "intake.file_encrypted"


def test_half_a_workbook_is_called_damaged() -> None:
    whole = workbook([["a"]])
    assert refusal(whole[: len(whole) // 2], FileKind.XLSX) == "intake.file_damaged"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"a;b\n1;\x002\n", FileKind.CSV),
        ("a;b\n1;\0\n".encode("utf-16"), FileKind.CSV),
        (b"<Document>\0</Document>", FileKind.XML),
    ],
)
def test_nul_is_refused_in_any_text(data: bytes, kind: FileKind) -> None:
    assert refusal(data, kind) == "intake.file_nul"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_usual_encodings(encoding: str) -> None:
    data = "Empfänger;größer;€".encode(encoding)
    check_upload(data, FileKind.CSV)
    assert decode(data) == "Empfänger;größer;€"


def test_bytes_of_no_known_encoding_are_refused() -> None:
    with pytest.raises(DomainError, match=r"intake\.encoding"):
        decode(b"a;\x81\xff;b")
