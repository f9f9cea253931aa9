"""What takes no time to look at, so that a page may ask it: manuals, jobs, webhooks, holidays. No generator is needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.cli.console import both
from app.cli.doctor import machine, serving, setting
from app.cli.doctor.finding import Finding

if TYPE_CHECKING:
    from app.config import Config

OVERDUE = dt.timedelta(minutes=5)
"""So long a job that is due may wait before somebody should look."""


def quick(config: Config) -> list[tuple[str, Finding]]:
    """(group, finding) of the looks that take no time, in a process that runs under these settings: for its health page.

    No reading of the whole chain, no comparison of code and database. How jobs, log and backups are the page asks itself.
    """
    looks = {
        "machine": (machine.python, machine.packages, machine.sqlite, machine.data, machine.tools),
        "settings": (setting.settings, setting.keys, setting.hosts, setting.watched, serving.others),
        "running": (serving.publication, manuals, webhooks, holidays),
    }  # fmt: skip
    with setting.of(config):
        return [
            (group, finding) for group, some in looks.items() for look in some for finding in look()
        ]


def manuals() -> Iterator[Finding]:
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


def working(config: Config) -> Iterator[Finding]:
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


def webhooks() -> Iterator[Finding]:
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


def holidays() -> Iterator[Finding]:
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
