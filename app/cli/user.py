"""`dougong user`: accounts from the machine itself: the first administrator, and whoever is locked out. Audited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.cli.console import both, refuse, say

if TYPE_CHECKING:
    from app.runtime.context import Context


@click.group(help=both("账号", "Accounts."))
def user() -> None:
    """Its commands load the application and write as the system, in one transaction each."""


@user.command(
    help=both("新建账号并生成设置密码的链接", "Make an account and a link to its password.")
)
@click.argument("username")
@click.option("--role", "roles", multiple=True, required=True, help=both("角色", "role key"))
@click.option("--name", default="", help=both("姓名", "the person's name"))
@click.option("--email", help=both("邮箱", "e-mail address"))
def add(username: str, roles: tuple[str, ...], name: str, email: str | None) -> None:
    with _writing() as ctx:
        from sqlalchemy import func, select

        from app.runtime import registry
        from app.runtime.accounts import changes
        from app.runtime.accounts.users import Role, User

        known = {role.name for role in registry.current().roles}
        if unknown := sorted(set(roles) - known):
            names = ", ".join(sorted(known))
            refuse(
                f"没有角色 {unknown[0]}；有：{names}",
                f"there is no role {unknown[0]}; there are: {names}",
            )
        for first, second in registry.current().separated_roles():
            if {first, second} <= set(roles):
                refuse(
                    f"同一人不能兼任 {first} 和 {second}",
                    f"one person may not hold both {first} and {second}",
                )
        if ctx.session.scalar(
            select(User.id).where(func.lower(User.username) == username.strip().lower())
        ):
            refuse(f"用户名 {username} 已被使用", f"the user name {username} is in use")
        moment = ctx.now.replace(tzinfo=None)  # Flask-AppBuilder keeps times without a zone
        made = User(
            username=username.strip(),
            first_name=name or username,
            last_name="",
            email=email or f"{username.strip()}@localhost.invalid",
            active=True,
            created_on=moment,
            changed_on=moment,
            roles=list(ctx.session.scalars(select(Role).where(Role.name.in_(roles)))),
        )
        ctx.session.add(made)
        ctx.session.flush()
        key = changes.issue_link(ctx, made.id)
    _tell(username, key)


@user.command(help=both("生成重设密码的一次性链接", "A one-time link to a new password."))
@click.argument("username")
def link(username: str) -> None:
    with _writing() as ctx:
        from app.runtime.accounts import changes

        key = changes.issue_link(ctx, _id(ctx, username))
    _tell(username, key)


@user.command(help=both("解除登录锁定", "Let a locked name try again."))
@click.argument("username")
def unlock(username: str) -> None:
    with _writing() as ctx:
        from app.runtime.accounts import changes

        changes.unlock(ctx, _id(ctx, username))
    say(f"{username} 已解锁", f"{username} is unlocked")


@user.command(help=both("结束全部会话与令牌", "End all sessions and tokens."))
@click.argument("username")
def logout(username: str) -> None:
    with _writing() as ctx:
        from app.runtime.accounts import changes

        changes.end_sessions(ctx, _id(ctx, username))
    say(f"{username} 已全部退出", f"{username} is logged out everywhere")


@user.command(
    "second-factor-off", help=both("移除两步验证（手机丢失）", "Remove a lost second factor.")
)
@click.argument("username")
def second_factor_off(username: str) -> None:
    with _writing() as ctx:
        from app.runtime.accounts import changes

        changes.remove_second_factor(ctx, _id(ctx, username))
    say(f"{username} 的两步验证已移除", f"the second factor of {username} is removed")


def _writing() -> Any:
    from contextlib import contextmanager

    from app.cli.application import load_with_database
    from app.runtime import records
    from app.runtime.context import Context

    @contextmanager
    def opened() -> Any:
        load_with_database()
        with Context.system(channel="cli") as ctx, records.writing(ctx):
            yield ctx

    return opened()


def _id(ctx: Context, username: str) -> int:
    from sqlalchemy import func, select

    from app.runtime.accounts.users import User

    found = ctx.session.scalar(
        select(User.id).where(func.lower(User.username) == username.strip().lower())
    )
    if found is None:
        refuse(f"没有用户 {username}", f"there is no user {username}")
    return int(found)


def _tell(username: str, key: str) -> None:
    from app.cli.application import configuration

    say(
        f"把此链接交给 {username}（一小时内有效，只能用一次）：",
        f"give this link to {username} (valid for an hour, once):",
    )
    config = configuration()
    site = config.public_url.rstrip("/")
    if not site and config.demo:
        site = f"http://127.0.0.1:{config.port}"
    click.echo(f"  {site}/login/link/{key}")
    if not site:
        say(
            "  未设置 PUBLIC_URL：在前面加上网站的地址",
            "  PUBLIC_URL is not set: put the address of your site in front",
        )
