"""JDL statements → the neutral model."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.importers import kinds, labels
from generator.importers.jdl import options, relations
from generator.importers.jdl.parse import parse
from generator.importers.jdl.syntax import Document, EntitySyntax, FieldSyntax, Validation
from generator.importers.model import Choice, Default, Entity, Enum, Field, Model
from generator.importers.places import Place
from generator.importers.refusals import nothing, text_of
from generator.importers.report import Report

TYPES: Final = {
    "String": "string", "Integer": "int", "Long": "int", "BigDecimal": "decimal", "Float": "decimal", "Double": "decimal",
    "Boolean": "bool", "LocalDate": "date", "ZonedDateTime": "datetime", "Instant": "datetime", "LocalDateTime": "datetime",
    "Duration": "duration", "LocalTime": "time", "UUID": "string", "Blob": "file", "AnyBlob": "file",
    "ImageBlob": "image", "TextBlob": "text", "byte": "file", "ByteBuffer": "file",
}  # fmt: skip
UUID: Final = r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"


def read(path: Path, report: Report) -> Model:
    """The model of a .jdl file. SchemaProblems: it is not JDL, or declares no entity."""
    return read_text(text_of(path), path.name, report)


def read_text(text: str, file: str, report: Report) -> Model:
    """The model of JDL that is not in a file."""
    document = parse(text, file)
    if not document.entities:
        nothing(file, "entity")
    return _Reader(document, file, report).model


class _Reader:
    def __init__(self, document: Document, file: str, report: Report) -> None:
        self.document = document
        self.file = file
        self.report = report
        self.model = Model(_called(document, file))
        self.enums = {one.name for one in document.enums}
        for enum in document.enums:
            self.enum(enum.name, enum.line, enum.values)
        seen: set[str] = set()
        for syntax in document.entities:
            place = Place(file, syntax.line)
            if syntax.name in seen:
                report.lost(
                    "entity",
                    place,
                    syntax.name,
                    "declared again",
                    "the first declaration counts",
                    "join them",
                )
                continue
            seen.add(syntax.name)
            self.model.entities.append(self.entity(syntax))
        relations.read(document, file, self.model, report)
        options.read(document, file, self.model, report)

    def enum(self, name: str, line: int, values: list[tuple[str, str, str, int]]) -> None:
        place = Place(self.file, line)
        if self.model.enum(name):
            self.report.lost(
                "enum", place, name, "declared again", "the first declaration counts", "join them"
            )
            return
        if not values:
            self.report.lost(
                "enum",
                place,
                name,
                "an enum without values",
                "a choice needs one",
                "add its values",
            )
            self.enums.discard(name)
            return
        made = Enum(name, place)
        for value, said, doc, at in values:
            made.choices.append(Choice(value, labels.of(said or doc), Place(self.file, at)))
        self.model.enums.append(made)

    def entity(self, syntax: EntitySyntax) -> Entity:
        made = Entity(
            syntax.name,
            Place(self.file, syntax.line),
            help=labels.of(syntax.doc),
            implied={"id": "id"},
        )
        for one in syntax.fields:
            if one.name == "id" and one.type in ("Long", "UUID", "String", "Integer"):
                self.report.carried("key")
                continue
            if any(each.name == one.name for each in made.fields):
                self.report.lost(
                    "field",
                    Place(self.file, one.line),
                    f"{made.name}.{one.name}",
                    "declared again",
                    "the first declaration counts",
                )
                continue
            made.fields.append(self.field(made, one))
        if syntax.table:
            self.report.lost(
                "table name",
                made.place,
                made.name,
                syntax.table,
                "tables are called after their entity",
                "nothing to do",
            )
        return made

    def field(self, entity: Entity, syntax: FieldSyntax) -> Field:
        place = Place(self.file, syntax.line)
        made = Field(syntax.name, "string", place, help=labels.of(syntax.doc))
        name = f"{entity.name}.{syntax.name}"
        if syntax.type in self.enums:
            made.type, made.enum = "enum", syntax.type
        elif syntax.type in TYPES:
            made.type = TYPES[syntax.type]
        else:
            self.report.changed(
                "field",
                place,
                name,
                f"type {syntax.type}",
                "it is neither a type of JDL nor an enum here; it became a text",
            )
        if made.type == "decimal":
            made.scale = None if syntax.type == "BigDecimal" else kinds.FLOAT_SCALE
            if syntax.type == "BigDecimal" and kinds.is_money(syntax.name, None):
                made.type = "money"
            elif syntax.type == "BigDecimal":
                made.scale = 2
            else:
                self.report.changed(
                    "field",
                    place,
                    name,
                    syntax.type,
                    f"kept to {kinds.FLOAT_SCALE} digits after the point",
                )
        made.wide = syntax.type == "Long"
        if syntax.type == "UUID":
            made.max, made.pattern = 36, UUID
        for validation in syntax.validations:
            self.validation(made, name, validation)
        for annotation in syntax.annotations:
            self.annotation(made, name, annotation.name, annotation.value, annotation.line)
        return made

    def validation(self, made: Field, name: str, given: Validation) -> None:
        place = Place(self.file, given.line)
        match given.name:
            case "required":
                made.required = True
            case "unique":
                made.unique = True
            case "min" | "minlength" | "max" | "maxlength":
                limit = kinds.number(given.value)
                key = given.name[:3]
                if limit is None:
                    self.report.lost(
                        key, place, name, f"{given.name}({given.value})", "it is not a number"
                    )
                elif key == "min":
                    made.min = limit
                else:
                    made.max = limit
            case "pattern":
                made.pattern = given.value
            case "minbytes" | "maxbytes":
                self.report.lost(
                    "file size",
                    place,
                    name,
                    f"{given.name}({given.value})",
                    "the size of files is a setting of the installation",
                    "see docs/operations.md",
                )
            case _:
                self.report.lost(
                    "validation",
                    place,
                    name,
                    f"{given.name}({given.value})" if given.value else given.name,
                    "JDL has no such validation",
                )

    def annotation(self, made: Field, name: str, key: str, value: str, line: int) -> None:
        place = Place(self.file, line)
        match key.lower():
            case "id":
                made.unique = made.required = True
                self.report.changed(
                    "key",
                    place,
                    name,
                    "@Id",
                    "records have a number of their own; this became a unique field",
                )
            case "defaultvalue" | "default":
                made.default = Default(value)
            case "unique":
                made.unique = True
            case "readonly":
                made.readonly = True
            case "hidden":
                made.visible = False
            case _:
                self.report.lost(
                    "annotation",
                    place,
                    name,
                    f"@{key}({value})" if value else f"@{key}",
                    "it steers the code of JHipster",
                    "nothing to do",
                )


def _called(document: Document, file: str) -> str:
    for option in document.settings:
        if option.name == "baseName" and option.value:
            return option.value
    return Path(file).stem
