"""The applications that the suite tests against: the neutral sample, and the real one."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Config
    from app.runtime.registry import Registry

SECRET = "only-for-tests-only-for-tests-only-for-tests"
DATA_KEYS = (
    "k1:ZGF0YS1rZXktb25lLWZvci10ZXN0cy0xMjM0NTY3ODk=,"
    "index:aW5kZXgta2V5LWZvci10ZXN0cy1vbmx5LTEyMzQ1Njc=,"
    "audit:YXVkaXQta2V5LWZvci10ZXN0cy1vbmx5LTEyMzQ1Njc="
)
_flasks: dict[str, Flask] = {}
_jobs: dict[str, Any] = {}


@dataclass(frozen=True)
class World:
    """An application: a package with `models`, `registry`, `views`, `apis`, as generated."""

    name: str
    package: str

    @property
    def is_here(self) -> bool:
        """A project that `dougong new` made has no sample: that tests the framework, not its schema."""
        return find_spec(self.package) is not None

    @property
    def registry(self) -> Registry:
        """The registry of its entities; importing it defines their tables."""
        if not self.package:
            return _empty()
        import_module(f"{self.package}.models")
        module = import_module(f"{self.package}.registry")
        registry: Registry = module.registry
        return registry

    def activate(self) -> Registry:
        """Make it the application that the runtime asks; its hand-written half comes along."""
        from app.runtime.accounts import settings as accounts
        from app.runtime.registry import activate

        registry = self.registry
        activate(registry)
        accounts.use(accounts.Rules(secret=SECRET))
        if self.name == "application":
            import_module("app.custom").install()
        self._choose_jobs()
        return registry

    def _choose_jobs(self) -> None:
        """Hide the application's jobs and schedules from the other worlds of this process."""
        from app.runtime.jobs import declare

        _jobs.update(declare._declared)
        declare._declared.clear()
        declare._declared.update(
            (name, job)
            for name, job in _jobs.items()
            if self.name == "application" or not job.function.__module__.startswith("app.custom")
        )

    def migrate(self, url: str) -> None:
        """Fill an empty database: the application by its migrations, the sample by its models."""
        if self.name == "application":
            from app.cli.migrate import upgrade

            self.activate()
            upgrade(url)
            return
        from tests.support.tables import create

        create(self.activate(), url)

    def flask(self, config: Config) -> Flask:
        """The one Flask application of this world here; databases are swapped under it."""
        if self.name not in _flasks:
            from app.factory import create_app
            from app.runtime import database, folders
            from app.runtime.accounts import settings as accounts

            active, data, rules = database.current(), folders.data(), accounts.current()
            _flasks[self.name] = create_app(config, package=self.package)
            database.activate(active)
            folders.use(data)
            accounts.use(rules)
            gc.freeze()
        # Whoever was first has made it: what it is told is what each asks for, a demo or none.
        _flasks[self.name].config["DOUGONG"] = config
        return _flasks[self.name]


@cache
def _empty() -> Registry:
    from app.runtime.field import label
    from app.runtime.registry import AppInfo, Registry, Role

    return Registry(
        app=AppInfo(
            name="bare", label=label(zh="空", en="Bare"), languages=["zh", "en"],
            timezone="Asia/Shanghai", currency="CNY",
        ),
        roles=[Role("clerk", label(zh="店员", en="Clerk"))],
    )  # fmt: skip


BARE = World(name="bare", package="")
"""The framework's own tables and one role: for what needs no entity."""
SAMPLE = World(name="sample", package="tests.sample")
APPLICATION = World(name="application", package="app.generated")


def settings(url: str, data: Path, **changes: Any) -> Config:
    """The configuration of a test: no threads, its own folder."""
    from app.config import Config

    given: dict[str, Any] = {
        "database_url": url, "data": data, "secret_key": SECRET, "demo": False, "testing": True,
    }  # fmt: skip
    return Config(**(given | changes))
