"""What is stored: code and database in step, the audit log, keys in use, jobs, backups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.console import both
from app.cli.doctor.finding import Finding
from app.cli.doctor.setting import read

if TYPE_CHECKING:
    from app.config import Config

OVERDUE = dt.timedelta(minutes=5)
"""So long a job that is due may wait before somebody should look."""


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


def _manuals() -> Iterator[Finding]:
    """Processes that run otherwise than their published manual says; what was never published is nobody's fault."""
    from sqlalchemy import inspect

    from app.runtime.context import Context
    from app.runtime.manual import versions
    from app.runtime.manual.tables import ManualVersion

    with Context.system() as ctx:
        # A database that waits for its migration is told elsewhere.
        there = inspect(ctx.session.connection()).has_table(ManualVersion.__tablename__)
        changed = [e.meta.label for e in versions.stale(ctx.session)] if there else []
    if changed:
        zh = "、".join(label.in_language("zh") for label in changed)
        en = ", ".join(label.in_language("en") for label in changed)
        yield Finding(
            None,
            both(
                f"流程手册待重新发布：{zh}（见 /manual/）",
                f"the manual is behind what runs and waits to be published: {en} (see /manual/)",
            ),
        )


def stored() -> Iterator[Finding]:
    """What wants an open database; silent where there is none, which others tell."""
    config = _opened()
    if config is None:
        return
    from app.runtime import database as module

    yield from _manuals()
    yield from _audit_log()
    yield from _keys_in_use()
    yield from _jobs(config)
    yield from _webhooks()
    yield from _holidays()
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
    if report.waiting_since is not None and clock.now() - report.waiting_since > OVERDUE:
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


def _jobs(config: Config) -> Iterator[Finding]:
    """Work that is due and that nobody does; work that was given up."""
    from app.runtime import jobs as module

    found = module.standing(OVERDUE)
    if found.overdue and not found.at_work:
        zh, en = (
            ("启动 dougong worker", "start dougong worker")
            if config.workers
            else ("启动 dougong run 或 dougong worker", "start dougong run or dougong worker")
        )
        yield Finding(
            False,
            both(
                f"{found.overdue} 个任务到期而无进程执行：{zh}",
                f"{found.overdue} jobs are due and no process runs them: {en}",
            ),
        )
    else:
        yield Finding(True, both("没有积压的任务", "no job waits in vain"))
    if found.failed:
        yield Finding(
            None,
            both(
                f"{found.failed} 个任务已放弃：dougong jobs list --state failed",
                f"{found.failed} jobs were given up: dougong jobs list --state failed",
            ),
        )


def _holidays() -> Iterator[Finding]:
    """Years whose holidays nobody has told: working time goes by weekdays there."""
    from app.runtime import calendar, clock

    for year in calendar.unannounced(clock.local(clock.now()).date()):
        yield Finding(
            None,
            both(
                f"没有 {year} 年的节假日：暂按周一至周五计算工作时间。请升级 chinesecalendar，"
                "或按国务院通知填写（导入）工作日历",
                f"the holidays of {year} are not known: working time goes by weekdays. Update chinesecalendar,"
                " or enter (import) the days of the notice into the working calendar",
            ),
        )


def _webhooks() -> Iterator[Finding]:
    """Receivers that do not take what they are sent; silent where nobody subscribes."""
    from app.runtime import database as module
    from app.runtime.webhooks.standing import standing

    with module.current().read_session() as session:
        found = standing(session)
    if found.dead:
        yield Finding(
            None,
            both(
                f"{found.dead} 条回调消息已放弃：在“回调”页面查看并重发",
                f"{found.dead} messages of webhooks were given up: see the Webhooks page, let them go again",
            ),
        )
    if found.disabled:
        yield Finding(
            None,
            both(
                f"{found.disabled} 个回调因接收方失败而停用",
                f"{found.disabled} webhooks were disabled because their receivers failed",
            ),
        )
    if found.webhooks and not found.dead and not found.disabled:
        yield Finding(
            True,
            both(
                f"{found.webhooks} 个回调正常", f"{found.webhooks} webhooks, none of them failing"
            ),
        )


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
