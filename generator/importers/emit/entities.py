"""One entity of the model → its mapping: fields, child tables, combinations, checks, screens."""

from __future__ import annotations

from typing import Final

from generator.field_types import FIELD_TYPES
from generator.importers import labels, naming
from generator.importers.emit import fields, permissions, workflow
from generator.importers.emit.writing import Mapping, Writing
from generator.importers.model import Check, Entity, Field
from generator.importers.places import Place

_TITLED: Final = frozenset(
    name for name, row in FIELD_TYPES.items() if row.listed or name in ("text", "address")
) - {"refs", "enums", "bool"}
_CALLED: Final = ("name", "title", "heading", "full_name", "label", "subject", "last_name", "first_name", "company", "code", "number", "no", "email", "summary", "description")  # fmt: skip
_COLUMNS: Final = 8
_NOT_LISTED: Final = frozenset(
    {"secret", "richtext", "geo", "file", "files", "images", "signature", "json", "text"}
)


def write(writing: Writing, entity: Entity) -> Mapping:
    """The mapping of an entity."""
    names, model, report = writing.names, writing.model, writing.report
    ours = names.entities[entity.name]
    path = f"entities.{ours}"
    writing.carry(path, "entity", entity.place, entity.name, "entity")
    writing.renamed(path, entity.name, ours)
    made: Mapping = {"module": names.modules[entity.module]}
    made["label"] = labels.both(entity.label, entity.name, model.languages)
    if entity.help:
        made["help"] = labels.both(entity.help, entity.name, model.languages, labels.HELP)
    written = {}
    for one in entity.fields:
        name = names.fields[entity.name][one.name]
        written[name] = fields.write(writing, entity, one)
        writing.renamed(f"{path}.fields.{name}", one.name, name)
    title = _title(writing, entity)
    if title:
        made["title"] = title
        _search(entity, written, names.fields[entity.name])
    if not written:
        written["name"] = {"type": "string", "label": dict.fromkeys(model.languages, "Name")}
        report.changed(
            "entity",
            entity.place,
            entity.name,
            "no field of its own",
            "an entity has a field; it got a name",
        )
    made["fields"] = written
    if entity.children:
        made["children"] = _children(writing, entity, path)
    flow = workflow.write(writing, entity, path)
    if flow:
        made["workflow"] = flow
    rights, scopes = permissions.write(writing, entity, path)
    if scopes:
        made["scopes"] = scopes
    made["permissions"] = rights
    checks = _checks(writing, entity, path)
    if checks:
        made["checks"] = checks
    for key, given in (("unique", entity.unique), ("indexes", entity.indexes)):
        combined = _combined(writing, entity, path, key, given)
        if combined:
            made[key] = combined
    screens = _screens(writing, entity, path)
    if screens:
        made["screens"] = screens
    if entity.read_only:
        made["api"] = {"methods": ["list", "get"]}
    return made


def _title(writing: Writing, entity: Entity) -> str:
    """What the source calls a record by, else the field that is most probably its name."""
    names = writing.names.fields[entity.name]
    chosen = [one for name in entity.title if (one := entity.field(name)) and _may_title(one)]
    if entity.title and chosen:
        writing.report.carried("title")
    if not chosen:
        able = [one for one in entity.fields if _may_title(one) and one.type != "text"]
        whole = [one for one in entity.fields if _may_title(one)]
        ranked = [one for word in _CALLED for one in whole if names[one.name] == word]
        ending = [one for one in able if names[one.name].endswith(("_name", "_title", "_no"))]
        texts = [one for one in able if FIELD_TYPES[one.type].kind == "string"]
        short = [one for one in able if one.type in ("string", "number")]
        key = entity.field(entity.key) if entity.key else None
        called = [key] if key is not None and _may_title(key) else []
        people = [
            one for word in ("first_name", "last_name") for one in able if names[one.name] == word
        ]
        if (
            len(people) == 2
            and not called
            and not any(names[one.name] in ("name", "full_name") for one in able)
        ):
            return "{first_name} {last_name}"
        choice = (*called, *ranked, *ending, *short, *texts, *able)
        chosen = [choice[0]] if choice else []
    return " ".join(f"{{{name}}}" for name in dict.fromkeys(names[one.name] for one in chosen))


def _may_title(one: Field) -> bool:
    return one.type in _TITLED and one.level == 0 and not one.hidden_from_all and one.visible


def _search(entity: Entity, written: Mapping, names: dict[str, str]) -> None:
    """A record is found by its title where the source does not say by what."""
    if any(one.search for one in entity.fields):
        return
    for one in entity.fields:
        mapping = written[names[one.name]]
        if one.type in ("string", "number", "email") and names[one.name] in _CALLED:
            mapping["search"] = True
            return


def _children(writing: Writing, entity: Entity, path: str) -> Mapping:
    names = writing.names
    made: Mapping = {}
    for child in entity.children:
        ours = names.children[entity.name][child.name]
        rows = names.entities[child.entity]
        made[ours] = {
            "of": rows,
            "by": names.fields[child.entity][child.by],
            "label": labels.both(child.label, child.name, writing.model.languages),
        }
        place = f"{path}.children.{ours}"
        writing.carry(
            place, child.kind, child.place, f"{entity.name}.{child.name}", f"rows of {child.entity}"
        )
        writing.renamed(place, child.name, ours)
    return made


