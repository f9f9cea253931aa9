"""Grants, checks and permission tests."""

from __future__ import annotations

from typing import Final

from generator.spec.common import ACTIONS, EXPRESSION, ROLE_NAME, ROLE_SCOPES
from generator.spec.shapes import Key, Labels, ListOf, MapOf, Record, Text

FIELD_GRANT: Final = Record(
    "field grant",
    (
        Key("read", ListOf(ROLE_NAME, True, True), "可读的角色", "roles that may read it"),
        Key("write", ListOf(ROLE_NAME, True, True), "可写的角色", "roles that may write it"),
    ),
)

PERMISSIONS: Final = Record(
    "permissions",
    (
        *(
            Key(action, ROLE_SCOPES, f"谁可以 {action}", f"who may {action}: roles, or role: scope")
            for action in ACTIONS
        ),
        Key("fields", MapOf("field", FIELD_GRANT), "字段权限", "roles of single fields"),
    ),
)

CHECK: Final = Record(
    "check",
    (
        Key("test", EXPRESSION, "必须成立的条件", "what must hold", True),
        Key("message", Labels(500), "不成立时的提示", "what to say when it does not", True),
    ),
)

TEST: Final = Record(
    "permission test",
    (
        Key("as", ROLE_NAME, "角色", "role", True),
        Key("may", ListOf(Text("act"), single=True), "可以", "actions and transitions allowed"),
        Key("may_not", ListOf(Text("act"), single=True), "不可以", "and those refused"),
        Key("where", EXPRESSION, "哪些记录", "on which records"),
    ),
)
