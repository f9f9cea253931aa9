"""Where a right stands in the schema: file and line of a grant, a scope, a step, the rule of a field."""

from __future__ import annotations

from dataclasses import dataclass

from generator.nodes import ListNode, MapNode, Node
from generator.problem import Position


@dataclass(frozen=True, slots=True)
class Place:
    """`file:line` of the files in use."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Places:
    """`root` None: there are no files to look into, and nothing has a place."""

    def __init__(self, root: MapNode | None) -> None:
        self._entities = root.mapping("entities") if root else None

    def grant(self, entity: str, action: str, role: str) -> Place | None:
        """The line of the role, else of the action."""
        node = self._of(entity, "permissions")
        return self._inside(node, action, role)

    def scope(self, entity: str, name: str) -> Place | None:
        return _at(self._of(entity, "scopes"), name)

    def field(self, entity: str, name: str) -> Place | None:
        node = self._of(entity, "permissions")
        return _at(node.mapping("fields"), name) if node else None

    def step(self, entity: str, name: str) -> Place | None:
        """The first line of its name; several mappings stand together."""
        node = self._of(entity, "workflow")
        return _at(node.mapping("transitions"), name) if node else None

    def _of(self, entity: str, part: str) -> MapNode | None:
        return self._entities.mapping(entity).mapping(part) if self._entities else None

    @staticmethod
    def _inside(node: MapNode | None, action: str, role: str) -> Place | None:
        if node is None:
            return None
        found: Node | None = node.get(action)
        if isinstance(found, MapNode) and role in found:
            return _place(found.place(role))
        if isinstance(found, ListNode):
            for one in found.items:
                if getattr(one, "text", None) == role:
                    return _place(one.at)
        return _at(node, action)


def _at(node: MapNode | None, key: str) -> Place | None:
    return _place(node.place(key)) if node is not None and key in node else None


def _place(at: Position) -> Place:
    return Place(at.file, at.line)
