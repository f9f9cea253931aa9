"""What a document declares, by name: entities, fields, enums, states, user values. Expressions and rules ask here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator import naming
from generator.expression.types import Type
from generator.field_families import FieldType
from generator.field_types import FIELD_TYPES
from generator.nodes import Entry, ListNode, MapNode, Node, ScalarNode
from generator.parse import Document
from generator.plan import Expression
from generator.problem import Position
from generator.spec import AGGREGATES

USER = "User"
"""The built-in entity: the people who log in."""

USER_FIELDS: Mapping[str, Type] = {
    "id": Type("ref", USER),
    "username": Type("string"),
    "first_name": Type("string"),
    "last_name": Type("string"),
    "email": Type("string"),
    "active": Type("bool"),
}


@dataclass(slots=True)
class FieldSymbol:
    """One declared field. `type` is None when the type is unknown, which is reported once and not again."""

    name: str
    entry: Entry
    node: MapNode
    path: str
    type: FieldType | None
    enum: str | None = None
    target: str | None = None

    @property
    def is_computed(self) -> bool:
        """Filled by the program: a formula, lookup, aggregate or number."""
        return (
            (self.type is not None and self.type.name == "number")
            or "formula" in self.node
            or "lookup" in self.node
            or self.is_aggregate
        )

    @property
    def is_aggregate(self) -> bool:
        return any(key in self.node for key in AGGREGATES)

    @property
    def is_required(self) -> bool:
        return self.node.flag("required")

    @property
    def is_writable(self) -> bool:
        """A person may fill it at least sometimes."""
        return not self.is_computed and not self.node.flag("readonly")

    @property
    def static_type(self) -> Type | None:
        """The type in expressions; None when they cannot read the field."""
        if self.type is None or self.type.kind is None:
            return None
        if self.type.kind == "enum":
            return Type("enum", self.enum)
        if self.type.kind == "ref":
            return Type("ref", self.target)
        if self.type.kind == "list":
            return Type("list", self.enum)
        return Type(self.type.kind)


@dataclass(slots=True)
class ChildSymbol:
    name: str
    entry: Entry
    node: MapNode
    path: str

    @property
    def of(self) -> str:
        return self.node.text("of") or ""


@dataclass(slots=True)
class TransitionSymbol:
    """One mapping of a transition name; `number` is None when the name has only this one."""

    name: str
    node: MapNode
    path: str

    @property
    def sources(self) -> list[ScalarNode]:
        return self.node.texts("from")

    @property
    def target(self) -> str:
        return self.node.text("to") or ""

    @property
    def roles(self) -> list[ScalarNode]:
        """The keys of `by: {role: scope}` or the items of `by: [role]`."""
        return [role for role, _ in role_scopes(self.node.get("by"))]


@dataclass(slots=True)
class EntitySymbol:
    name: str
    entry: Entry
    node: MapNode
    path: str
    fields: dict[str, FieldSymbol] = field(default_factory=dict)
    children: dict[str, ChildSymbol] = field(default_factory=dict)
    states: dict[str, MapNode] = field(default_factory=dict)
    transitions: dict[str, list[TransitionSymbol]] = field(default_factory=dict)

    @property
    def table(self) -> str:
        return naming.table(self.name)

    @property
    def workflow(self) -> MapNode | None:
        node = self.node.get("workflow")
        return node if isinstance(node, MapNode) and self.states else None

    @property
    def initial(self) -> str:
        return next(iter(self.beginnings), "")

    @property
    def beginnings(self) -> tuple[str, ...]:
        """The states in which a record may begin; the first unless a rule says otherwise."""
        given = [node.text for node in self.node.mapping("workflow").texts("initial")]
        return tuple(given or list(self.states)[:1])

    @property
    def all_transitions(self) -> Iterator[TransitionSymbol]:
        for mappings in self.transitions.values():
            yield from mappings

    @property
    def is_ledger(self) -> bool:
        return self.node.flag("ledger")

    @property
    def state_enum(self) -> str:
        """The name under which the states are looked up as an enum."""
        return f"{self.name}.state"

    def type_of(self, name: str) -> Type | None:
        """The type of an own or built-in field in expressions; None: there is none that they can read."""
        if name in self.fields:
            return self.fields[name].static_type
        return self.built_in(name)

    def built_in(self, name: str) -> Type | None:
        if name == "id":
            return Type("ref", self.name)
        if name in ("created_at", "updated_at"):
            return Type("datetime")
        if name in ("created_by", "updated_by", "creator"):
            return Type("ref", USER)
        if name == "state" and self.states:
            return Type("enum", self.state_enum)
        return None

    @property
    def readable_names(self) -> list[str]:
        return [*self.fields, *(["state"] if self.states else []), "id", "created_at", "created_by"]


@dataclass(slots=True)
class UserSymbol:
    """`user.<name>`, with what could be inferred."""

    name: str
    entry: Entry
    node: MapNode
    target: str = ""
    by: str | None = None
    through: str | None = None
    user_field: str | None = None
    target_field: str | None = None

    @property
    def type(self) -> Type | None:
        if not self.target:
            return None
        return Type("set" if self.through else "ref", self.target)


class Symbols:
    """The tables of names. Building them reports nothing: rules do."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.root = document.root
        app = self.root.mapping("app")
        self.languages = [node.text for node in app.texts("languages")]
        self.timezone = app.text("timezone") or "UTC"
        self.roles = _entries(self.root.mapping("roles"))
        self.modules = _entries(self.root.mapping("modules"))
        self.enums: dict[str, MapNode] = {
            name: entry.node
            for name, entry in self.root.mapping("enums").entries.items()
            if isinstance(entry.node, MapNode)
        }
        self.entities = {
            name: self._entity(entry)
            for name, entry in _entries(self.root.mapping("entities")).items()
        }
        self.compiled: dict[int, Expression] = {}
        """Expressions by the id() of the node that they stand in: the rules compile, resolve reads."""
        self.formula_types: dict[int, Type] = {}
        """What each compiled formula gives, by the same id()."""

    def refuse(self, at: Position, code: str, message: str, path: str = "", hint: str = "") -> None:
        self.document.refuse(at, code, message, path, hint)

    def was_told(self, path: str) -> bool:
        """Something under `path` is wrong already; a second problem about it would only confuse."""
        return any(problem.path.startswith(path) for problem in self.document.problems)

    @cached_property
    def users(self) -> dict[str, UserSymbol]:
        return {
            name: self._user(entry) for name, entry in _entries(self.root.mapping("users")).items()
        }

    def enum_values(self, name: str) -> list[str] | None:
        """The values of an enum, or the states of `Entity.state`."""
        entity, _, state = name.partition(".")
        if state:
            known = self.entities.get(entity)
            return list(known.states) if known else None
        node = self.enums.get(name)
        return list(node.entries) if node else None

    def target_fields(self, entity: str) -> list[str]:
        if entity == USER:
            return list(USER_FIELDS)
        known = self.entities.get(entity)
        return known.readable_names if known else []

    def type_of(self, entity: str, name: str) -> Type | None:
        if entity == USER:
            return USER_FIELDS.get(name)
        known = self.entities.get(entity)
        return known.type_of(name) if known else None

    def has_field(self, entity: str, name: str) -> bool:
        known = self.entities.get(entity)
        return known is not None and name in known.fields

    def has_unknown_type(self, entity: str, name: str) -> bool:
        known = self.entities.get(entity)
        return known is not None and name in known.fields and known.fields[name].type is None

    def user_type(self, name: str) -> Type | None:
        if name == "id":
            return Type("ref", USER)
        if name == "username":
            return Type("string")
        known = self.users.get(name)
        return known.type if known else None

    def is_settled(self, type_: Type) -> bool:
        """Its entity exists; a ref to an unknown entity was reported where it is declared."""
        return type_.kind not in ("ref", "set") or type_.of == USER or type_.of in self.entities

    def user_names(self) -> list[str]:
        return ["id", "username", *self.users]

    def refs_to(self, entity: EntitySymbol, target: str) -> list[str]:
        return [
            each.name
            for each in entity.fields.values()
            if each.type and each.type.name == "ref" and each.target == target
        ]

    def parent_field(self, parent: EntitySymbol, child: ChildSymbol) -> str | None:
        """The ref by which a child row names its parent: `by`, or the only one that there is."""
        given = child.node.text("by")
        if given:
            return given
        rows = self.entities.get(child.of)
        candidates = self.refs_to(rows, parent.name) if rows else []
        return candidates[0] if len(candidates) == 1 else None

    def _entity(self, entry: Entry) -> EntitySymbol:
        assert isinstance(entry.node, MapNode)  # noqa: S101 - parse has seen to it
        node = entry.node
        path = f"entities.{entry.key}"
        entity = EntitySymbol(entry.key, entry, node, path)
        for each in node.mapping("fields"):
            if isinstance(each.node, MapNode):
                entity.fields[each.key] = self._field(entity, each, each.node)
        for each in node.mapping("children"):
            if isinstance(each.node, MapNode):
                child = ChildSymbol(each.key, each, each.node, f"{path}.children.{each.key}")
                entity.children[each.key] = child
        workflow = node.mapping("workflow")
        for each in workflow.mapping("states"):
            if isinstance(each.node, MapNode):
                entity.states[each.key] = each.node
        for each in workflow.mapping("transitions"):
            where = f"{path}.workflow.transitions.{each.key}"
            mappings = each.node.items if isinstance(each.node, ListNode) else []
            several = len(mappings) > 1
            entity.transitions[each.key] = [
                TransitionSymbol(each.key, mapping, f"{where}[{number}]" if several else where)
                for number, mapping in enumerate(mappings)
                if isinstance(mapping, MapNode)
            ]
        return entity

    def _field(self, entity: EntitySymbol, entry: Entry, node: MapNode) -> FieldSymbol:
        enum = node.text("of")
        if "values" in node:
            enum = naming.inline_enum(entity.name, entry.key)
            self.enums.setdefault(enum, node.mapping("values"))
        return FieldSymbol(
            name=entry.key,
            entry=entry,
            node=node,
            path=f"{entity.path}.fields.{entry.key}",
            type=FIELD_TYPES.get(node.text("type") or ""),
            enum=enum,
            target=node.text("to"),
        )

    def _user(self, entry: Entry) -> UserSymbol:
        assert isinstance(entry.node, MapNode)  # noqa: S101 - parse has seen to it
        node = entry.node
        symbol = UserSymbol(entry.key, entry, node)
        through = node.text("through")
        if through is None:
            symbol.target = node.text("to") or ""
            target = self.entities.get(symbol.target)
            symbol.by = node.text("by") or (self._only(target, USER) if target else None)
            return symbol
        symbol.through = through
        joining = self.entities.get(through)
        if joining is None:
            return symbol
        symbol.user_field = node.text("user") or self._only(joining, USER)
        others = [
            each.name
            for each in joining.fields.values()
            if each.type and each.type.name == "ref" and each.target != USER
        ]
        symbol.target_field = node.text("to") or (others[0] if len(others) == 1 else None)
        target_field = joining.fields.get(symbol.target_field or "")
        symbol.target = (target_field.target if target_field else None) or ""
        return symbol

    def _only(self, entity: EntitySymbol, target: str) -> str | None:
        refs = self.refs_to(entity, target)
        return refs[0] if len(refs) == 1 else None


def role_scopes(node: Node | None) -> list[tuple[ScalarNode, ScalarNode | None]]:
    """`[csr]` and `{csr: projects}` as pairs of role and scope; `all` and a list mean no scope."""
    if isinstance(node, MapNode):
        return [
            (ScalarNode(entry.at, entry.key, False, 0), entry.node)
            for entry in node
            if isinstance(entry.node, ScalarNode)
        ]
    if isinstance(node, ListNode):
        return [(item, None) for item in node.items if isinstance(item, ScalarNode)]
    return []


def _entries(node: MapNode) -> dict[str, Entry]:
    return {entry.key: entry for entry in node if isinstance(entry.node, MapNode)}
