"""`dougong generate`: schema.yaml → app/generated, the next migration and migrations/schema.json."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.console import both, refuse_with, say
from app.cli.project import here


@click.command(help=both("由 schema 生成代码与迁移", "Write code and the next migration."))
@click.option("--schema", type=click.Path(path_type=Path, dir_okay=False), help="schema.yaml")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="app/generated")
@click.option(
    "--discard-edits", is_flag=True, help=both("覆盖手改的文件", "overwrite files edited by hand")
)
def generate(schema: Path | None, out: Path | None, discard_edits: bool) -> None:
    """With --schema or --out only code is written, wherever that is; migrations belong to the project."""
    from generator import SchemaProblems
    from generator.build import build, write

    elsewhere = schema is not None or out is not None
    if elsewhere and (schema is None or out is None):
        raise click.UsageError(
            both("--schema 与 --out 要一起给", "give --schema and --out together")
        )
    if schema is None or out is None:
        project = here()
        schema, out, migrations = project.schema, project.generated, project.migrations
    else:
        migrations = None
    try:
        made = build(schema, migrations)
        written = write(made, out, migrations, discard_edits=discard_edits)
    except SchemaProblems as found:
        refuse_with(str(found))
    for change in made.changes:
        click.echo(f"  {change}")
    code = written.code
    if code.changed:
        count, gone, same = len(code.written), len(code.removed), code.unchanged
        say(
            f"代码：写入 {count} 个文件，删除 {gone} 个，未变 {same} 个",
            f"code: {count} written, {gone} removed, {same} unchanged",
        )
    if written.migration:
        name = f"migrations/versions/{written.migration}"
        say(
            f"迁移：{name}，请审阅后执行 dougong migrate",
            f"migration: {name}; read it, then dougong migrate",
        )
    if written.manual:
        say(
            f"流程手册：docs/manual 更新 {len(written.manual)} 个文件",
            f"manual: {len(written.manual)} files in docs/manual",
        )
    if not code.changed and not written.migration and not written.manual:
        say("没有变化", "nothing to do")
