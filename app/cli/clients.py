"""`dougong clients`: API clients from the machine itself: list, new, rotate, revoke. Each write is audited."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from app.cli.console import both, refuse, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.runtime.context import Context


@click.group(help=both("接口客户端", "API clients."))
def clients() -> None:
    """Its commands load the application; the writes are the system's, in one transaction each."""


@clients.command("list", help=both("列出全部客户端", "List them all."))
def list_() -> None:
    from app.runtime import clock
    from app.runtime.clients import listed

    words = {
        "good": both("在用", "in use"),
        "expired": both("已过期", "expired"),
        "revoked": both("已停用", "revoked"),
    }
    with _reading() as ctx:
        found = listed.clients(ctx.session)
        for one in found:
            used = f"{clock.local(one.used_at):%Y-%m-%d %H:%M}" if one.used_at else "-"
            ends = one.client.expires_at
            until = f"{clock.local(ends):%Y-%m-%d %H:%M}" if ends else "-"
            state = words.get(one.state, both("账号已停用", "account disabled"))
            limit = one.client.rate_limit or "-"
            click.echo(
                f"{one.client.name}\t{one.username}\t{state}\t{both('有效至', 'until')} {until}"
                f"\t{both('最近使用', 'last used')} {used}\t{limit}/min"
            )
            click.echo(f"  {one.client.scopes}\t{one.client.addresses}".rstrip())
    if not found:
        say("没有接口客户端", "there is no API client")


@clients.command(help=both("新建客户端并显示其令牌", "Make a client and show its token, once."))
@click.argument("name")
@click.option("--as", "username", required=True, help=both("代表的账号", "the user it acts as"))
@click.option("--scope", "scopes", multiple=True, required=True, help="work_order:read, *:read …")
@click.option("--network", "networks", multiple=True, help="10.0.0.0/8 …")
@click.option(
    "--rate", type=int, default=None, help=both("每分钟请求数，0 不限", "requests a minute, 0: any")
)
@click.option(
    "--days",
    type=click.IntRange(1, 36_500),
    default=None,
    help=both("有效天数", "good for so many days"),
)
def new(
    name: str,
    username: str,
    scopes: tuple[str, ...],
    networks: tuple[str, ...],
    rate: int | None,
    days: int | None,
) -> None:
    from app.runtime.clients import manage

    with _writing() as (ctx, config):
        wanted = manage.Wanted(
            name=name,
            username=username,
            scopes=scopes,
            addresses=networks,
            rate_limit=config.rate_limit if rate is None else rate,
            expires_at=None if days is None else ctx.now + dt.timedelta(days=days),
        )
        _client, token = manage.create(ctx, wanted)
    _tell(name, token)


@clients.command(help=both("签发新令牌", "Make a new token, shown once."))
@click.argument("name")
@click.option(
    "--keep-hours",
    type=click.IntRange(0, 24 * 90),
    default=0,
    help=both("旧令牌再用几小时", "how many hours the old token is good for"),
)
def rotate(name: str, keep_hours: int) -> None:
    from app.runtime.clients import manage

    with _writing() as (ctx, _config):
        until = ctx.now + dt.timedelta(hours=keep_hours) if keep_hours else None
        token = manage.rotate(ctx, manage.named(ctx.session, name).id, old_until=until)
    _tell(name, token)


@clients.command(help=both("立即永久停用", "End a client and its tokens, at once and for good."))
@click.argument("name")
def revoke(name: str) -> None:
    from app.runtime.clients import manage

    with _writing() as (ctx, _config):
        manage.revoke(ctx, manage.named(ctx.session, name).id)
    say(f"{name} 已停用", f"{name} is revoked")


def _tell(name: str, token: str) -> None:
    say(f"{name} 的令牌，只显示这一次：", f"the token of {name}, shown this one time:")
    click.echo(f"  {token}")


def _reading() -> Any:
    from app.cli.application import load_with_database
    from app.runtime.context import Context

    load_with_database()
    return Context.system(channel="cli")


def _writing() -> Any:
    """The system's context in an open write, and the settings; what is refused is told field by field."""
    from contextlib import contextmanager

    from app.cli.application import load_with_database
    from app.runtime import records
    from app.runtime.context import Context
    from app.runtime.errors import AppError

    @contextmanager
    def opened() -> Iterator[tuple[Context, Any]]:
        config = load_with_database()
        try:
            with Context.system(channel="cli") as ctx, records.writing(ctx):
                yield ctx, config
        except AppError as refused:
            for told in [error.message for error in refused.errors] or [refused.message]:
                say(told.in_language("zh"), told.in_language("en"))
            refuse("未作任何改动", "nothing was changed")

    return opened()
