"""Permission tests in the schema: they may not expect what no grant gives, nor forbid what a grant gives everywhere."""

from __future__ import annotations

from generator.nodes import MapNode, ScalarNode
from generator.rules.lookup import known_role, unknown
from generator.spec import ACTIONS
from generator.symbols import EntitySymbol, Symbols, role_scopes


def check(symbols: Symbols) -> None:
    for entity in symbols.entities.values():
        for number, test in enumerate(entity.node.items("tests")):
            if isinstance(test, MapNode):
                _check_test(symbols, entity, test, f"{entity.path}.tests[{number}]")


def _check_test(symbols: Symbols, entity: EntitySymbol, test: MapNode, path: str) -> None:
    role = test.get("as")
    if not isinstance(role, ScalarNode) or not known_role(symbols, role, f"{path}.as"):
        return
    may, may_not = test.texts("may"), test.texts("may_not")
    if not may and not may_not:
        symbols.refuse(test.at, "S107", "the test expects nothing", path, "may: [read]")
    both = {node.text for node in may} & {node.text for node in may_not}
    for key, nodes in (("may", may), ("may_not", may_not)):
        for number, node in enumerate(nodes):
            inner = f"{path}.{key}[{number}]"
            if node.text not in ACTIONS and node.text not in entity.transitions:
                known = [*ACTIONS, *entity.transitions]
                unknown(symbols, node, "S412", "action or transition", known, inner)
                continue
            if node.text in both:
                if key == "may":
                    symbols.refuse(node.at, "S606", f"'{node.text}' is expected both ways", inner)
                continue
            granted = _granted(entity, role.text, node.text)
            if key == "may" and granted is None:
                told = f"no grant lets '{role.text}' {node.text}"
                symbols.refuse(node.at, "S606", told, inner)
            if key == "may_not" and granted == "all" and node.text in ACTIONS:
                told = f"'{role.text}' may {node.text} every row"
                symbols.refuse(node.at, "S606", told, inner)


def _granted(entity: EntitySymbol, role: str, act: str) -> str | None:
    """The scope of the grant, `all` for every row, None for no grant."""
    if act in ACTIONS:
        places = [entity.node.mapping("permissions").get(act)]
    else:
        places = [mapping.node.get("by") for mapping in entity.transitions[act]]
    for place in places:
        for granted, scope in role_scopes(place):
            if granted.text == role:
                return scope.text if scope is not None else "all"
    return None
