"""Screens and REST methods: fields that can be shown, filtered, filled in, put on a board or a calendar."""

from __future__ import annotations

from typing import Final

from generator.nodes import MapNode, Node, ScalarNode
from generator.resolve import possible_methods
from generator.rules.lookup import known_role, own_field, unknown, walk
from generator.symbols import EntitySymbol, FieldSymbol, Symbols, role_scopes

_NOT_IN_LISTS: Final = ("secret", "richtext", "geo", "file", "files", "images", "signature")


def check(symbols: Symbols) -> None:
    for entity in symbols.entities.values():
        _Screens(symbols, entity).check()
        _check_methods(symbols, entity)
        _check_comments(symbols, entity)


class _Screens:
    def __init__(self, symbols: Symbols, entity: EntitySymbol) -> None:
        self.symbols = symbols
        self.entity = entity
        self.node = entity.node.mapping("screens")
        self.path = f"{entity.path}.screens"

    def check(self) -> None:
        listing = self.node.mapping("list")
        for key in ("columns", "filters", "sort"):
            for number, node in enumerate(listing.texts(key)):
                self.shown(node, key, f"{self.path}.list.{key}[{number}]")
        for key in ("labels", "picker"):
            for number, node in enumerate(self.node.texts(key)):
                self.shown(node, "columns", f"{self.path}.{key}[{number}]")
        self.quick()
        self.sections()
        self.tabs()
        self.one("kanban", ("enum",), "the state or an enum")
        self.one("calendar", ("date", "datetime"), "a date")
        for number, node in enumerate(self.node.texts("gantt")):
            self.fits(node, ("date", "datetime"), "a date", f"{self.path}.gantt[{number}]")
        self.tree()
        for number, role in enumerate(self.node.texts("mobile")):
            known_role(self.symbols, role, f"{self.path}.mobile[{number}]")
        for number, node in enumerate(self.node.texts("portal")):
            path = f"{self.path}.portal[{number}]"
            field = own_field(self.symbols, self.entity, node, path)
            if field is not None and not field.is_writable:
                told = f"'{node.text}' is filled by the program"
                self.symbols.refuse(node.at, "S804", told, path)

    def shown(self, node: ScalarNode, key: str, path: str) -> None:
        descending = key == "sort" and node.text.startswith("-")
        shift = None if node.shift is None else node.shift + (1 if descending else 0)
        name = ScalarNode(node.at, node.text[1:] if descending else node.text, True, shift)
        found = walk(self.symbols, self.entity, name, path)
        if not isinstance(found, FieldSymbol) or found.type is None:
            return
        row = found.type
        told = ""
        if key == "columns" and row.name in _NOT_IN_LISTS:
            told = f"'{name.text}' is {row.name}: a list cannot show it"
        elif key == "filters" and row.operators in ((), ("is_null",)):
            told = f"'{name.text}' is {row.name}: nothing can be asked of it"
        elif key == "sort" and not row.sortable:
            told = f"'{name.text}' is {row.name}: it has no order"
        if told:
            self.symbols.refuse(node.at, "S801", told, path)

    def quick(self) -> None:
        """Every part of a quick filter asks something that its field can be asked."""
        filters = self.node.mapping("list").mapping("quick")
        for name in filters.entries:
            node = filters.mapping(name).get("filter")
            if not isinstance(node, ScalarNode):
                continue
            path = f"{self.path}.list.quick.{name}.filter"
            for part in node.text.split("&"):
                key, equals, value = part.partition("=")
                if not equals or not value:
                    told = f"'{part}' asks nothing: write field=value, parted by &"
                    self.symbols.refuse(node.at, "S801", told, path)
                    continue
                way, _mark, operator = key.partition("__")
                found = walk(self.symbols, self.entity, ScalarNode(node.at, way, True), path)
                if not isinstance(found, FieldSymbol) or found.type is None:
                    continue
                if (operator or "eq") not in found.type.operators:
                    known = ", ".join(found.type.operators)
                    told = f"'{way}' is {found.type.name}: it cannot be asked '{operator or 'eq'}'"
                    self.symbols.refuse(node.at, "S801", told, path, f"it has: {known}")

    def sections(self) -> None:
        seen: dict[str, int] = {}
        for number, section in enumerate(self.node.items("form")):
            if not isinstance(section, MapNode):
                continue
            for place, node in enumerate(section.texts("fields")):
                path = f"{self.path}.form[{number}].fields[{place}]"
                if own_field(self.symbols, self.entity, node, path) is None:
                    continue
                if node.text in seen:
                    told = f"'{node.text}' stands in section {seen[node.text] + 1} already"
                    self.symbols.refuse(node.at, "S803", told, path)
                seen.setdefault(node.text, number)

    def tabs(self) -> None:
        """Each tab is there, has something to show, and each child table stands in one of them."""
        tabs = self.node.mapping("tabs")
        filled: set[str] = set()
        for number, section in enumerate(self.node.items("form")):
            tab = section.get("tab") if isinstance(section, MapNode) else None
            if not isinstance(tab, ScalarNode):
                continue
            filled.add(tab.text)
            if tab.text not in tabs.entries:
                what, path = f"tab of {self.entity.name}", f"{self.path}.form[{number}].tab"
                unknown(self.symbols, tab, "S807", what, list(tabs.entries), path)
        seen: dict[str, str] = {}
        for name in tabs.entries:
            for place, child in enumerate(tabs.mapping(name).texts("children")):
                filled.add(name)
                path = f"{self.path}.tabs.{name}.children[{place}]"
                if child.text not in self.entity.children:
                    what = f"child table of {self.entity.name}"
                    unknown(self.symbols, child, "S411", what, list(self.entity.children), path)
                elif child.text in seen:
                    told = f"'{child.text}' stands in the tab '{seen[child.text]}' already"
                    self.symbols.refuse(child.at, "S807", told, path)
                seen.setdefault(child.text, name)
            if name not in filled:
                told = f"nothing stands in the tab '{name}'"
                hint = f"give a section `tab: {name}`, or name child tables: `children: […]`"
                self.symbols.refuse(
                    tabs.place(name), "S807", told, f"{self.path}.tabs.{name}", hint
                )

    def one(self, key: str, kinds: tuple[str, ...], wanted: str) -> None:
        node = self.node.get(key)
        if isinstance(node, ScalarNode):
            self.fits(node, kinds, wanted, f"{self.path}.{key}")

    def fits(self, node: ScalarNode, kinds: tuple[str, ...], wanted: str, path: str) -> None:
        built_in = self.entity.built_in(node.text)
        if built_in is not None and node.text not in self.entity.fields:
            if built_in.kind not in kinds:
                self.symbols.refuse(node.at, "S802", f"'{node.text}' is not {wanted}", path)
            return
        field = own_field(self.symbols, self.entity, node, path)
        if field is not None and field.type is not None and field.type.name not in kinds:
            self.symbols.refuse(node.at, "S802", f"'{node.text}' is not {wanted}", path)

    def tree(self) -> None:
        node = self.node.get("tree")
        if not isinstance(node, ScalarNode):
            return
        path = f"{self.path}.tree"
        field = own_field(self.symbols, self.entity, node, path)
        if field is not None and field.target != self.entity.name:
            told = f"'{node.text}' is not a ref to {self.entity.name} itself"
            self.symbols.refuse(node.at, "S802", told, path)


def _check_comments(symbols: Symbols, entity: EntitySymbol) -> None:
    shown = entity.node.mapping("comments").get("portal")
    if not isinstance(shown, ScalarNode):
        return
    residents = {name for name, entry in symbols.roles.items() if _is_portal(entry.node)}
    readers = role_scopes(entity.node.mapping("permissions").get("read"))
    if not any(role.text in residents for role, _ in readers):
        told = f"no role of the portal may read {entity.name}"
        symbols.refuse(shown.at, "S808", told, f"{entity.path}.comments.portal")


def _is_portal(role: Node) -> bool:
    return isinstance(role, MapNode) and role.flag("portal")


def _check_methods(symbols: Symbols, entity: EntitySymbol) -> None:
    api = entity.node.get("api")
    if not isinstance(api, MapNode):
        return
    possible = possible_methods(entity)
    for number, node in enumerate(api.texts("methods")):
        if node.text not in possible:
            reason = "it is a ledger" if entity.is_ledger else "it has no workflow"
            symbols.refuse(
                node.at,
                "S805",
                f"{entity.name} has no method '{node.text}': {reason}",
                f"{entity.path}.api.methods[{number}]",
            )
