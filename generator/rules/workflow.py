"""Workflows: known states, every state reachable, no dead end, a role for every transition, no overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from generator.nodes import ListNode, MapNode, ScalarNode
from generator.rules.lookup import known_role, unknown
from generator.symbols import EntitySymbol, Symbols, TransitionSymbol, role_scopes

_ACTOR: Final = re.compile(r"actor_of\(([A-Za-z0-9_]*)\)\Z")


def check(symbols: Symbols) -> None:
    for entity in symbols.entities.values():
        if "workflow" in entity.node:
            _Workflow(symbols, entity).check()


class _Workflow:
    def __init__(self, symbols: Symbols, entity: EntitySymbol) -> None:
        self.symbols = symbols
        self.entity = entity
        self.node = entity.node.mapping("workflow")
        self.path = f"{entity.path}.workflow"
        self.states = list(entity.states)

    def check(self) -> None:
        if len(self.states) < 2 or not self.entity.transitions:
            self.symbols.refuse(
                self.node.at, "S505", "a workflow has two states and a transition", self.path
            )
            return
        is_list = isinstance(self.node.get("initial"), ListNode)
        for number, initial in enumerate(self.node.texts("initial")):
            self.state(initial, f"{self.path}.initial" + (f"[{number}]" if is_list else ""))
        for transition in self.entity.all_transitions:
            self.transition(transition)
        for name, mappings in self.entity.transitions.items():
            self.overlap(name, mappings)
        # A transition whose states are wrong would make others look unreachable.
        if not self.symbols.was_told(f"{self.path}.transitions"):
            self.reachability()
            self.dead_ends()

    def state(self, node: ScalarNode, path: str) -> bool:
        if node.text in self.states:
            return True
        unknown(self.symbols, node, "S406", "state", self.states, path)
        return False

    def transition(self, transition: TransitionSymbol) -> None:
        node = transition.node
        for number, source in enumerate(transition.sources):
            self.state(source, f"{transition.path}.from[{number}]")
        target = node.get("to")
        if isinstance(target, ScalarNode):
            self.state(target, f"{transition.path}.to")
        self.roles(transition)
        self.fields(transition)
        if "message" in node and "when" not in node:
            self.symbols.refuse(
                node.place("message"),
                "S304",
                "`message` says why `when` fails; there is no `when`",
                f"{transition.path}.message",
            )
        for number, who in enumerate(node.texts("not")):
            self.excluded(transition, who, f"{transition.path}.not[{number}]")
        if "approve" in node:
            self.approval(transition, node.mapping("approve"))

    def roles(self, transition: TransitionSymbol) -> None:
        path = f"{transition.path}.by"
        given = role_scopes(transition.node.get("by"))
        if not given:
            self.symbols.refuse(
                transition.node.place("by"),
                "S503",
                f"nobody may do '{transition.name}'",
                transition.path,
                "by: [role]; `system` is the built-in actor",
            )
        is_list = not isinstance(transition.node.get("by"), MapNode)
        for number, (role, scope) in enumerate(given):
            inner = f"{path}[{number}]" if is_list else f"{path}.{role.text}"
            known_role(self.symbols, role, inner, system=True)
            known = [entry.key for entry in self.entity.node.mapping("scopes")]
            if scope is not None and scope.text != "all" and scope.text not in known:
                unknown(self.symbols, scope, "S407", "scope", [*known, "all"], inner)

    def fields(self, transition: TransitionSymbol) -> None:
        for key in ("asks", "needs"):
            for number, node in enumerate(transition.node.texts(key)):
                path = f"{transition.path}.{key}[{number}]"
                field = self.entity.fields.get(node.text)
                if field is None:
                    known = list(self.entity.fields)
                    what = f"field of {self.entity.name}"
                    unknown(self.symbols, node, "S402", what, known, path)
                elif key == "asks" and field.is_computed:
                    told = f"'{node.text}' is computed; nobody can be asked for it"
                    self.symbols.refuse(node.at, "S510", told, path)
                elif key == "asks" and node.text == "note":
                    told = "the dialog has a `note` of its own"
                    self.symbols.refuse(node.at, "S203", told, path, "note: required")
                elif field.type is not None and field.type.name == "bool" and key == "needs":
                    told = f"'{node.text}' is yes or no and never empty"
                    self.symbols.refuse(node.at, "S510", told, path, f"when: {node.text}")

    def excluded(self, transition: TransitionSymbol, node: ScalarNode, path: str) -> None:
        if node.text == "creator":
            return
        found = _ACTOR.match(node.text)
        if found is None:
            told = f"'{node.text[:60]}' is not a person"
            self.symbols.refuse(node.at, "S104", told, path, "creator or actor_of(transition)")
            return
        name = found.group(1)
        if name not in self.entity.transitions:
            wrong = ScalarNode(node.inside(len("actor_of(")), name, plain=True)
            known = list(self.entity.transitions)
            unknown(self.symbols, wrong, "S410", "transition", known, path)
            return
        before = [each.target for each in self.entity.transitions[name]]
        sources = {source.text for source in transition.sources}
        if not sources & self.reachable(before):
            told = f"'{name}' never happens before '{transition.name}'"
            self.symbols.refuse(node.at, "S507", told, path)

    def approval(self, transition: TransitionSymbol, node: MapNode) -> None:
        path = f"{transition.path}.approve"
        for number, role in enumerate(node.texts("of")):
            known_role(self.symbols, role, f"{path}.of[{number}]")
        for number, who in enumerate(node.texts("not")):
            self.excluded(transition, who, f"{path}.not[{number}]")
        for number, name in enumerate(node.texts("reset_on")):
            if name.text not in self.entity.fields:
                known = list(self.entity.fields)
                where = f"{path}.reset_on[{number}]"
                what = f"field of {self.entity.name}"
                unknown(self.symbols, name, "S402", what, known, where)
        if [role.text for role in transition.roles] == ["system"]:
            self.symbols.refuse(
                transition.node.place("approve"),
                "S506",
                "only the system may do this, and it casts no vote",
                path,
            )

    def overlap(self, name: str, mappings: list[TransitionSymbol]) -> None:
        seen: dict[str, TransitionSymbol] = {}
        for mapping in mappings:
            for source in mapping.sources:
                if source.text in seen:
                    told = f"two mappings of '{name}' start in '{source.text}'"
                    hint = "give one of them another name"
                    self.symbols.refuse(source.at, "S504", told, f"{mapping.path}.from", hint)
                seen[source.text] = mapping

    def reachable(self, starts: Iterable[str]) -> set[str]:
        """The states that can be reached from `starts`, these included."""
        found = {state for state in starts if state in self.states}
        waiting = list(found)
        following: dict[str, list[str]] = {}
        for transition in self.entity.all_transitions:
            for source in transition.sources:
                following.setdefault(source.text, []).append(transition.target)
        while waiting:
            for state in following.get(waiting.pop(), []):
                if state in self.states and state not in found:
                    found.add(state)
                    waiting.append(state)
        return found

    def reachability(self) -> None:
        if not set(self.entity.beginnings) <= set(self.states):
            return
        reached = self.reachable(self.entity.beginnings)
        for name, node in self.entity.states.items():
            if name not in reached:
                told = f"no transition leads from '{self.entity.initial}' to '{name}'"
                self.symbols.refuse(node.at, "S501", told, f"{self.path}.states.{name}")

    def dead_ends(self) -> None:
        left = {
            source.text
            for transition in self.entity.all_transitions
            for source in transition.sources
            if source.text != transition.target
        }
        for name, node in self.entity.states.items():
            if not node.flag("final") and name not in left:
                told = f"'{name}' is not final and nothing leads out of it"
                path = f"{self.path}.states.{name}"
                self.symbols.refuse(node.at, "S502", told, path, "final: true, or a transition")
