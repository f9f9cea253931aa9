"""`dougong keys`: makes the keys of DATA_KEYS, and puts old values under the newest."""

from __future__ import annotations

import datetime as dt
import os

import click

from app.cli.console import both, refuse, say


@click.group(help=both("数据密钥", "The keys of sensitive data and of the audit log."))
def keys() -> None:
    pass


@keys.command(help=both("生成 DATA_KEYS 的内容", "Print what to set DATA_KEYS to."))
@click.option(
    "--one",
    is_flag=True,
    help=both("只生成一个新数据密钥", "only one new data key, for a rotation"),
)
def new(one: bool) -> None:
    """Goes to standard output alone: nothing keeps it."""
    from app.runtime.privacy import keys as module

    day = dt.datetime.now(dt.UTC).date()
    text = module.new_key(module.new_name(day)) if one else module.new_set(day)
    click.echo(",".join(text.split()))


@keys.command(help=both("演示模式：加入一个新数据密钥", "Demo mode: put a new data key in front."))
def add() -> None:
    """A running server must start again before values are put under it."""
    from app.cli.application import configuration
    from app.runtime.privacy import keys as module

    config = configuration()
    if os.environ.get("DATA_KEYS") or not config.demo:
        refuse(
            "密钥在 DATA_KEYS 中：用 dougong keys new --one 生成，放到最前面，重启",
            "the keys are in DATA_KEYS: make one with dougong keys new --one, put it in front, restart",
        )
    file = module.file_of(config.data)
    fresh = module.new_key(module.new_name(dt.datetime.now(dt.UTC).date()))
    draft = file.with_name(f"{file.name}.new")
    draft.touch(mode=0o600)
    draft.write_text(f"{fresh}\n{file.read_text(encoding='ascii')}", encoding="ascii")
    draft.replace(file)
    say(
        "已加入；重启服务后执行 dougong keys rotate", "added; restart, then run dougong keys rotate"
    )


@keys.command(
    help=both("把旧值换到最新密钥下", "Put old values under the first key; may be stopped.")
)
def rotate() -> None:
    from app.cli.application import load_with_database
    from app.runtime import context
    from app.runtime.privacy import keys as module
    from app.runtime.privacy import rotation

    load_with_database()
    total: dict[str, int] = {}
    with context.system("cli") as ctx:
        for place, count in rotation.rotate(ctx):
            total[place] = total.get(place, 0) + count
    for place, count in total.items():
        click.echo(f"{place}: {count}")
    active = module.current().active
    say(f"全部数据已在密钥 {active} 下", f"everything is under the key {active}")
