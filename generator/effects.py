"""What a migration script does to each table: which lock it takes, whether the table is written anew, the way back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

MOMENT = "ACCESS EXCLUSIVE, a moment"
READS = "ACCESS EXCLUSIVE while every row is read"
REWRITES = "ACCESS EXCLUSIVE while the table is written anew"
ROWS = "row locks on the rows that change"
WRITERS = "SHARE: writers wait until the index is built"
KEYS = "SHARE ROW EXCLUSIVE on both tables while every row is checked"
NOTHING = "none"

COPIES, IN_PLACE = "the table is copied", "in place"


@dataclass(frozen=True, slots=True)
class Effect:
    """One statement. `column` empty: the whole table. SQLite locks the whole file until the end in any case."""

    table: str
    column: str
    act: str
    postgresql: str
    sqlite: str
    back: str = "reversible"


CALLS = {
    "create_table": ("create", NOTHING, IN_PLACE),
    "drop_table": ("drop", MOMENT, IN_PLACE),
    "create_index": ("index", WRITERS, IN_PLACE),
    "drop_index": ("unindex", MOMENT, IN_PLACE),
    "add_column": ("add", MOMENT, IN_PLACE),
    "drop_column": ("remove", MOMENT, COPIES),
    "create_foreign_key": ("link", KEYS, COPIES),
    "drop_constraint": ("unlink", MOMENT, COPIES),
    "rename_table": ("rename", MOMENT, IN_PLACE),
    "rename_column": ("rename", MOMENT, IN_PLACE),
    "trash_table": ("trash", MOMENT, IN_PLACE),
    "trash_column": ("trash", MOMENT, IN_PLACE),
    "fill": ("fill", ROWS, IN_PLACE),
    "recompute": ("recompute", ROWS, IN_PLACE),
    "rescale": ("rescale", ROWS, IN_PLACE),
    "rename_value": ("rename values", ROWS, IN_PLACE),
    "rename_in_lists": ("rename values", ROWS, IN_PLACE),
    "rename_state": ("rename values", ROWS, IN_PLACE),
    "rename_transition": ("rename in the log", ROWS, IN_PLACE),
    "rename_field": ("rename in attachments and search", ROWS, IN_PLACE),
    "rename_entity": ("rename in the logs", ROWS, IN_PLACE),
    "rename_role": ("rename", ROWS, IN_PLACE),
    "add_blind": ("add what finds equal values", REWRITES, IN_PLACE),
    "drop_blind": ("remove what finds equal values", MOMENT, IN_PLACE),
    "encrypt_column": ("encrypt", ROWS, IN_PLACE),
    "decrypt_column": ("decrypt", ROWS, IN_PLACE),
    "move_encrypted": ("encrypt anew", ROWS, IN_PLACE),
}
WITHOUT_COLUMN = (
    "create_table", "drop_table", "create_index", "drop_index", "create_foreign_key",
    "drop_constraint", "rename_table", "trash_table", "rename_state", "rename_transition",
    "rename_field", "rename_entity", "rename_role",
)  # fmt: skip
BACK = {
    "trash_table": "restorable: dougong trash",
    "trash_column": "restorable: dougong trash",
    "drop_table": "not reversible",
    "drop_column": "not reversible",
    "recompute": "worked out again by the rule of that time",
    "add_column": "reversible, new values go",
    "create_table": "reversible, new rows go",
}


def effects(text: str) -> list[Effect]:
    """Of `upgrade()` in a migration, in its order; what is hand-written there is called so."""
    module = ast.parse(text)
    found = [
        item for item in module.body if isinstance(item, ast.FunctionDef) and item.name == "upgrade"
    ]
    return list(_walk(found[0].body, "")) if found else []


def _walk(body: list[ast.stmt], table: str) -> Iterator[Effect]:
    for statement in body:
        if isinstance(statement, ast.With):
            batch = statement.items[0].context_expr
            name = _text(batch.args[0]) if isinstance(batch, ast.Call) and batch.args else ""
            yield from _walk(statement.body, name)
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            yield from _call(statement.value, table)
        elif not isinstance(statement, ast.Pass):
            yield Effect("", "", "hand-written", "read the migration", "read the migration", "?")


def _call(call: ast.Call, table: str) -> Iterator[Effect]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    arguments = [_text(each) for each in call.args]
    if name.startswith("refuse_"):
        return
    if name == "alter_column":
        yield _altered(call, table, arguments[0])
    elif name in CALLS:
        act, lock, file = CALLS[name]
        if name == "add_column" and isinstance(call.args[0], ast.Call):
            arguments = [_text(call.args[0].args[0])]
        if not table:
            at = 1 if name in ("create_index",) else 0
            table = _keyword(call, "table_name") or (arguments[at] if arguments else "")
            arguments = arguments[1:]
        columns = [""] if name in WITHOUT_COLUMN else arguments
        for column in columns if name == "recompute" else columns[:1]:
            yield Effect(table, column, act, lock, file, BACK.get(name, "reversible"))
    else:
        yield Effect(table, "", "hand-written", "read the migration", "read the migration", "?")


def _altered(call: ast.Call, table: str, column: str) -> Effect:
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    if "type_" in given:
        before, after = _length(given.get("existing_type")), _length(given["type_"])
        wider = before is not None and (after is None or after >= before)
        lock = MOMENT if wider else REWRITES
        return Effect(table, column, "change type", lock, COPIES)
    required = isinstance(given.get("nullable"), ast.Constant) and not _value(given["nullable"])
    act, lock = ("require", READS) if required else ("relax", MOMENT)
    return Effect(table, column, act, lock, COPIES)


def _length(node: ast.expr | None) -> int | None:
    """40 of `sa.String(40)`; texts without a limit have none, other types count as 0 and -1: always rewritten."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return -1
    if node.func.attr == "Text":
        return None
    if node.func.attr == "String" and node.args:
        found = _value(node.args[0])
        return found if isinstance(found, int) else None
    return -1


def _value(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _text(node: ast.expr) -> str:
    found = _value(node)
    return found if isinstance(found, str) else ""


def _keyword(call: ast.Call, name: str) -> str:
    return next((_text(each.value) for each in call.keywords if each.arg == name), "")
