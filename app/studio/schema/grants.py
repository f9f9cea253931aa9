"""Who may do what with an entity, as a grid: a role a line, an action a column; fields that are told apart below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.studio.schema import outline
from app.studio.schema.controls import ABSENT
from generator.nodes import ListNode, MapNode, ScalarNode
from generator.spec import ACTIONS

NOBODY = "-"
"""Typed for a field that nobody may read or write; an empty box follows the entity."""


@dataclass(frozen=True, slots=True)
class FieldLine:
    field: str
    label: str
    read: str
    write: str


class Grid:
    """`cells[role, action]` is the scope's name, "" where nothing is granted."""

    def __init__(self, root: MapNode, entity: MapNode, language: str) -> None:
        node = entity.mapping("permissions")
        self.node = node
        self.saved: dict[tuple[str, str], str] = {}
        self.new = {"field": "", "read": "", "write": ""}
        self.actions = ACTIONS
        self.roles = [
            (
                entry.key,
                outline.text(entry.node, language) if isinstance(entry.node, MapNode) else "",
            )
            for entry in root.mapping("roles")
        ]
        self.scopes = ["all", *entity.mapping("scopes").entries]
        self.cells = {
            (role, action): scope
            for action in ACTIONS
            for role, scope in _scopes(node, action).items()
        }
        labels = {row.name: row.label for row in outline.fields(entity, language)}
        self.lines = [
            FieldLine(
                entry.key,
                labels.get(entry.key, ""),
                _roles(entry.node, "read"),
                _roles(entry.node, "write"),
            )
            for entry in node.mapping("fields")
            if isinstance(entry.node, MapNode)
        ]
        told = {line.field for line in self.lines}
        self.others = [(name, label) for name, label in labels.items() if name not in told]

    def fill(self, sent: Mapping[str, str]) -> None:
        """Show what was chosen and typed; what is saved stands beside it where it differs."""
        for role, _label in self.roles:
            for action in ACTIONS:
                chosen, saved = sent.get(f"{role}.{action}"), self.cells.get((role, action), "")
                if chosen is not None and chosen != saved:
                    self.saved[role, action] = saved or NOBODY
                    self.cells[role, action] = chosen
        self.lines = [
            replace(
                line,
                read=sent.get(f"field.{line.field}.read", line.read),
                write=sent.get(f"field.{line.field}.write", line.write),
            )
            for line in self.lines
        ]
        self.new = {key: sent.get(f"new.{key}", "") for key in ("field", "read", "write")}

    def changes(self, sent: Mapping[str, str]) -> dict[tuple[str, ...], Any]:
        """Path below `permissions` → its new value, or ABSENT. What the grid does not show stays."""
        found: dict[tuple[str, ...], Any] = {}
        for action in ACTIONS:
            before = _scopes(self.node, action)
            after = {
                role: sent.get(f"{role}.{action}", before.get(role, ""))
                for role in [*before, *(name for name, _ in self.roles if name not in before)]
            }
            after = {role: scope for role, scope in after.items() if scope}
            if after == before:
                continue
            is_list = isinstance(self.node.get(action), ListNode | ScalarNode)
            if not after:
                found[action,] = ABSENT
            elif is_list and set(after.values()) == {"all"}:
                found[action,] = list(after)
            else:
                found[action,] = after
        for line in self.lines:
            for act in ("read", "write"):
                text = sent.get(f"field.{line.field}.{act}", getattr(line, act))
                if _names(text) != _names(getattr(line, act)):
                    names = _names(text)
                    found["fields", line.field, act] = ABSENT if names is None else names
        found |= self._added(sent)
        return found

    @staticmethod
    def _added(sent: Mapping[str, str]) -> dict[tuple[str, ...], Any]:
        field = sent.get("new.field", "")
        given = {act: _names(sent.get(f"new.{act}", "")) for act in ("read", "write")}
        line = {act: names for act, names in given.items() if names is not None}
        return {("fields", field): line} if field and line else {}


def _scopes(node: MapNode, action: str) -> dict[str, str]:
    """`{role: scope}`; a list of roles grants all rows."""
    given = node.get(action)
    if isinstance(given, MapNode):
        return {one.key: one.node.text for one in given if isinstance(one.node, ScalarNode)}
    return {one.text: "all" for one in node.texts(action)}


def _roles(node: MapNode, act: str) -> str:
    if act not in node:
        return ""
    return ", ".join(one.text for one in node.texts(act)) or NOBODY


def _names(text: str) -> list[str] | None:
    """None: no line, the field follows the entity."""
    text = text.strip()
    if not text:
        return None
    if text == NOBODY:
        return []
    return [name for name in text.replace("，", ",").replace(" ", ",").split(",") if name]
