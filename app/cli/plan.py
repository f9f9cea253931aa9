"""`dougong plan`: what the new schema changes, what the migration does, and how many rows it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.cli.console import both, refuse_with, say
from app.cli.project import here

if TYPE_CHECKING:
    from generator.build import Build

RISKS = {
    "data": both("涉及数据", "touches rows"),
    "access": both("涉及权限", "touches access"),
}


@click.command(help=both("schema 改了什么", "What changed and what it touches."))
@click.option("--sql", is_flag=True, help=both("显示迁移脚本", "show the migration"))
def plan(sql: bool) -> None:
    """Nothing is written."""
    from generator import SchemaProblems
    from generator.build import build

    project = here()
    try:
        made = build(project.schema, project.migrations)
    except SchemaProblems as found:
        refuse_with(str(found))
    for change in made.changes:
        risk = f"  ← {RISKS[change.risk]}" if change.risk in RISKS else ""
        click.echo(f"{str(change).removesuffix(f'  [{change.risk}]')}{risk}")
    if not made.changes and made.before is not None:
        say("与已发布的 schema 相同", "the same as the published schema")
    if made.migration is None:
        say("数据库结构不变", "the tables stay as they are")
    else:
        name = made.migration.name
        say(
            f"迁移 {name}（dougong generate 写入）",
            f"migration {name} (written by dougong generate)",
        )
        if sql:
            click.echo(made.migration.text)
    _rows(made)
    _waiting()


def _waiting() -> None:
    """Migrations that are written and not yet applied to this database."""
    from app.cli import migrations
    from app.cli.application import configuration

    steps = migrations.pending(configuration().database_url)
    for revision, title in steps:
        say(f"待执行 {revision}：{title}", f"to apply {revision}: {title}")
    if steps:
        say(
            "执行：dougong migrate（先自动备份）", "apply: dougong migrate (a backup is made first)"
        )


def _rows(made: Build) -> None:
    """How many rows the tables hold that a change with risk for data is about."""
    from sqlalchemy import text

    from app.cli import migrations
    from app.cli.application import configuration
    from app.runtime.database import Database

    names = {change.path.split(".")[1] for change in made.changes if change.risk == "data"}
    before = made.before.entities if made.before else ()
    tables = {entity.table for entity in before if entity.name in names}
    url = configuration().database_url
    if not tables or migrations.current(url) is None:
        return
    database = Database(url)
    try:
        with database.read_session() as session:
            for table in sorted(tables & migrations.tables(url)):
                # The name comes from the published schema, which the generator has checked.
                count = session.scalar(text(f'SELECT count(*) FROM "{table}"'))  # noqa: S608
                say(f"{table}：{count} 行", f"{table}: {count} rows")
    finally:
        database.dispose()
