"""What is done when all schemas are read: lists that are child tables, and what a document holds besides schemas."""

from __future__ import annotations

from typing import Any, Final

from generator.importers.located import Table
from generator.importers.model import Child, Model
from generator.importers.places import Place
from generator.importers.report import Report

_METHODS: Final = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})


def tell(document: Table, file: str, report: Report) -> None:
    paths = document.table("paths")
    for path, item in paths.items():
        for method in item if isinstance(item, Table) else ():
            if method in _METHODS:
                report.lost(
                    "operation",
                    Place(file, paths.at(path)),
                    f"{method.upper()} {path}",
                    "an operation",
                    "every entity has list, get, create, update and delete",
                    "write others as pages or hooks in app/custom",
                )
    for key in ("servers", "security", "tags", "webhooks", "externalDocs"):
        if document.get(key):
            report.lost(
                "document setting",
                Place(file, document.at(key)),
                key,
                key,
                "it says nothing of entities",
                "nothing to do",
            )
    for key, group in document.table("components").items():
        if key != "schemas" and isinstance(group, Table):
            for name in group:
                report.lost(
                    key,
                    Place(file, group.at(name)),
                    name,
                    key,
                    "it says nothing of entities",
                    "nothing to do",
                )


def plain(value: Any) -> Any:
    """Without the lines: what may stand in a schema."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def pair(model: Model, report: Report) -> None:
    """A list of records that name this one themselves is a child table."""
    for entity in model.entities:
        for one in [each for each in entity.fields if each.type == "refs"]:
            target = model.entity(one.target)
            back = (
                [
                    each
                    for each in target.fields
                    if each.type == "ref" and each.target == entity.name
                ]
                if target
                else []
            )
            if target is None or len(back) != 1 or target is entity:
                continue
            entity.fields.remove(one)
            entity.children.append(
                Child(one.name, target.name, back[0].name, one.place, one.label, kind="relation")
            )
            if one.required:
                report.lost(
                    "required",
                    one.place,
                    f"{entity.name}.{one.name}",
                    "required",
                    "rows of a child table come after their record",
                )
