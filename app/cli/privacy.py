"""`dougong privacy`: what is due for erasure, everything about one person, and erasing him."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import click

from app.cli.console import both, refuse, say


@click.group(help=both("个人信息：到期、导出、删除", "Personal data: due, export, erase."))
def privacy() -> None:
    pass


@privacy.command(help=both("列出超过保存期限的记录", "What has outlived its retention."))
@click.option(
    "--run", is_flag=True, help=both("现在就清除", "erase it now; else a job does at night")
)
def due(run: bool) -> None:
    from app.cli.application import load_with_database
    from app.runtime import context
    from app.runtime.privacy import retention

    load_with_database()
    with context.system("cli") as ctx:
        for one in retention.due(ctx):
            click.echo(f"{one.entity}  retain {one.retain}  < {one.before:%Y-%m-%d}  {one.count}")
        if run:
            total = sum(retention.run(ctx).values())
            say(f"已清除 {total} 条记录中的个人信息", f"personal data of {total} records erased")


@privacy.command(
    help=both("导出一个人的全部信息", "Everything about one person, as JSON and HTML.")
)
@click.argument("entity")
@click.argument("id", type=int)
@click.option("--reason", required=True, help=both("理由", "why; goes into the audit log"))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path())
def export(entity: str, id: int, reason: str, out: Path) -> None:
    from app.runtime import context
    from app.runtime.errors import NotFound
    from app.runtime.privacy import handout, page

    found = _entity(entity)
    with context.system("cli") as ctx:
        try:
            told = handout.collect(ctx, found, id, reason=reason)
        except NotFound:
            _missing(entity, id)
    out.mkdir(parents=True, exist_ok=True)
    for ending, text in (("json", page.as_json(told)), ("html", page.of(told))):
        file = out / f"{found.key()}-{id}.{ending}"
        file.touch(mode=0o600)
        file.write_text(text, encoding="utf-8")
        click.echo(file)


@privacy.command(help=both("删除一个人的个人信息，不可恢复", "Erase one person's data; for good."))
@click.argument("entity")
@click.argument("id", type=int)
@click.option("--reason", required=True, help=both("理由", "why; goes into the audit log"))
@click.option("--yes", is_flag=True, help=both("不询问", "ask nothing"))
def erase(entity: str, id: int, reason: str, yes: bool) -> None:
    from app.runtime import context
    from app.runtime.errors import NotFound
    from app.runtime.privacy import erasure

    found = _entity(entity)
    if not yes:
        click.confirm(both(f"删除 {entity} {id} 的个人信息？", f"erase {entity} {id}?"), abort=True)
    with context.system("cli") as ctx:
        try:
            done = erasure.erase(ctx, found, id, reason=reason)
        except NotFound:
            _missing(entity, id)
    for key, count in done.items():
        click.echo(f"{key}: {count}")
    say("已删除；备份中的数据随备份到期", "erased; what backups hold goes when they do")


def _entity(name: str) -> Any:
    from app.cli.application import load_with_database
    from app.runtime import registry

    load_with_database()
    try:
        return registry.current().entity(name).entity
    except LookupError as error:
        refuse(f"没有实体 {name}", str(error.args[0] if error.args else error))


def _missing(entity: str, id: int) -> NoReturn:
    refuse(f"没有 {entity} {id}", f"there is no {entity} {id}")
