"""`dougong plan`: what the new schema changes, what that does to this database, and the plan to apply it by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from app.cli.console import PROBLEM, both, refuse, refuse_with, say
from app.cli.project import here

if TYPE_CHECKING:
    from app.cli.planning.expectations import Tests
    from app.cli.planning.prepare import Planned
    from migrations.run import Run


@click.command(help=both("schema 改了什么，会动到什么", "What changed and what it touches."))
@click.option("--sql", is_flag=True, help=both("显示迁移脚本", "show the migration"))
@click.option(
    "--drop",
    "drops",
    multiple=True,
    metavar="Task.due_on",
    help=both("确认：这个字段或实体的数据移入回收名", "confirm: its values go to the trash"),
)
def plan(sql: bool, drops: tuple[str, ...]) -> None:
    """Nothing is changed. Exit code 1 when rows, a drop that nobody confirmed, or a permission test are in the way."""
    from app.cli import migrations
    from app.cli.application import configuration, load_code
    from app.cli.planning import binding
    from app.cli.planning.expectations import Tests
    from app.cli.planning.prepare import prepare
    from app.cli.planning.report import Report
    from generator import SchemaProblems

    project, config = here(), configuration()
    registry = load_code()
    try:
        planned = prepare(project, config.database_url, drops)
    except (SchemaProblems, migrations.CannotMigrate) as found:
        refuse_with(str(found))
    with _counter(config.database_url) as count:
        for line in Report(planned, registry, project.root, count).lines():
            click.echo(line)
    _scripts(planned, sql=sql)
    tests = Tests(planned, project, registry)
    blocked = _rehearsed(planned, tests) if planned.scripts and planned.before else False
    if not blocked:
        tests.ask_here()
        for line in tests.lines():
            click.echo(line)
    if tests.are_broken:
        say(
            "计划被拒：权限测试不成立。请修改权限；若规则确实要变，请一并修改该行测试",
            "refused: permission tests do not hold; mend the rights, or change the line where the rule is meant to change",
        )
    if blocked or tests.are_broken:
        raise SystemExit(PROBLEM)
    if planned.scripts:
        binding.save(planned.binding, config.data)
        first = "dougong generate && " if planned.unwritten else ""
        say(
            f"计划 {planned.binding.id}：{first}dougong migrate --plan {planned.binding.id}",
            f"plan {planned.binding.id}: {first}dougong migrate --plan {planned.binding.id}",
        )


def _scripts(planned: Planned, *, sql: bool) -> None:
    if not planned.scripts:
        say("数据库结构不变", "the tables stay as they are")
    for name, text in planned.scripts:
        if planned.unwritten and planned.unwritten[0] == name:
            say(
                f"迁移 {name}（dougong generate 写入）",
                f"migration {name} (written by dougong generate)",
            )
        else:
            title = text.strip().splitlines()[0].strip('".')
            say(f"待执行 {name}：{title}", f"to apply {name}: {title}")
        if sql:
            click.echo(text)


def _rehearsed(planned: Planned, tests: Tests) -> bool:
    """Tried on a copy, and told; True: something is in the way."""
    from app.cli import migrations
    from app.cli.finishing import Finishing
    from app.cli.planning.rehearsal import folder_with, rehearse
    from migrations.run import Run

    run = Run(confirmed=frozenset(planned.binding.drops))
    finish = None if planned.unwritten else tests.after(Finishing())
    with folder_with(planned.unwritten, migrations.FOLDER) as folder:
        stopped = rehearse(planned.url, folder, run, finish)
    say("演练（副本，数据库未改动）", "rehearsed on a copy, nothing was changed")
    _told(run)
    for name in planned.binding.drops:
        if name not in run.dropped and f"{name}_id" not in run.dropped:
            refuse(f"没有要移入回收名的 {name}", f"nothing named {name} would go to the trash")
    for text in [*run.refusals, *([stopped] if stopped and stopped not in run.refusals else [])]:
        click.echo(f"  ✗ {text}")
    return bool(run.refusals or stopped)


def _told(run: Run) -> None:
    for name, given, empty, first in run.filled:
        shown = "; ".join(f"id {id} → {value}" for id, value in first)
        say(
            f"  {name}：{given} 行得到值，{empty} 行为空；{shown}",
            f"{given} rows get a value, {empty} stay empty",
        )
    for name, held in run.dropped.items():
        say(f"  {name}：{held} 个值移入回收名", f"{held} values go to the trash")
    for table, column in run.recompute:
        say(f"  {table}.{column} 重新计算", "worked out anew")


@contextmanager
def _counter(url: str) -> Iterator[Callable[[str], int]]:
    """Table → rows; 0 where there is no such table."""
    from sqlalchemy import text

    from app.cli import migrations
    from app.runtime.database import Database

    if migrations.current(url) is None:
        yield lambda table: 0
        return
    known = migrations.tables(url)
    database = Database(url)
    try:
        with database.read_session() as session:

            def count(table: str) -> int:
                if table not in known:
                    return 0
                # The name comes from the published schema, which the generator has checked.
                return session.scalar(text(f'SELECT count(*) FROM "{table}"')) or 0  # noqa: S608

            yield count
    finally:
        database.dispose()
