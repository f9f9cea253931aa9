"""The indexes that a list needs: behind every filter that it offers, behind its order, behind the number of a document.

Without the order in it, an index on `state` finds the 900,000 closed ones of a million rows and then sorts them to show 25.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from generator.plan import Field, Scope, Screens

Columns = tuple[str, ...]

_BUILT_IN: Final = ("created_at", "updated_at")
_CHOSEN: Final = ("enum", "bool", "ref")
"""Filtered for one value: the list's order can follow behind it in the index."""
_RANGED: Final = (
    "int", "decimal", "money", "percent", "rating", "duration", "date", "datetime", "time",
)  # fmt: skip
_ORDERED: Final = (*_RANGED, "number", "string", "phone", "barcode")
"""Sorted by what is stored. Enums go by their place in the schema, references by a title elsewhere."""


def with_those_of_the_list(
    given: Sequence[Columns],
    unique: Sequence[Columns],
    fields: Sequence[Field],
    screens: Screens,
    scopes: Sequence[Scope],
    *,
    has_states: bool,
) -> tuple[Columns, ...]:
    """The schema's own combinations, then what the list's filters and order and the rows of its readers lack."""
    known = {field.name: field for field in fields}
    found = list(given)
    order = _order(known, screens)
    wanted = [*_of_list(known, screens, order, has_states=has_states), *_of_scopes(scopes, order)]
    if has_states:
        wanted.append(counted(scopes))
    for columns in wanted:
        if not any(columns == other[: len(columns)] for other in (*found, *unique)) and not (
            len(columns) == 1 and _is_indexed(known, columns[0])
        ):
            found.append(columns)
    return tuple(found)


def covered(
    indexes: Sequence[Columns], fields: Sequence[Field], *, has_states: bool
) -> tuple[str, ...]:
    """Fields whose own index would only be the beginning of another one: each write pays for every index."""
    own = [
        field.name
        for field in fields
        if (field.index or field.type == "ref") and field.type != "refs" and not _is_sealed(field)
    ]
    own += ["state"] if has_states else []
    return tuple(name for name in own if any(names[0] == name for names in indexes))


def counted(scopes: Sequence[Scope]) -> Columns:
    """What the numbers on the tabs are counted by: the state, and what decides whether a row is there for the reader.

    With all of it in one index nobody looks at the rows. Only what can be many rows: a set of the reader's, and who made them.
    The trash comes last: SQLite takes whatever is compared with more columns, and nearly every row is not in the trash.
    """
    wide = [tree[1][1] for scope in scopes if _is_wide(tree := scope.expression.tree)]
    own = ["created_by"] if any(_names(s.expression.tree, "created_by") for s in scopes) else []
    return tuple(dict.fromkeys(["state", *wide, *own, "deleted_at"]))


def _is_wide(tree: Any) -> bool:
    """`project in user.projects`"""
    return bool(tree) and tree[0] == "in" and tree[1][0] == "field" and tree[2][0] == "user"


def _of_list(
    known: dict[str, Field], screens: Screens, order: Columns, *, has_states: bool
) -> Iterator[Columns]:
    yield from ((field.name,) for field in known.values() if field.type == "number")
    if order:
        yield order
    for name in screens.filters:
        field = known.get(name)
        if (name == "state" and has_states) or (field is not None and field.type in _CHOSEN):
            yield (name, *order) if (name,) != order else order
        elif field is not None and field.type in _RANGED and not _is_sealed(field):
            yield (name,)


def _of_scopes(scopes: Sequence[Scope], order: Columns) -> Iterator[Columns]:
    """Whoever sees only what he made himself: nothing else has an index on the maker."""
    if any(_names(scope.expression.tree, "created_by") for scope in scopes):
        yield ("created_by", *order)


def _names(tree: Any, field: str) -> bool:
    if not isinstance(tree, list):
        return False
    return tree == ["field", field] or any(_names(part, field) for part in tree)


def _order(known: dict[str, Field], screens: Screens) -> Columns:
    """The first column that the list is sorted by, if it is stored as it is sorted; () by the id, which needs none."""
    name = screens.sort[0].removeprefix("-") if screens.sort else "id"
    field = known.get(name)
    if name in _BUILT_IN or (field and field.type in _ORDERED and not _is_sealed(field)):
        return (name,)
    return ()


def _is_indexed(known: dict[str, Field], name: str) -> bool:
    """By what the field itself says: references always are, so is a state."""
    field = known.get(name)
    if field is None:
        return name == "state"
    return field.index or field.unique or field.type == "ref"


def _is_sealed(field: Field) -> bool:
    return field.pii == "sensitive" or field.type == "secret"