def _checks(writing: Writing, entity: Entity, path: str) -> Mapping:
    made: Mapping = {}
    for number, check in enumerate(entity.checks, start=1):
        name = naming.free(naming.snake(check.name, f"check_{number}"), made, {"test"}, "_check")
        place = f"{path}.checks.{name}"
        text = writing.condition(
            entity,
            place,
            "check",
            check.condition,
            check.place,
            f"{entity.name}.{check.name}",
            loose=True,
        )
        if text in (None, "true", "false"):
            continue
        made[name] = {"test": text, "message": _message(writing, check)}
    return made


def _message(writing: Writing, check: Check) -> Mapping:
    rule = labels.clean(check.condition.source, 300)
    given = check.message or {"zh": f"不符合规则：{rule}", "en": f"This rule does not hold: {rule}"}
    return labels.both(given, check.name, writing.model.languages, labels.HELP)


def _combined(
    writing: Writing,
    entity: Entity,
    path: str,
    key: str,
    given: list[tuple[tuple[str, ...], Place]],
) -> list[list[str]]:
    names = writing.names.fields[entity.name]
    kind = "unique" if key == "unique" else "index"
    made: list[list[str]] = []
    for parts, place in given:
        found: list[str] = []
        whys = []
        for part in parts:
            one = entity.field(part)
            built_in = entity.implied.get(part)
            if one is not None and (
                "unique" in FIELD_TYPES[one.type].options or one.type == "bool"
            ):
                found += [names[one.name]] if names[one.name] not in found else []
            elif one is None and built_in in ("created_at", "created_by", "updated_at"):
                found.append(built_in)
            elif one is None and part in entity.state_names and entity.states:
                found.append("state")
            else:
                whys.append(f"'{part}' cannot be part of one")
        name = f"{entity.name}({', '.join(parts)})"
        if "id" in (entity.implied.get(part) for part in parts):
            # With the record's own number no two are ever alike.
            writing.report.carried(kind)
        elif whys or not found:
            why = "; ".join(whys) or "no field is left"
            writing.report.lost(
                kind, place, name, key, why, "leave it, or make the field a short one"
            )
        elif found in made:
            writing.report.carried(kind)
        else:
            writing.carry(f"{path}.{key}[{len(made)}]", kind, place, name, ", ".join(found))
            made.append(found)
    return made


def _screens(writing: Writing, entity: Entity, path: str) -> Mapping:
    names = writing.names.fields[entity.name]
    made: Mapping = {}
    listing: Mapping = {}
    columns = [
        one
        for name in entity.columns
        if (one := entity.field(name)) and one.type not in _NOT_LISTED and one.visible
    ]
    if columns:
        listing["columns"] = list(dict.fromkeys(names[one.name] for one in columns))[:_COLUMNS]
        if entity.states:
            listing["columns"].append("state")
    filters = [
        one
        for name in entity.filters
        if (one := entity.field(name)) and FIELD_TYPES[one.type].operators not in ((), ("is_null",))
    ]
    if filters:
        listing["filters"] = list(dict.fromkeys(names[one.name] for one in filters))
        if entity.states:
            listing["filters"].insert(0, "state")
    sort = entity.field(entity.sort.removeprefix("-")) if entity.sort else None
    if sort is not None and FIELD_TYPES[sort.type].sortable:
        listing["sort"] = f"{'-' if entity.sort.startswith('-') else ''}{names[sort.name]}"
    elif entity.sort and entity.implied.get(entity.sort.removeprefix("-")) in (
        "created_at",
        "updated_at",
    ):
        listing["sort"] = (
            f"{'-' if entity.sort.startswith('-') else ''}{entity.implied[entity.sort.removeprefix('-')]}"
        )
    if listing:
        made["list"] = listing
    above = entity.field(entity.tree) if entity.tree else None
    if above is not None and above.type == "ref" and above.target == entity.name:
        made["tree"] = names[above.name]
        writing.report.carried("tree")
    form, tabs = _form(writing, entity)
    if form:
        made["form"] = form
    if tabs:
        made["tabs"] = tabs
    return made


def _form(writing: Writing, entity: Entity) -> tuple[list[Mapping], Mapping]:
    names, languages = writing.names.fields[entity.name], writing.model.languages
    tabs: Mapping = {}
    keys: dict[str, str] = {}
    form: list[Mapping] = []
    seen: set[str] = set()
    for section in entity.sections:
        found = [
            names[one.name]
            for name in section.fields
            if (one := entity.field(name)) and names[one.name] not in seen
        ]
        if not found:
            continue
        seen |= set(found)
        made: Mapping = {
            "section": labels.both(section.label, "details", languages),
            "fields": found,
        }
        if section.tab:
            if section.tab not in keys:
                keys[section.tab] = naming.free(
                    naming.snake(section.tab, f"tab_{len(keys) + 1}"), keys.values()
                )
                tabs[keys[section.tab]] = labels.both(
                    labels.of(section.tab), section.tab, languages
                )
            made["tab"] = keys[section.tab]
        if section.collapsed:
            made["collapsed"] = True
        form.append(made)
        writing.report.carried("section")
    return (form, tabs) if len(form) > 1 else ([], {})
