"""Puts the pieces together: settings, database, registry, channels, hand-written half. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from flask import Flask
from flask_appbuilder import AppBuilder

from app import health, portal, rest, studio, web
from app.config import Config
from app.runtime import backup, database, folders, jobs, notify, registry
from app.runtime.accounts import settings as accounts
from app.runtime.audit import checking as checking  # declares the job that verifies the log
from app.runtime.audit import seal
from app.runtime.backup import asked as asked  # declares backups that somebody asks for
from app.runtime.files import checking as checking_files  # noqa: F401 - declares the job
from app.runtime.privacy import keys
from app.runtime.subscriptions import send as send_reports  # noqa: F401 - declares the jobs of reports
from app.runtime.webhooks import deliver as deliver  # declares the jobs of outgoing webhooks
from app.runtime.webhooks import forget as forget
from app.runtime.webhooks import settings as webhooks
from app.server import Server
from app.serving import observed, probes
from app.serving.readiness import Readiness

APPLICATION = "app.generated"


def load(config: Config, package: str = APPLICATION) -> None:
    """What every process needs, web or not: the database, the registry, the hooks."""
    folders.use(config.data)
    notify.use(notify.channels.read(config.channels, public_url=config.public_url))
    if config.data_keys:
        keys.use(keys.parse(config.data_keys))
    backup.every_day(not config.demo and not config.testing)
    accounts.use(config.account_rules())
    webhooks.use(webhooks.Settings(config.webhooks_private))
    database.activate(database.Database(config.database_url))
    registry.activate(_part(package, "registry").registry)
    if package == APPLICATION:
        import_module("app.custom").install()


def create_app(config: Config | None = None, package: str = APPLICATION) -> Flask:
    """The WSGI application of `config` (default: from the environment), serving the entities of `package`.

    No SQL is written; background work starts only when `config.jobs` says so.
    """
    config = config or Config.from_environment()
    load(config, package)
    app = Server(__name__)
    app.config.update(
        {"SECRET_KEY": config.secret_key, "TESTING": config.testing, "DOUGONG": config}
    )
    app.config.update(config.extra)
    if package == APPLICATION:
        import_module("app.custom").install_pages()
    web.prepare(app)
    with app.app_context():
        appbuilder = AppBuilder(
            app,
            database.fab_session,
            base_template="layout.html",
            indexview=web.HomeView,
            security_manager_class=web.SecurityManager,
        )
        web.register(app, appbuilder, _part(package, "views").VIEWS)
        rest.register(app, _part(package, "apis").RESOURCES)
        portal.register(app)
        studio.register(app, looks=_looks(config))
        health.register(app)
    observed.install(app)
    readiness = Readiness(health.head)
    app.wsgi_app = probes.Probes(  # type: ignore[method-assign]
        app.wsgi_app, token=config.metrics_token, readiness=readiness, revision=readiness.head
    )
    if config.jobs:
        jobs.start(app)
        seal.start()
    return app


def _looks(config: Config) -> studio.Looks:
    """What the doctor sees in passing, for the page of the studio."""

    def look() -> Iterator[tuple[str, bool | None, str]]:
        # Late: commands are not needed to serve.
        from app.cli.doctor import passing

        for group, finding in passing.quick(config):
            yield group, finding.ok, finding.text

    return look


def _part(package: str, name: str) -> ModuleType:
    return import_module(f"{package}.{name}")
