"""The machine: Python, packages, SQLite, the data folder, other programs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator

from app.cli.console import both
from app.cli.doctor.finding import Finding

OLDEST_SQLITE = (3, 35, 0)
"""RETURNING, and ALTER TABLE … DROP COLUMN."""
LEAST_SPACE = 500 * 1024 * 1024
PACKAGES = ("flask", "flask_appbuilder", "flask_admin", "sqlalchemy", "alembic", "wtforms", "dbos")


def python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(
        sys.version_info >= (3, 11),
        both(f"Python {version}（需要 3.11 以上）", "3.11 or newer is needed"),
    )


def packages() -> Iterator[Finding]:
    from importlib.util import find_spec

    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        names = ", ".join(missing)
        yield Finding(
            False, both(f"缺少 {names}：执行 make setup", f"{names} missing: run make setup")
        )
    else:
        yield Finding(True, both("依赖齐全", "packages are installed"))


def sqlite() -> Iterator[Finding]:
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


def data() -> Iterator[Finding]:
    from app.cli.doctor import setting
    from app.config import Config, ConfigurationError

    try:
        folder = (setting.given() or Config.from_environment()).data
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


def tools() -> Iterator[Finding]:
    found = shutil.which("pg_dump")
    yield Finding(
        True if found else None,
        both(
            f"pg_dump：备份 PostgreSQL（{'有' if found else '无'}）",
            f"pg_dump backs up PostgreSQL ({'found' if found else 'not here'})",
        ),
    )
