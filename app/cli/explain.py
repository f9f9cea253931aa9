"""`dougong explain ENTITY ACTION --as USER`: why somebody may or may not, as the tree that the check asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.cli.console import both, refuse, refuse_with

if TYPE_CHECKING:
    from app.runtime.access.decision import Reason
    from app.runtime.access.scopes import Scopes
    from app.runtime.context import Context
    from app.runtime.registry import EntityEntry


@click.command(help=both("为什么可以或不可以", "Why somebody may or may not."))
@click.argument("entity")
@click.argument("action")
@click.option("--as", "username", help=both("用户名", "user name"))
@click.option("--id", "record_id", type=int, help=both("记录编号", "id of a record"))
@click.option(
    "--field", "field", help=both("字段：为什么看得到或看不到", "a field: why it shows or not")
)
@click.option(
    "--client", "client", help=both("接口客户端：连同其范围", "an API client: with its scopes")
)
@click.option("--language", type=click.Choice(["zh", "en"]), help="zh, en")
def explain(
    entity: str,
    action: str,
    username: str | None,
    record_id: int | None,
    field: str | None,
    client: str | None,
    language: str | None,
) -> None:
    """Exit code 0: allowed; 1: not."""
    from app.cli.application import load_with_database
    from app.runtime.context import Context
    from app.runtime.errors import AppError
    from app.runtime.registry import current

    config = load_with_database()
    try:
        entry = current().entity(entity)
        user, scopes = _who(username, client)
        with Context.for_user(user, channel="cli") as ctx:
            ctx.actor.scopes = scopes
            tree = _tree(ctx, entry, action, record_id, field)
    except AppError as error:
        refuse_with(both(error.message.in_language("zh"), error.message.in_language("en")))
    for line in tree.lines(language or config.language):
        click.echo(line)
    if not tree.holds:
        raise SystemExit(1)


def _who(username: str | None, client: str | None) -> tuple[int, Scopes | None]:
    """A user, or the user that a client acts as and its scopes."""
    if (username is None) == (client is None):
        raise click.UsageError(
            both("--as 与 --client 须给出其中一个", "give either --as or --client")
        )
    if username is not None:
        return _user_id(username), None
    from app.runtime import database
    from app.runtime.access import scopes
    from app.runtime.clients import manage

    with database.current().read_session() as session:
        found = manage.named(session, str(client))
        return int(found.user_id), scopes.read(found.scopes, client=found.name, client_id=found.id)


def _user_id(username: str) -> int:
    from sqlalchemy import select

    from app.runtime import database
    from app.runtime.accounts.users import User

    with database.current().read_session() as session:
        found = session.scalar(select(User.id).where(User.username == username))
    if found is None:
        refuse(f"没有用户 {username}", f"there is no user {username}")
    return int(found)


def _tree(
    ctx: Context, entry: EntityEntry, action: str, record_id: int | None, field: str | None
) -> Reason:
    from app.runtime.access import why

    record = None
    if record_id is not None:
        record = ctx.session.get(entry.entity, record_id)
        if record is None or record.deleted_at is not None:
            refuse(f"没有记录 {record_id}", f"there is no record {record_id}")
    if field is None:
        _known(entry, action)
    elif field not in entry.entity.fields():
        refuse(f"没有字段 {field}", f"there is no field {field}")
    elif action not in why.OF_FIELDS:
        raise click.UsageError(
            both("--field 只用于 read 与 update", "--field goes with read and update")
        )
    return why.tree(ctx, entry, action, record, field)


def _known(entry: EntityEntry, action: str) -> None:
    """A typo is no refusal."""
    from difflib import get_close_matches

    from app.runtime.policy import ACTIONS

    names = [*ACTIONS, *(entry.workflow.transitions if entry.workflow else ())]
    if action not in names:
        near = get_close_matches(action, names, n=1)
        hint_zh = f"；是否 {near[0]}？" if near else f"；可用：{', '.join(names)}"
        hint_en = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(names)}"
        raise click.UsageError(both(f"没有操作 {action}{hint_zh}", f"no action {action}{hint_en}"))
