"""Default values: of the field's type, or an expression that gives one."""

from __future__ import annotations

from decimal import Decimal

from generator.expression import Type
from generator.expression.literals import moment
from generator.expression.types import BOOL, DATETIME, TIME
from generator.nodes import ListNode, MapNode, Node, ScalarNode
from generator.problem import did_you_mean
from generator.rules.conditions import DEFAULT, Place, compile_place
from generator.symbols import EntitySymbol, FieldSymbol, Symbols


def check(symbols: Symbols) -> None:
    for entity in symbols.entities.values():
        for field in entity.fields.values():
            node = field.node.get("default")
            if node is not None and field.type and "default" in field.type.options:
                _Default(symbols, entity, field, node).check()


class _Default:
    def __init__(
        self, symbols: Symbols, entity: EntitySymbol, field: FieldSymbol, node: Node
    ) -> None:
        self.symbols = symbols
        self.entity = entity
        self.field = field
        self.node = node
        self.path = f"{field.path}.default"

    def refuse(self, message: str, hint: str = "", *, code: str = "S305") -> None:
        self.symbols.refuse(self.node.at, code, message, self.path, hint)

    def check(self) -> None:
        row = self.field.type
        assert row is not None  # noqa: S101 - check() above has looked
        node = self.node
        if row.name == "json":
            return
        if isinstance(node, MapNode) and list(node.entries) == ["expression"]:
            inner = node.get("expression")
            if isinstance(inner, ScalarNode):
                self.expression(inner)
                if id(inner) in self.symbols.compiled:
                    self.symbols.compiled[id(node)] = self.symbols.compiled[id(inner)]
                return
        if row.name == "enums":
            self.choices(node.items if isinstance(node, ListNode) else [node])
            return
        if not isinstance(node, ScalarNode):
            self.refuse("one value is wanted here", "or {expression: …}")
            return
        self.scalar(node, row.kind or "")

    def scalar(self, node: ScalarNode, kind: str) -> None:
        value = node.value
        if value is None:
            self.refuse("null is no default; leave the key out")
        elif kind == "enum":
            self.choices([node])
        elif kind == "string":
            self.text(node)
        elif kind == "bool":
            if not isinstance(value, bool):
                self.expression(node)
        elif kind in ("int", "decimal"):
            self.number(node, kind)
        elif kind in ("date", "datetime", "time"):
            if moment(node.text, kind, self.symbols.timezone) is None:
                self.expression(node)
        else:
            self.expression(node)

    def text(self, node: ScalarNode) -> None:
        longest = self.field.node.number("max") or (
            self.field.type.default_max if self.field.type else None
        )
        if longest is not None and len(node.text) > longest:
            self.refuse(f"the default has {len(node.text)} characters, the field {longest}")
        if node.text.rstrip().endswith(")") and "(" in node.text:
            self.refuse(
                "in a text field this would be the text itself",
                "an expression is written {expression: " + node.text[:60] + "}",
            )

    def number(self, node: ScalarNode, kind: str) -> None:
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.expression(node)
            return
        if kind == "int" and isinstance(value, Decimal):
            self.refuse(f"{value} is not a whole number")
            return
        row = self.field.type
        given = self.field.node.number("scale")
        scale = given if given is not None else (row.default_scale if row else None)
        if isinstance(value, Decimal) and scale is not None:
            digits = -int(value.as_tuple().exponent)
            if digits > scale:
                self.refuse(f"{value} has more than {scale} digits after the point")
        small = kind == "int" and not -(2**31) <= value < 2**31
        for key in ("min", "max"):
            limit = self.field.node.get(key)
            bound = limit.value if isinstance(limit, ScalarNode) else None
            if not isinstance(bound, int | Decimal):
                continue
            small = small and -(2**31) <= bound < 2**31
            if (value < bound) if key == "min" else (value > bound):
                self.refuse(f"{value} is beyond the field's {key} {bound}")
        if small:
            self.refuse(f"{value} does not fit into 32 bits; a `max` beyond them makes room")

    def choices(self, items: list[Node]) -> None:
        values = self.symbols.enum_values(self.field.enum or "")
        if values is None:
            return
        for item in items:
            if not isinstance(item, ScalarNode) or item.text not in values:
                text = item.text if isinstance(item, ScalarNode) else "this"
                self.symbols.refuse(
                    item.at,
                    "S405",
                    f"unknown enum value '{text[:60]}'",
                    self.path,
                    did_you_mean(text, values),
                )

    def expression(self, node: ScalarNode) -> None:
        wants = self.field.static_type
        place = Place(self.entity.name, node, self.path, DEFAULT, wants=None)
        compiled = compile_place(self.symbols, place)
        if compiled is None or wants is None:
            return
        expression, type_ = compiled
        if not fits(type_, wants) and (type_, wants) != (DATETIME, TIME):
            self.refuse(f"the expression gives {type_}, the field holds {wants}")
        if expression.tree[0] == "lit" and wants == BOOL:
            self.refuse("write true or false")


def fits(given: Type, wanted: Type) -> bool:
    """A value of type `given` may be stored in a field of type `wanted`."""
    if given.kind == "custom":
        return True
    return given == wanted or (given.kind == "int" and wanted.kind == "decimal")
