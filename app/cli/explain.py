"""`dougong explain ENTITY ACTION --as USER`: why somebody may or may not, as the tree that the check asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.cli.console import both, refuse, refuse_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.runtime.access.decision import Reason
    from app.runtime.access.scopes import Scopes
    from app.runtime.context import Context
    from app.runtime.registry import EntityEntry
    from app.runtime.workflow import Transition, Workflow


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
    from app.runtime.access.decision import Reason

    record = None
    if record_id is not None:
        record = ctx.session.get(entry.entity, record_id)
        if record is None or record.deleted_at is not None:
            refuse(f"没有记录 {record_id}", f"there is no record {record_id}")
    if field is not None:
        return _field(ctx, entry, action, record, field)
    workflow = entry.workflow
    if workflow is not None and action in workflow.transitions:
        if record is None:
            return _any_record(ctx, entry, action, workflow.transitions[action])
        return _transition(ctx, entry, workflow, action, record)
    _known(entry, action)
    decision = entry.policy.may(ctx.actor, action, record, ctx.session if record else None)
    roles = ", ".join(sorted(ctx.actor.roles)) or "-"
    held = Reason.of(bool(ctx.actor.roles), zh=f"角色：{roles}", en=f"roles: {roles}")
    return Reason(decision.tree.text, decision.tree.holds, [held, *decision.tree.parts])


def _field(ctx: Context, entry: EntityEntry, action: str, record: Any, field: str) -> Reason:
    """Why a field shows or not, role by role: `read` or `update` (write)."""
    if field not in entry.entity.fields():
        refuse(f"没有字段 {field}", f"there is no field {field}")
    if action not in ("read", "update"):
        raise click.UsageError(
            both("--field 只用于 read 与 update", "--field goes with read and update")
        )
    decision = entry.policy.field_decision(
        ctx.actor, field, record, ctx.session, use="read" if action == "read" else "write"
    )
    return decision.tree


def _known(entry: EntityEntry, action: str) -> None:
    """A typo is no refusal."""
    from difflib import get_close_matches

    actions = ["read", "create", "update", "delete", "export", "import", "reveal"]
    names = [*actions, *(entry.workflow.transitions if entry.workflow else ())]
    if action not in names:
        near = get_close_matches(action, names, n=1)
        hint_zh = f"；是否 {near[0]}？" if near else f"；可用：{', '.join(names)}"
        hint_en = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(names)}"
        raise click.UsageError(both(f"没有操作 {action}{hint_zh}", f"no action {action}{hint_en}"))


def _any_record(
    ctx: Context, entry: EntityEntry, action: str, mappings: Sequence[Transition]
) -> Reason:
    """Without a record: which of the person's roles may ever take the step."""
    from app.runtime.access.decision import Reason

    lacking = ctx.actor.lacks(entry.entity.key(), f"transition.{action}")
    if lacking is not None:
        return _named(ctx, entry, action, False, [Reason(lacking, False)], Reason)
    parts = [part for mapping in mappings for part in _roles(ctx, mapping)]
    return _named(ctx, entry, action, any(part.holds for part in parts), parts, Reason)


def _transition(
    ctx: Context, entry: EntityEntry, workflow: Workflow[Any, Any], action: str, record: Any
) -> Reason:
    """State, right and guard, as the transition itself would ask them."""
    from app.runtime.access import judgement
    from app.runtime.access.decision import Reason
    from app.runtime.writing.approvals import History

    read = entry.policy.may(ctx.actor, "read", record, ctx.session)
    parts = [read.tree]
    mapping = workflow.from_state(action, record.state)
    state = workflow.states[record.state].label
    texts = (state.in_language("zh"), state.in_language("en"))
    parts.append(Reason.of(mapping is not None, zh=f"状态：{texts[0]}", en=f"state: {texts[1]}"))
    if mapping is not None:
        verdict = judgement.right(ctx, entry, record, mapping, History(ctx, record))
        parts.append(_verdict(verdict, "权限", "right", list(verdict.parts)))
        if mapping.when is not None:
            rule = mapping.when.source
            guard = judgement.guard(ctx, entry, record, mapping)
            parts.append(_verdict(guard, f"条件 {rule}", f"condition {rule}", []))
    return _named(ctx, entry, action, all(part.holds for part in parts), parts, Reason)


def _named(
    ctx: Context, entry: EntityEntry, action: str, holds: bool, parts: list[Reason], kind: Any
) -> Reason:
    name, who = entry.entity.meta.name, ctx.actor.username
    reason: Reason = kind.of(
        holds, zh=f"{who} 对 {name} 执行 {action}", en=f"{who} may {action} {name}", parts=parts
    )
    return reason


def _verdict(verdict: Any, zh: str, en: str, parts: list[Reason]) -> Reason:
    from app.runtime.access.decision import Reason

    told = verdict.reason
    tail_zh = f"：{told.in_language('zh')}" if told else ""
    tail_en = f": {told.in_language('en')}" if told else ""
    return Reason.of(verdict.allowed, zh=zh + tail_zh, en=en + tail_en, parts=parts)


def _roles(ctx: Context, mapping: Transition) -> list[Reason]:
    from app.runtime.access.decision import Reason

    return [
        Reason.of(
            role in ctx.actor.roles,
            zh=f"角色 {role}" + (f"：范围 {scope}" if scope else ""),
            en=f"role {role}" + (f" on the rows {scope}" if scope else ""),
        )
        for role, scope in mapping.by.items()
    ]
