"""What tests ask for: a database, the runtime on it, people, logged-in clients."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import close_all_sessions

from tests.support.databases import Databases
from tests.support.forking import Forker
from tests.support.people import People
from tests.support.statements import heard
from tests.support.worlds import APPLICATION, DATA_KEYS, SAMPLE, World, settings

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from app.runtime.context import Context
    from app.runtime.database import Database
    from app.runtime.registry import Registry

# Tests of the framework must not know the application, so they get the sample.
OF_THE_APPLICATION = ("custom", "generated", "journeys", "browser", "demo")


@pytest.fixture(scope="session")
def databases(pytestconfig: pytest.Config) -> Databases:
    """Makes databases; most tests want `database_url`."""
    made: Databases = pytestconfig.databases  # type: ignore[attr-defined]
    return made


@pytest.fixture(scope="session")
def forker() -> Iterator[Forker]:
    """Starts commands as processes of their own, for all tests of this process."""
    made = Forker()
    yield made
    made.close()


@pytest.fixture
def world(request: pytest.FixtureRequest) -> World:
    """The sample; in the folders of OF_THE_APPLICATION the application. A module may override."""
    folders = Path(str(request.path)).relative_to(request.config.rootpath / "tests").parts
    return APPLICATION if folders[0] in OF_THE_APPLICATION else SAMPLE


@pytest.fixture
def registry(world: World) -> Registry:
    """The world's registry, active."""
    return world.activate()


@pytest.fixture
def database_url(world: World, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A migrated database of this test's own, with roles and permissions, without people."""
    url = databases.copy(world.name, world.migrate, tmp_path)
    yield url
    databases.drop(url)


@pytest.fixture
def database(registry: Registry, database_url: str) -> Iterator[Database]:
    """That database, active."""
    from app.runtime import database as module
    from tests.support.compiled import share

    made = module.Database(database_url)
    spare_the_disk(made)
    share(made)
    module.activate(made)
    yield made
    # A context that a test did not close would keep its connection, and the collector would complain later.
    close_all_sessions()
    made.dispose()


def spare_the_disk(database: Database) -> None:
    """No test outlives a power cut, so none waits for the disk."""
    if database.is_sqlite:
        for engine in database.engines:
            event.listen(engine, "connect", _never_wait)


def _never_wait(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="session", autouse=True)
def _no_data_in_the_project(pytestconfig: pytest.Config) -> None:
    """What a test keeps without asking for `data` goes to the session's own folder; its keys are the suite's."""
    from app.runtime import folders
    from app.runtime.privacy import keys

    keys.use(keys.parse(DATA_KEYS))

    folders.use(pytestconfig.databases.folder / "data")  # type: ignore[attr-defined]


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """The data folder of the test: uploads."""
    from app.runtime import folders

    before, folder = folders.data(), tmp_path / "data"
    folder.mkdir(exist_ok=True)
    folders.use(folder)
    yield folder
    folders.use(before)


@pytest.fixture
def ctx(database: Database) -> Iterator[Context]:
    """The system's context: may everything."""
    from app.runtime.context import Context

    with Context.system() as made:
        yield made


@pytest.fixture
def people(database: Database) -> People:
    """Makes users: `people.user("clerk")`."""
    return People(database)


@pytest.fixture
def as_user(people: People) -> Iterator[Callable[..., Context]]:
    """`as_user("clerk", "manager")`: the context of a new person with these roles."""
    from app.runtime.context import Context

    with ExitStack() as opened:

        def make(*roles: str, username: str | None = None) -> Context:
            user = people.user(*roles, username=username)
            return opened.enter_context(Context.for_user(user))

        yield make


@pytest.fixture
def app(world: World, database: Database, data: Path, database_url: str) -> Flask:
    """The world's Flask application on this test's database."""
    from app.runtime import folders

    flask = world.flask(settings(database_url, data))
    folders.use(data)
    flask.config["DATA"] = data
    return flask


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody has logged in to."""
    return app.test_client()


@pytest.fixture
def login(app: Flask, people: People) -> Callable[..., FlaskClient]:
    """`login("clerk")`: a browser in which a new person with these roles is logged in."""

    def make(*roles: str, username: str | None = None) -> FlaskClient:
        return people.browser(app, people.user(*roles, username=username))

    return make


@pytest.fixture
def statements(database: Database) -> Callable[[], AbstractContextManager[list[str]]]:
    """`with statements() as seen:` gathers the SQL of what happens inside; BEGIN and PRAGMA do not count."""

    return lambda: heard(database)
