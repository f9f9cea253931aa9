"""`dougong trash`: what dropped fields and entities left behind: listed, brought back, or removed for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from app.cli.trash.contents import Item

from app.cli.console import both, refuse, refuse_with, say


@click.group(
    invoke_without_command=True,
    help=both("回收名中的数据：查看、恢复、清除", "What was dropped: list, restore, purge."),
)
@click.pass_context
def trash(ctx: click.Context) -> None:
    """Without a subcommand: the list."""
    if ctx.invoked_subcommand is None:
        _list()


@trash.command("list", help=both("列出", "List what is there."))
def list_() -> None:
    _list()


@trash.command(
    help=both("把值放回同名字段或实体", "Put the values back into the field of that name.")
)
@click.argument("name")
def restore(name: str) -> None:
    from app.cli.application import load_with_database
    from app.cli.trash import contents, restoring

    config = load_with_database()
    item = _find(contents.items(config.database_url), name)
    try:
        done = restoring.restore(config.database_url, item)
    except restoring.CannotRestore as error:
        refuse_with(str(error))
    say(
        f"{item.name}：恢复 {done.restored} 个值，{done.kept} 个未动（已有新值）",
        f"{item.name}: {done.restored} values restored, {done.kept} left alone (there are newer ones)",
    )
    for filled in done.filled:
        say(
            f"{filled.entity}.{filled.field} 已重新计算",
            f"{filled.entity}.{filled.field} worked out anew",
        )


@trash.command(help=both("永久清除（先备份）", "Remove for good; a backup is made first."))
@click.argument("name")
@click.option("--yes", is_flag=True, help=both("不询问", "ask nothing"))
def purge(name: str, yes: bool) -> None:
    from app.cli import backup
    from app.cli.application import load_with_database
    from app.cli.trash import contents

    config = load_with_database()
    item = _find(contents.items(config.database_url), name)
    question = both(f"永久清除 {item.name}（{item.count}）？", f"remove {item.name} for good?")
    if not yes and not click.confirm(question):
        refuse("未清除", "nothing was removed")
    backup.make(config, kind="purge")
    contents.purge(config.database_url, item)
    say(f"已清除 {item.name}", f"{item.name} is gone")


def _list() -> None:
    from app.cli.application import load_with_database
    from app.cli.trash import contents

    config = load_with_database()
    found = contents.items(config.database_url)
    for item in found:
        zh, en = ("行", "rows") if item.is_table else ("个值", "values")
        since = item.revision or "?"
        say(f"{item.name}：{item.count} {zh}，自 {since}", f"{item.count} {en}, since {since}")
    if not found:
        say("回收名中没有数据", "the trash is empty")


def _find(items: list[Item], name: str) -> Item:
    wanted = _plain(name)
    found = [item for item in items if wanted in {_plain(item.name), _plain(item.stored_name)}]
    if not found:
        names = ", ".join(item.name for item in items) or "-"
        refuse(
            f"回收名中没有 {name}；有：{names}",
            f"the trash does not hold {name}; it holds: {names}",
        )
    # The newest, when one name was dropped more than once.
    return max(found, key=lambda item: item.revision or "")


def _plain(name: str) -> str:
    return name.lower().replace("_", "")
