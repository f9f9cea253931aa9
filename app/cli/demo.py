"""`dougong demo`: the demonstration data that app/custom/demo.py knows how to make; without it, a login for each role."""

from __future__ import annotations

import time
from importlib import import_module
from importlib.util import find_spec

import click

from app.cli.console import both, refuse, say


@click.command(help=both("写入演示数据", "Fill in demo data."))
@click.option("--size", type=click.Choice(["small", "full"]), default="small", show_default=True)
@click.option(
    "--first-run",
    is_flag=True,
    help=both("仅在演示模式且还没有用户时", "only in demo mode, and only without users"),
)
def demo(size: str, first_run: bool) -> None:
    from app.cli.application import application, configuration

    config = configuration()
    if first_run and not config.demo:
        return
    if not config.demo:
        refuse(
            "已设置 SECRET_KEY，不是演示模式：演示账号只在演示模式写入",
            "SECRET_KEY is set, so this is no demo: demo logins are only made in demo mode",
        )
    app = application()
    if _has_users():
        if not first_run:
            refuse(
                "数据库里已有用户：演示数据只写入空库（删除 data/ 可重新开始）",
                "the database has users already: demo data goes into an empty one only"
                " (remove data/ to start again)",
            )
        return
    started = time.monotonic()
    with app.app_context():
        if find_spec("app.custom.demo") is None:
            _logins()
        else:
            import_module("app.custom.demo").load(size=size, tell=click.echo)
    seconds = time.monotonic() - started
    say(f"演示数据完成，{seconds:.0f} 秒", f"demo data done in {seconds:.0f} s")


def _logins() -> None:
    """Of an application that nobody wrote a demo for: without a login there is nothing to look at."""
    from app.config import DEMO_PASSWORD
    from app.runtime import records
    from app.runtime.accounts import logins
    from app.runtime.context import Context

    with Context.system(channel="cli") as ctx, records.writing(ctx):
        logins.for_each_role(ctx, DEMO_PASSWORD)
    say("每个角色一个账号", "one login for each role")


def _has_users() -> bool:
    from sqlalchemy import exists, select

    from app.runtime import database
    from app.runtime.accounts.users import User

    with database.current().read_session() as session:
        return bool(session.scalar(select(exists().where(User.id.is_not(None)))))
