"""What the pages show of a draft: entities with their fields, states and grants, as the files say it, with places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.edit import meaning
from generator.edit.writing import flow
from generator.field_types import FIELD_TYPES
from generator.nodes import ListNode, MapNode, Node, ScalarNode
from generator.problem import Position

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a field, a state, a transition."""

    name: str
    label: str
    at: Position
    node: MapNode
    kind: str = ""
    marks: tuple[tuple[str, str], ...] = ()
    """(word, colour) of its badges."""
    number: int | None = None
    """Of a transition that has several mappings: which one."""
    count: int = 1

    @property
    def key(self) -> str:
        return self.name if self.number is None else f"{self.name}.{self.number}"


@dataclass(frozen=True, slots=True)
class Listed:
    name: str
    label: str
    module: str
    file: str
    fields: int
    states: int
    is_changed: bool


def text(node: MapNode | None, language: str) -> str:
    """The text of a `label`, or of a record that is labelled itself."""
    if node is None:
        return ""
    first = next((e.node.text for e in node if isinstance(e.node, ScalarNode)), "")
    return node.text(language) or first


def languages(root: MapNode) -> list[str]:
    found = [one.text for one in root.mapping("app").texts("languages")]
    return found or ["zh", "en"]


def modules(root: MapNode, language: str) -> dict[str, str]:
    """Name → label; the name alone where the draft says no more of it yet."""
    return {
        entry.key: text(entry.node.mapping("label"), language)
        if isinstance(entry.node, MapNode)
        else entry.key
        for entry in root.mapping("modules")
    }


def entities(root: MapNode, before: MapNode, language: str) -> Iterator[Listed]:
    """In the order of the files. `is_changed`: it says something else than the published one."""
    old = before.mapping("entities")
    for entry in root.mapping("entities"):
        if not isinstance(entry.node, MapNode):
            continue
        node, was = entry.node, old.get(entry.key)
        yield Listed(
            entry.key,
            text(node.mapping("label"), language),
            node.text("module") or "",
            entry.at.file,
            len(node.mapping("fields").entries),
            len(node.mapping("workflow").mapping("states").entries),
            was is None or not meaning.same(meaning.plain(was), meaning.plain(node)),
        )


def fields(entity: MapNode, language: str) -> list[Row]:
    rows = []
    for entry in entity.mapping("fields"):
        if isinstance(entry.node, MapNode):
            kind = FIELD_TYPES.get(entry.node.text("type") or "")
            word = (kind.zh if language == "zh" else kind.en) if kind else entry.node.text("type")
            target = entry.node.text("to") or entry.node.text("of") or ""
            rows.append(
                Row(
                    entry.key,
                    text(entry.node.mapping("label"), language),
                    entry.at,
                    entry.node,
                    f"{word or '?'}{f' → {target}' if target else ''}",
                    tuple(_marks(entry.node, language)),
                )
            )
    return rows


def _marks(node: MapNode, language: str) -> Iterator[tuple[str, str]]:
    chinese = language == "zh"
    if node.text("required") not in (None, "false"):
        yield ("必填" if chinese else "required"), "blue"
    for key in ("formula", "lookup", "sum", "count", "avg", "min_of", "max_of"):
        if key in node:
            yield ("自动计算" if chinese else "computed"), "purple"
            break
    if "pii" in node:
        yield ("个人信息" if chinese else "personal"), "orange"
    if node.flag("unique"):
        yield ("唯一" if chinese else "unique"), "teal"
    if "visible" in node:
        yield ("有条件显示" if chinese else "conditional"), ""
    if "was" in node:
        yield (f"原名 {node.text('was')}" if chinese else f"was {node.text('was')}"), "yellow"


def states(entity: MapNode, language: str) -> list[Row]:
    rows = []
    for entry in entity.mapping("workflow").mapping("states"):
        if isinstance(entry.node, MapNode):
            final = ("终态" if language == "zh" else "final", "green")
            marks = (final,) if entry.node.flag("final") else ()
            label = text(entry.node, language)
            rows.append(Row(entry.key, label, entry.at, entry.node, entry.node.text("color") or "", marks))  # fmt: skip
    return rows


def transitions(entity: MapNode, language: str) -> list[Row]:
    rows = []
    for entry in entity.mapping("workflow").mapping("transitions"):
        several = isinstance(entry.node, ListNode)
        items: Sequence[Node] = entry.node.items if isinstance(entry.node, ListNode) else [entry.node]  # fmt: skip
        for number, node in enumerate(items):
            if isinstance(node, MapNode):
                sources = ", ".join(one.text for one in node.texts("from"))
                by = node.get("by")
                marks = ((flow(meaning.plain(by)), ""),) if by is not None else ()
                rows.append(
                    Row(
                        entry.key,
                        text(node.mapping("label"), language),
                        node.at if several else entry.at,
                        node,
                        f"{sources} → {node.text('to') or '?'}",
                        marks,
                        number if several else None,
                        len(items),
                    )
                )
    return rows


def names(root: MapNode, entity: MapNode | None = None) -> dict[str, list[str]]:
    """What the boxes and the completion offer, by kind."""
    found: dict[str, list[str]] = {
        "entity": list(root.mapping("entities").entries),
        "enum": list(root.mapping("enums").entries),
        "role": list(root.mapping("roles").entries),
        "module": list(root.mapping("modules").entries),
        "report": list(root.mapping("reports").entries),
    }
    if entity is not None:
        found["state"] = list(entity.mapping("workflow").mapping("states").entries)
        found["scope"] = ["all", *entity.mapping("scopes").entries]
        found["field"] = list(entity.mapping("fields").entries)
    return found


def plain(node: Node | None) -> Any:
    return None if node is None else meaning.plain(node)
