"""Fields: the type, its options, and options that cannot hold together."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from generator.field_types import COMMON_OPTIONS, FIELD_TYPES
from generator.nodes import ScalarNode
from generator.problem import article, did_you_mean
from generator.rules.regular import unsafe_pattern
from generator.spec import AGGREGATES
from generator.symbols import EntitySymbol, FieldSymbol, Symbols

SOURCES: Final = ("formula", "lookup", *AGGREGATES)
"""What computes a field; one at most."""

_NEEDS: Final = {
    "ref": ("to",),
    "refs": ("to",),
    "enum": ("of", "values"),
    "enums": ("of", "values"),
    "number": ("pattern",),
}
_LENGTHS: Final = ("string", "list")


def check(symbols: Symbols) -> None:
    for entity in symbols.entities.values():
        for field in entity.fields.values():
            _Field(symbols, entity, field).check()


class _Field:
    def __init__(self, symbols: Symbols, entity: EntitySymbol, field: FieldSymbol) -> None:
        self.symbols = symbols
        self.entity = entity
        self.field = field
        self.node = field.node

    def refuse(self, key: str, code: str, message: str, hint: str = "") -> None:
        path = f"{self.field.path}.{key}" if key else self.field.path
        self.symbols.refuse(self.node.place(key), code, message, path, hint)

    def check(self) -> None:
        if self.field.type is None:
            self.unknown_type()
            return
        self.options()
        self.computed()
        self.limits()
        self.deletion()
        self.uniqueness()
        if not self.node.flag("visible", default=True) and "required" in self.node:
            self.refuse(
                "required", "S304", "the field is always hidden, and what is hidden is not required"
            )
        pattern = self.node.get("pattern")
        if isinstance(pattern, ScalarNode) and self.field.type.name != "number":
            longest = self.node.number("max") or self.field.type.default_max or 200
            told = unsafe_pattern(pattern.text, max(longest, 1))
            if told:
                self.symbols.refuse(pattern.at, "S311", told, f"{self.field.path}.pattern")

    def unknown_type(self) -> None:
        node = self.node.get("type")
        if isinstance(node, ScalarNode):
            self.symbols.refuse(
                node.at,
                "S301",
                f"unknown field type '{node.text[:60]}'",
                f"{self.field.path}.type",
                did_you_mean(node.text, FIELD_TYPES),
            )

    def options(self) -> None:
        row = self.field.type
        assert row is not None  # noqa: S101 - check() has looked
        for key in self.node.entries:
            if key in COMMON_OPTIONS or key in row.options:
                continue
            if key == "where" and not self.field.is_aggregate:
                continue
            others = sorted(row.options)
            hint = f"{article(row.name)} field has: {', '.join(others)}" if others else ""
            self.refuse(key, "S302", f"'{key}' is not an option of {row.name}", hint)
        if "where" in self.node and not self.field.is_aggregate:
            self.refuse("where", "S304", "`where` goes with sum, count, avg, min_of or max_of")
        needs = _NEEDS.get(row.name, ())
        if needs and not any(key in self.node for key in needs):
            self.refuse(
                "",
                "S303",
                f"{article(row.name)} field needs {' or '.join(f'`{n}`' for n in needs)}",
            )
        if "of" in self.node and "values" in self.node:
            self.refuse("of", "S304", "`of` and `values` exclude each other")

    def computed(self) -> None:
        given = [key for key in SOURCES if key in self.node]
        if len(given) > 1:
            self.refuse(given[1], "S304", f"`{given[0]}` and `{given[1]}` exclude each other")
        if not self.field.is_computed:
            return
        by = given[0] if given else "number"
        for key in ("required", "readonly", "default"):
            if key in self.node and not (key == "readonly" and self.node.flag("readonly")):
                self.refuse(key, "S304", f"the field is computed by `{by}`; `{key}` says nothing")

    def limits(self) -> None:
        row = self.field.type
        assert row is not None  # noqa: S101 - check() has looked
        bounds: dict[str, int | Decimal] = {}
        for key in ("min", "max"):
            bound = self.bound(key) if key in self.node and key in row.options else None
            if bound is not None:
                bounds[key] = bound
        low, high = bounds.get("min"), bounds.get("max")
        if low is not None and high is not None and low > high:
            self.refuse("min", "S304", f"the least, {low}, is above the greatest, {high}")

    def bound(self, key: str) -> int | Decimal | None:
        row = self.field.type
        assert row is not None  # noqa: S101 - check() has looked
        node = self.node.get(key)
        value = node.value if isinstance(node, ScalarNode) else None
        if row.kind == "decimal":
            if isinstance(value, int | Decimal) and not isinstance(value, bool):
                return value
            self.refuse(key, "S105", f"`{key}` is a number here", f"over a child table: {key}_of")
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self.refuse(key, "S105", f"`{key}` is a whole number here")
            return None
        if row.kind == "int" and not -(2**63) <= value < 2**63:
            self.refuse(key, "S105", f"`{key}` is within 64 bits here", "use a decimal")
            return None
        longest = _longest(row.name, row.kind, row.default_max)
        if key == "max" and longest is not None and not 1 <= value <= longest:
            self.refuse(key, "S105", f"`max` is between 1 and {longest:,} here")
        elif key == "min" and row.kind != "int" and value < 0:
            self.refuse(key, "S105", "a length is not negative")
        return value

    def deletion(self) -> None:
        on_delete = self.node.text("on_delete")
        if on_delete == "null" and self.field.is_required:
            self.refuse("on_delete", "S314", "a required field cannot be emptied")
        if on_delete in ("null", "cascade") and self.entity.is_ledger:
            self.refuse("on_delete", "S314", "rows of a ledger are neither changed nor deleted")
        target = self.symbols.entities.get(self.field.target or "")
        if on_delete == "cascade" and target is not None and target.is_ledger:
            self.refuse("on_delete", "S314", f"{target.name} is a ledger; nothing is deleted there")

    def uniqueness(self) -> None:
        if self.node.flag("unique") and self.node.flag("index"):
            self.refuse("index", "S304", "`unique` has an index already")


def _longest(name: str, kind: str | None, default: int | None) -> int | None:
    if kind == "list":
        return 100
    if kind != "string":
        return 100 if name == "refs" else None
    return 1_000_000 if default is None else 4_000
