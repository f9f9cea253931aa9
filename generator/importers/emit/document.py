"""The whole document: application, roles, modules, enums, entities; then what the rules refuse is taken out."""

from __future__ import annotations

from generator.importers import labels, naming
from generator.importers.emit import entities, permissions, settle
from generator.importers.emit.choices import choices
from generator.importers.emit.fields import LONG
from generator.importers.emit.names import names_of
from generator.importers.emit.writing import Mapping, Writing
from generator.importers.model import Entity, Model
from generator.importers.report import Report
from generator.naming import PYTHON

_ADMINISTRATOR = {"zh": "系统管理员", "en": "System administrator"}
_MANAGER = {"zh": "经理", "en": "Manager"}


def convert(model: Model, report: Report) -> str:
    """The text of schema.yaml, which `dougong check` accepts; the report tells what it lacks.

    SchemaProblems: something is left that could not be taken out, which is a bug of the importer.
    """
    if not model.entities:
        raise ValueError("a model without entities")
    model.name = report.app or model.name
    for one in model.entities:
        _shorten(one)
    writing = Writing(model, names_of(model), report)
    app = naming.snake(model.name, "app")
    name = f"{app}_app" if app in PYTHON else app
    document: Mapping = {
        "version": 1,
        "app": {
            "name": name,
            "label": labels.both({}, model.name, model.languages),
            "languages": list(model.languages),
            "timezone": "Asia/Shanghai",
            "currency": "CNY",
        },
        "roles": _roles(writing),
        "modules": _modules(writing),
    }
    if model.enums:
        document["enums"] = _enums(writing)
    document["entities"] = {
        writing.names.entities[one.name]: entities.write(writing, one) for one in model.entities
    }
    report.note(
        "Labels that the source gives in one language, or not at all, stand in both languages: translate them."
    )
    if not permissions.granted(writing):
        report.note(
            "The source grants no rights: the role `manager` may do everything; write `permissions:` for your roles."
        )
    report.note("Time zone Asia/Shanghai and currency CNY are assumed: see `app:`.")
    return settle.settled(document, writing)


def _shorten(entity: Entity) -> None:
    """What is unique or indexed is a text of one line here, however long."""
    keys = {part for parts, _ in entity.unique for part in parts}
    for one in entity.fields:
        if one.type == "text" and (one.unique or one.index or one.name in keys):
            one.type, one.max = "string", min(int(one.max or LONG), LONG)


def _roles(writing: Writing) -> Mapping:
    made: Mapping = {"sysadmin": dict(_ADMINISTRATOR)}
    for name, label in writing.model.roles.items():
        ours = writing.names.roles[name]
        made[ours] = labels.both(label or labels.of(name), name, writing.model.languages)
        writing.renamed(f"roles.{ours}", name, ours)
        writing.report.carried("role")
    needs_manager = any(
        not one.grants or any(not step.roles for step in one.transitions)
        for one in writing.model.entities
    )
    if needs_manager and permissions.MANAGER not in made:
        made[permissions.MANAGER] = dict(_MANAGER)
    return made


def _modules(writing: Writing) -> Mapping:
    languages = writing.model.languages
    made: Mapping = {}
    for name, ours in writing.names.modules.items():
        label = labels.of(name) if name else {}
        made[ours] = {"label": labels.both(label, name or writing.model.name, languages)}
    return made


def _enums(writing: Writing) -> Mapping:
    made: Mapping = {}
    for enum in writing.model.enums:
        ours = writing.names.enums[enum.name]
        path = f"enums.{ours}"
        writing.carry(path, "enum", enum.place, enum.name, "enum")
        writing.renamed(path, enum.name, ours)
        made[ours] = choices(writing, enum.choices, writing.names.values[enum.name], path)
    return made
