"""`dougong keys`: makes the keys of DATA_KEYS, and puts old values under the newest."""

from __future__ import annotations

import datetime as dt

import click

from app.cli.console import both


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
