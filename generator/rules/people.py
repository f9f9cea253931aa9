"""Values of the user (`user.x`), and pairs that one person may not combine."""

from __future__ import annotations

from generator.nodes import ListNode, MapNode, ScalarNode
from generator.rules.lookup import known_role, unknown
from generator.symbols import USER, EntitySymbol, Symbols, UserSymbol


def check(symbols: Symbols) -> None:
    for user in symbols.users.values():
        _check_user(symbols, user)
    _check_role_pairs(symbols)
    _check_transition_pairs(symbols)


def _check_user(symbols: Symbols, user: UserSymbol) -> None:
    path = f"users.{user.name}"
    node = user.node
    through = node.get("through")
    if isinstance(through, ScalarNode):
        if "by" in node:
            told = "`by` goes with an entity alone; with `through` it is `user`"
            symbols.refuse(node.place("by"), "S605", told, f"{path}.by")
        joining = symbols.entities.get(through.text)
        if joining is None:
            unknown(symbols, through, "S403", "entity", list(symbols.entities), f"{path}.through")
            return
        _check_ref(symbols, user, joining, "user", user.user_field, path, to_user=True)
        _check_ref(symbols, user, joining, "to", user.target_field, path, to_user=False)
        return
    to = node.get("to")
    if not isinstance(to, ScalarNode):
        symbols.refuse(node.at, "S605", "say `to: Entity` or `through: Entity`", path)
        return
    if "user" in node:
        symbols.refuse(node.place("user"), "S605", "`user` goes with `through`", f"{path}.user")
    target = symbols.entities.get(to.text)
    if target is None:
        unknown(symbols, to, "S403", "entity", list(symbols.entities), f"{path}.to")
        return
    _check_ref(symbols, user, target, "by", user.by, path, to_user=True)


def _check_ref(
    symbols: Symbols,
    user: UserSymbol,
    entity: EntitySymbol,
    key: str,
    name: str | None,
    path: str,
    *,
    to_user: bool,
) -> None:
    """`name` is a ref of `entity`, to User or to something else; None: it could not be inferred."""
    wanted = "User" if to_user else "the target"
    if name is None:
        told = f"{entity.name} has not exactly one ref to {wanted}"
        symbols.refuse(user.entry.at, "S605", told, path, f"say {key}: field")
        return
    field = entity.fields.get(name)
    node = user.node.get(key)
    at = node.at if node else user.entry.at
    if field is None:
        wrong = ScalarNode(at, name, plain=True)
        unknown(
            symbols, wrong, "S402", f"field of {entity.name}", list(entity.fields), f"{path}.{key}"
        )
    elif field.type is not None and (
        field.type.name != "ref" or (field.target == USER) is not to_user
    ):
        told = f"{entity.name}.{name} is not a ref to {wanted}"
        symbols.refuse(at, "S605", told, f"{path}.{key}")


def _check_role_pairs(symbols: Symbols) -> None:
    seen: set[frozenset[str]] = set()
    for number, pair in enumerate(symbols.root.mapping("separate").items("roles")):
        path = f"separate.roles[{number}]"
        nodes = pair.items if isinstance(pair, ListNode) else []
        names = [node for node in nodes if isinstance(node, ScalarNode)]
        known = [known_role(symbols, node, f"{path}[{place}]") for place, node in enumerate(names)]
        roles = frozenset(node.text for node in names)
        if all(known) and len(roles) == 1 and names:
            symbols.refuse(names[0].at, "S604", "a role cannot be separated from itself", path)
        if len(roles) == 2 and roles in seen:
            symbols.refuse(pair.at, "S604", "this pair is given twice", path)
        seen.add(roles)


def _check_transition_pairs(symbols: Symbols) -> None:
    seen: set[tuple[str, frozenset[str]]] = set()
    for number, item in enumerate(symbols.root.mapping("separate").items("transitions")):
        if not isinstance(item, MapNode):
            continue
        path = f"separate.transitions[{number}]"
        name = item.get("entity")
        if not isinstance(name, ScalarNode):
            continue
        entity = symbols.entities.get(name.text)
        if entity is None:
            unknown(symbols, name, "S403", "entity", list(symbols.entities), f"{path}.entity")
            continue
        for key in ("first", "second"):
            node = item.get(key)
            if isinstance(node, ScalarNode) and node.text not in entity.transitions:
                known = list(entity.transitions)
                unknown(symbols, node, "S410", "transition", known, f"{path}.{key}")
        pair = frozenset({item.text("first") or "", item.text("second") or ""})
        if len(pair) == 1:
            told = "a transition cannot be separated from itself"
            symbols.refuse(item.at, "S604", told, path)
        if (entity.name, pair) in seen:
            symbols.refuse(item.at, "S604", "this pair is given twice", path)
        seen.add((entity.name, pair))
