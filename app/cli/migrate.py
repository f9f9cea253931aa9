"""`dougong migrate` and `dougong sync`: the database brought to the code, with a backup before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.console import both, refuse, refuse_with, say

if TYPE_CHECKING:
    from sqlalchemy import URL

    from app.cli.finishing import Finished
    from app.config import Config
    from app.runtime.access.sync import SyncReport
    from migrations.run import Run


@click.command(help=both("备份并升级数据库", "Back up and upgrade the database."))
@click.option("--yes", is_flag=True, help=both("不询问", "ask nothing"))
@click.option("--no-backup", is_flag=True, help=both("不备份", "make no backup"))
def migrate(yes: bool, no_backup: bool) -> None:
    """Nothing is asked unless something goes to the trash and a person is there to answer."""
    from app.cli import migrations
    from app.cli.application import configuration, load_code

    config = configuration()
    load_code()
    waiting = _waiting(config)
    for revision, title in waiting:
        say(f"待执行 {revision}：{title}", f"to apply {revision}: {title}")
    if waiting and not yes:
        _ask(waiting)
    if waiting and migrations.current(config.database_url) and not no_backup:
        _backup(config)
    finished = _upgrade_or_refuse(config)
    report = finished.sync
    say(
        f"数据库已在 {migrations.head()}；{_told(report)[0]}",
        f"the database is at {migrations.head()}; {_told(report)[1]}",
    )


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
    is the old one or the new one.
    """
    from app.cli import migrations
    from app.cli.finishing import Finishing, drifted_before
    from app.runtime import jobs
    from app.runtime.database import Database

    Database(url).dispose()  # makes the folder of a SQLite file
    jobs.migrate(url)
    finishing = Finishing(drifted_before(url), plan)
    migrations.upgrade(url, run=run, finish=finishing)
    return finishing.done


def _upgrade_or_refuse(config: Config) -> Finished:
    """Rows that do not fit are no crash: the text says which rows and what to do."""
    from app.cli import migrations
    from migrations.operations import MigrationRefused

    try:
        return upgrade(config.database_url)
    except (MigrationRefused, migrations.CannotMigrate) as error:
        refuse_with(f"{error}\n" + both("数据库未改动", "the database was not changed"))


def _waiting(config: Config) -> list[tuple[str, str]]:
    from alembic.util import CommandError

    from app.cli import migrations

    try:
        return migrations.pending(config.database_url)
    except CommandError as error:
        refuse(
            f"数据库的版本不在 migrations/versions 里（{error}）：取回那次提交的迁移文件",
            f"the database is at a revision that migrations/versions does not hold ({error}):"
            " bring back the migrations of that commit",
        )
    except migrations.CannotMigrate as error:
        refuse_with(str(error))


def _ask(waiting: list[tuple[str, str]]) -> None:
    """Only what moves data to the trash deserves a question, and only a terminal can answer it."""
    import sys

    from app.cli import migrations

    trashing = [
        revision
        for revision, _ in waiting
        if any(
            "trash_" in file.read_text(encoding="utf-8").partition("def downgrade")[0]
            for file in (migrations.FOLDER / "versions").glob(f"{revision}_*.py")
        )
    ]
    if trashing and sys.stdin.isatty():
        shown = ", ".join(trashing)
        click.confirm(
            both(f"{shown} 会把数据移入回收名，继续？", f"{shown} moves data to the trash; go on?"),
            abort=True,
        )


def _backup(config: Config) -> None:
    from sqlalchemy import make_url

    from app.cli import backup

    if make_url(config.database_url).get_backend_name() != "sqlite":
        say(
            "PostgreSQL 请用 pg_dump 备份；升级在一个事务内，失败时不留痕迹",
            "PostgreSQL: back up with pg_dump; the upgrade is one transaction and leaves no trace"
            " when it fails",
        )
        return
    file: Path = backup.copy(config.database_url, config.data / "backups")
    say(f"已备份到 {file}", f"backed up to {file}")


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
