"""Names that are code, that mean something elsewhere, or that look like another: refused wherever a name is made."""

from __future__ import annotations

import keyword
from collections.abc import Iterator
from typing import Final

from tests.hostile.base import Case, at
from tests.hostile.watch import CANARY

PLACES: Final = (
    "role", "module", "enum", "value", "user value", "entity", "field", "children", "state", "transition", "scope",
    "check", "app",
)  # fmt: skip
"""Where a name is declared."""

ANYWHERE: Final = (
    # code
    f'"{CANARY}()"', '"__import__(\'os\').system(\'id\')"', '"x\\"); import os #"', '"x\\nimport os"', '"{x.__class__}"',
    '"{{ 7*7 }}"', '"{% x %}"', '"${x}"', '"%(x)s"', '"<script>"', "a.b", "a-b", '"a b"', '"a;b"', '"a(b)"', '"a\'b"',
    '"a\\\\b"', '"a/b"', '"../x"', '"x\\u0000"', '"a; DROP TABLE x; --"',
    # attributes and prototypes
    "__class__", "__init__", "__dict__", "__proto__", "__table__", "__mapper_args__", "_private", "x__y", "_",
    # look-alikes
    "ｎame", "n\u0430me", "naïve", "nai\u0308ve", "ﬁeld", "\U0001d41aname", "名称", "ª", "ſtate", "ıd", "\u212aey", "\u01c5x",
    '"na\\u200bme"', '"na\\u202eme"', '"na\\u00adme"', '"\\ufeffname"', '"na\\u2060me"', '"\\U000e0061name"', "١٢", "x²", "🐍",
    # sizes and emptiness
    "a" * 41, "a" * 9_000, '""', '" "', '"\\n"',
)  # fmt: skip
OF_TEXTS: Final = ((), ("S105", "S107"))
"""The name of the application is a value, not a key."""
KEYWORDS: Final = ("True", "None", "class", "import", "lambda", "async", "return")
OF_FIELDS: Final = (
    *keyword.kwlist, "metadata", "registry", "query", "fields", "meta", "key", "id", "version", "created_at",
    "created_by", "created_by_id", "updated_at", "deleted_at", "creator", "data", "errors", "process", "validate",
    "populate_obj", "csrf_token", "hidden_tag", "sort", "limit", "cursor", "expand", "or", "q", "constructor",
    "prototype", "hasownproperty", "title", "xmin", "ctid", "tableoid", "rowid", "oid", "list", "int", "str", "dict", "null", "state", "Name", "9lives", "true",
)  # fmt: skip
OF_ENTITIES: Final = (
    "None", "True", "Class", "Import", "User", "Entity", "ABUser", "AbUser", "SysAudit", "AlembicVersion",
    "Notifications", "Api", "Login", "Static", "Studio", "Health", "Portal", "Files", "Me", "Users", "Roles", "Language",
    "PgClass", "SqliteMaster", "DbosThing", "WorkflowStatus", "thing", "Thing_", "9Thing", "Level", "Kind", "PERSON",
    "ThіngX", "Ｔhing", "T" * 41, "Тhing",
)  # fmt: skip
OF_ROLES: Final = (
    "system",
    "admin",
    "public",
    "all",
    "everything",
    "creator",
    "Admin",
    '"*"',
    '".*"',
    '"a:b"',
    "Public",
)
OF_TRANSITIONS: Final = (
    "read", "create", "update", "delete", "export", "import", "reveal", "bulk", "history", "__init__", "constructor",
)  # fmt: skip
OF_SCOPES: Final = ("all", "everything", "None", "lambda")
OF_USER_VALUES: Final = ("id", "username", "roles", "language", "class")


def cases() -> Iterator[Case]:
    for place in PLACES:
        for name in ANYWHERE:
            yield at(place, name, "S201", "S202", "S010", "S002", *OF_TEXTS[place == "app"])
    for places, names in (
        (("field", "children"), OF_FIELDS),
        (("entity",), OF_ENTITIES),
        (("role",), OF_ROLES),
        (("transition",), OF_TRANSITIONS),
        (("scope",), OF_SCOPES),
        (("user value",), OF_USER_VALUES),
        (("enum", "transition", "role", "scope"), KEYWORDS),
        (("value", "state"), ("constructor", "prototype", "hasownproperty", "__proto__")),
    ):
        for place in places:
            for name in names:
                yield at(place, name, "S201", "S202", "S203", "S009")
    for was in (f'"{CANARY}()"', "Thing-x", "__class__", "../x", "ｎame"):
        yield at("type", f"string, was: {was}", "S207", "S201", "S202")
