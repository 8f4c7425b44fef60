"""Databases, applications and signed-in clients for every kind of test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings

from app.access import Actor
from app.factory import create_app
from tests import engines, factories
from tests.houses import Houses

# How long an example takes says more about the machine than about the rule.
settings.register_profile("house", deadline=None, max_examples=50)
settings.load_profile("house")


WALKS = "test_every_page"
"""The files that take longest by far: the walks over all pages."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The walks begin, each in a process of its own: none of them is left over for the end."""
    items.sort(key=lambda item: not item.path.name.startswith(WALKS))


class Visitor(FlaskClient):
    """A browser: each request has a context of its own, as on a server, apart from the test's."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        with self.application.app_context():
            return super().open(*args, **kwargs)


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with engines.postgres_server(shared) as url:
        yield url


@pytest.fixture(scope="session")
def migrated_sqlite(houses: Houses, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database with nothing in it, to be copied."""
    url = engines.sqlite_url(houses.folder)
    with _house(url, tmp_path_factory):
        flask_migrate.upgrade()
    return Path(url.removeprefix("sqlite:///"))


@pytest.fixture(scope="session")
def sqlite_template(
    migrated_sqlite: Path, houses: Houses, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A migrated database with the pilot and one user per role, to be copied."""
    url = engines.sqlite_url(houses.folder, copy_of=migrated_sqlite)
    with _house(url, tmp_path_factory):
        factories.make_house()
    return Path(url.removeprefix("sqlite:///"))


@pytest.fixture(scope="session")
def postgres_template(
    postgres_server: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    with engines.postgres_database(postgres_server) as url:
        with _house(url, tmp_path_factory):
            flask_migrate.upgrade()
            factories.make_house()
        yield url


@contextmanager
def _house(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Inside an application on that database; lets go of the database at the end."""
    instance = tmp_path_factory.mktemp("template_instance")
    with create_app(factories.settings(url, instance)).app_context():
        yield
        factories.release_connections()


@pytest.fixture(scope="session")
def houses() -> Iterator[Houses]:
    """The applications of this process, one for each engine."""
    folder = engines.database_folder()
    yield Houses(folder)
    shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, houses: Houses) -> Iterator[str]:
    """A fresh database with the pilot in it, on each engine; always at the same address."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        yield engines.renewed_sqlite(houses.folder, copy_of=template)
        return
    server = request.getfixturevalue("postgres_server")
    template = request.getfixturevalue("postgres_template")
    with engines.postgres_database(server, template, houses.database_name) as url:
        yield url


@pytest.fixture
def web(database_url: str, houses: Houses) -> Iterator[Flask]:
    """The application on a fresh database, inside its context."""
    application = houses.as_new(database_url)
    with application.app_context():
        yield application
        factories.release_connections()


@pytest.fixture
def actor(web: Flask) -> Actor:
    """Somebody with every permission in the pilot."""
    return factories.system_actor()


@pytest.fixture
def client_as(web: Flask) -> Callable[[str], FlaskClient]:
    """A signed-in client by role, e.g. `client_as("coordinator")`."""

    def sign_in(role: str) -> FlaskClient:
        client = Visitor(web, web.response_class, use_cookies=True)
        factories.sign_in(web, client, role)
        return client

    return sign_in
