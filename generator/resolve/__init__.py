"""A checked document → the plan: every default filled in, nothing left to guess."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator import plan
from generator.nodes import ListNode, MapNode, Node, ScalarNode
from generator.resolve.common import (
    expression_of,
    grants_of,
    labels_of,
    mappings,
    names_of,
    optional_labels_of,
    texts_of,
)
from generator.resolve.indexes import covered, with_those_of_the_list
from generator.resolve.reports import resolve_homes, resolve_reports
from generator.resolve.screens import resolve_screens, resolve_title
from generator.resolve.workflow import resolve_workflow
from generator.spec import ACTIONS, AGGREGATES, API_METHODS
from generator.symbols import (
    EntitySymbol,
    FieldSymbol,
    Symbols,
)


def resolve(symbols: Symbols) -> plan.Plan:
    """The plan of a document in which the rules found no problem."""
    return _Resolver(symbols).resolve()


class _Resolver:
    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols
        self.root = symbols.root
        self.parents: dict[str, str] = {}
        for entity in symbols.entities.values():
            for child in entity.children.values():
                self.parents.setdefault(child.of, entity.name)

    def resolve(self) -> plan.Plan:
        return plan.Plan(
            app=self.app(),
            roles=tuple(
                plan.Role(
                    name=entry.key,
                    labels=labels_of(self.symbols, node),
                    portal=node.flag("portal"),
                    publishes=node.flag("publishes"),
                    was=node.text("was"),
                )
                for entry, node in mappings(self.root.mapping("roles"))
            ),
            modules=tuple(
                plan.Module(
                    name=entry.key,
                    labels=labels_of(self.symbols, node.mapping("label")),
                    icon=node.text("icon"),
                )
                for entry, node in mappings(self.root.mapping("modules"))
            ),
            enums=tuple(self.enum(name, node) for name, node in self.symbols.enums.items()),
            users=tuple(
                plan.UserValue(
                    name=user.name,
                    target=user.target,
                    by=user.by,
                    through=user.through,
                    user_field=user.user_field,
                    target_field=user.target_field,
                )
                for user in self.symbols.users.values()
            ),
            entities=tuple(self.entity(each) for each in self.symbols.entities.values()),
            reports=resolve_reports(self.symbols),
            separations=tuple(self.separations()),
            homes=resolve_homes(self.symbols),
        )

    def app(self) -> plan.App:
        node = self.root.mapping("app")
        return plan.App(
            name=node.text("name") or "",
            labels=labels_of(self.symbols, node.mapping("label")),
            languages=tuple(self.symbols.languages),
            timezone=self.symbols.timezone,
            currency=node.text("currency") or "CNY",
        )

    def needed(self, node: Node | None) -> plan.Expression:
        return self.symbols.compiled[id(node)]

    def enum(self, name: str, node: MapNode) -> plan.Enum:
        return plan.Enum(
            name=name,
            values=tuple(
                plan.EnumValue(
                    name=entry.key,
                    labels=labels_of(self.symbols, value),
                    color=value.text("color"),
                    was=value.text("was"),
                )
                for entry, value in mappings(node)
            ),
        )

    def entity(self, entity: EntitySymbol) -> plan.Entity:
        node = entity.node
        parent = self.parents.get(entity.name)
        fields = tuple(self.field(entity, each) for each in entity.fields.values())
        workflow = resolve_workflow(self.symbols, entity) if entity.workflow else None
        unique = tuple(names_of(item) for item in node.items("unique"))
        screens = resolve_screens(self.symbols, entity, is_child=parent is not None)
        scopes = tuple(
            plan.Scope(entry.key, self.needed(entry.node)) for entry in node.mapping("scopes")
        )
        indexes = with_those_of_the_list(
            [names_of(item) for item in node.items("indexes")],
            unique,
            fields,
            screens,
            scopes,
            has_states=workflow is not None,
        )
        return plan.Entity(
            name=entity.name,
            table=entity.table,
            module=node.text("module") or "",
            labels=labels_of(self.symbols, node.mapping("label")),
            title=resolve_title(self.symbols, entity),
            fields=fields,
            children=tuple(
                plan.Children(
                    name=child.name,
                    entity=child.of,
                    by=self.symbols.parent_field(entity, child) or "",
                    labels=labels_of(self.symbols, child.node.mapping("label")),
                )
                for child in entity.children.values()
            ),
            process=node.text("process"),
            was=node.text("was"),
            help=optional_labels_of(self.symbols, node, "help"),
            workflow=workflow,
            scopes=scopes,
            permissions=self.permissions(node.mapping("permissions")),
            checks=tuple(
                plan.Check(
                    name=entry.key,
                    test=self.needed(check.get("test")),
                    message=labels_of(self.symbols, check.mapping("message")),
                )
                for entry, check in mappings(node.mapping("checks"))
            ),
            unique=unique,
            indexes=indexes,
            covered=covered(indexes, fields, has_states=workflow is not None),
            screens=screens,
            api=self.api(entity),
            ledger=entity.is_ledger,
            retain=node.text("retain"),
            comments=node.mapping("comments").text("portal"),
            tests=tuple(
                plan.PermissionTest(
                    role=test.text("as") or "",
                    may=tuple(each.text for each in test.texts("may")),
                    may_not=tuple(each.text for each in test.texts("may_not")),
                    where=expression_of(self.symbols, test.get("where")),
                )
                for test in node.items("tests")
                if isinstance(test, MapNode)
            ),
            parent=parent,
        )

    def field(self, entity: EntitySymbol, field: FieldSymbol) -> plan.Field:
        node, row = field.node, field.type
        assert row is not None  # noqa: S101 - unknown types are problems
        default, default_expression = self.default(field)
        numbered = row.name == "number"
        return plan.Field(
            name=field.name,
            type=row.name,
            labels=labels_of(self.symbols, node.mapping("label")),
            help=optional_labels_of(self.symbols, node, "help"),
            was=node.text("was"),
            required=self.condition(node, "required"),
            readonly=self.condition(node, "readonly"),
            visible=self.visible(node),
            default=default,
            default_expression=default_expression,
            unique=node.flag("unique"),
            index=node.flag("index"),
            search=node.flag("search"),
            pii=node.text("pii"),
            max=_limit(node, "max", None if numbered else row.default_max),
            min=_limit(node, "min", None),
            scale=self.scale(field),
            pattern=None if numbered else node.text("pattern"),
            enum=field.enum,
            target=field.target,
            on_delete=node.text("on_delete") or "restrict",
            trace=node.text("trace"),
            numbering=_numbering(node) if numbered else None,
            lookup=tuple((node.text("lookup") or "").split(".")) if "lookup" in node else None,
            formula=expression_of(self.symbols, node.get("formula")),
            aggregate=self.aggregate(node),
            using=node.text("using"),
            total=node.flag("total", default=True),
            expires=node.number("expires"),
            color=node.text("color"),
        )

    def scale(self, field: FieldSymbol) -> int | None:
        if field.type is None or "{scale}" not in field.type.column:
            return None
        given = field.node.number("scale")
        return field.type.default_scale if given is None else given

    def condition(self, node: MapNode, key: str) -> bool | plan.Expression:
        given = node.get(key)
        if isinstance(given, ScalarNode) and not isinstance(given.value, bool):
            return self.needed(given)
        return node.flag(key)

    def visible(self, node: MapNode) -> plan.Expression | None:
        given = node.get("visible")
        if not isinstance(given, ScalarNode) or given.value is True:
            return None
        if given.value is False:
            return plan.Expression("false", ["lit", "bool", False], "bool")
        return self.needed(given)

    def default(self, field: FieldSymbol) -> tuple[Any, plan.Expression | None]:
        node = field.node.get("default")
        if node is None:
            return None, None
        if id(node) in self.symbols.compiled:
            return None, self.symbols.compiled[id(node)]
        return plain(node), None

    def aggregate(self, node: MapNode) -> plan.Aggregate | None:
        for key, function in AGGREGATES.items():
            path = node.text(key)
            if path:
                children, _, field = path.partition(".")
                where = expression_of(self.symbols, node.get("where"))
                return plan.Aggregate(function, children, field or None, where)
        return None

    def permissions(self, node: MapNode) -> plan.Permissions:
        fields = tuple(
            plan.FieldGrant(
                field=entry.key,
                read=texts_of(grant, "read") if "read" in grant else None,
                write=texts_of(grant, "write") if "write" in grant else None,
            )
            for entry, grant in mappings(node.mapping("fields"))
        )
        grants = {action: grants_of(node.get(action)) for action in ACTIONS if action in node}
        return plan.Permissions(grants=grants, fields=fields)

    def api(self, entity: EntitySymbol) -> plan.Api:
        node = entity.node.get("api")
        if isinstance(node, ScalarNode) and node.value is False:
            return plan.Api(methods=())
        if isinstance(node, MapNode):
            if "methods" in node:
                return plan.Api(texts_of(node, "methods"), node.flag("if_match", default=True))
            return plan.Api(possible_methods(entity), node.flag("if_match", default=True))
        return plan.Api(methods=possible_methods(entity))

    def separations(self) -> Iterator[plan.Separation]:
        node = self.root.mapping("separate")
        for pair in node.items("roles"):
            first, second = names_of(pair)
            yield plan.Separation("roles", first, second)
        for item in node.items("transitions"):
            if isinstance(item, MapNode):
                yield plan.Separation(
                    "transitions",
                    item.text("first") or "",
                    item.text("second") or "",
                    item.text("entity"),
                )


def possible_methods(entity: EntitySymbol) -> tuple[str, ...]:
    """Every REST method that has a meaning for the entity."""
    missing = {"update", "delete"} if entity.is_ledger else set()
    if entity.workflow is None:
        missing.add("transition")
    return tuple(method for method in API_METHODS if method not in missing)


def plain(node: Node) -> Any:
    """A node as plain data: the default of a field."""
    if isinstance(node, MapNode):
        return {entry.key: plain(entry.node) for entry in node}
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return node.value


def _limit(node: MapNode, key: str, default: int | None) -> int | str | None:
    """Lengths and whole limits are numbers, others (2.5, 2026-01-01) texts."""
    given = node.get(key)
    if not isinstance(given, ScalarNode):
        return default
    value = given.value
    if isinstance(value, int):
        return value
    return str(value) if isinstance(value, Decimal) else given.text


def _numbering(node: MapNode) -> plan.Numbering:
    scope = node.text("scope")
    pattern = node.text("pattern") or ""
    if scope:
        pattern = pattern.replace("{" + scope + ".", "{scope.")
    return plan.Numbering(pattern=pattern, gapless=node.flag("gapless"), scope=scope)
