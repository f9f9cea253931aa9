"""What is stored: code and database in step, the audit log, keys in use, jobs, backups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.console import both
from app.cli.doctor import passing
from app.cli.doctor.finding import Finding
from app.cli.doctor.setting import read

if TYPE_CHECKING:
    from app.config import Config


def database() -> Iterator[Finding]:
    """Migrations and drift, as `dougong check` sees them."""
    from sqlalchemy.exc import SQLAlchemyError

    from app.cli import check, trouble
    from app.cli.project import Project

    if read() is None:
        return
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


def pages() -> Iterator[Finding]:
    """What the pages look like: without it none is answered."""
    from app.cli.assets import is_current

    root = Path.cwd()
    if not (root / "schema.yaml").is_file():
        return
    current = is_current(root)
    yield Finding(
        current,
        both("界面资源最新", "styles and scripts are current")
        if current
        else both(
            "界面资源缺失或已过时：执行 dougong assets",
            "styles and scripts are missing or out of date: run dougong assets",
        ),
    )


def stored() -> Iterator[Finding]:
    """What wants an open database; silent where there is none, which others tell."""
    config = _opened()
    if config is None:
        return
    from app.runtime import database as module

    yield from passing.manuals()
    yield from _audit_log()
    yield from _keys_in_use()
    yield from passing.working(config)
    yield from passing.webhooks()
    yield from passing.holidays()
    module.current().dispose()


def _audit_log() -> Iterator[Finding]:
    """The whole chain, as `dougong audit verify` reads it."""
    from app.cli.audit import told
    from app.runtime import clock
    from app.runtime.audit.verify import verify

    report = verify()
    if report.broken is not None:
        yield Finding(False, told(report.broken))
    if report.triggers_missing:
        names = ", ".join(report.triggers_missing)
        yield Finding(
            False,
            both(
                f"保护审计日志的触发器缺失：{names}",
                f"triggers that protect the audit log are missing: {names}",
            ),
        )
    if report.is_whole:
        yield Finding(
            True,
            both(
                f"审计日志完整（{report.sealed} 条已封存）",
                f"the audit log is whole ({report.sealed} rows sealed)",
            ),
        )
    if report.waiting_since is not None and clock.now() - report.waiting_since > passing.OVERDUE:
        yield Finding(
            None,
            both(
                f"{report.unsealed} 条审计记录尚未封存：启动服务或执行 dougong audit seal",
                f"{report.unsealed} rows of the audit log are not sealed: a serving process does it,"
                " or dougong audit seal",
            ),
        )


def _keys_in_use() -> Iterator[Finding]:
    """Every key that a stored value names is there."""
    from app.runtime import database as module
    from app.runtime.privacy import rotation

    with module.current().read_session() as session:
        lacking = list(rotation.lacking(session))
    for place, name in lacking:
        yield Finding(
            False,
            both(
                f"{place} 有数据用密钥 {name} 加密，而 DATA_KEYS 中没有它",
                f"{place} holds values under the key {name}, which DATA_KEYS lacks",
            ),
        )
    if not lacking:
        yield Finding(True, both("加密数据的密钥齐全", "every key in use is there"))


def backups() -> Iterator[Finding]:
    """Archives of the time before a migration encrypted something hold it in plain."""
    config = read()
    if config is None:
        return
    from app.cli import plain_backups

    for found in plain_backups.of(config.data / "backups"):
        yield Finding(
            False,
            both(
                f"备份 {found.file.name} 含未加密的敏感数据（迁移 {found.before} 之前）："
                f"dougong backup --prune-before {found.before}",
                f"the backup {found.file.name} holds sensitive data in plain (before migration"
                f" {found.before}): dougong backup --prune-before {found.before}",
            ),
        )


def _opened() -> Config | None:
    """The database, opened as a command does; None where that is not possible."""
    from sqlalchemy.exc import SQLAlchemyError

    from app.cli import migrations
    from app.cli.application import load_with_database

    config = read()
    if config is None or not Path("schema.yaml").is_file():
        return None
    try:
        if migrations.current(config.database_url) != migrations.head():
            return None
    except SQLAlchemyError:
        return None
    return load_with_database()
