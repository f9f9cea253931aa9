"""Relations: the side with `fields:` becomes a ref, the other its child rows; two lists a set of refs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.importers import labels
from generator.importers.model import Child, Entity, Field, Model
from generator.importers.places import Place
from generator.importers.prisma.syntax import Attribute, Block, FieldSyntax, names
from generator.importers.report import Report

_ON_DELETE: Final = {
    "Cascade": "cascade",
    "SetNull": "null",
    "Restrict": "restrict",
    "NoAction": "restrict",
    "SetDefault": "restrict",
}


@dataclass(slots=True)
class _End:
    """One relation field. `relation`: its name; `fields`: the scalars that hold the key, on the side that owns it."""

    entity: Entity
    syntax: FieldSyntax
    place: Place
    relation: str
    attribute: Attribute | None
    fields: list[str]
    used: bool = False

    @property
    def target(self) -> str:
        return self.syntax.type


def read(blocks: list[tuple[Block, str]], model: Model, report: Report) -> None:
    """All relation fields of the schema, in pairs."""
    ends: list[_End] = []
    for block, file in blocks:
        entity = model.entity(block.name)
        for syntax in block.fields:
            if (
                entity is not None
                and model.entity(syntax.type) is not None
                and not syntax.unsupported
            ):
                ends.append(_end(entity, syntax, Place(file, syntax.line)))
    keys = {part for end in ends for part in end.fields}
    for end in ends:
        if end.fields and not end.used:
            end.used = True
            _owned(end, _other(end, ends), model, report)
    for end in ends:
        if not end.used:
            end.used = True
            _unowned(end, _other(end, ends), report)
    for entity in model.entities:
        _absorbed(entity, keys, report)
        entity.fields.sort(key=lambda one: one.place.line)


def _end(entity: Entity, syntax: FieldSyntax, place: Place) -> _End:
    attribute = syntax.attribute("relation")
    given = attribute.value("name") if attribute else None
    fields = (
        names(attribute.named.get("fields")) if attribute and "fields" in attribute.named else []
    )
    return _End(entity, syntax, place, given if isinstance(given, str) else "", attribute, fields)


def _other(end: _End, ends: list[_End]) -> _End | None:
    for other in ends:
        fits = (
            other is not end and other.entity.name == end.target and other.target == end.entity.name
        )
        if (
            fits
            and not other.used
            and other.relation == end.relation
            and not (other.fields and end.fields)
        ):
            return other
    return None


def _owned(end: _End, other: _End | None, model: Model, report: Report) -> None:
    """A ref that stands for its scalar fields too."""
    entity, syntax = end.entity, end.syntax
    made = Field(
        syntax.name,
        "ref",
        end.place,
        kind="relation",
        target=end.target,
        help=labels.of(syntax.doc),
    )
    made.required = not syntax.is_optional
    made.sources = list(end.fields)
    scalars = [
        one
        for part in end.fields
        if (one := next((f for f in entity.fields if f.name == part and f.type != "ref"), None))
    ]
    made.unique = len(scalars) == 1 and scalars[0].unique
    made.index = len(scalars) == 1 and scalars[0].index
    for scalar in scalars:
        made.help = made.help or scalar.help
    if other is not None and not other.syntax.is_list:
        made.unique = True
    rule = end.attribute.named.get("onDelete") if end.attribute else None
    given = names(rule)[0] if names(rule) else ""
    if given in _ON_DELETE:
        made.on_delete = (
            "restrict" if _ON_DELETE[given] == "null" and made.required else _ON_DELETE[given]
        )
    if given == "SetDefault":
        report.changed(
            "on delete",
            end.place,
            f"{entity.name}.{syntax.name}",
            "SetDefault",
            "the other record cannot be deleted instead",
        )
    if len(end.fields) > 1:
        report.changed(
            "relation",
            end.place,
            f"{entity.name}.{syntax.name}",
            f"fields: [{', '.join(end.fields)}]",
            "one reference to the record stands for all of them",
        )
    for attribute in syntax.attributes:
        if attribute.name not in ("relation",):
            report.lost(
                "attribute",
                end.place,
                f"{entity.name}.{syntax.name}",
                str(attribute),
                "it is not known here",
            )
    entity.fields.append(made)
    if other is not None:
        other.used = True
        other.entity.children.append(
            Child(
                other.syntax.name,
                entity.name,
                made.name,
                other.place,
                labels.of(other.syntax.doc),
                kind="relation",
            )
        )


def _unowned(end: _End, other: _End | None, report: Report) -> None:
    """Many to many: two lists without keys; the first that is declared has the refs."""
    name = f"{end.entity.name}.{end.syntax.name}"
    if not end.syntax.is_list:
        made = Field(
            end.syntax.name,
            "ref",
            end.place,
            kind="relation",
            target=end.target,
            required=not end.syntax.is_optional,
            help=labels.of(end.syntax.doc),
        )
        end.entity.fields.append(made)
        report.changed(
            "relation",
            end.place,
            name,
            "no side says `fields:`",
            f"{end.entity.name} was given the reference",
        )
        if other is not None:
            other.used = True
            other.entity.children.append(
                Child(other.syntax.name, end.entity.name, made.name, other.place, kind="relation")
            )
        return
    end.entity.fields.append(
        Field(
            end.syntax.name,
            "refs",
            end.place,
            kind="relation",
            target=end.target,
            help=labels.of(end.syntax.doc),
        )
    )
    if other is not None:
        other.used = True
        report.carried("relation")
        report.changed(
            "relation",
            other.place,
            f"{other.entity.name}.{other.syntax.name}",
            "the other side of many to many",
            f"it is read by the filter of {end.entity.name}; it has no field of its own",
        )


def _absorbed(entity: Entity, keys: set[str], report: Report) -> None:
    """Scalars that a ref stands for are no fields of their own: they are carried by it."""
    held = {part for one in entity.fields if one.type == "ref" for part in one.sources}
    gone = [one for one in entity.fields if one.type != "ref" and one.name in held & keys]
    report.carried("field", len(gone))
    for one in gone:
        if one.default is not None:
            report.lost(
                "default",
                one.place,
                f"{entity.name}.{one.name}",
                str(one.default.value),
                "a default cannot name a record",
            )
    entity.fields = [one for one in entity.fields if one not in gone]
