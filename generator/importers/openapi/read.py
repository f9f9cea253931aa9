"""Schemas of an OpenAPI document → the neutral model."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.importers import kinds, labels
from generator.importers.located import Table, read_yaml
from generator.importers.model import Child, Choice, Default, Entity, Enum, Field, Model
from generator.importers.openapi import fields, inline, others
from generator.importers.openapi.shapes import Shape, Shapes
from generator.importers.places import Place
from generator.importers.refusals import nothing, refuse, text_of
from generator.importers.report import Report

MOST_ENTITIES: Final = 2_000


def read(path: Path, report: Report) -> Model:
    """The model of an OpenAPI document in JSON or YAML. SchemaProblems: it is none, or has no schemas."""
    return read_text(text_of(path), path.name, report)


def read_text(text: str, file: str, report: Report) -> Model:
    """The model of a document that is not in a file."""
    document = read_yaml(text, file)
    if not isinstance(document, Table):
        refuse(file, 1, "the document must hold keys with values")
    return _Reader(document, file, report).model


class _Reader:
    def __init__(self, document: Table, file: str, report: Report) -> None:
        self.file = file
        self.report = report
        title = document.table("info").text("title")
        self.model = Model(title or Path(file).stem)
        schemas = [
            document.table("components").table("schemas"),
            document.table("definitions"),
            document.table("$defs"),
        ]
        self.named: dict[str, Table] = {}
        for group in schemas:
            for name, table in group.items():
                if isinstance(table, Table):
                    table.line = group.at(name)
                    self.named[name] = table
        self.shapes = Shapes(self.named)
        if not any(self.shapes.is_entity(name) for name in self.named):
            for name, table in inline.objects(document, self.shapes).items():
                self.named.setdefault(name, table)
        for name, table in self.named.items():
            if self.shapes.is_enum(name):
                self.enum(name, table)
        self.entities = [name for name in self.named if self.shapes.is_entity(name)]
        for name in self.entities:
            self.model.entities.append(Entity(name, Place(file, self.named[name].line)))
        if not self.entities:
            nothing(file, "object with properties under components/schemas, or in a body of paths")
        for name in self.entities:
            self.object_(name)
        others.pair(self.model, report)
        others.tell(document, file, report)

    def enum(self, name: str, table: Table) -> None:
        place = Place(self.file, table.line)
        made = Enum(name, place, fields.choices_of(table, place))
        if made.choices:
            self.model.enums.append(made)
        fields.rest(table, place, name, self.report)

    def object_(self, name: str) -> None:
        entity = self.model.entity(name)
        assert entity is not None  # noqa: S101 - made before
        shape = self.shapes.object_(name)
        if shape.parents:
            self.report.changed(
                "inheritance",
                entity.place,
                name,
                f"allOf {', '.join(dict.fromkeys(shape.parents))}",
                "its properties stand in the entity itself",
            )
        self.fill(entity, shape)

    def fill(self, entity: Entity, shape: Shape) -> None:
        table = shape.table
        entity.label = labels.of(table.get("title"))
        entity.help = labels.of(table.text("description"))
        required = (
            {str(each) for each in table.get("required") or [] if not isinstance(each, dict | list)}
            if isinstance(table.get("required"), list)
            else set()
        )
        properties = table.table("properties")
        for name, inner in properties.items():
            place = Place(self.file, properties.at(name))
            if not isinstance(inner, Table):
                # `true` allows anything.
                inner = Table(place.line)
            self.property(entity, name, inner, place, required=name in required)
        for alternative in shape.alternatives:
            self.alternative(entity, alternative)
        self.discriminator(entity, table)
        fields.demanded(entity, table, self.file, self.report)
        for name in sorted(required - set(properties)):
            if entity.field(name) is None and name not in entity.implied:
                # Nothing is said of its type, so it may be anything.
                made = Field(name, "json", entity.place, required=True)
                entity.fields.append(made)
                self.report.changed(
                    "field",
                    entity.place,
                    f"{entity.name}.{name}",
                    "required",
                    "no property says what it is; it is stored as structured data (json)",
                )
        extra = table.get("additionalProperties")
        if extra is True or (isinstance(extra, Table) and extra):
            self.report.lost(
                "additional properties",
                Place(self.file, table.at("additionalProperties")),
                entity.name,
                "additionalProperties",
                "fields are named one by one",
                "add a field of type json",
            )
        fields.rest(table, entity.place, entity.name, self.report)

    def alternative(self, entity: Entity, table: Table) -> None:
        """One of `oneOf`: its properties are optional here."""
        name = self.shapes.name_of(table)
        shape = self.shapes.object_(name) if name else self.shapes.shape(table)
        properties = shape.table.table("properties")
        for key, inner in properties.items():
            if isinstance(inner, Table) and entity.field(key) is None and key not in entity.implied:
                self.property(
                    entity, key, inner, Place(self.file, properties.at(key)), required=False
                )
        self.report.changed(
            "alternative",
            Place(self.file, table.line),
            entity.name,
            f"oneOf {name or 'object'}",
            "its properties stand in the entity, none of them required",
        )

    def discriminator(self, entity: Entity, table: Table) -> None:
        given = table.get("discriminator")
        name = (
            given.text("propertyName")
            if isinstance(given, Table)
            else given
            if isinstance(given, str)
            else ""
        )
        if not name:
            return
        one = entity.field(name)
        values = list(given.table("mapping")) if isinstance(given, Table) else []
        if one is None:
            one = Field(name, "string", Place(self.file, table.at("discriminator")), kind="helper")
            entity.fields.append(one)
        if one.type == "string" and values:
            one.type, one.choices = "enum", [Choice(value) for value in values]
        self.report.carried("discriminator")

    def property(
        self, entity: Entity, name: str, table: Table, place: Place, *, required: bool
    ) -> None:
        shape = self.shapes.shape(table)
        inner = shape.table
        if self.is_implied(entity, name, shape):
            return
        if any(one.name == name for one in entity.fields):
            return
        for made in self.fields(entity, name, shape, place):
            made.required = required and not shape.nullable and made.kind != "alternative"
            if inner.flag("readOnly"):
                made.readonly = True
            if inner.flag("writeOnly"):
                made.hidden_from_all = True
            made.kind = "relation" if made.kind == "alternative" else made.kind
            entity.fields.append(made)

    def is_implied(self, entity: Entity, name: str, shape: Shape) -> bool:
        """The record's own number, and its moments where the server fills them."""
        kind, form = shape.table.text("type"), shape.table.text("format")
        closed = shape.table.flag("readOnly")
        implied = ""
        if name in ("id", "_id") and kind in ("integer", "string", "number") and not shape.ref:
            implied = "id"
        elif form == "date-time" and closed and kinds.is_created(name):
            implied = "created_at"
        elif form == "date-time" and closed and kinds.is_updated(name):
            implied = "updated_at"
        if not implied or implied in entity.implied.values():
            return False
        entity.implied[name] = implied
        self.report.carried("key" if implied == "id" else "field")
        if implied == "id" and kind == "string":
            self.report.changed(
                "key",
                Place(self.file, shape.table.at("type")),
                f"{entity.name}.{name}",
                f"string {form}".strip(),
                "records are numbered here",
                "keep the old keys in a field of your own when rows are imported",
            )
        return True

    def fields(self, entity: Entity, name: str, shape: Shape, place: Place) -> list[Field]:
        table = shape.table
        if shape.ref and not shape.alternatives:
            made = self.reference(name, shape.ref, place)
            fields.described(made, table)
            if table.get("default") is not None and made.type == "enum":
                made.default = Default(table["default"])
            return [made]
        if shape.alternatives:
            return self.several(entity, name, shape, place)
        if table.text("type") == "array" or "items" in table:
            return [self.array(entity, name, table, place)]
        if table.table("properties"):
            return [self.nested(entity, name, shape, place)]
        if table.text("type") == "object":
            made = Field(name, "json", place)
            fields.described(made, table)
            if table.get("default") is not None:
                made.default = Default(others.plain(table["default"]))
            fields.rest(table, place, f"{entity.name}.{name}", self.report)
            return [made]
        return [fields.scalar(name, table, place, entity, self.report)]

    def reference(self, name: str, target: str, place: Place) -> Field:
        if self.model.enum(target):
            return Field(name, "enum", place, enum=target)
        return Field(name, "ref", place, kind="relation", target=target)

    def several(self, entity: Entity, name: str, shape: Shape, place: Place) -> list[Field]:
        """oneOf and anyOf of a property: a field for each entity, one of the wider type for the rest."""
        shown = f"{entity.name}.{name}"
        inner = [self.shapes.shape(each) for each in shape.alternatives]
        targets = [each.ref for each in inner if each.ref and not self.model.enum(each.ref)]
        if len(targets) == len(inner):
            self.report.changed(
                "relation",
                place,
                shown,
                f"oneOf {', '.join(targets)}",
                "a reference goes to one entity; there is one for each, and none is required",
            )
            return [
                Field(
                    f"{name}_{target}",
                    "ref",
                    place,
                    kind="alternative" if number else "relation",
                    target=target,
                )
                for number, target in enumerate(targets)
            ]
        choices = [choice for each in inner for choice in self.choices(each)]
        if choices and all(self.choices(each) for each in inner):
            made = Field(
                name, "enum", place, choices=list({one.name: one for one in choices}.values())
            )
        else:
            kinds_ = {each.table.text("type") for each in inner} - {""}
            plain = kinds_ <= {"string", "integer", "number", "boolean"} and bool(kinds_)
            made = Field(
                name,
                "int"
                if kinds_ == {"integer"}
                else "decimal"
                if kinds_ <= {"integer", "number"} and kinds_
                else "string"
                if plain
                else "json",
                place,
            )
            self.report.changed(
                "field", place, shown, "oneOf", f"a field has one type; it became {made.type}"
            )
        fields.described(made, shape.table)
        return [made]

    def choices(self, shape: Shape) -> list[Choice]:
        found = self.model.enum(shape.ref) if shape.ref else None
        return (
            found.choices
            if found
            else fields.choices_of(shape.table, Place(self.file, shape.table.line))
        )

    def array(self, entity: Entity, name: str, table: Table, place: Place) -> Field:
        given = table.get("items")
        items = self.shapes.shape(given) if isinstance(given, Table) else Shape(Table(place.line))
        inner = items.table
        shown = f"{entity.name}.{name}"
        made = Field(name, "json", place)
        if items.ref and self.model.enum(items.ref):
            made.type, made.enum = "enums", items.ref
        elif items.ref:
            made.type, made.kind, made.target = "refs", "relation", items.ref
        elif isinstance(inner.get("enum"), list) and (found := fields.choices_of(inner, place)):
            made.type, made.choices = "enums", found
        elif inner.text("format") in ("binary", "byte", "base64"):
            made.type = "files"
        elif inner.table("properties"):
            return self.rows(entity, name, items, table, place)
        else:
            self.report.changed(
                "field",
                place,
                shown,
                f"array of {inner.text('type') or 'anything'}",
                "a list of values is stored as structured data (json)",
            )
        fields.described(made, table)
        most, least = kinds.number(table.get("maxItems")), kinds.number(table.get("minItems"))
        if most is not None:
            made.max = most
        if least is not None and least > 0:
            if least == 1:
                self.report.carried("min")  # an empty list is no value here
            else:
                self.report.lost(
                    "min",
                    Place(self.file, table.at("minItems")),
                    shown,
                    f"minItems: {least}",
                    "lists have no least number",
                    "check it in a hook",
                )
        if table.get("default") is not None:
            made.default = Default(others.plain(table["default"]))
        fields.rest(table, place, shown, self.report)
        return made

    def rows(self, entity: Entity, name: str, items: Shape, table: Table, place: Place) -> Field:
        """An array of objects without a name: a child table."""
        rows = self.invented(f"{entity.name}_{name}", items, place)
        parent = Field(
            entity.name,
            "ref",
            place,
            kind="helper",
            target=entity.name,
            required=True,
            on_delete="cascade",
        )
        rows.fields.insert(0, parent)
        entity.children.append(
            Child(
                name, rows.name, parent.name, place, labels.of(table.get("title")), kind="relation"
            )
        )
        return Field(f"{name}_count", "int", place, kind="helper", count_of=name, visible=False)

    def nested(self, entity: Entity, name: str, shape: Shape, place: Place) -> Field:
        """An object without a name: an entity of its own."""
        inner = self.invented(f"{entity.name}_{name}", shape, place)
        made = Field(name, "ref", place, kind="relation", target=inner.name)
        fields.described(made, shape.table)
        self.report.changed(
            "relation",
            place,
            f"{entity.name}.{name}",
            "object",
            "it is a record of its own, which the field names",
        )
        return made

    def invented(self, name: str, shape: Shape, place: Place) -> Entity:
        if len(self.model.entities) > MOST_ENTITIES:
            refuse(self.file, place.line, f"more than {MOST_ENTITIES:,} objects")
        while self.model.entity(name):
            name = f"{name}_row"
        made = Entity(name, place)
        self.model.entities.append(made)
        self.fill(made, shape)
        return made
