"""Options of the suite, and what its processes share: one folder, one PostgreSQL."""

from __future__ import annotations

import faulthandler
import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.databases import Databases
from tests.support.postgresql import Server, binaries

# What is imported and collected lives as long as the process: the collector need not look through it time and again.
gc.disable()
gc.set_threshold(10_000, 10, 10)

# The same examples in every run: a red suite means a change, not luck. `make prove` looks further.
settings.register_profile("suite", derandomize=True, database=None, deadline=None)
settings.load_profile("suite")

pytest_plugins = ("tests.support.fixtures", "tests.support.browser", "tests.support.proofs")

SERVER = pytest.StashKey[Server]()
FOLDER = pytest.StashKey[Path]()
EXIT_SECONDS = 120


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database=postgresql` runs every test on a PostgreSQL that the suite starts."""
    parser.addoption(
        "--database", choices=("sqlite", "postgresql"), default="sqlite", help="what to test on"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Start what all processes of the session share; a worker of xdist is told where it is."""
    config.addinivalue_line(
        "markers",
        "database: uses a database, so it is run on SQLite and on PostgreSQL (set by itself, but not beside the fixture `app`)",
    )
    config.addinivalue_line(
        "markers",
        "surface: asks a page, REST or each entity in turn with statements that others send too: not run on PostgreSQL (set by itself beside `app`)",
    )
    config.addinivalue_line("markers", "sqlite: asks SQLite alone how it would do something")
    config.addinivalue_line(
        "markers",
        "screen: asks what a browser makes of a page, which is the same page whatever it was read from: not run on PostgreSQL",
    )
    if config.getoption("--database") == "postgresql" and not config.option.collectonly:
        # pg_dump of the server that is tested on, where the machine has none.
        os.environ["PATH"] = f"{binaries()}{os.pathsep}{os.environ['PATH']}"
    if not (Path(__file__).parents[1] / "app/static/dist/manifest.json").is_file():
        pytest.exit("The pages' styles and scripts are not made yet: make assets", returncode=1)
    given = getattr(config, "workerinput", None)
    if given is not None:
        folder, server, worker = given["folder"], given["server"], given["workerid"]
    else:
        config.stash[FOLDER] = folder = Path(tempfile.mkdtemp(prefix="dougong-tests-"))
        server, worker = "", "main"
        if config.getoption("--database") == "postgresql" and not config.option.collectonly:
            config.stash[SERVER] = Server().start()
            server = config.stash[SERVER].base
    config.databases = Databases(  # type: ignore[attr-defined]
        kind=config.getoption("--database"), folder=Path(folder), worker=worker, server=server
    )


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """Under xdist: what a worker needs to know."""
    databases: Databases = node.config.databases  # type: ignore[attr-defined]
    node.workerinput["folder"] = str(databases.folder)  # type: ignore[attr-defined]
    node.workerinput["server"] = databases.server  # type: ignore[attr-defined]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop and remove what this process started, and be gone: also when a thread of a test still runs."""
    faulthandler.dump_traceback_later(EXIT_SECONDS, exit=True, file=sys.__stderr__)
    if hasattr(config, "databases"):
        config.databases.close()
    if SERVER in config.stash:
        config.stash[SERVER].stop()
    if FOLDER in config.stash:
        shutil.rmtree(config.stash[FOLDER], ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whoever asks for a database: `-m database` picks what PostgreSQL must pass too.

    Not whoever asks through the application, pages or REST: what these make of a row is the same on every database.
    Of them, those say `database` that send a statement which no other test sends, or that ask what a database
    refuses, how it orders, or what it does for two at once; the others are marked `surface`.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        alone = any(item.get_closest_marker(name) for name in ("sqlite", "screen", "surface"))
        if alone or not {"database_url", "databases"} & fixtures:
            continue
        if "app" not in fixtures:
            item.add_marker("database")
        elif item.get_closest_marker("database") is None:
            item.add_marker("surface")


def pytest_collection_finish() -> None:
    """From here on there is garbage, and what is here now is none."""
    gc.freeze()
    gc.enable()


# One-off tools read settings from the environment; a developer's own must not reach a test.
for name in (
    "DATABASE_URL", "SECRET_KEY", "DATA_KEYS", "DOUGONG_DATA", "HOST", "PORT", "DOUGONG_LANGUAGE",
    "DOUGONG_JOBS", "DOUGONG_CHANNELS", "PUBLIC_URL",
    "HTTPS", "TRUSTED_PROXIES", "TRUSTED_HOSTS", "API_RATE_LIMIT", "PASSWORD_POLICY", "PASSWORD_WORDS", "SECOND_FACTOR_ROLES",
    "WEBHOOKS_PRIVATE",
    "METRICS_TOKEN", "LOG_FORMAT", "LOG_LEVEL", "DOUGONG_DRAIN", "PROMETHEUS_MULTIPROC_DIR",
):  # fmt: skip
    os.environ.pop(name, None)
