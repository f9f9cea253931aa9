"""Properties → fields: types by type and format, limits, defaults."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from generator.importers import kinds, labels
from generator.importers.emit.patterns import whole
from generator.importers.located import Table
from generator.importers.model import Check, Choice, Condition, Default, Entity, Field, Node
from generator.importers.places import Place
from generator.importers.report import Report

_FORMATS: Final = {
    "date": "date", "date-time": "datetime", "time": "time", "email": "email", "idn-email": "email", "uri": "url", "url": "url",
    "iri": "url", "binary": "file", "base64": "file", "byte": "file", "phone": "phone", "password": "secret", "color": "color",
    "html": "richtext", "markdown": "text", "textarea": "text", "decimal": "decimal", "money": "money", "int64": "int", "int32": "int",
}  # fmt: skip
_SIZES: Final = {
    "uuid": 36,
    "ipv4": 15,
    "ipv6": 45,
    "hostname": 253,
    "idn-hostname": 253,
    "duration": 60,
}
_KNOWN: Final = frozenset(
    [
        "type",
        "format",
        "title",
        "description",
        "enum",
        "default",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "minLength",
        "maxLength",
        "pattern",
        "multipleOf",
        "required",
        "readOnly",
        "writeOnly",
        "nullable",
        "properties",
        "items",
        "minItems",
        "maxItems",
        "uniqueItems",
        "additionalProperties",
        "example",
        "examples",
        "const",
        "$ref",
        "allOf",
        "oneOf",
        "anyOf",
        "discriminator",
        "x-several-types",
        "x-nullable",
        "x-enum-varnames",
        "x-enumNames",
        "x-enum-descriptions",
        "x-enumDescriptions",
        "$comment",
        "contentEncoding",
        "contentMediaType",
        "dependentRequired",
        "$schema",
        "$id",
        "definitions",
        "$defs",
        "nullable",
    ]
)


def scalar(name: str, table: Table, place: Place, entity: Entity, report: Report) -> Field:
    """A field of one value; its limits and defaults with it."""
    return _Scalar(name, table, place, entity, report).read()


def described(made: Field, table: Table) -> None:
    """Label, explanation and example."""
    made.label = labels.of(table.get("title"))
    text = table.text("description")
    example = table.get("example")
    if example is None and isinstance(table.get("examples"), list) and table["examples"]:
        example = table["examples"][0]
    if example is not None and not isinstance(example, dict | list):
        text = f"{text} (e.g. {example})" if text else f"e.g. {example}"
    made.help = labels.of(text)


def rest(table: Table, place: Place, name: str, report: Report) -> None:
    """Keywords that say more than a field can."""
    for key, value in table.items():
        if key in _KNOWN or value in (None, False, [], {}):
            continue
        at = Place(place.file, table.at(key))
        shown = f"{key}: {str(value)[:80]}"
        if key in ("not", "if", "then", "else", "contains", "dependentSchemas", "propertyNames"):
            report.lost(
                "check",
                at,
                name,
                shown,
                "a schema inside a condition has no equivalent",
                "write it under `checks:`",
            )
        elif key in (
            "minProperties",
            "maxProperties",
            "patternProperties",
            "unevaluatedProperties",
            "minContains",
            "maxContains",
        ):
            report.lost(
                "check", at, name, shown, "fields are named one by one", "write it under `checks:`"
            )
        elif key.startswith("x-"):
            report.lost(
                "extension",
                at,
                name,
                shown,
                "it is not known here",
                "look whether something is to be done",
            )
        elif key == "deprecated":
            report.changed(
                "field",
                at,
                name,
                "deprecated",
                "it was imported all the same",
                "take it out if it is not wanted",
            )
        else:
            report.lost("keyword", at, name, shown, "it has no equivalent", "nothing to do")


def choices_of(table: Table, place: Place) -> list[Choice]:
    """The values of an enum, with names or explanations where the document gives them."""
    said: Any = next(
        (
            table[key]
            for key in (
                "x-enum-descriptions",
                "x-enumDescriptions",
                "x-enum-varnames",
                "x-enumNames",
            )
            if isinstance(table.get(key), list | Table)
        ),
        [],
    )
    made: dict[str, Choice] = {}
    for number, value in enumerate(table.get("enum") or []):
        if value is None or isinstance(value, dict | list):
            continue
        name = str(value).lower() if isinstance(value, bool) else str(value)
        text = (
            said.get(name, "")
            if isinstance(said, dict)
            else said[number]
            if number < len(said)
            else ""
        )
        if name:
            made.setdefault(name, Choice(name, labels.of(text), place))
    return list(made.values())


class _Scalar:
    def __init__(
        self, name: str, table: Table, place: Place, entity: Entity, report: Report
    ) -> None:
        self.table = table
        self.place = place
        self.entity = entity
        self.report = report
        self.name = f"{entity.name}.{name}"
        self.made = Field(name, "string", place)

    def at(self, key: str) -> Place:
        return Place(self.place.file, self.table.at(key))

    def read(self) -> Field:
        table, made = self.table, self.made
        described(made, table)
        self.type()
        self.limits()
        if table.get("pattern") is not None:
            made.pattern = whole(table.text("pattern"))
        if "const" in table and not isinstance(table["const"], dict | list | None):
            self.constant(table["const"])
        if table.get("default") is not None:
            made.default = Default(table["default"])
        self.excluded()
        rest(table, self.place, self.name, self.report)
        return made

    def excluded(self) -> None:
        """`not: {enum: […]}` and `not: {const: …}` are a check."""
        given = self.table.get("not")
        if not isinstance(given, Table) or not set(given) <= {"enum", "const", "type"}:
            return
        values = given.get("enum") if isinstance(given.get("enum"), list) else [given.get("const")]
        plain = [value for value in values or [] if isinstance(value, str | int | Decimal)]
        if not plain:
            return
        listed: Node = ["list", *(["lit", value] for value in plain)]
        source = f"{self.made.name} is not {', '.join(str(value) for value in plain)}"
        condition = Condition(source, ["not", ["in", ["field", [self.made.name]], listed]])
        self.entity.checks.append(Check(f"{self.made.name}_excluded", condition, self.at("not")))
        del self.table["not"]

    def type(self) -> None:
        table, made = self.table, self.made
        kind, form = table.text("type"), table.text("format")
        if isinstance(table.get("enum"), list) and kind != "boolean":
            made.choices = choices_of(table, self.at("enum"))
            if made.choices:
                made.type = "enum"
                return
        if "x-several-types" in table:
            self.tell(
                "type",
                f"type: {table['x-several-types']}",
                "a field has one type; it became a text",
            )
        elif kind == "boolean":
            made.type = "bool"
        elif kind == "integer":
            made.type = "int"
            made.wide = form in ("int64", "long", "uint32", "uint64")
        elif kind == "number":
            self.number(form)
        elif kind in ("string", ""):
            made.type = _FORMATS.get(form, "string")
            self.text(form)
        elif kind == "null":
            self.tell("type", "type: null", "it is always empty; it became a text")
        else:
            made.type = "json"

    def tell(self, key: str, what: str, why: str) -> None:
        self.report.changed("field", self.at(key), self.name, what, why)

    def number(self, form: str) -> None:
        made, step = self.made, kinds.number(self.table.get("multipleOf"))
        digits = -int(Decimal(str(step)).as_tuple().exponent) if isinstance(step, Decimal) else None
        if kinds.is_money(made.name, digits) and form not in ("float", "double"):
            made.type = "money"
        elif step == 1:
            made.type = "int"
        else:
            made.type, made.scale = "decimal", digits if digits is not None else kinds.FLOAT_SCALE
            if digits is None:
                self.tell("type", "number", f"kept to {kinds.FLOAT_SCALE} digits after the point")

    def text(self, form: str) -> None:
        made = self.made
        if form in _SIZES:
            made.max = _SIZES[form]
        elif form and form not in _FORMATS:
            self.report.lost(
                "format",
                self.at("format"),
                self.name,
                f"format: {form}",
                "it is not known here; it is a text",
                "give it a pattern",
            )
        encoded = self.table.text("contentEncoding") or self.table.text("contentMediaType")
        if encoded and made.type == "string":
            made.type = "file"

    def limits(self) -> None:
        table, made = self.table, self.made
        for key, name in (
            ("minLength", "min"),
            ("maxLength", "max"),
            ("minimum", "min"),
            ("maximum", "max"),
        ):
            limit = kinds.number(table.get(key))
            if limit is None:
                continue
            if made.type in ("enum", "bool", "date", "datetime", "time"):
                self.report.carried(name)  # the type itself is narrower
            elif name == "min":
                made.min = limit
            else:
                made.max = limit
        for key, sign in (("exclusiveMinimum", ">"), ("exclusiveMaximum", "<")):
            self.exclusive(key, sign)
        step = kinds.number(table.get("multipleOf"))
        if step is not None and step > 0 and made.type in ("int", "decimal", "money"):
            self.multiple(step)

    def multiple(self, step: Decimal | int) -> None:
        """A power of ten is said by the digits of the field; another step is a check: round(x / step) * step == x."""
        if set(str(step)) <= set("01.") and str(step).count("1") == 1 and step <= 1:
            self.report.carried("check")
            return
        name: Node = ["field", [self.made.name]]
        times: Node = ["mul", ["call", "round", ["div", name, ["lit", step]]], ["lit", step]]
        condition = Condition(f"multiple of {step}", ["eq", times, name])
        self.entity.checks.append(
            Check(f"{self.made.name}_multiple", condition, self.at("multipleOf"))
        )

    def exclusive(self, key: str, sign: str) -> None:
        """A number (3.1), or a flag beside minimum and maximum (3.0)."""
        made, value = self.made, self.table.get(key)
        is_flag = value is True
        limit = (made.min if sign == ">" else made.max) if is_flag else kinds.number(value)
        if limit is None or value is False:
            return
        if made.type == "int" and isinstance(limit, int):
            if sign == ">":
                made.min = limit + 1
            else:
                made.max = limit - 1
            return
        if is_flag and sign == ">":
            made.min = None
        elif is_flag:
            made.max = None
        source = f"{made.name} {sign} {limit}"
        tree = ["gt" if sign == ">" else "lt", ["field", [made.name]], ["lit", limit]]
        self.entity.checks.append(
            Check(f"{made.name}_{key}", Condition(source, tree), self.at(key))
        )

    def constant(self, value: Any) -> None:
        made = self.made
        if isinstance(value, bool):
            made.type, made.default = "bool", Default(value)
        else:
            made.type, made.choices = "enum", [Choice(str(value), {}, self.at("const"))]
            made.default = Default(str(value))


def demanded(entity: Entity, table: Table, file: str, report: Report) -> None:
    """dependentRequired: a field that must be filled when another one is."""
    for source, names in table.table("dependentRequired").items():
        place = Place(file, table.at("dependentRequired"))
        for name in names if isinstance(names, list) else []:
            one = entity.field(str(name))
            text = f"dependentRequired: {source} → {name}"
            if one is None or entity.field(source) is None:
                report.lost(
                    "required if",
                    place,
                    f"{entity.name}.{name}",
                    text,
                    "one of the fields is not here",
                )
            elif one.required_if is None:
                one.required_if = Condition(text, ["ne", ["field", [source]], ["lit", None]])
            elif one.required_if.tree is not None:
                one.required_if.tree = [
                    "or",
                    one.required_if.tree,
                    ["ne", ["field", [source]], ["lit", None]],
                ]
                report.carried("required if")
