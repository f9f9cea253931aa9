"""Grants: known roles and scopes, and grants that would have no effect or contradict each other."""

from __future__ import annotations

from generator.nodes import MapNode, ScalarNode
from generator.rules.lookup import known_role, unknown
from generator.spec import ACTIONS
from generator.symbols import EntitySymbol, Symbols, role_scopes


def check(symbols: Symbols) -> None:
    for entity in symbols.entities.values():
        _Grants(symbols, entity).check()


class _Grants:
    def __init__(self, symbols: Symbols, entity: EntitySymbol) -> None:
        self.symbols = symbols
        self.entity = entity
        self.node = entity.node.mapping("permissions")
        self.path = f"{entity.path}.permissions"
        self.roles = {
            action: {role.text for role, _ in role_scopes(self.node.get(action))}
            for action in ACTIONS
        }

    def check(self) -> None:
        for action in ACTIONS:
            self.action(action)
        for entry in self.node.mapping("fields"):
            if isinstance(entry.node, MapNode):
                where = ScalarNode(entry.at, entry.key, plain=True)
                self.field(where, entry.node, f"{self.path}.fields.{entry.key}")
        self.transitions()

    def action(self, action: str) -> None:
        node = self.node.get(action)
        scopes = [entry.key for entry in self.entity.node.mapping("scopes")]
        is_map = isinstance(node, MapNode)
        for number, (role, scope) in enumerate(role_scopes(node)):
            path = f"{self.path}.{action}" + (f".{role.text}" if is_map else f"[{number}]")
            if not known_role(self.symbols, role, path):
                continue
            if scope is not None and scope.text != "all" and scope.text not in scopes:
                unknown(self.symbols, scope, "S407", "scope", [*scopes, "all"], path)
            self.contradiction(action, role, path)
        if node is not None:
            told = self.has_no_meaning(action)
            if told:
                self.symbols.refuse(self.node.place(action), "S607", told, f"{self.path}.{action}")

    def has_no_meaning(self, action: str) -> str:
        if self.entity.is_ledger and action in ("update", "delete"):
            return f"rows of a ledger are never changed: nobody can {action} them"
        pii = {field.node.text("pii") for field in self.entity.fields.values()}
        if action == "reveal" and "sensitive" not in pii:
            return "there is nothing to reveal: no field is `pii: sensitive`"
        return ""

    def contradiction(self, action: str, role: ScalarNode, path: str) -> None:
        if action not in ("read", "create", "import") and role.text not in self.roles["read"]:
            told = f"'{role.text}' may {action} rows that it may not read"
            self.symbols.refuse(role.at, "S602", told, path, f"read: {{{role.text}: …}}")
        if action == "import" and role.text not in self.roles["create"] | self.roles["update"]:
            told = f"'{role.text}' may import, but neither create nor update"
            self.symbols.refuse(role.at, "S602", told, path)

    def field(self, name: ScalarNode, grant: MapNode, path: str) -> None:
        field = self.entity.fields.get(name.text)
        if field is None:
            what = f"field of {self.entity.name}"
            unknown(self.symbols, name, "S402", what, list(self.entity.fields), path)
            return
        if not grant.entries:
            self.symbols.refuse(grant.at, "S107", "nothing is given here", path)
        if "write" in grant and grant.items("write") and field.is_computed:
            told = f"'{name.text}' is computed; nobody writes it"
            self.symbols.refuse(grant.place("write"), "S601", told, f"{path}.write")
            return
        writers = self.roles["create"] | self.roles["update"] | self.askers(name.text)
        for key, allowed in (("read", self.roles["read"]), ("write", writers)):
            for number, role in enumerate(grant.texts(key)):
                inner = f"{path}.{key}[{number}]"
                if not known_role(self.symbols, role, inner) or role.text in allowed:
                    continue
                verb = "read" if key == "read" else "create or update"
                told = f"'{role.text}' may not {verb} {self.entity.name} at all"
                self.symbols.refuse(role.at, "S601", told, inner)

    def askers(self, field: str) -> set[str]:
        """Roles that fill the field in the dialog of a transition."""
        return {
            role.text
            for transition in self.entity.all_transitions
            for key in ("asks", "needs")
            if any(node.text == field for node in transition.node.texts(key))
            for role in transition.roles
        }

    def transitions(self) -> None:
        readers = self.roles["read"] | {"system"}
        for transition in self.entity.all_transitions:
            approvers = transition.node.mapping("approve").texts("of")
            for key, roles in (("by", transition.roles), ("approve.of", approvers)):
                for role in roles:
                    if role.text in readers or role.text not in self.symbols.roles:
                        continue
                    told = f"'{role.text}' does transitions of {self.entity.name} but may read none"
                    path = f"{transition.path}.{key}"
                    hint = f"read: {{{role.text}: …}}"
                    self.symbols.refuse(role.at, "S603", told, path, hint)
