"""`fetch_from`: values that are copied from the linked record."""

from __future__ import annotations

from generator.field_types import FIELD_TYPES
from generator.importers.doctype.files import Found
from generator.importers.located import Table
from generator.importers.model import Default, Entity, Enum, Field, Model
from generator.importers.places import Place
from generator.importers.report import Report

_USER = {"full_name": "first_name", "name": "username", "email": "email", "first_name": "first_name", "last_name": "last_name", "username": "username"}  # fmt: skip


def read(model: Model, found: dict[str, Found], report: Report) -> None:
    """Every fetch_from becomes a lookup, or a default where people may write over it."""
    for entity in model.entities:
        if entity.name not in found:
            continue
        for row in found[entity.name].table.rows("fields"):
            if row.text("fetch_from").strip(". "):
                one = next(
                    (each for each in entity.fields if each.name == row.text("fieldname")), None
                )
                if one is not None and one.type != "number":
                    _Fetch(
                        model,
                        entity,
                        row,
                        one,
                        found,
                        Place(found[entity.name].file, row.at("fetch_from")),
                        report,
                    ).read()


class _Fetch:
    def __init__(
        self,
        model: Model,
        entity: Entity,
        row: Table,
        one: Field,
        found: dict[str, Found],
        place: Place,
        report: Report,
    ) -> None:
        self.model = model
        self.entity = entity
        self.row = row
        self.one = one
        self.found = found
        self.place = place
        self.report = report
        self.name = f"{entity.name}.{one.name}"

    def lose(self, why: str) -> None:
        self.report.lost(
            "fetch",
            self.place,
            self.name,
            self.row.text("fetch_from"),
            why,
            "fill it in a hook (docs/hooks.md)",
        )

    def read(self) -> None:
        ref, _, name = self.row.text("fetch_from").partition(".")
        link = self.entity.field(ref)
        if link is None or link.type != "ref" or not name:
            self.lose(f"'{ref}' is not a reference here")
            return
        if link.target == "User":
            self.of_user(ref, _USER.get(name, ""))
            return
        target = self.model.entity(link.target)
        if target is None:
            self.lose(f"{link.target} is not here")
            return
        given = target.field(name)
        if given is None and name == "name" and target.key:
            given = target.field(target.key)
        if given is None and target.name not in self.found:
            given = self.invented(target, name)
        if given is None:
            self.lose(f"{target.name} has no field {name}")
            return
        self.copied(link, target, given)

    def of_user(self, ref: str, name: str) -> None:
        if not name or FIELD_TYPES[self.one.type].kind != "string":
            self.lose("people have no such field here")
            return
        self.one.lookup = (ref, name)
        self.one.readonly = False
        self.one.default = None

    def invented(self, target: Entity, name: str) -> Field:
        """A field of a DocType that is not in the folder, of the type that it is copied into."""
        one = self.one
        made = Field(
            name,
            one.type,
            self.place,
            kind="helper",
            max=one.max,
            scale=one.scale,
            target=one.target,
            enum=one.enum,
        )
        if one.choices:
            self.shared(one, target, name)
            made.type, made.enum = one.type, one.enum
        target.fields.append(made)
        return made

    def shared(self, one: Field, owner: Entity, name: str) -> str:
        """The choices of a field under a name of their own, so that two fields can have them."""
        if not one.enum:
            one.enum = f"{owner.name} {name}"
            number = 1
            while self.model.enum(one.enum):
                number += 1
                one.enum = f"{owner.name} {name} {number}"
            self.model.enums.append(Enum(one.enum, one.place, one.choices))
            one.choices = []
        return one.enum

    def copied(self, link: Field, target: Entity, given: Field) -> None:
        one = self.one
        row = self.row
        self.fit(target, given)
        if (
            row.flag("fetch_if_empty")
            and "default" in FIELD_TYPES[one.type].options
            and one.type not in ("ref", "enum")
        ):
            one.default = Default(row.text("fetch_from"), tree=["field", [link.name, given.name]])
            return
        if not (one.readonly or row.flag("read_only")):
            self.report.changed(
                "fetch",
                self.place,
                self.name,
                row.text("fetch_from"),
                "people can no longer write over the copied value",
            )
        one.lookup = (link.name, given.name)
        one.readonly = False
        one.default = None
        one.min = None
        one.pattern = ""

    def fit(self, target: Entity, given: Field) -> None:
        """A copy has the type of what it is copied from."""
        one = self.one
        same = FIELD_TYPES[one.type].kind == FIELD_TYPES[given.type].kind
        if given.type in ("enum", "enums"):
            self.shared(given, target, given.name)
            one.type, one.enum, one.choices = given.type, given.enum, []
        elif given.type == "ref":
            one.type, one.target = "ref", given.target
        elif not same:
            self.report.changed(
                "fetch",
                self.place,
                self.name,
                f"{one.type} from {given.type}",
                "a copy has the type of what it is copied from",
            )
            one.type = "string" if given.type == "number" else given.type
            one.scale, one.choices, one.enum = given.scale, [], ""
            one.max = None
        elif given.scale is not None and one.type == given.type:
            one.scale = given.scale
