"""Expressions of the schema: one tree, evaluated in Python, turned into SQL, sent to the browser."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import python, sql

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from ..context import Actor
    from ..entity import Entity

Tree = list[Any]


@dataclass(frozen=True, eq=False)
class Expression:
    """`source` is for people, `tree` for machines (node table: docs/schema-language.md)."""

    source: str
    tree: Tree
    _run: Callable[[Any, Any], Any] = field(repr=False)

    @property
    def custom(self) -> str | None:
        """The name of a hand-written function, for `custom: name`."""
        return self.tree[1] if self.tree[0] == "custom" else None

    def python(self, record: Entity | Mapping[str, Any], actor: Actor) -> Any:
        """The value for one record (or one form's values). Null rules: docs/schema-language.md."""
        return self._run(record, actor)

    def holds(self, record: Entity | Mapping[str, Any], actor: Actor) -> bool:
        """The value as a truth; null is false."""
        return bool(self._run(record, actor))

    def sql(self, entity: Any, actor: Actor) -> ColumnElement[Any]:
        """The value as SQL over `entity` (a class or an alias); a condition that is null does not hold."""
        return sql.build(self.tree, entity, actor)


def hangs_on(tree: Any, names: Container[str]) -> bool:
    """Whether a condition asks for the value of one of these fields; whether there is one may be asked."""
    if not isinstance(tree, list) or not tree:
        return False
    if tree[0] == "field":
        return tree[1] in names
    if tree[0] in ("is_null", "not_null") and tree[1][0] == "field":
        return False
    return any(hangs_on(part, names) for part in tree[1:])


def reads_record(tree: Any) -> bool:
    """Whether the value hangs on the record at all, and not only on who asks and when."""
    if not isinstance(tree, list) or not tree or tree[0] in ("lit", "user"):
        return False
    return tree[0] in ("field", "path", "custom") or any(reads_record(part) for part in tree[1:])


def expression(source: str, tree: Tree) -> Expression:
    """What generated code calls."""
    return Expression(source, tree, python.compile_tree(tree))


__all__ = ["Expression", "Tree", "expression", "hangs_on", "reads_record"]
