"""Two instances: a release leaves one as a package, arrives at the other, and is closed there."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click
import pytest
import pyzipper
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.access import Actor
from app.audit import check_chain
from app.config import NOBODY
from app.evaluation.delivery import keyring
from app.evaluation.delivery.content import unpacked
from app.evaluation.delivery.envelope import opened
from app.evaluation.releases import queries
from app.evaluation.releases.keeping import kept
from app.extensions import db
from app.factory import create_app
from app.pilots.queries import pilot_by_key
from app.web import settings
from tests import engines, factories
from tests.conftest import Visitor
from tests.integration.evaluation.releasing import approved
from tests.integration.evaluation.test_releases import withdrawn


@dataclass(frozen=True)
class Place:
    """An instance and its command line."""

    web: Flask

    def run(self, *words: str) -> str:
        """What a command prints; the test fails when the command does."""
        done = self.web.test_cli_runner().invoke(args=list(words))
        assert done.exit_code == 0, done.output + repr(done.exception)
        return str(done.output)

    def refused(self, *words: str) -> str:
        """The sentence with which a command refuses."""
        done = self.web.test_cli_runner().invoke(args=list(words))
        assert done.exit_code == 1, done.output
        return str(done.output)

    def line(self) -> str:
        """Its public keys."""
        with self.web.app_context():
            return keyring.keyring(settings()).public.line

    def files(self) -> list[str]:
        """The names of all sealed files."""
        found = Path(self.web.instance_path, "files").rglob("*.sealed")
        return sorted(path.name for path in found)


def place(folder: Path, migrated: Path, *, is_delivery: bool = False) -> Place:
    """A new instance on a migrated database."""
    folder.mkdir()
    url = engines.sqlite_url(folder, copy_of=migrated)
    made = replace(
        factories.settings(url, folder / "instance"),
        institute_sign_in=False,
        is_delivery=is_delivery,
        second_factor=NOBODY,
    )
    return Place(create_app(made))


@dataclass(frozen=True)
class Pair:
    """Two instances that trust each other; the main one has one approved release."""

    main: Place
    delivery: Place
    folder: Path
    participant: int
    release_id: int

    def let_go(self) -> None:
        """Of both databases."""
        for each in (self.main, self.delivery):
            with each.web.app_context():
                factories.release_connections()

    def packed(self, name: str, *, recall: bool = False) -> str:
        """A package of release no. 1, or of what is closed."""
        target = str(self.folder / name)
        words = ["recall"] if recall else ["pack", "--release", "1", "--purpose", "Zwischenbericht"]
        self.main.run("delivery", *words, "--pilot", "gecko", "--to", target)
        return target

    def changed(self, package: str, at: int) -> str:
        """The package with one bit turned."""
        data = bytearray(Path(package).read_bytes())
        data[at] ^= 1
        other = self.folder / f"changed{at}"
        other.write_bytes(data)
        return str(other)


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, migrated_sqlite: Path
) -> Pair:
    """The pair as each test finds it; made once."""
    folder = tmp_path_factory.mktemp("pair")
    main = place(folder / "main", sqlite_template)
    delivery = place(folder / "delivery", migrated_sqlite, is_delivery=True)
    main.run("delivery", "trust", delivery.line())
    delivery.run("delivery", "trust", main.line())
    with main.web.app_context():
        actor = factories.system_actor()
        number = factories.admitted(actor)
        release_id = approved(actor).id
    pair = Pair(main, delivery, folder, number, release_id)
    pair.let_go()
    shutil.copytree(folder, folder.with_name("pair-as-new"))
    return pair


@pytest.fixture
def pair(built: Pair) -> Iterator[Pair]:
    yield built
    built.let_go()
    shutil.rmtree(built.folder)
    shutil.copytree(built.folder.with_name("pair-as-new"), built.folder)


def state(pair: Pair) -> dict[str, object]:
    """What the delivery instance says of itself."""
    found: dict[str, dict[str, object]] = json.loads(pair.delivery.run("status", "--json"))
    return found.get("gecko", {})


def test_a_release_is_packed_taken_once_shown_fetched_and_logged(pair: Pair) -> None:
    package = pair.packed("one.package")
    assert b"persons" not in Path(package).read_bytes()
    assert "Freigabe Nr. 1 angenommen" in pair.delivery.run("delivery", "take", package)
    held = pair.delivery.files()
    assert len(held) == 6
    assert not any(".rows." in name for name in held)
    assert "ändert nichts" in pair.delivery.run("delivery", "take", package)
    assert (state(pair)["open"], state(pair)["closed"], pair.delivery.files()) == (1, 0, held)
    before, again = pair.packed("before.package"), pair.packed("again.package")
    assert "nichts zu ändern" in pair.delivery.run("delivery", "take", again)
    assert "älter" in pair.delivery.refused("delivery", "take", before)


def test_the_institute_signs_in_there_sees_its_release_and_nothing_else(pair: Pair) -> None:
    pair.delivery.run("delivery", "take", pair.packed("one.package"))
    web = pair.delivery.web
    with web.app_context():
        found = pilot_by_key("gecko", factories.DAY)
        assert found is not None
        assert check_chain(found.id) is None
    password = pair.delivery.run(
        "user", "add", "evaluator@example.org", "--role", "evaluator", "--pilot", "gecko"
    ).splitlines()[-1]
    pair.delivery.run("delivery", "admit", "evaluator@example.org", "--pilot", "gecko")
    client = Visitor(web, web.response_class, use_cookies=True)
    signed_in(client, password)
    address = f"/p/gecko/evaluation/releases/{pair.release_id}"
    shown = client.get("/", follow_redirects=True).get_data(as_text=True)
    assert address in shown
    detail = client.get(address).get_data(as_text=True)
    assert "Institut für Wirkung" in detail
    token = factories.token(client, address)
    answer = client.post(f"{address}/files/xlsx", data={"csrf_token": token, "purpose": "Bericht"})
    assert answer.data.startswith(b"PK")
    for part in ("difference", "quality"):
        assert client.get(f"{address}/{part}").status_code == 200
    assert client.get("/p/gecko/evaluation/codebook").status_code == 200
    assert client.get("/account").status_code == 200
    assert client.get("/p/gecko/participants").status_code == 404
    (row,) = csv.DictReader(pair.delivery.run("delivery", "log", "--pilot", "gecko").splitlines())
    assert (row["release"], row["format"], row["account"], row["purpose"]) == (
        "1",
        "xlsx",
        "evaluator@example.org",
        "Bericht",
    )


def test_a_program_fetches_there_with_a_token_until_it_is_revoked(pair: Pair) -> None:
    run = pair.delivery.run
    run("delivery", "take", pair.packed("one.package"))
    made = run("delivery", "token", "make", "--pilot", "gecko", "--label", "Server").strip()
    web = pair.delivery.web

    def asked(path: str, **query: str) -> TestResponse:
        client = Visitor(web, web.response_class, use_cookies=False)
        head = {"Authorization": f"Bearer {made}"}
        return client.get(f"/api/v1{path}", headers=head, query_string=query)

    (told,) = asked("/releases").get_json()["releases"]
    assert told["id"] == str(pair.release_id)
    assert asked(f"/releases/{told['id']}/files/xlsx", purpose="Bericht").data.startswith(b"PK")
    assert made not in run("delivery", "token", "list", "--pilot", "gecko")
    run("delivery", "token", "revoke", made[:8], "--pilot", "gecko")
    assert asked("/releases").status_code == 401


def signed_in(client: FlaskClient, password: str) -> None:
    """Signs the institute in through the page."""
    token = factories.token(client, "/sign-in")
    said = {"csrf_token": token, "email": "evaluator@example.org", "password": password, "next": ""}
    assert client.post("/sign-in", data=said).status_code == 302


def test_changed_cut_off_foreign_and_misdirected_packages_are_refused_and_leave_nothing(
    pair: Pair, migrated_sqlite: Path
) -> None:
    package = pair.packed("one.package")
    size = Path(package).stat().st_size
    # in every part: the single-use key, the nonce, the content, the signature
    for at in (80, 110, size // 2, size - 1):
        assert "verändert" in pair.delivery.refused("delivery", "take", pair.changed(package, at))
    cut = pair.folder / "cut"
    cut.write_bytes(Path(package).read_bytes()[: size // 2])
    assert "verändert" in pair.delivery.refused("delivery", "take", str(cut))
    cut.write_bytes(b"PK" + bytes(300))
    assert "kein Paket" in pair.delivery.refused("delivery", "take", str(cut))
    stranger = place(pair.folder / "stranger", migrated_sqlite, is_delivery=True)
    stranger.run("delivery", "trust", pair.main.line())
    assert "andere Instanz" in stranger.refused("delivery", "take", package)
    pair.delivery.run("delivery", "trust", stranger.line(), "--replace")
    assert "nicht vertraut" in pair.delivery.refused("delivery", "take", package)
    assert (state(pair), pair.delivery.files(), stranger.files()) == ({}, [], [])


def test_a_locked_release_does_not_leave_and_is_closed_there_at_once(pair: Pair) -> None:
    first = pair.packed("one.package")
    pair.delivery.run("delivery", "take", first)
    with pair.main.web.app_context():
        withdrawn(factories.system_actor(), pair.participant)
    words = ("delivery", "pack", "--pilot", "gecko", "--release", "1")
    assert "gesperrt" in pair.main.refused(*words, "--to", str(pair.folder / "no"))
    recall = pair.packed("recall.package", recall=True)
    assert "Dateien gelöscht: Nr. 1" in pair.delivery.run("delivery", "take", recall)
    assert (state(pair)["open"], state(pair)["closed"], pair.delivery.files()) == (0, 1, [])
    assert "ändert nichts" in pair.delivery.run("delivery", "take", first)
    assert pair.delivery.files() == []
    with pair.delivery.web.app_context():
        (found,) = queries.releases(factories.system_actor())
        assert (found.is_locked, found.is_open, found.release.withdrawn_at) == (True, False, None)


def test_a_package_names_nobody_of_the_house_and_says_nothing_for_it_alone(pair: Pair) -> None:
    package = Path(pair.packed("one.package")).read_bytes()
    with pair.delivery.web.app_context():
        own, sender = keyring.keyring(settings()), keyring.trusted(settings())
        content = unpacked(opened(package, own, sender))
    assert content.release is not None
    said = set(vars(content.release))
    assert said.isdisjoint({"prepared_by", "approved_by", "members", "pilot_id", "scope"})
    assert "learned" not in content.release.difference
    assert {file.format for file in content.files} == {
        "xlsx", "spss", "stata", "parquet", "csv", "manifest",
    }  # fmt: skip


def test_a_delivery_instance_has_no_other_pages_and_commands(pair: Pair) -> None:
    there = pair.delivery.web.url_map
    endpoints = {rule.endpoint for rule in there.iter_rules()}
    parts = {endpoint.partition(".")[0] for endpoint in endpoints}
    assert parts - {"second_factor", "delivery"} == {
        "static",
        "accounts",
        "users",
        "releases",
        "evaluation",
    }
    adapter = there.bind("localhost")
    absent = [r for r in pair.main.web.url_map.iter_rules() if r.endpoint not in endpoints]
    assert len(absent) > 200
    for rule in absent:
        address = re.sub(r"<[^>]*>", "1", rule.rule)
        assert not any(adapter.test(address, method) for method in rule.methods or ()), address
    assert {name for name in endpoints if name.startswith(("releases.", "evaluation."))} == {
        "evaluation.codebook",
        *(
            f"releases.{name}"
            for name in ("index", "detail", "difference", "quality", "fetch", "check_program")
        ),
    }
    commands = set(pair.delivery.web.cli.list_commands(click.Context(pair.delivery.web.cli)))
    assert commands == {"backup", "db", "delivery", "restore", "serve", "status", "user"}


def test_the_institute_gets_no_access_where_names_are_held_unless_it_is_set_so(pair: Pair) -> None:
    web = pair.main.web
    client = Visitor(web, web.response_class, use_cookies=True)
    factories.sign_in(web, client, "evaluator")
    refused = client.get("/", follow_redirects=True)
    assert refused.status_code == 403
    assert "Auslieferungsinstanz" in refused.get_data(as_text=True)
    assert client.get("/p/gecko/evaluation").status_code == 403
    program = client.get("/api/v1/releases", headers={"Authorization": "Bearer pbt_any"})
    assert (program.status_code, program.mimetype) == (403, "application/problem+json")
    factories.sign_in(web, client, "approver")
    assert client.get("/p/gecko/evaluation").status_code == 200


def test_an_encrypted_file_opens_with_the_passphrase_only_and_is_loaded_once(
    actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    factories.admitted(actor)
    row = approved(actor)
    client = client_as("coordinator")
    release = f"/p/gecko/evaluation/releases/{row.id}"
    assert f'href="{release}/handover"' in client.get(release).get_data(as_text=True)
    said = {"csrf_token": factories.token(client, f"{release}/handover"), "purpose": "Probe"}
    shown = client.post(f"{release}/handover", data=said)
    found = re.search(r'<code translate="no">([a-z2-9-]{24})</code>', shown.get_data(as_text=True))
    assert found is not None
    assert shown.headers["Cache-Control"] == "no-store"
    answer = client.post(f"{release}/handover/file", data=said)
    with pyzipper.AESZipFile(io.BytesIO(answer.data)) as archive:
        name = next(each for each in archive.namelist() if each.endswith(".xlsx"))
        with pytest.raises(RuntimeError):
            archive.read(name)
        archive.setpassword(b"aaaa-aaaa-aaaa-aaaa-aaaa")
        with pytest.raises(RuntimeError):
            archive.read(name)
        archive.setpassword(found[1].encode())
        assert archive.read(name) == kept(settings(), actor.pilot_id, row.id, "xlsx")
        assert len(archive.namelist()) == 7
    assert client.post(f"{release}/handover/file", data=said).status_code == 302
    db.session.rollback()
    downloads = queries.downloads_of(actor.pilot_id, row.id)
    assert ("encrypted", "Probe") in {(one.format, one.purpose) for one in downloads}
    assert client_as("approver").get(f"{release}/handover").status_code == 403
