"""Loads the application for commands: only its code, with its database, or as a Flask application."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Config
    from app.runtime.registry import Registry

from app.cli import trouble
from app.cli.console import refuse, refuse_with
from app.cli.project import here


def configuration() -> Config:
    """The settings of the environment; leaves with exit code 1 when they contradict each other.

    Outside a project, too: a command in the wrong folder would begin another database there.
    """
    from app.config import Config, ConfigurationError
    from app.runtime.accounts import settings as accounts
    from app.runtime.privacy import keys

    here()
    try:
        config = Config.from_environment()
    except ConfigurationError as error:
        refuse_with(str(error))
    keys.use(keys.parse(config.data_keys))
    accounts.use(config.account_rules())
    return config


def load_code() -> Registry:
    """Generated and hand-written half, without a database."""
    from sqlalchemy.orm import configure_mappers

    from app.runtime import notify, registry, system  # noqa: F401 - define the framework's tables

    try:
        import_module("app.generated.models")
        registry.activate(import_module("app.generated.registry").registry)
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("app.generated"):
            raise
        refuse(
            "还没有生成代码：先执行 dougong generate", "no generated code yet: run dougong generate"
        )
    _load_hand_written()
    # Attributes that another class brings (`User.roles` comes from AppBuilder's Role) are there only then.
    configure_mappers()
    return registry.current()


def _load_hand_written() -> None:
    """A hook that the schema has left behind is a problem with a place, not a crash of the command."""
    try:
        import_module("app.custom").install()
    except trouble.MISFITS as error:
        place = trouble.hand_written_place(error)
        if place is None:
            raise
        refuse(
            f"{place}：{error}；手写代码与生成的代码不符，请改这一行（字段、状态、操作改了名的，这里也要改）",
            f"{place}: {error}; the hand-written code does not fit the generated code: mend this line"
            " (what was renamed in the schema is renamed here too)",
        )


def load_with_database() -> Config:
    """Code and database; leaves with exit code 1 when the database is not at the newest migration."""
    from app.runtime import database, folders

    config = configuration()
    load_code()
    look(config)
    folders.use(config.data)
    database.activate(database.Database(config.database_url))
    return config


def look(config: Config) -> None:
    """Whether channels and database are in order, without the application's code; leaves with exit code 1 otherwise."""
    from app.cli import migrations
    from app.runtime import notify

    try:
        notify.use(notify.channels.read(config.channels, public_url=config.public_url))
    except notify.BadChannels as error:
        refuse_with(str(error))
    now, newest = migrations.current(config.database_url), migrations.head()
    if now != newest and not migrations.is_known(now):
        refuse_with(migrations.unknown(now, newest))
    if now != newest:
        refuse(
            f"数据库需要升级（{now or '空'} → {newest}）：先执行 dougong migrate",
            f"the database needs an upgrade ({now or 'nothing'} → {newest}): run dougong migrate",
        )


def application(*, jobs: bool = False) -> Flask:
    """The whole application on a database that is in order."""
    from dataclasses import replace

    from app.factory import create_app

    config = load_with_database()
    return create_app(replace(config, jobs=jobs))
