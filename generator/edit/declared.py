"""Where a schema speaks of a role, a module, a shared enum, a report: found by the spec, which says what each text is the name of.

The values of an enum are named in conditions, too: there the field beside them says whose values they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.edit.places import EditFailed
from generator.edit.renaming import replaced, with_was
from generator.edit.surgery import rename
from generator.nodes import Entry, ListNode, MapNode, Node, ScalarNode
from generator.spec.common import AGGREGATES
from generator.spec.document import SCHEMA
from generator.spec.shapes import Flag, Labels, ListOf, MapOf, OneOf, Record, Shape, Text

KINDS: Final = {"roles": "role", "modules": "module", "enums": "enum", "reports": "report"}
"""Section of the document → what the spec calls a name of it."""
REMEMBERED: Final = frozenset({"roles"})
"""Sections whose records have `was:`; those of an enum are its values."""


@dataclass(frozen=True, slots=True)
class Mention:
    """`place`: dotted, as pages show it. `node`: the text that names it; `after`: what it says after a renaming."""

    place: str
    node: ScalarNode
    after: str


def mentions(root: MapNode, section: str, old: str, new: str = "") -> Iterator[Mention]:
    """Everything outside its own lines that names the role, module, enum or report."""
    for place, said, what in _walk(SCHEMA, root, ()):
        named = said.text == old and (
            what == KINDS[section] or _told(root, section, place, what, old)
        )
        if named and place[:2] != (section, old):
            yield Mention(".".join(place), said, new)


def value_mentions(root: MapNode, enum: str, old: str, new: str = "") -> Iterator[Mention]:
    """Everything that names a value of a shared enum: defaults, conditions, filters, minutes of a clock."""
    everywhere = {name for owner in root.mapping("entities") for name in _fields(owner.node, enum)}
    for place, said, what in _walk(SCHEMA, root, ()):
        own = _about(root, place)
        names = _fields(own, enum)
        after = said.text
        if what == "default" and said.text == old and place[3] in names:
            after = new
        elif what in ("default", "expression", "filter", "choice"):
            after = _compared(said.text, names, everywhere, old, new)
        elif what == "enum value" and said.text == old and place[0] == "entities":
            clock = (
                own.mapping("workflow").mapping("sla").mapping(place[4])
                if isinstance(own, MapNode)
                else None
            )
            if clock is not None and (clock.text("by") or "priority").split(".")[-1] in everywhere:
                after = new
        if after != said.text:
            yield Mention(".".join(place), said, after)


def renamed(
    files: Mapping[str, str], root: MapNode, path: tuple[str, ...], name: str, *, published: bool
) -> dict[str, str]:
    """The files that change. `path`: roles, agent; or enums, Priority, p1. `published`: the old name is in use.

    Raises EditFailed.
    """
    section, old = path[0], path[-1]
    home = root.mapping(section).entries.get(path[1])
    if home is None:
        raise EditFailed(f"there is no {path[1]}")
    found = (
        mentions(root, section, old, name)
        if len(path) == 2
        else value_mentions(root, path[1], old, name)
    )
    made = replaced(files, ((one.node, one.after) for one in found))
    text = rename(made[home.at.file], path, name)
    if len(path) == 3 or section in REMEMBERED:
        text = with_was(text, [*path[:-1], name], old, name, published)
    made[home.at.file] = text
    return {one: said for one, said in made.items() if said != files.get(one)}


def counted(root: MapNode, section: str) -> Counter[str]:
    """Name → how often the rest of the schema names it; one walk for all of them."""
    found: Counter[str] = Counter()
    names = root.mapping(section).entries
    for place, said, what in _walk(SCHEMA, root, ()):
        known = what == KINDS[section] or _told(root, section, place, what, said.text)
        if known and said.text in names and place[:2] != (section, said.text):
            found[said.text] += 1
    return found


# -- pieces ---------------------------------------------------------------------------------------

Found = tuple[tuple[str, ...], ScalarNode, str]
"""(place, text, what the spec says that it is)."""


def _walk(shape: Shape, node: Node, place: tuple[str, ...]) -> Iterator[Found]:
    match shape:
        case Record() if isinstance(node, MapNode):
            for entry in node:
                key = shape.key(entry.key)
                if key is not None:
                    yield from _walk(key.shape, entry.node, (*place, entry.key))
        case MapOf() if isinstance(node, MapNode):
            for entry in node:
                if place != (f"{shape.names}s",):
                    yield (*place, entry.key), _key(entry), shape.names
                yield from _walk(shape.value, entry.node, (*place, entry.key))
        case ListOf():
            items = node.items if isinstance(node, ListNode) else [node]
            for number, item in enumerate(items):
                within = (*place, str(number)) if isinstance(item, MapNode) else place
                yield from _walk(shape.item, item, within)
        case OneOf():
            chosen = next((one for one in shape.shapes if _fits(one, node)), None)
            if chosen is not None:
                yield from _walk(chosen, node, place)
        case Text() if isinstance(node, ScalarNode):
            yield place, node, shape.what
        case Labels() | Flag():
            return
        case _:
            # A value that only a rule can judge: a default.
            yield from ((place, one, "default") for one in _scalars(node))


def _fits(shape: Shape, node: Node) -> bool:
    match node:
        case MapNode():
            return isinstance(shape, Record | MapOf | Labels)
        case ListNode():
            return isinstance(shape, ListOf)
        case ScalarNode():
            if isinstance(shape, Flag):
                return isinstance(node.value, bool)
            return isinstance(shape, Text) or (isinstance(shape, ListOf) and shape.single)
    return False


def _key(entry: Entry) -> ScalarNode:
    return ScalarNode(entry.at, entry.key, True, 0)


def _scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    for item in node.items if isinstance(node, ListNode) else ():
        yield from _scalars(item)
    for entry in node if isinstance(node, MapNode) else ():
        yield from _scalars(entry.node)


def _told(root: MapNode, section: str, place: tuple[str, ...], what: str, name: str) -> bool:
    """Clocks tell a field of the record or a role: the field comes first."""
    if section != "roles" or what != "recipient":
        return False
    return name not in root.mapping("entities").mapping(place[1]).mapping("fields")


def _about(root: MapNode, place: tuple[str, ...]) -> Node:
    """The entity whose fields a condition at this place names."""
    entities = root.mapping("entities")
    if place[0] == "entities" and len(place) > 1:
        own = entities.mapping(place[1])
        if place[2:3] == ("fields",) and place[-1] == "where":
            # An aggregate's condition is about the rows of the child table.
            field = own.mapping("fields").mapping(place[3])
            sums = (field.text(key) for key in AGGREGATES if key in field)
            lines = (next(sums, None) or "").partition(".")[0]
            return entities.mapping(own.mapping("children").mapping(lines).text("of") or "")
        return own
    if place[0] == "home" and len(place) > 3:
        task = root.mapping("home").mapping(place[1]).items("tasks")[int(place[3])]
        return entities.mapping((task.text("of") if isinstance(task, MapNode) else None) or "")
    if place[0] == "reports" and len(place) > 1:
        return entities.mapping(root.mapping("reports").mapping(place[1]).text("of") or "")
    return entities.mapping("")


def _fields(entity: Node, enum: str) -> set[str]:
    if not isinstance(entity, MapNode):
        return set()
    return {
        field.key
        for field in entity.mapping("fields")
        if isinstance(field.node, MapNode) and field.node.text("of") == enum
    }


def _compared(text: str, own: set[str], behind: set[str], old: str, new: str) -> str:
    """`kind == 'old'`, `'old' != unit.kind`, `kind in ['old', 'x']`, `kind=old`: with the value's new name."""
    names = [*(rf"(?<![\w.]){re.escape(one)}" for one in sorted(own))]
    names += [rf"(?<=\.){re.escape(one)}" for one in sorted(behind)]
    if not names or old not in text:
        return text
    field, value = f"(?:{'|'.join(names)})", re.escape(old)
    text = re.sub(rf"({field}\s*[=!]=\s*['\"]){value}(?=['\"])", lambda m: m[1] + new, text)
    text = re.sub(
        rf"(?<=['\"]){value}(['\"]\s*[=!]=\s*(?:\w+\.)*{field}(?!\w))", lambda m: new + m[1], text
    )
    text = re.sub(
        rf"({field}\s+(?:not\s+)?in\s+)(\[[^\]]*\])",
        lambda m: m[1] + re.sub(rf"(?<=['\"]){value}(?=['\"])", new, m[2]),
        text,
    )
    return re.sub(rf"((?:^|&){field}=){value}(?=&|$)", lambda m: m[1] + new, text)
