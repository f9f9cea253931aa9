"""The four kinds of relationships as refs, child tables and sets of refs."""

from __future__ import annotations

from generator.importers import labels
from generator.importers.jdl.syntax import Annotation, Document, Relationship, Side
from generator.importers.model import Child, Entity, Field, Model
from generator.importers.places import Place
from generator.importers.report import Report

BUILT_IN = ("User", "Authority")
_ON_DELETE = {"CASCADE": "cascade", "SET NULL": "null", "SET_NULL": "null", "RESTRICT": "restrict", "NO ACTION": "restrict", "NO_ACTION": "restrict"}  # fmt: skip


def read(document: Document, file: str, model: Model, report: Report) -> None:
    """Every relationship becomes a field of the side that owns it, and child rows of the other."""
    for one in document.relationships:
        _Reader(one, file, model, report).read()


class _Reader:
    def __init__(self, one: Relationship, file: str, model: Model, report: Report) -> None:
        self.one = one
        self.file = file
        self.model = model
        self.report = report
        self.place = Place(file, one.line)
        self.name = f"{one.source.entity} to {one.target.entity}"

    def read(self) -> None:
        one = self.one
        for option in one.options:
            if option.lower() != "builtinentity":
                self.report.changed(
                    "relation",
                    self.place,
                    self.name,
                    f"with {option}",
                    "records have a number of their own",
                )
        for side in (one.source, one.target):
            self.authority(side)
        source, target = self.model.entity(one.source.entity), self.model.entity(one.target.entity)
        if source is None and one.source.entity == "User" and target is not None:
            self.of_user(target)
            return
        is_user = target is None and one.target.entity == "User"
        missing = next(
            (
                each.entity
                for each, found in ((one.source, source), (one.target, target))
                if found is None
            ),
            "",
        )
        if source is None or (target is None and not is_user):
            why = f"the file declares no entity {missing}"
            if missing in BUILT_IN:
                why = f"{missing} is built into JHipster; here people are `User`, their rights are roles"
            self.report.lost(
                "relation", self.place, self.name, one.kind, why, "declare the entity and add a ref"
            )
            return
        match one.kind:
            case "ManyToOne":
                self.link(source, one.source, target, one.target)
            case "OneToMany" if target is not None:
                self.link(target, one.target, source, one.source)
            case "OneToOne":
                self.link(source, one.source, target, one.target, unique=True)
            case "ManyToMany":
                self.several(source, target)
            case _:
                self.report.lost(
                    "relation",
                    self.place,
                    self.name,
                    one.kind,
                    "User cannot carry a reference here",
                    "turn it round: a ref to User",
                )

    def authority(self, side: Side) -> None:
        """JHipster's own entity of roles, where a relationship names it: records with a name; rights are roles here."""
        if side.entity != "Authority" or self.model.entity("Authority"):
            return
        place = Place(self.file, side.line)
        name = Field("name", "string", place, kind="helper", required=True, unique=True, max=50)
        self.model.entities.append(
            Entity("Authority", place, fields=[name], key="name", title=["name"])
        )
        self.report.changed(
            "relation",
            place,
            self.name,
            "Authority",
            "its names are records of their own; rights are roles here",
        )

    def of_user(self, target: Entity) -> None:
        """From the built-in User to an entity: the entity holds the ref, for nothing is added to User here."""
        one = self.one
        if one.kind == "ManyToMany":
            self.field(target, one.target, one.source, "refs")
        else:
            self.link(target, one.target, None, one.source, unique=one.kind == "OneToOne")
        self.report.changed(
            "relation",
            self.place,
            self.name,
            one.kind,
            f"{target.name} names the person; User has no list of its own",
        )

    def link(
        self, owner: Entity, mine: Side, other: Entity | None, far: Side, *, unique: bool = False
    ) -> None:
        """A ref in `owner`; rows of it in the other's page when the other side has a name."""
        made = self.field(owner, mine, far, "ref")
        made.unique = unique
        if other is None or not (far.field or self.one.kind == "OneToMany"):
            return
        name = far.field or f"{owner.name[:1].lower()}{owner.name[1:]}s"
        other.children.append(
            Child(name, owner.name, made.name, Place(self.file, far.line), labels.of(far.doc))
        )
        if far.required:
            self.report.lost(
                "required",
                Place(self.file, far.line),
                f"{other.name}.{name}",
                "required",
                "rows of a child table come after their record",
                "demand them in a hook, or in a step of the workflow",
            )
        self.annotations(made, far, f"{other.name}.{name}")

    def several(self, source: Entity, target: Entity | None) -> None:
        one = self.one
        self.field(source, one.source, one.target, "refs")
        if one.target.field:
            name = f"{one.target.entity}.{one.target.field}"
            self.report.changed(
                "relation",
                Place(self.file, one.target.line),
                name,
                "the other side of ManyToMany",
                f"it is read by the filter of {source.name}; it has no field of its own",
            )

    def field(self, owner: Entity, mine: Side, far: Side, kind: str) -> Field:
        place = Place(self.file, mine.line)
        plain = f"{far.entity[:1].lower()}{far.entity[1:]}"
        name = mine.field or (plain if kind == "ref" else f"{plain}s")
        while any(each.name == name for each in owner.fields):
            name = f"{name}Ref"
        made = Field(
            name,
            kind,
            place,
            kind="relation",
            target=far.entity,
            required=mine.required,
            help=labels.of(mine.doc),
        )
        owner.fields.append(made)
        self.display(mine, far)
        self.annotations(made, mine, f"{owner.name}.{name}")
        return made

    def display(self, mine: Side, far: Side) -> None:
        """The field in brackets is what the other record is called by."""
        for side, entity in (
            (mine, self.model.entity(far.entity)),
            (far, self.model.entity(mine.entity)),
        ):
            if not side.display:
                continue
            if entity is None:
                if side.display != "login":
                    self.report.lost(
                        "display field",
                        self.place,
                        self.name,
                        side.display,
                        "people are called by their name",
                        "nothing to do",
                    )
                else:
                    self.report.carried("display field")
            elif not entity.title:
                entity.title = [side.display]
                self.report.carried("display field")
            elif entity.title == [side.display]:
                self.report.carried("display field")
            else:
                self.report.changed(
                    "display field",
                    Place(self.file, side.line),
                    self.name,
                    side.display,
                    f"{entity.name} is called by {entity.title[0]} everywhere",
                    "write its `title:`",
                )

    def annotations(self, made: Field, side: Side, name: str) -> None:
        for one in side.annotations:
            self.annotation(made, one, name)

    def annotation(self, made: Field, one: Annotation, name: str) -> None:
        rule = _ON_DELETE.get(one.value.upper().strip("\"'"))
        place = Place(self.file, one.line)
        if one.name.lower() == "ondelete" and rule and made.type == "ref":
            made.on_delete = "restrict" if rule == "null" and made.required else rule
        elif one.name.lower() == "onupdate":
            self.report.carried("annotation")  # numbers of records never change
        elif one.name.lower() == "id":
            made.unique = made.required = True
        else:
            self.report.lost(
                "annotation",
                place,
                name,
                f"@{one.name}({one.value})" if one.value else f"@{one.name}",
                "it steers the code of JHipster",
                "nothing to do",
            )
