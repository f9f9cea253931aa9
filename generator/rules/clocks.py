"""Clocks: their states, minutes, calendars, the fields that they fill, and whom they tell."""

from __future__ import annotations

from typing import Final

from generator.nodes import ListNode, MapNode, Node, ScalarNode
from generator.rules.lookup import unknown, walk
from generator.symbols import USER, EntitySymbol, FieldSymbol, Symbols

STATUS: Final = ("ok", "warn", "breached", "met", "missed")
CALENDARS: Final = ("working", "always")


def check(symbols: Symbols) -> None:
    for entity in symbols.entities.values():
        filled: dict[str, str] = {}
        for entry in entity.node.mapping("workflow").mapping("sla"):
            if isinstance(entry.node, MapNode) and entity.states:
                path = f"{entity.path}.workflow.sla.{entry.key}"
                _Clock(symbols, entity, entry.node, path).check(filled)


class _Clock:
    def __init__(self, symbols: Symbols, entity: EntitySymbol, node: MapNode, path: str) -> None:
        self.symbols = symbols
        self.entity = entity
        self.node = node
        self.path = path

    def refuse(self, key: str, code: str, message: str, hint: str = "") -> None:
        self.symbols.refuse(self.node.place(key), code, message, f"{self.path}.{key}", hint)

    def check(self, filled: dict[str, str]) -> None:
        self.states()
        self.time()
        self.calendar()
        self.filled("due", filled)
        self.filled("status", filled)
        for entry in self.node.mapping("escalate"):
            self.recipients(entry.node, f"{self.path}.escalate.{entry.key}")

    def states(self) -> None:
        known = list(self.entity.states)
        groups: dict[str, set[str]] = {}
        for key in ("start", "stop", "pause"):
            nodes = self.node.texts(key)
            groups[key] = {node.text for node in nodes}
            for number, node in enumerate(nodes):
                if node.text not in known:
                    unknown(
                        self.symbols, node, "S406", "state", known, f"{self.path}.{key}[{number}]"
                    )
        for first, second in (("start", "stop"), ("pause", "stop")):
            both = groups[first] & groups[second]
            if both:
                self.refuse(second, "S508", f"'{min(both)}' is in `{first}` and in `{second}`")

    def time(self) -> None:
        minutes = self.node.get("minutes")
        target = self.node.get("target")
        if (minutes is None) == (target is None):
            told = "a clock has `minutes` or `target`"
            key = "target" if target else ""
            place = f"{self.path}.target" if target else self.path
            self.symbols.refuse(self.node.place(key), "S508", told, place)
        if isinstance(minutes, MapNode):
            self.minutes(minutes)
        elif "by" in self.node:
            self.refuse("by", "S508", "`by` goes with minutes for each value")
        if isinstance(target, ScalarNode):
            found = walk(self.symbols, self.entity, target, f"{self.path}.target")
            if isinstance(found, str) or (
                found is not None and found.type is not None and found.type.kind != "int"
            ):
                self.refuse("target", "S509", f"'{target.text}' is not a number of minutes")

    def minutes(self, minutes: MapNode) -> None:
        name = self.node.text("by") or "priority"
        field = self.entity.fields.get(name)
        if field is None:
            if "by" in self.node:
                node = self.node.get("by")
                if isinstance(node, ScalarNode):
                    known = list(self.entity.fields)
                    what = f"field of {self.entity.name}"
                    unknown(self.symbols, node, "S402", what, known, f"{self.path}.by")
            else:
                self.refuse("minutes", "S509", "there is no field 'priority'", "say by: field")
            return
        values = self.symbols.enum_values(field.enum or "")
        if field.type is None or values is None:
            return
        if field.type.name != "enum":
            self.refuse("by" if "by" in self.node else "minutes", "S509", f"'{name}' is no enum")
            return
        for entry in minutes:
            if entry.key not in values:
                wrong = ScalarNode(entry.at, entry.key, plain=True)
                unknown(self.symbols, wrong, "S405", "enum value", values, f"{self.path}.minutes")
        all_known = all(entry.key in values for entry in minutes)
        told = self.symbols.was_told(f"{self.path}.minutes")
        missing = [value for value in values if value not in minutes]
        if missing and all_known and not told:
            self.refuse("minutes", "S509", f"no minutes for {', '.join(missing)}")

    def calendar(self) -> None:
        node = self.node.get("calendar")
        if not isinstance(node, ScalarNode) or node.text in CALENDARS:
            return
        path = f"{self.path}.calendar"
        if "." not in node.text and node.text not in self.entity.fields:
            known = [*CALENDARS, *self.entity.fields]
            unknown(self.symbols, node, "S402", "calendar", known, path)
            return
        found = walk(self.symbols, self.entity, node, path)
        if found is None or (isinstance(found, FieldSymbol) and found.type is None):
            return
        values = self.symbols.enum_values(found.enum or "") if not isinstance(found, str) else None
        if not values or not set(values) <= set(CALENDARS):
            told = f"'{node.text}' is not a choice of working and always"
            self.symbols.refuse(node.at, "S509", told, path)

    def filled(self, key: str, filled: dict[str, str]) -> None:
        node = self.node.get(key)
        if not isinstance(node, ScalarNode):
            return
        path = f"{self.path}.{key}"
        field = self.entity.fields.get(node.text)
        if field is None:
            known = list(self.entity.fields)
            unknown(self.symbols, node, "S402", f"field of {self.entity.name}", known, path)
            return
        if node.text in filled:
            told = f"'{node.text}' is filled by {filled[node.text]} already"
            self.symbols.refuse(node.at, "S509", told, path)
        filled[node.text] = self.path.rpartition(".")[2]
        if field.type is None:
            return
        if key == "due" and field.type.name != "datetime":
            self.symbols.refuse(node.at, "S509", f"'{node.text}' is not a datetime", path)
        if field.is_computed:
            self.symbols.refuse(node.at, "S509", f"'{node.text}' is computed already", path)
        if key == "status":
            values = self.symbols.enum_values(field.enum or "") or []
            missing = [value for value in STATUS if value not in values]
            if field.type.name != "enum" or missing:
                told = f"'{node.text}' must be an enum with {', '.join(STATUS)}"
                self.symbols.refuse(node.at, "S509", told, path)

    def recipients(self, node: Node, path: str) -> None:
        items = node.items if isinstance(node, ListNode) else []
        persons = {user.target for user in self.symbols.users.values() if not user.through}
        for number, item in enumerate(items):
            if not isinstance(item, ScalarNode) or item.text in self.symbols.roles:
                continue
            field = self.entity.fields.get(item.text)
            inner = f"{path}[{number}]"
            if field is None:
                if self.entity.built_in(item.text) and item.text == "creator":
                    continue
                known = [*self.symbols.roles, *self.entity.fields]
                unknown(self.symbols, item, "S401", "role or field", known, inner)
            elif field.type and (
                field.type.name != "ref" or (field.target != USER and field.target not in persons)
            ):
                told = f"'{item.text}' does not name a person"
                self.symbols.refuse(item.at, "S511", told, inner)
