"""Prisma blocks → the neutral model."""

from __future__ import annotations

from pathlib import Path

from generator.importers import labels
from generator.importers.model import Choice, Entity, Enum, Model
from generator.importers.places import Place
from generator.importers.prisma import fields, relations
from generator.importers.prisma.parse import parse
from generator.importers.prisma.syntax import Block, names
from generator.importers.refusals import nothing, text_of
from generator.importers.report import Report


def read(path: Path, report: Report) -> Model:
    """The model of a schema.prisma, or of a folder of .prisma files. SchemaProblems: it is none."""
    if path.is_dir():
        files = sorted(path.rglob("*.prisma"))
        blocks = [(block, file.name) for file in files for block in parse(text_of(file), file.name)]
        return _Reader(blocks, path.name, report).model
    return read_text(text_of(path), path.name, report)


def read_text(text: str, file: str, report: Report) -> Model:
    """The model of a schema that is not in a file."""
    return _Reader([(block, file) for block in parse(text, file)], Path(file).stem, report).model


class _Reader:
    def __init__(self, blocks: list[tuple[Block, str]], name: str, report: Report) -> None:
        self.report = report
        self.model = Model("app" if name == "schema" else name)
        models: dict[str, tuple[Block, str]] = {}
        for block, file in blocks:
            place = Place(file, block.line)
            if block.kind == "model" and block.name not in models:
                models[block.name] = (block, file)
            elif block.kind == "enum":
                self.enum(block, file)
            elif block.kind in ("model", "view"):
                self.lose(block, place)
            elif block.kind == "type":
                report.changed(
                    "composite type",
                    place,
                    block.name,
                    "type",
                    "its values are stored as structured data (json)",
                    "make an entity of it where its parts are searched",
                )
            else:
                for setting in block.values:
                    report.lost(
                        f"{block.kind} setting",
                        Place(file, setting.line),
                        f"{block.name}.{setting.name}",
                        setting.type,
                        "it steers Prisma's client or connection",
                        "the database is DATABASE_URL",
                    )
        if not models:
            nothing(blocks[0][1] if blocks else name, "model")
        composite = {block.name for block, _ in blocks if block.kind == "type"}
        for block, file in models.values():
            self.model.entities.append(self.entity(block, file))
        for block, file in models.values():
            fields.read(block, file, self.model, composite, report)
        relations.read(list(models.values()), self.model, report)
        for block, file in models.values():
            self.attributes(block, file)

    def lose(self, block: Block, place: Place) -> None:
        why = (
            "a view is a question, no entity"
            if block.kind == "view"
            else "the first declaration counts"
        )
        todo = "make a report of it (docs/reports.md)" if block.kind == "view" else "join them"
        self.report.lost(
            block.kind if block.kind == "view" else "entity",
            place,
            block.name,
            f"{len(block.fields)} fields",
            why,
            todo,
        )

    def enum(self, block: Block, file: str) -> None:
        made = Enum(block.name, Place(file, block.line))
        for value in block.values:
            made.choices.append(Choice(value.name, labels.of(value.doc), Place(file, value.line)))
            for attribute in value.attributes:
                self.report.lost(
                    "column name",
                    Place(file, attribute.line),
                    f"{block.name}.{value.name}",
                    str(attribute),
                    "values are stored under their names",
                    "change the values when old rows are imported",
                )
        if made.choices:
            self.model.enums.append(made)
        else:
            self.report.lost(
                "enum", made.place, block.name, "an enum without values", "a choice needs one"
            )

    def entity(self, block: Block, file: str) -> Entity:
        return Entity(block.name, Place(file, block.line), help=labels.of(block.doc))

    def attributes(self, block: Block, file: str) -> None:
        entity = self.model.entity(block.name)
        assert entity is not None  # noqa: S101 - made above
        for one in block.attributes:
            place = Place(file, one.line)
            parts = tuple(names(one.value("fields")))
            match one.name:
                case "id" | "unique":
                    self.combined(entity, parts, place, is_key=one.name == "id")
                case "index":
                    entity.indexes.append((parts, place))
                case "map" | "schema":
                    self.report.lost(
                        "table name",
                        place,
                        entity.name,
                        str(one),
                        "tables are called after their entity",
                        "nothing to do",
                    )
                case "fulltext":
                    for part in parts:
                        found = entity.field(part)
                        if found is not None:
                            found.search = True
                    self.report.carried("full text")
                case "ignore":
                    self.report.changed(
                        "entity",
                        place,
                        entity.name,
                        "@@ignore",
                        "it was imported all the same",
                        "take it out if it is not wanted",
                    )
                case _:
                    self.report.lost(
                        "attribute", place, entity.name, f"@{one}", "it is not known here"
                    )

    def combined(
        self, entity: Entity, parts: tuple[str, ...], place: Place, *, is_key: bool
    ) -> None:
        """`@@id` and `@@unique`; one that is a single field here makes that field unique."""
        found = list(dict.fromkeys(one.name for part in parts if (one := entity.field(part))))
        if is_key:
            self.report.changed(
                "key",
                place,
                entity.name,
                f"@@id([{', '.join(parts)}])",
                "records have a number of their own; the combination stays unique",
            )
        one = entity.field(found[0]) if len(found) == 1 else None
        if one is not None and not any(part in entity.implied for part in parts):
            one.unique = True
        else:
            entity.unique.append((parts, place))
