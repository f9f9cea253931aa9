"""`eval:` conditions of Frappe: JavaScript on forms, Python in workflows."""

from __future__ import annotations

from typing import Any, Final

from generator.importers.conditions import NotUnderstood, parse
from generator.importers.emit.scope import PARENT, USER
from generator.importers.model import Condition, Entity, Field, Node

STATE: Final = "<state>"
ID: Final = "<id>"
_DOC: Final = (("doc",), ("cur_frm", "doc"), ("frm", "doc"), ("me", "frm", "doc"), ("this", "frm", "doc"), ("this", "doc"), ("self",), ("locals", "doc"))  # fmt: skip
_PARENTS: Final = (("parent", "doc"), ("doc", "parent_doc"), ("doc", "__parent"), ("parent",))
_SPACES: Final = frozenset(
    {"frappe", "Math", "moment", "Number", "Object", "erpnext", "datetime", "String", "Array"}
)
_COMPARED: Final = ("eq", "ne", "lt", "le", "gt", "ge")
_BUILT_IN: Final = {"owner": "created_by", "creation": "created_at", "modified": "updated_at"}
_KNOWN: Final = frozenset(
    ["name", "owner", "creation", "modified", "modified_by", "docstatus", "idx", "doctype", "parent", "parenttype", "parentfield"]
)  # fmt: skip
_NEW: Final = ("__islocal", "__unsaved")
TESTS: Final = {
    "eq": lambda a, b: a == b, "ne": lambda a, b: a != b, "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b, "gt": lambda a, b: a > b, "ge": lambda a, b: a >= b,
}  # fmt: skip


def implied() -> dict[str, str]:
    """What every record of Frappe has and every record of ours, too."""
    return {**_BUILT_IN, ID: "id"}


def condition(
    text: str, entity: Entity, statuses: dict[str, int], *, python: bool = False
) -> Condition:
    """A condition of a field, section or workflow. `statuses`: state → docstatus."""
    source = text.strip()
    if source.startswith("fn:"):
        return Condition(source, None, "it calls a function of the form's script")
    if source.startswith("eval:"):
        source = source[5:].strip()
    elif not python and source.replace("_", "").isalnum():
        return Condition(text, _meant(["field", [source]], entity, statuses))
    try:
        tree = parse(source)
        return Condition(text, _meant(tree, entity, statuses), note=_noted(tree, entity))
    except NotUnderstood as error:
        return Condition(text, None, str(error))


def _meant(node: Node, entity: Entity, statuses: dict[str, int]) -> Node:
    """The same tree with our names for what Frappe has under its own."""
    kind = node[0]
    if kind == "field":
        return _field(node[1], entity, statuses)
    if kind in ("lit", "regex"):
        return node
    if kind == "attr" and node[2] == "length" and node[1][0] == "or" and node[1][1][0] == "field":
        # `(doc.items || []).length`
        return _field([*node[1][1][1], "length"], entity, statuses)
    if kind == "call":
        given = node[2:]
        if given and given[0][0] == "field" and given[0][1][0] in _SPACES:
            if str(node[1]) in ("has_role", "has_common"):
                return ["call", f"frappe…{node[1]}"]
            given = given[1:]
        if str(node[1]) == "is_new":
            return ["eq", ["field", [ID]], ["lit", None]]
        return ["call", node[1], *(_meant(each, entity, statuses) for each in given)]
    if kind in _COMPARED and _is_status(node[1]) and node[2][0] == "lit":
        return _status(kind, node[2][1], statuses)
    if kind == "in" and _is_status(node[1]) and node[2][0] == "list":
        return ["or", *(_status("eq", each[1], statuses) for each in node[2][1:])]
    return [
        kind,
        *(_meant(each, entity, statuses) if isinstance(each, list) else each for each in node[1:]),
    ]


def _noted(node: Node, entity: Entity) -> str:
    """What the condition reads that is not in the source, and how it was taken; empty: nothing."""
    if node[0] == "field":
        names = node[1]
        if names[1:] == ["boot", "developer_mode"]:
            return "the developer mode is taken as off"
        for prefix in _DOC:
            own = names[len(prefix) :]
            if tuple(names[: len(prefix)]) == prefix and own and is_unknown(own, entity):
                return f"the DocType has no field {own[0]}: it is taken as empty"
        return ""
    found = (_noted(each, entity) for each in node if isinstance(each, list) and each)
    return next((each for each in found if each), "")


def _is_status(node: Node) -> bool:
    return bool(node[0] == "field" and node[1][-1] == "docstatus")


def _status(kind: str, value: Any, statuses: dict[str, int]) -> Node:
    """A comparison of docstatus as one of the state; without a workflow everything is a draft."""
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = 0
    if not statuses:
        return ["lit", TESTS[kind](0, number)]
    fitting = [name for name, status in statuses.items() if TESTS[kind](status, number)]
    if not fitting or len(fitting) == len(statuses):
        return ["lit", bool(fitting)]
    return ["in", ["field", [STATE]], ["list", *(["lit", name] for name in fitting)]]


def _field(names: list[str], entity: Entity, statuses: dict[str, int]) -> Node:
    if names[1:] == ["session", "user"] or names == ["user"]:
        return ["field", [USER]]
    if names[1:] == ["boot", "developer_mode"]:
        return ["lit", False]  # where people work it is off
    for prefix in _DOC:
        if tuple(names[: len(prefix)]) == prefix and len(names) > len(prefix):
            own = names[len(prefix) :]
            return ["lit", None] if is_unknown(own, entity) else _own(own, entity, statuses)
    for prefix in _PARENTS:
        if tuple(names[: len(prefix)]) == prefix and len(names) > len(prefix):
            return ["field", [PARENT, *names[len(prefix) :]]]
    return _own(names, entity, statuses)


def is_unknown(names: list[str], entity: Entity) -> bool:
    """Whether the DocType has no such field, and Frappe finds nothing there in any record."""
    first = names[0]
    return not (
        first in _KNOWN
        or first.startswith("_")
        or len(names) > 1
        or first in entity.implied
        or first in entity.state_names
        or entity.field(first) is not None
        or entity.child(first) is not None
    )


def _own(names: list[str], entity: Entity, statuses: dict[str, int]) -> Node:
    first = names[0]
    if first in _NEW:
        return ["eq", ["field", [ID]], ["lit", None]]
    if first == "docstatus":
        return _status("ne", 0, statuses)
    if first == "doctype":
        return ["lit", entity.name]
    if first == "name" and entity.field("name") is None:
        return ["field", [entity.key or ID]]
    if entity.child(first) is not None:
        return ["field", [counted(entity, first)]]
    return ["field", names]


def counted(entity: Entity, child: str) -> str:
    """Rows cannot be looked at in a condition; a hidden field counts them."""
    name = f"{child}_count"
    if entity.field(name) is None:
        place = next(one.place for one in entity.children if one.name == child)
        made = Field(
            name, "int", place, kind="helper", visible=False, count_of=child, stays_open=True
        )
        entity.fields.append(made)
    return name


def through_parent(node: Node) -> Node:
    """The same condition for the rows of a child table."""
    if node[0] == "field":
        return node if node[1][0] == USER else ["field", [PARENT, *node[1]]]
    return [
        through_parent(each)
        if isinstance(each, list) and each and isinstance(each[0], str)
        else each
        for each in node
    ]
