"""`dougong migrate` and `dougong sync`: the database brought to the code, with a backup before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import click

from app.cli.console import both, refuse, refuse_with, say

if TYPE_CHECKING:
    from sqlalchemy import URL

    from app.cli.finishing import Finished
    from app.config import Config
    from app.runtime.access.sync import SyncReport
    from migrations.run import Run


LOCK_TIMEOUT = "10s"
"""How long PostgreSQL waits for those who are at work. Who comes meanwhile waits behind us, so it is not long."""
ATTEMPTS = 30


@click.command(help=both("备份并升级数据库", "Back up and upgrade the database."))
@click.option("--plan", "plan", metavar="ID", help=both("按这个计划", "as `dougong plan` said"))
@click.option("--yes", is_flag=True, help=both("不询问（现已不再询问）", "asks nothing anyway"))
@click.option("--no-backup", is_flag=True, help=both("不备份", "make no backup"))
def migrate(plan: str | None, yes: bool, no_backup: bool) -> None:
    """What loses nothing goes without ceremony; what moves values to the trash wants a plan that confirms it."""
    from app.cli import backup, migrations
    from app.cli.application import configuration, load_code
    from migrations.run import Run

    config = configuration()
    load_code()
    waiting = _waiting(config)
    drops = _planned(config, plan) if plan else frozenset()
    for revision, title in waiting:
        say(f"待执行 {revision}：{title}", f"to apply {revision}: {title}")
    if waiting and migrations.current(config.database_url) and not no_backup:
        backup.make(config, kind="migrate")
    finished = apply(config, Run(confirmed=drops), plan)
    for filled in finished.filled:
        say(
            f"{filled.entity}.{filled.field}：{filled.rows} 行已重新计算",
            f"{filled.entity}.{filled.field}: worked out for {filled.rows} rows",
        )
    for table, count in finished.indexed.items():
        say(f"{table}：{count} 行重新建立搜索索引", f"{table}: {count} rows are searched anew")
    if finished.drifted:
        names = ", ".join(finished.drifted)
        say(
            f"这些表被手工改动过：{names}；见 dougong check",
            f"altered by hand: {names}; see dougong check",
        )
    report = finished.sync
    say(
        f"数据库已在 {migrations.head()}；{_told(report)[0]}",
        f"the database is at {migrations.head()}; {_told(report)[1]}",
    )


def _planned(config: Config, id: str) -> frozenset[str]:
    """What the plan confirms; leaves with exit code 1 when it is not known or no longer true."""
    from app.cli.planning import binding
    from app.cli.planning.prepare import prepare
    from app.cli.project import here
    from generator import SchemaProblems

    found = binding.load(id, config.data)
    if found is None:
        refuse(f"没有计划 {id}：先执行 dougong plan", f"there is no plan {id}: run dougong plan")
    try:
        now = prepare(here(), config.database_url)
    except SchemaProblems as problems:
        refuse_with(str(problems))
    stale = found.stale(now.binding)
    if stale:
        names = ", ".join(stale)
        refuse(
            f"计划 {id} 已过时（{names} 已变化）：重新执行 dougong plan",
            f"the plan {id} is stale ({names} changed since): run dougong plan again",
        )
    if now.unwritten:
        refuse("先执行 dougong generate", "run dougong generate first")
    return frozenset(found.drops)


@click.command(
    help=both("把角色与权限写入数据库", "Write roles and permissions into the database.")
)
def sync() -> None:
    from app.cli.application import load_with_database
    from app.runtime import database
    from app.runtime.access import sync as module

    load_with_database()
    with database.current().begin() as session:
        report = module.sync(session)
    say(*_told(report))


def upgrade(url: str | URL, run: Run | None = None, *, plan: str | None = None) -> Finished:
    """An empty or older database → everything that the active registry needs.

    The job engine's own tables first: they are no part of the schema. Then, in one transaction, tables,
    computed values, the full-text index, roles and permissions: killed at any moment, the database
    is the old one or the new one. Others may be at work: what they began ends first.
    """
    from sqlalchemy.exc import OperationalError

    from app.cli import migrations
    from app.cli.finishing import Finishing, drifted_before
    from app.runtime import jobs
    from app.runtime.database import Database
    from migrations.run import Run

    Database(url).dispose()  # makes the folder of a SQLite file
    jobs.migrate(url)
    for attempt in range(1, ATTEMPTS + 1):
        finishing = Finishing(drifted_before(url), plan)
        # What an attempt that was undone has gathered is undone, too.
        again = Run(confirmed=run.confirmed) if run else Run()
        try:
            migrations.upgrade(url, run=again, finish=finishing, lock_timeout=LOCK_TIMEOUT)
        except OperationalError as refused:
            if attempt == ATTEMPTS or not migrations.is_busy(refused):
                raise
            say(
                f"其他进程正在使用数据库，再次尝试（{attempt}/{ATTEMPTS}）",
                f"others are at work in the database; trying again ({attempt} of {ATTEMPTS})",
            )
        else:
            break
    return finishing.done


def apply(config: Config, run: Run, plan: str | None) -> Finished:
    """Rows that do not fit are no crash: the text says which rows and what to do."""
    from sqlalchemy.exc import DataError, IntegrityError

    from app.cli import migrations
    from app.runtime.backfill import DoesNotFit
    from migrations.run import MigrationRefused

    try:
        return upgrade(config.database_url, run, plan=plan)
    except (MigrationRefused, DoesNotFit, migrations.CannotMigrate) as error:
        _unchanged(str(error))
    except (DataError, IntegrityError) as error:
        # What no check of ours foresaw: the database itself says which value is in the way.
        _unchanged(both("有的行不符合新的结构", "some rows do not fit") + f": {error.orig}")


def _unchanged(told: str) -> NoReturn:
    refuse_with(f"{told}\n" + both("数据库未改动", "the database was not changed"))


def _waiting(config: Config) -> list[tuple[str, str]]:
    from app.cli import migrations

    try:
        return migrations.pending(config.database_url)
    except migrations.CannotMigrate as error:
        refuse_with(str(error))


def _told(report: SyncReport) -> tuple[str, str]:
    for role, people in report.strays.items():
        say(
            f"角色 {role} 已不在 schema 中，仍有 {people} 人持有：现在没有任何权限",
            f"the schema no longer knows the role {role}, but {people} people hold it: it may"
            " do nothing now",
        )
    if not report.changed:
        return "角色与权限无变化", "roles and permissions unchanged"
    plus = report.grants_added + report.permissions_added + report.roles_added
    minus = report.grants_removed + report.permissions_removed + report.roles_removed
    return (
        f"角色与权限：增 {plus}，减 {minus}",
        f"roles and permissions: {plus} added, {minus} removed",
    )
