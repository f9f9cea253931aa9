"""`dougong doctor`: looks at the machine, the settings, the data and the code, and says what to do."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import click

from app.cli.console import PROBLEM, both

OLDEST_SQLITE = (3, 35, 0)
"""RETURNING, and ALTER TABLE … DROP COLUMN."""
LEAST_SPACE = 500 * 1024 * 1024
PACKAGES = ("flask", "flask_appbuilder", "flask_admin", "sqlalchemy", "alembic", "wtforms", "dbos")


class Finding(NamedTuple):
    """`ok` None: worth knowing, but nothing is wrong."""

    ok: bool | None
    text: str


@click.command(help=both("检查运行环境", "Look at the machine and the data."))
def doctor() -> None:
    """Exit code 1 when something has to be done."""
    bad = 0
    for look in (_python, _packages, _sqlite, _data, _settings, _database, _tools):
        for finding in look():
            mark = "✓" if finding.ok else "–" if finding.ok is None else "✗"
            click.echo(f"{mark} {finding.text}")
            bad += finding.ok is False
    if bad:
        raise SystemExit(PROBLEM)


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(
        sys.version_info >= (3, 11),
        both(f"Python {version}（需要 3.11 以上）", "3.11 or newer is needed"),
    )


def _packages() -> Iterator[Finding]:
    from importlib.util import find_spec

    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        names = ", ".join(missing)
        yield Finding(
            False, both(f"缺少 {names}：执行 make setup", f"{names} missing: run make setup")
        )
    else:
        yield Finding(True, both("依赖齐全", "packages are installed"))


def _sqlite() -> Iterator[Finding]:
    ok = sqlite3.sqlite_version_info >= OLDEST_SQLITE
    wanted = ".".join(map(str, OLDEST_SQLITE))
    yield Finding(
        ok,
        both(
            f"SQLite {sqlite3.sqlite_version}（需要 {wanted} 以上）", f"{wanted} or newer is needed"
        ),
    )
    with sqlite3.connect(":memory:") as connection:
        found = connection.execute(
            "SELECT 1 FROM pragma_module_list WHERE name = 'fts5'"
        ).fetchone()
    yield Finding(bool(found), both("全文检索 FTS5", "full-text search FTS5"))


def _data() -> Iterator[Finding]:
    from app.config import Config, ConfigurationError

    try:
        folder = Config.from_environment().data
    except ConfigurationError as error:
        yield Finding(False, str(error))
        return
    there = folder
    while not there.exists():
        there = there.parent
    yield Finding(
        os.access(there, os.W_OK),
        both(f"数据文件夹 {folder} 可写", f"the data folder {folder} is writable"),
    )
    free = shutil.disk_usage(there).free
    size = f"{free / 1024**3:.1f} GB"
    yield Finding(free > LEAST_SPACE, both(f"剩余空间 {size}", f"{size} free"))


def _settings() -> Iterator[Finding]:
    from app.config import EVERY_PROVIDER, Config, ConfigurationError

    try:
        config = Config.from_environment()
    except ConfigurationError:
        return
    if config.demo:
        yield Finding(
            None,
            both(
                "演示模式：未设置 SECRET_KEY，仅限本机", "demo mode: no SECRET_KEY, loopback only"
            ),
        )
    else:
        yield Finding(True, both("正式模式：已设置 SECRET_KEY", "SECRET_KEY is set"))
    if EVERY_PROVIDER in config.webhook_keys:
        file = config.data / "webhook.key"
        yield Finding(
            None,
            both(
                f"回调（/hooks/…）的演示密钥在 {file}", f"the demo's key of webhooks is in {file}"
            ),
        )
    else:
        senders = ", ".join(sorted(config.webhook_keys)) or "—"
        yield Finding(
            True if config.webhook_keys else None,
            both(f"有密钥的回调（WEBHOOK_KEYS）：{senders}", f"webhooks with a key: {senders}"),
        )


def _database() -> Iterator[Finding]:
    """Migrations and drift, as `dougong check` sees them."""
    from sqlalchemy.exc import SQLAlchemyError

    from app.cli import check, trouble
    from app.cli.project import Project

    project = Project(Path.cwd())
    if not project.schema.is_file():
        yield Finding(None, both("当前文件夹没有 schema.yaml", "no schema.yaml in this folder"))
        return
    steps: tuple[Callable[[], Iterator[str]], ...] = (
        lambda: check.code_problems(project),
        check.database_problems,
    )
    for step in steps:
        try:
            problems = list(step())
        except SQLAlchemyError as error:
            problems = [
                trouble.told(error)
                or both(f"数据库出错：{error}", f"the database has a problem: {error}")
            ]
        for problem in problems:
            yield Finding(False, problem)
        if problems:
            return
    yield Finding(True, both("代码、迁移与数据库一致", "code, migrations and database agree"))


def _tools() -> Iterator[Finding]:
    for name, zh, en in (
        ("dot", "Graphviz：画流程图", "Graphviz draws workflows"),
        ("pg_dump", "pg_dump：备份 PostgreSQL", "pg_dump backs up PostgreSQL"),
    ):
        found = shutil.which(name)
        yield Finding(
            True if found else None,
            both(
                f"{zh}（{'有' if found else '无'}）", f"{en} ({'found' if found else 'not here'})"
            ),
        )
