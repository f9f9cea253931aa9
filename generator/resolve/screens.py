"""Screens that nobody described: titles, columns, filters and sections from the fields."""

from __future__ import annotations

import re
from typing import Final

from generator import plan
from generator.nodes import MapNode
from generator.resolve.common import labels_of, mappings, texts_of
from generator.symbols import USER, EntitySymbol, FieldSymbol, Symbols

COLUMNS: Final = 7
FILTERS: Final = 6
USER_TITLE: Final = "{username}"
REMAINING: Final = {"zh": "其他", "en": "More"}
"""The section of the fields that no other section names."""

_FILTERED: Final = ("enum", "ref", "bool", "date", "enums", "datetime")
_TITLES: Final = ("name", "title", "summary", "label", "code")
_PIECE: Final = re.compile(r"\{([a-z0-9_.]*)\}")


def resolve_title(symbols: Symbols, entity: EntitySymbol) -> str:
    """The title; a ref in it is replaced by the title of what it refers to."""
    template = entity.node.text("title") or default_title(entity)

    def expand(found: re.Match[str]) -> str:
        name = found.group(1)
        field = entity.fields.get(name)
        if field is None or field.type is None or field.type.name != "ref":
            return found.group()
        inner = own_title(symbols, field.target or "")
        return _PIECE.sub(lambda piece: "{" + name + "." + piece.group(1) + "}", inner)

    return _PIECE.sub(expand, template)


def own_title(symbols: Symbols, entity: str) -> str:
    """The title of an entity without following its refs: what fits into another title."""
    if entity == USER:
        return USER_TITLE
    known = symbols.entities[entity]
    template = known.node.text("title") or default_title(known)
    return template if not _follows(known, template) else default_title(known, refs=False)


def _follows(entity: EntitySymbol, template: str) -> bool:
    for name in _PIECE.findall(template):
        field = entity.fields.get(name)
        if "." in name or (field and field.type and field.type.name == "ref"):
            return True
    return False


def default_title(entity: EntitySymbol, *, refs: bool = True) -> str:
    """The number and the name, as far as there are any; else the id."""
    numbers = [f.name for f in entity.fields.values() if f.type and f.type.name == "number"][:1]
    named = [name for name in _TITLES if _is_short_text(entity.fields.get(name))][:1]
    texts = named or [name for name, field in entity.fields.items() if _is_short_text(field)][:1]
    pieces = numbers + texts
    if not pieces and refs:
        pieces = [f.name for f in entity.fields.values() if f.type and f.type.name == "ref"][:2]
    return " ".join("{" + name + "}" for name in pieces or ["id"])


def _is_short_text(field: FieldSymbol | None) -> bool:
    if field is None or field.type is None or "pii" in field.node:
        return False
    return field.type.name == "string"


def resolve_screens(symbols: Symbols, entity: EntitySymbol, *, is_child: bool) -> plan.Screens:
    node = entity.node.mapping("screens")
    listing = node.mapping("list")
    gantt = texts_of(node, "gantt")
    return plan.Screens(
        columns=texts_of(listing, "columns") or _columns(entity),
        filters=texts_of(listing, "filters") if "filters" in listing else _filters(entity),
        sort=texts_of(listing, "sort") or ("-id",),
        sections=_sections(symbols, entity, node),
        kanban=node.text("kanban"),
        calendar=node.text("calendar"),
        gantt=(gantt[0], gantt[1]) if gantt else None,
        tree=node.text("tree"),
        mobile=texts_of(node, "mobile"),
        portal=texts_of(node, "portal"),
        menu=node.flag("menu", default=not is_child),
        tabs=tuple(
            plan.Tab(entry.key, labels_of(symbols, tab), texts_of(tab, "children"))
            for entry, tab in mappings(node.mapping("tabs"))
        ),
        quick=tuple(
            plan.Quick(entry.key, labels_of(symbols, quick), quick.text("filter") or "")
            for entry, quick in mappings(listing.mapping("quick"))
        ),
        labels=texts_of(node, "labels"),
        picker=texts_of(node, "picker"),
    )


def is_listed(field: FieldSymbol) -> bool:
    """It has one short value that a list may show to whoever may read the field."""
    return field.type is not None and field.type.listed and field.type.name != "refs"


def _columns(entity: EntitySymbol) -> tuple[str, ...]:
    listed = [field.name for field in entity.fields.values() if is_listed(field)]
    in_title = [name for name in _PIECE.findall(entity.node.text("title") or "") if name in listed]
    state = ["state"] if entity.states else []
    return tuple(dict.fromkeys([*in_title, *state, *listed]))[:COLUMNS] or ("id",)


def _filters(entity: EntitySymbol) -> tuple[str, ...]:
    found = ["state"] if entity.states else []
    fields = entity.fields.values()
    for kind in _FILTERED:
        found += [field.name for field in fields if field.type and field.type.name == kind]
    return tuple(dict.fromkeys(found))[:FILTERS]


def _sections(symbols: Symbols, entity: EntitySymbol, node: MapNode) -> tuple[plan.Section, ...]:
    given: list[plan.Section] = []
    for item in node.items("form"):
        if isinstance(item, MapNode):
            labels = labels_of(symbols, item.mapping("section"))
            given.append(
                plan.Section(
                    labels,
                    texts_of(item, "fields"),
                    collapsed=item.flag("collapsed"),
                    tab=item.text("tab") or "",
                )
            )
    named = {name for section in given for name in section.fields}
    rest = tuple(name for name in entity.fields if name not in named)
    own = labels_of(symbols, entity.node.mapping("label"))
    if not given:
        return (plan.Section(own, rest),)
    if rest:
        # Languages beyond zh and en have no text of the framework here; the entity's own label is right in all.
        labels = {language: REMAINING.get(language) or own[language] for language in own}
        last = list(node.mapping("tabs").entries)[-1:]
        given.append(plan.Section(labels, rest, collapsed=True, tab="".join(last)))
    return tuple(given)
