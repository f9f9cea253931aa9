"""Sheets → the neutral model: columns as fields, dictionaries as enums, columns whose values name rows of another sheet as refs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.importers import labels
from generator.importers.conditions import NotUnderstood, parse
from generator.importers.model import Child, Choice, Condition, Entity, Enum, Field, Model
from generator.importers.places import Place
from generator.importers.refusals import nothing
from generator.importers.report import Report
from generator.importers.xlsx.guess import guessed
from generator.importers.xlsx.sheets import Column, Sheet, sheets
from generator.importers.xlsx.words import named

DICTIONARY: Final = 60
_COUNTED: Final = frozenset({"id", "序号", "no", "no.", "#"})


def read(path: Path, report: Report) -> Model:
    """The model of a workbook. SchemaProblems: it is none, or no sheet has a row of headers."""
    found, left = sheets(path)
    if not found:
        nothing(path.name, "sheet with a row of headers")
    for name in left:
        report.lost(
            "sheet",
            Place(path.name),
            name,
            "a sheet",
            "it has no row of headers",
            "write headers above its columns",
        )
    return _Reader(found, path, report).model


class _Reader:
    def __init__(self, found: list[Sheet], path: Path, report: Report) -> None:
        self.report = report
        self.file = path.name
        self.model = Model(path.stem)
        self.columns: dict[tuple[str, str], Column] = {}
        self.dictionaries: dict[str, Enum] = {}
        entities = [sheet for sheet in found if not self.dictionary(sheet, found)]
        for sheet in found:
            for letter in sheet.nameless:
                report.lost(
                    "column", self.place(sheet), f"{sheet.name}.{letter}", "a column with values",
                    "no header stands above it", "write a header above it, or clear its cells",
                )  # fmt: skip
        for number, sheet in enumerate(entities or found, start=1):
            self.entity(sheet, number)
        for entity in self.model.entities:
            self.references(entity)
        report.note(
            "Types, choices and references are guessed from the cells: look at each field before the first migration."
        )

    def place(self, sheet: Sheet) -> Place:
        return Place(f"{self.file}/{sheet.name}", sheet.header_row)

    def dictionary(self, sheet: Sheet, found: list[Sheet]) -> bool:
        """A short sheet of one or two columns of texts whose values are those of a column elsewhere: a list of choices."""
        if not 1 <= len(sheet.columns) <= 3 or not 2 <= sheet.rows <= DICTIONARY or len(found) < 2:
            return False
        key = sheet.columns[0]
        values = [str(value) for value in key.values]
        if len(set(values)) != len(values) or not all(
            isinstance(value, str) for value in key.values
        ):
            return False
        users = [
            column for other in found if other is not sheet for column in other.columns
            if column.values and {str(value) for value in column.values} <= set(values)
        ]  # fmt: skip
        if not users:
            return False
        place = self.place(sheet)
        made = Enum(named(sheet.name, f"Choices{len(self.model.enums) + 1}"), place)
        texts = sheet.columns[1].values if len(sheet.columns) > 1 else []
        for number, value in enumerate(values):
            text = texts[number] if number < len(texts) and len(texts) == len(values) else value
            made.choices.append(Choice(value, labels.of(text), place))
        self.model.enums.append(made)
        for column in users:
            self.dictionaries[f"{id(column)}"] = made
        self.report.changed(
            "sheet",
            place,
            sheet.name,
            f"{len(values)} rows",
            "they are choices of fields, no records",
            "make it an entity where people are to change them",
        )
        return True

    def entity(self, sheet: Sheet, number: int) -> None:
        place = self.place(sheet)
        name = named(sheet.name, f"Sheet{number}")
        while self.model.entity(name):
            name = f"{name}Sheet"
        made = Entity(name, place, labels.of(sheet.name))
        for column in sheet.columns:
            self.column(made, sheet, column, place)
        self.model.entities.append(made)
        self.report.note(
            f"Sheet {sheet.name}: header in row {sheet.header_row}, {sheet.rows} rows looked at."
        )

    def column(self, entity: Entity, sheet: Sheet, column: Column, place: Place) -> None:
        whole = [
            value
            for value in column.values
            if isinstance(value, int) and not isinstance(value, bool)
        ]
        if (
            column.header.casefold() in _COUNTED
            and len(whole) == sheet.rows == len(set(whole))
            and not entity.implied
        ):
            entity.implied[column.header] = "id"
            self.columns[entity.name, "id"] = column
            self.report.carried("key")
            return
        name = named(column.header, f"column_{column.letter.lower()}")
        while any(one.name == name for one in entity.fields):
            name = f"{name}_{column.letter.lower()}"
        made = guessed(column, place, name)
        enum = self.dictionaries.get(f"{id(column)}")
        if enum is not None:
            made.type, made.enum, made.choices, made.max, made.scale = (
                "enum",
                enum.name,
                [],
                None,
                None,
            )
        made.help = labels.of(column.comment)
        made.required = sheet.rows > 1 and column.blanks == 0
        texts = [str(value) for value in column.values]
        short = made.type in ("string", "email", "phone", "int")
        first = not entity.fields
        coded = (
            any(word in name for word in ("code", "no", "number", "email", "identity", "plate"))
            or first
        )
        made.unique = (
            short
            and made.required
            and len(texts) > 2
            and len(set(texts)) == len(texts)
            and coded
            and made.type != "int"
        )
        entity.fields.append(made)
        self.columns[entity.name, name] = column
        shown = f"{sheet.name}.{column.header}"
        if column.formulas and len(column.shapes) == 1 and "?" not in column.shapes:
            self.formula(made, sheet, column)
        elif column.formulas:
            self.report.lost(
                "computed",
                place,
                shown,
                f"{column.formulas} formulas",
                "formulas of a sheet count with cells, not with fields",
                "write it as `formula:`",
            )
        if made.type == "enum" and not enum and not column.choices:
            self.report.changed(
                "field",
                place,
                shown,
                f"{len(made.choices)} different values in {len(texts)} cells",
                "they are few and come again: it became a choice",
                "make it a string where other values may come",
            )

    def formula(self, made: Field, sheet: Sheet, column: Column) -> None:
        """A formula that looks at its own row only counts with fields."""
        text = next(iter(column.shapes))
        for other in sheet.columns:
            text = text.replace(
                f"{{{other.letter}}}",
                named(other.header, f"column_{other.letter.lower()}").replace(" ", "_"),
            )
        if made.type not in ("int", "money", "decimal", "percent"):
            made.type, made.scale, made.max, made.choices = "decimal", 4, None, []
        made.required = made.unique = False
        made.type = "decimal" if made.type == "int" else made.type
        try:
            made.formula = Condition(f"={text}", parse(text, sql=True))
        except NotUnderstood as error:
            made.formula = Condition(f"={text}", None, str(error))

    def references(self, entity: Entity) -> None:
        """A column whose values all stand in a unique column of another sheet is a reference to it."""
        for one in entity.fields:
            column = self.columns.get((entity.name, one.name))
            if column is None or not column.values or one.enum or one.unique:
                continue
            values = {str(value) for value in column.values}
            target = self.target(entity, one, values)
            if target is not None:
                self.refer(entity, one, target)

    def target(self, entity: Entity, one: Field, values: set[str]) -> Entity | None:
        for other in self.model.entities:
            if other is entity:
                continue
            for key in ("id", *(each.name for each in other.fields if each.unique)):
                column = self.columns.get((other.name, key))
                if column is None or not values <= {str(value) for value in column.values}:
                    continue
                if key != "id" or self.sounds_like(one.name, other.name):
                    return other
        return None

    def sounds_like(self, name: str, other: str) -> bool:
        """Numbers alone prove nothing: `customer_id` is one of Customer."""
        mine, theirs = (
            name.casefold().replace("_", "").replace(" ", ""),
            other.casefold().rstrip("s"),
        )
        return mine.startswith(theirs) or theirs in mine

    def refer(self, entity: Entity, one: Field, target: Entity) -> None:
        one.type, one.target, one.kind = "ref", target.name, "relation"
        one.max = one.scale = None
        one.choices = []
        self.report.changed(
            "relation",
            one.place,
            f"{entity.name}.{one.name}",
            "a column",
            f"all its values stand in {target.name}: it became a reference",
        )
        name = entity.name if entity.name.endswith("s") else f"{entity.name}s"
        while target.child(name) or target.field(name):
            name = f"{name}_{one.name}"
        target.children.append(Child(name, entity.name, one.name, one.place, dict(entity.label)))
