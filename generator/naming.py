"""How names of the schema are written, and which are taken already."""

from __future__ import annotations

import keyword
import re
from typing import Final

NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
ENTITY_NAME: Final = re.compile(r"[A-Z][A-Za-z0-9]{0,39}\Z")
ENUM_VALUE: Final = re.compile(r"[a-z0-9][a-z0-9_]{0,39}\Z")
ICON: Final = re.compile(r"[a-z][a-z0-9-]{0,39}\Z")
LANGUAGE: Final = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?\Z")
LANGUAGE_LIKE: Final = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2})?\Z")

PYTHON: Final = frozenset(word.casefold() for word in keyword.kwlist)
# The prototype's names in browsers: an object of values must not change what objects are.
PROTOTYPE: Final = frozenset({"__proto__", "constructor", "prototype", "hasownproperty"})
# Attributes of SQLAlchemy's declarative classes, of our Entity and of what hangs on a record.
MODEL: Final = frozenset(
    [
        "metadata",
        "registry",
        "meta",
        "fields",
        "key",
        "query",
        "changes",
        "id",
        "version",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
        "deleted_at",
        "created_by_id",
        "updated_by_id",
        "creator",
        "to_json",
    ]
)
# SQLAlchemy reads the annotations of a class with the class's own names in reach: `list[int]` would be the field.
ANNOTATION: Final = frozenset(
    {"bool", "bytes", "dict", "float", "int", "list", "object", "set", "str", "tuple"}
)
# Attributes of WTForms forms and of our RecordForm and TransitionForm: a field of that name would replace them.
FORM: Final = frozenset(
    [
        "data",
        "errors",
        "form_errors",
        "process",
        "post_process",
        "validate",
        "validate_on_submit",
        "populate_obj",
        "hidden_tag",
        "csrf_token",
        "is_submitted",
        "is_sent",
        "entity",
        "transition",
        "for_request",
        "for_transition",
        "record_values",
        "take_errors",
    ]
)
# Words with a meaning of their own in the query strings of lists and in REST bodies; `title` is what a record is called.
ROUTE: Final = frozenset({"title", "sort", "fields", "expand", "limit", "cursor", "or", "q"})
# Columns that every table of PostgreSQL or SQLite has already.
DATABASE: Final = frozenset({"tableoid", "xmin", "cmin", "xmax", "cmax", "ctid", "rowid", "oid"})

RESERVED_FIELDS: Final = (
    PYTHON | ANNOTATION | MODEL | FORM | ROUTE | PROTOTYPE | DATABASE | {"null"}
)
# Pages of an entity are a class `WorkOrderView`; these are pages of the framework and of Flask-AppBuilder.
VIEWS: Final = frozenset(
    [
        "apidocs", "clients", "code", "entrance", "file", "home", "imports", "jobs", "keys", "label", "language", "locale", "manual", "message",
        "messagelink", "notifications", "ownaccount", "palette", "paper", "report", "role", "screen", "search", "steps", "tasks", "trace",
        "useraccess", "user", "util", "viewing", "webhooks",
    ]
)  # fmt: skip
RESERVED_ENTITIES: Final = PYTHON | VIEWS | {"user", "entity"}
# The module of shared enums gives each a type and a variable, beside what it imports.
RESERVED_ENUMS: Final = PYTHON | {
    "user", "entity", "label", "literal", "enumtype", "enumvalue",
}  # fmt: skip
RESERVED_ENUM_VALUES: Final = PROTOTYPE
RESERVED_STATES: Final = PROTOTYPE
RESERVED_TRANSITIONS: Final = PYTHON | PROTOTYPE | {
    "read", "create", "update", "delete", "export", "import", "reveal", "bulk", "history",
}  # fmt: skip
RESERVED_SCOPES: Final = PYTHON | {"all", "everything"}
RESERVED_ROLES: Final = PYTHON | {"system", "admin", "public", "all", "everything", "creator"}
RESERVED_USER_VALUES: Final = PYTHON | {"id", "username", "roles", "language"}

# First words of the addresses of screens and REST that belong to the framework.
ROUTES: Final = frozenset(
    [
        "api",
        "back",
        "changes",
        "files",
        "health",
        "jobs",
        "lang",
        "language",
        "login",
        "logout",
        "manuals",
        "me",
        "notifications",
        "openapi",
        "portal",
        "reports",
        "roles",
        "search",
        "static",
        "studio",
        "subscriptions",
        "users",
        "views",
        "webhooks",
    ]
)
# Tables that are not ours to name: AppBuilder's, the framework's, Alembic's, and the job engine's on SQLite.
FOREIGN_PREFIXES: Final = ("ab_", "sys_", "alembic_", "dbos_", "sqlite_", "pg_")
FOREIGN_TABLES: Final = frozenset(
    [
        "application_versions",
        "notifications",
        "operation_outputs",
        "queues",
        "streams",
        "workflow_events",
        "workflow_events_history",
        "workflow_input",
        "workflow_output",
        "workflow_schedules",
        "workflow_status",
    ]
)


def table(entity: str) -> str:
    """`WorkOrder` → `work_order`, `SLAPolicy` → `sla_policy`: the name in tables, REST and hooks."""
    spaced = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", entity)
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", spaced).lower()


def camel(name: str) -> str:
    """`close_expensive` → `CloseExpensive`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def inline_enum(entity: str, field: str) -> str:
    """The name of an enum that is written inside a field: Unit.kind → `UnitKind`."""
    return entity + camel(field)
