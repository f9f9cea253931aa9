"""How the answers of the policy are told: the label of a role, what a grant opens, what keeps two roles apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import registry
from ..field import Label, label
from .decision import Reason

if TYPE_CHECKING:
    from ..policy import Scope


def role_label(name: str) -> Label:
    known = registry.active()
    role = known.role(name) if known is not None else None
    return role.label if role is not None else label(zh=name, en=name)


def separated(role: str) -> Reason:
    return Reason.of(
        False,
        zh=f"角色 {role}：与您的另一角色互斥，不能据此操作",
        en=f"role {role} must be separate from another role that you hold, so it lets you change nothing",
        role=role,
    )


def granted(role: str, found: Scope, holds: bool) -> Reason:
    if found.expression is None:
        return Reason.of(
            True, zh=f"角色 {role}：所有记录", en=f"role {role} is granted every row", role=role
        )
    source = found.expression.source
    return Reason.of(
        holds,
        zh=f"角色 {role}：范围 {found.name}（{source}）",
        en=f"role {role} is granted the rows {found.name} ({source})",
        role=role,
        scope=found.name,
    )
