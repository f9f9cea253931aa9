"""`using:` as SQL: what existing rows get, worked out from their other fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.emit.columns import column_name
from generator.emit.python import Call
from generator.emit.tables import USER, Tables, own_column
from generator.expression import EntityNames, ExpressionError, Type, Use, compile_expression
from generator.field_types import FIELD_TYPES
from generator.migration.conversion import INSTANTS, clock, instant, scale_of, scaled
from generator.plan import Entity, Field, Plan

COMPARISONS = {"eq": "=", "ne": "<>", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
NUMBERS = ("int", "decimal")


class CannotFill(Exception):
    """The expression is wrong, or too clever for SQL that two databases read alike."""

    def __init__(self, text: str, *, code: str = "M003", hint: str = "") -> None:
        super().__init__(text)
        self.code = code
        self.hint = hint


def using_sql(
    plan: Plan, entity: Entity, field: Field, *, old: tuple[Field, str] | None = None
) -> tuple[str, dict[str, Call]]:
    """The value of `field` for each row of its table, and the moments that its `:names` stand for.

    `old`: the field as it was, and its column now. Names are those of the new schema; the field's own
    name means its old value.
    """
    names = _Names(plan, {(entity.name, field.name): old[0]} if old else {})
    try:
        tree, type_ = compile_expression(
            field.using or "", EntityNames(entity.name, names, Use("`using`", user=False))
        )
    except ExpressionError as error:
        raise CannotFill(error.message, code=error.code, hint=error.hint) from None
    wanted = _type(field)
    as_text = type_.kind == "string" and wanted.kind == "enum"
    fits = type_ == wanted or as_text or (type_.kind in NUMBERS and wanted.kind in NUMBERS)
    if not fits:
        raise CannotFill(f"gives {type_}, the field takes {wanted}")
    columns = {field.name: old[1]} if old else {}
    writer = _Writer(plan, names, columns)
    value = writer.value(tree.tree, entity)
    sql = _rescaled(value, scale_of(field)) if type_.kind in NUMBERS else value.sql
    return sql, writer.moments


@dataclass(frozen=True, slots=True)
class _Value:
    """SQL of a stored value; a number carries `scale` digits after its point."""

    sql: str
    scale: int = 0


def _type(field: Field) -> Type:
    kind = FIELD_TYPES[field.type].kind or field.type
    if kind == "enum":
        return Type(kind, field.enum)
    return Type(kind, field.target) if kind == "ref" else Type(kind)


class _Names:
    """What the compiler asks of a schema, answered from a plan."""

    def __init__(self, plan: Plan, replaced: dict[tuple[str, str], Field]) -> None:
        self.plan = plan
        self.timezone = plan.app.timezone
        self._entities = {entity.name: entity for entity in plan.entities}
        self._fields = {(e.name, f.name): f for e in plan.entities for f in e.fields} | replaced

    def field(self, entity: str, name: str) -> Field | None:
        return self._fields.get((entity, name))

    def entity(self, name: str) -> Entity:
        return self._entities[name]

    def type_of(self, entity: str, name: str) -> Type | None:
        field = self.field(entity, name)
        if field is not None:
            return None if FIELD_TYPES[field.type].kind is None else _type(field)
        if name in ("created_at", "updated_at"):
            return Type("datetime")
        if name == "created_by":
            return Type("ref", USER)
        if name == "state" and self._entities[entity].workflow:
            return Type("string")
        return None

    def target_fields(self, entity: str) -> list[str]:
        return [name for owner, name in self._fields if owner == entity]

    def has_field(self, entity: str, name: str) -> bool:
        return (entity, name) in self._fields

    def has_unknown_type(self, entity: str, name: str) -> bool:
        return False

    def is_settled(self, type_: Type) -> bool:
        return True

    def enum_values(self, name: str) -> list[str] | None:
        found = next((enum for enum in self.plan.enums if enum.name == name), None)
        return [value.name for value in found.values] if found else None

    def user_type(self, name: str) -> Type | None:
        return None

    def user_names(self) -> list[str]:
        return []


class _Writer:
    """Trees to SQL, with the null rules of the language: a comparison with null is false."""

    def __init__(self, plan: Plan, names: _Names, columns: dict[str, str]) -> None:
        self.tables = Tables(plan)
        self.names = names
        self.columns = columns
        self.moments: dict[str, Call] = {}

    def moment(self, made: Call) -> _Value:
        """A name that the migration gives a value when it runs."""
        name = f"moment_{len(self.moments) + 1}"
        self.moments[name] = made
        return _Value(f":{name}")

    def value(self, tree: Sequence[Any], entity: Entity) -> _Value:
        match tree:
            case ["lit", kind, content] if kind in INSTANTS:
                return self.moment(instant(kind, content, self.names.timezone))
            case ["lit", kind, content]:
                return _literal(kind, content)
            case ["field", name]:
                return self.column(entity, name, f'"{entity.table}"', own=True)
            case ["path", steps, name]:
                return self.path(entity, steps, name)
            case ["add" | "sub" as operator, left, right]:
                a, b = self.aligned([left, right], entity)
                sign = "+" if operator == "add" else "-"
                return _Value(f"({a.sql} {sign} {b.sql})", a.scale)
            case ["mul", left, right]:
                a, b = self.value(left, entity), self.value(right, entity)
                return _Value(f"({a.sql} * {b.sql})", a.scale + b.scale)
            case ["neg", inner]:
                a = self.value(inner, entity)
                return _Value(f"(-{a.sql})", a.scale)
            case ["call", name]:
                return self.moment(clock(name, self.names.timezone))
            case ["call", "coalesce", *arguments]:
                found = self.aligned(arguments, entity)
                return _Value(f"coalesce({', '.join(v.sql for v in found)})", found[0].scale)
            case ["call", "len", inner]:
                return _Value(f"coalesce(length({self.value(inner, entity).sql}), 0)")
        return _Value(self.condition(tree, entity))

    def condition(self, tree: Sequence[Any], entity: Entity) -> str:
        match tree:
            case ["and" | "or" as operator, *parts]:
                return "(" + f" {operator.upper()} ".join(self.true(p, entity) for p in parts) + ")"
            case ["not", inner]:
                return f"(NOT {self.true(inner, entity)})"
            case ["is_null" | "not_null" as operator, inner]:
                negated = "" if operator == "is_null" else "NOT "
                return f"({self.value(inner, entity).sql} IS {negated}NULL)"
            case ["in" | "not_in" as operator, left, ["list", *items]]:
                a = self.value(left, entity)
                texts = ", ".join(_at_scale(self.value(i, entity), a.scale).sql for i in items)
                word = "IN" if operator == "in" else "NOT IN"
                return f"coalesce({a.sql} {word} ({texts}), false)"
            case [operator, left, right] if operator in COMPARISONS:
                a, b = self.aligned([left, right], entity)
                return f"coalesce({a.sql} {COMPARISONS[operator]} {b.sql}, false)"
        raise CannotFill(
            f"cannot say `{tree[1] if tree[0] == 'call' else tree[0]}`",
            hint="names, paths, values, + - *, comparisons, coalesce, len, today, now; "
            "for more, fill a new optional field by hand and require it afterwards",
        )

    def true(self, tree: Sequence[Any], entity: Entity) -> str:
        return f"coalesce({self.value(tree, entity).sql}, false)"

    def aligned(self, trees: Sequence[Sequence[Any]], entity: Entity) -> list[_Value]:
        """Numbers with one number of digits after the point."""
        found = [self.value(tree, entity) for tree in trees]
        scale = max(value.scale for value in found)
        return [_at_scale(value, scale) for value in found]

    def column(self, entity: Entity, name: str, alias: str, *, own: bool = False) -> _Value:
        field = self.names.field(entity.name, name)
        if field is None:
            return _Value(f'{alias}."{own_column(name)}"')
        column = self.columns.get(name) if own else None
        return _Value(f'{alias}."{column or column_name(field)}"', scale_of(field))

    def path(self, entity: Entity, steps: Sequence[str], name: str) -> _Value:
        """A query inside the query for every step."""
        here = self.column(entity, steps[0], f'"{entity.table}"', own=True)
        for depth, (step, following) in enumerate(zip(steps, [*steps[1:], name], strict=True)):
            field = self.names.field(entity.name, step)
            if field is None or field.target in (None, USER):
                raise CannotFill(f"cannot follow `{step}`")
            entity = self.names.entity(field.target or "")
            wanted = self.column(entity, following, f"step{depth}")
            # Names of the schema, which the generator has checked.
            query = f'SELECT {wanted.sql} FROM "{entity.table}" AS step{depth}'  # noqa: S608
            here = _Value(f"({query} WHERE step{depth}.id = {here.sql})", wanted.scale)
        return here


def _literal(kind: str, content: Any) -> _Value:
    if kind == "bool":
        return _Value("true" if content else "false")
    if kind == "int":
        return _Value(str(content))
    if kind == "decimal":
        digits = len(str(content).partition(".")[2])
        return _Value(str(scaled(content, digits)), digits)
    if content is None:
        return _Value("NULL")
    return _Value("'" + str(content).replace("'", "''") + "'")


def _at_scale(value: _Value, scale: int) -> _Value:
    if value.scale == scale or value.sql == "NULL":
        return _Value(value.sql, scale)
    return _Value(f"({value.sql} * {10 ** (scale - value.scale)})", scale)


def _rescaled(value: _Value, scale: int) -> str:
    """At the field's own scale, rounded half up, away from zero."""
    if value.scale <= scale:
        return _at_scale(value, scale).sql
    factor = 10 ** (value.scale - scale)
    number, half = value.sql, factor // 2
    return (
        f"CASE WHEN {number} >= 0 THEN ({number} + {half}) / {factor}"
        f" ELSE -((-{number} + {half}) / {factor}) END"
    )
