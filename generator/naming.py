"""How names of the schema are written, and which are taken already."""

from __future__ import annotations

import keyword
import re
from typing import Final

NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
ENTITY_NAME: Final = re.compile(r"[A-Z][A-Za-z0-9]{0,39}\Z")
ENUM_VALUE: Final = re.compile(r"[a-z0-9][a-z0-9_]{0,39}\Z")
LANGUAGE: Final = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?\Z")
LANGUAGE_LIKE: Final = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2})?\Z")

PYTHON: Final = frozenset(word.casefold() for word in (*keyword.kwlist, *keyword.softkwlist))

# Attributes of declarative classes, of our Entity mixin and of WTForms forms: a field of that name would replace them.
MODEL: Final = frozenset(
    {
        "metadata", "registry", "meta", "fields", "key", "query", "changes",
        "id", "version", "created_at", "created_by", "updated_at", "updated_by", "deleted_at",
        "created_by_id", "updated_by_id", "creator",
    }
)  # fmt: skip
FORM: Final = frozenset(
    {
        "data", "errors", "form_errors", "process", "validate", "validate_on_submit", "populate_obj",
        "hidden_tag", "csrf_token", "is_submitted", "extra_filters", "entity", "transition", "section",
        "sections", "values", "record", "ctx", "note", "for_request", "take_errors",
    }
)  # fmt: skip
# Words with a meaning in routes and query strings of screens and REST.
ROUTE: Final = frozenset({"sort", "fields", "expand", "limit", "cursor", "or", "q"})
PROTOTYPE: Final = frozenset({"__proto__", "constructor", "prototype", "hasownproperty"})

RESERVED_FIELDS: Final = PYTHON | MODEL | FORM | ROUTE | PROTOTYPE
# A child table stands in forms and REST bodies like a field.
RESERVED_CHILDREN: Final = RESERVED_FIELDS | {"transitions", "history", "related"}
RESERVED_TRANSITIONS: Final = PYTHON | {
    "read", "create", "update", "delete", "export", "import", "reveal", "list", "get", "add", "edit",
    "show", "check", "__proto__", "constructor", "prototype",
}  # fmt: skip
RESERVED_ENTITIES: Final = frozenset(
    {
        "user", "role", "group", "permission", "entity", "base", "model", "field", "label", "mapped", "decimal",
        "literal", "any", "never", "index", "table", "column", "string", "text", "integer", "boolean", "date",
        "datetime", "time", "json", "registry", "policy", "workflow", "scope", "check", "children", "section",
        "none", "true", "false", "list", "dict", "set", "int", "str", "float", "bool", "object", "type",
        "models", "views", "apis", "enums", "login", "logout", "openapi", "changes", "bulk", "health", "api",
        "static", "studio", "portal", "lookup", "message", "expression", "everything", "approval", "resource",
        "record_form", "transition_form", "record_view", "foreign_key", "biginteger", "relationship", "numbering",
    }
)  # fmt: skip
RESERVED_SCOPES: Final = PYTHON | {"all", "everything", "scope", "policy"}
RESERVED_ROLES: Final = PYTHON | {"system", "admin", "public", "anonymous", "all", "everything"}
RESERVED_USER_VALUES: Final = PYTHON | {"id", "username", "roles", "language", "is_system", "value"}


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
