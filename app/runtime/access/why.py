"""Why somebody may or may not: the tree that the check itself asked, for an action, a step of the workflow or a field.

The command and the studio both draw what comes from here; nothing is decided a second time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..writing.approvals import History
from . import judgement
from .decision import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..context import Context
    from ..registry import EntityEntry
    from ..workflow import Transition, Workflow
    from .judgement import Verdict

OF_FIELDS: tuple[Literal["read", "update"], ...] = ("read", "update")
"""The actions of which one may ask for a single field."""


def tree(
    ctx: Context, entry: EntityEntry, action: str, record: Any = None, field: str | None = None
) -> Reason:
    """The tree for the actor of `ctx`: of an action, or of a step when the workflow has one of that name.

    Without a record: whether on any row at all. `field` goes with `read` and `update`.
    """
    if field is not None:
        use: Literal["read", "write"] = "read" if action == "read" else "write"
        return entry.policy.field_decision(ctx.actor, field, record, ctx.session, use=use).tree
    workflow = entry.workflow
    if workflow is not None and action in workflow.transitions:
        if record is None:
            return _any_record(ctx, entry, action, workflow.transitions[action])
        return _transition(ctx, entry, workflow, action, record)
    decision = entry.policy.may(ctx.actor, action, record, ctx.session if record else None)
    roles = ", ".join(sorted(ctx.actor.roles)) or "-"
    held = Reason.of(bool(ctx.actor.roles), zh=f"角色：{roles}", en=f"roles: {roles}")
    return Reason(decision.tree.text, decision.tree.holds, [held, *decision.tree.parts])


def _any_record(
    ctx: Context, entry: EntityEntry, action: str, mappings: Sequence[Transition]
) -> Reason:
    """Without a record: which of the person's roles may ever take the step."""
    lacking = ctx.actor.lacks(entry.entity.key(), f"transition.{action}")
    if lacking is not None:
        return _named(ctx, entry, action, False, [Reason(lacking, False)])
    parts = [part for mapping in mappings for part in _roles(ctx, mapping)]
    return _named(ctx, entry, action, any(part.holds for part in parts), parts)


def _transition(
    ctx: Context, entry: EntityEntry, workflow: Workflow[Any, Any], action: str, record: Any
) -> Reason:
    """State, right and guard, as the transition itself would ask them."""
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
    return _named(ctx, entry, action, all(part.holds for part in parts), parts)


def _named(
    ctx: Context, entry: EntityEntry, action: str, holds: bool, parts: list[Reason]
) -> Reason:
    name, who = entry.entity.meta.name, ctx.actor.username
    return Reason.of(
        holds, zh=f"{who} 对 {name} 执行 {action}", en=f"{who} may {action} {name}", parts=parts
    )


def _verdict(verdict: Verdict, zh: str, en: str, parts: list[Reason]) -> Reason:
    told = verdict.reason
    tail_zh = f"：{told.in_language('zh')}" if told else ""
    tail_en = f": {told.in_language('en')}" if told else ""
    return Reason.of(verdict.allowed, zh=zh + tail_zh, en=en + tail_en, parts=parts)


def _roles(ctx: Context, mapping: Transition) -> list[Reason]:
    return [
        Reason.of(
            role in ctx.actor.roles,
            zh=f"角色 {role}" + (f"：范围 {scope}" if scope else ""),
            en=f"role {role}" + (f" on the rows {scope}" if scope else ""),
            role=role,
            scope=scope or "",
        )
        for role, scope in mapping.by.items()
    ]
