"""Scalar fields: types, native types, defaults, keys."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from generator.importers import kinds, labels
from generator.importers.model import Default, Entity, Field, Model
from generator.importers.places import Place
from generator.importers.prisma.syntax import Attribute, Block, Call, FieldSyntax, Name, shown
from generator.importers.report import Report

TYPES: Final = {
    "String": "string", "Boolean": "bool", "Int": "int", "BigInt": "int", "Float": "decimal", "Decimal": "decimal",
    "DateTime": "datetime", "Json": "json", "Bytes": "file",
}  # fmt: skip
_TEXTS: Final = frozenset({"Text", "TinyText", "MediumText", "LongText", "NText", "Xml"})
_LENGTHS: Final = frozenset({"VarChar", "Char", "NVarChar", "NChar", "VarBit", "Bit", "String"})
_WHOLE: Final = {"SmallInt": (-32768, 32767), "TinyInt": (-128, 127), "UnsignedTinyInt": (0, 255), "UnsignedSmallInt": (0, 65535), "UnsignedInt": (0, 4294967295), "UnsignedBigInt": (0, None), "UnsignedMediumInt": (0, 16777215), "Year": (1901, 2155)}  # fmt: skip
_MADE: Final = (
    "uuid",
    "cuid",
    "nanoid",
    "ulid",
    "auto",
    "autoincrement",
    "dbgenerated",
    "sequence",
)
_RANDOM: Final = ("uuid", "cuid", "nanoid", "ulid")
_DATABASE_RANDOM: Final = ("gen_random_uuid", "uuid_generate_v4", "newid", "uuid")


def read(block: Block, file: str, model: Model, composite: set[str], report: Report) -> None:
    """All fields of a model that are no relations."""
    entity = model.entity(block.name)
    assert entity is not None  # noqa: S101 - made from this block
    for one in block.fields:
        if model.entity(one.type) is None or one.unsupported:
            _Field(one, entity, Place(file, one.line), model, composite, report).read()


class _Field:
    def __init__(
        self,
        one: FieldSyntax,
        entity: Entity,
        place: Place,
        model: Model,
        composite: set[str],
        report: Report,
    ) -> None:
        self.one = one
        self.entity = entity
        self.place = place
        self.model = model
        self.composite = composite
        self.report = report
        self.name = f"{entity.name}.{one.name}"

    def read(self) -> None:
        one = self.one
        if self.is_implied():
            return
        made = Field(one.name, "string", self.place, label={}, help=labels.of(one.doc))
        made.required = not one.is_optional and not one.is_list
        self.type(made)
        self.entity.fields.append(made)
        for attribute in one.attributes:
            self.attribute(made, attribute)

    def is_implied(self) -> bool:
        """A key that the database makes, and the moments of creation and change: every record of ours has them."""
        one = self.one
        default = one.attribute("default")
        value = default.value("value") if default else None
        made = value.name if isinstance(value, Call) else ""
        implied = ""
        if one.attribute("id") and (
            made in _MADE
            or one.attribute("db.ObjectId")
            or (one.type in ("Int", "BigInt") and one.name == "id")
        ):
            implied = "id"
        elif one.type == "DateTime" and made == "now" and kinds.is_created(one.name):
            implied = "created_at"
        elif one.type == "DateTime" and one.attribute("updatedAt"):
            implied = "updated_at"
        if not implied or implied in self.entity.implied.values():
            return False
        self.entity.implied[one.name] = implied
        self.report.carried("key" if implied == "id" else "field")
        for attribute in one.attributes:
            self.report.carried("default" if attribute.name == "default" else "attribute")
        if implied == "id" and one.type == "String":
            self.report.changed(
                "key",
                self.place,
                self.name,
                str(default or "@id"),
                "records are numbered here",
                "keep the old keys in a field of your own when rows are imported",
            )
        return True

    def type(self, made: Field) -> None:
        one = self.one
        if one.unsupported:
            made.type = "text"
            self.tell(f'Unsupported("{one.unsupported}")', "its values are kept as text")
        elif self.model.enum(one.type):
            made.type, made.enum = ("enums" if one.is_list else "enum"), one.type
        elif one.type in self.composite:
            made.type = "json"
            self.tell(f"type {one.type}", "its values are stored as structured data (json)")
        elif one.is_list and one.type in TYPES:
            made.type = "files" if one.type == "Bytes" else "json"
            if made.type == "json":
                self.tell(f"{one.type}[]", "a list of values is stored as structured data (json)")
        elif one.type in TYPES:
            made.type = TYPES[one.type]
            made.wide = one.type == "BigInt"
        else:
            made.type = "json" if one.is_list else "string"
            self.tell(f"type {one.type}", "it is not declared; its values are kept as they come")
        if made.type == "decimal":
            self.decimal(made)

    def decimal(self, made: Field) -> None:
        if self.one.type == "Float":
            made.scale = kinds.FLOAT_SCALE
            self.tell("Float", f"kept to {kinds.FLOAT_SCALE} digits after the point")
        elif not any(
            each.name.endswith(("Decimal", "Money", "SmallMoney")) for each in self.one.attributes
        ):
            made.type, made.scale = (
                ("money", None) if kinds.is_money(self.one.name, None) else ("decimal", 4)
            )

    def tell(self, what: str, why: str) -> None:
        self.report.changed("field", self.place, self.name, what, why)

    def attribute(self, made: Field, given: Attribute) -> None:
        place = Place(self.place.file, given.line)
        match given.name:
            case "id":
                made.unique = made.required = True
                self.entity.key = self.entity.key or made.name
                self.report.changed(
                    "key",
                    place,
                    self.name,
                    "@id",
                    "records have a number of their own; this is a unique field",
                )
            case "unique":
                made.unique = True
            case "default":
                self.default(made, given.value("value"), place)
            case "updatedAt":
                made.readonly = True
                self.report.changed(
                    "default",
                    place,
                    self.name,
                    "@updatedAt",
                    "a second moment of change is not filled by itself",
                    "fill it in a hook, or use updated_at",
                )
            case "map" | "ignore":
                self.report.lost(
                    "column name" if given.name == "map" else "attribute",
                    place,
                    self.name,
                    str(given),
                    "columns are called after their field",
                    "nothing to do",
                )
            case name if name.partition(".")[2]:
                self.native(made, given, place)
            case _:
                self.report.lost("attribute", place, self.name, str(given), "it is not known here")

    def default(self, made: Field, value: Any, place: Place) -> None:
        if isinstance(value, Call):
            if value.name == "now":
                made.default = Default(
                    expression="today()" if self.one.attribute("db.Date") else "now()"
                )
            elif value.name == "autoincrement" and made.type == "int":
                made.type, made.number, made.required = "number", "{seq:6}", False
                self.report.carried("default")
                self.report.changed(
                    "default",
                    place,
                    self.name,
                    "autoincrement()",
                    "it became a number series, which is a text",
                )
            elif value.name in _RANDOM:
                self.random(made, value, place)
            else:
                text = str(value.arguments[0]) if value.arguments else ""
                self.database(made, value, text, place)
        elif isinstance(value, Name):
            made.default = Default(value.text)
        elif isinstance(value, list):
            made.default = Default(
                [
                    each.text if isinstance(each, Name) else each
                    for each in value
                    if not isinstance(each, Call)
                ]
            )
        elif made.type == "json" and isinstance(value, str):
            made.default = Default(_json(value))
        elif value is not None:
            made.default = Default(value)

    def random(self, made: Field, value: Call, place: Place) -> None:
        made.default = Default(expression="uuid()")
        if value.name != "uuid" and made.type == "string":
            self.report.changed(
                "default",
                place,
                self.name,
                shown(value),
                "what is made anew is a uuid of 36 characters",
            )

    def database(self, made: Field, value: Call, text: str, place: Place) -> None:
        """`dbgenerated("…")`: a literal or the clock is a default; a function that makes keys is none."""
        plain = text.strip("()").lower()
        if plain in ("now", "current_timestamp", "current_date", "now()"):
            made.default = Default(expression="today()" if plain[-4:] == "date" else "now()")
            return
        if plain in _DATABASE_RANDOM:
            made.default = Default(expression="uuid()")
            return
        literal = text.split("::", 1)[0].strip()
        if literal.startswith("'") and literal.endswith("'"):
            made.default = Default(literal[1:-1])
        elif kinds.number(literal) is not None:
            made.default = Default(literal)
        elif made.type == "bool" and literal.lower() in ("b'0'", "b'1'", "true", "false"):
            made.default = Default("1" in literal or literal.lower() == "true")
        else:
            made.required = False
            self.report.lost(
                "default",
                place,
                self.name,
                shown(value),
                "the database makes it; here a hook would",
                "fill it in an on_create hook (docs/hooks.md), then make it required",
            )

    def native(self, made: Field, given: Attribute, place: Place) -> None:
        """`@db.VarChar(255)`: lengths, digits and narrower types."""
        name = given.name.partition(".")[2]
        numbers = [each for each in given.given if isinstance(each, int | Decimal)]
        if name in _TEXTS and made.type == "string":
            made.type = "string" if made.unique or self.one.attribute("unique") else "text"
        elif name in _LENGTHS and made.type in ("string", "text"):
            made.max = numbers[0] if numbers else None
        elif name in ("Decimal", "Numeric") and made.type in ("decimal", "money"):
            made.scale = int(numbers[1]) if len(numbers) > 1 else 0 if numbers else 2
            if kinds.is_money(self.one.name, made.scale):
                made.type, made.scale = "money", None
        elif name in ("Money", "SmallMoney") and made.type in ("decimal", "money"):
            made.type, made.scale = "money", None
        elif name == "Date" and made.type == "datetime":
            made.type = "date"
        elif name in ("Time", "Timetz") and made.type == "datetime":
            made.type = "time"
        elif name in _WHOLE and made.type == "int":
            low, high = _WHOLE[name]
            made.min, made.max = low, high
        elif name in ("Bit", "Boolean") and made.type == "bool":
            pass
        elif name == "Uuid":
            made.max = 36
        self.report.carried("native type")


def _json(text: str) -> Any:
    import json

    try:
        return json.loads(text)
    except ValueError:
        return text
