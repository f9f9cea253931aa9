"""Child tables, links to what is not in the folder, and connections."""

from __future__ import annotations

from generator.importers.doctype import fields
from generator.importers.doctype.conditions import implied
from generator.importers.doctype.files import Found
from generator.importers.model import Child, Entity, Field, Model
from generator.importers.places import Place
from generator.importers.report import Report


def read(entity: Entity, one: Found, model: Model, report: Report, texts: dict[str, str]) -> None:
    """Each Table is a ref in the entity of its rows, and a child table here."""
    for row in one.table.rows("fields"):
        if row.text("fieldtype") not in ("Table", "Table MultiSelect"):
            continue
        name, target = row.text("fieldname"), row.text("options")
        place = Place(one.file, row.at("fieldname"))
        if not target or not name or entity.child(name) or entity.field(name):
            report.lost(
                "relation",
                place,
                f"{entity.name}.{name}",
                row.text("fieldtype"),
                "it names no DocType, or a name twice",
            )
            continue
        rows = model.entity(target)
        if rows is None:
            rows = _stub(model, target, place, report)
        ref = _ref(entity, rows, name, model, place)
        label = fields.label(row.text("label"), texts)
        entity.children.append(Child(name, rows.name, ref.name, place, label, kind="relation"))


def _ref(entity: Entity, rows: Entity, name: str, model: Model, place: Place) -> Field:
    """`parent` of Frappe as a real reference; of several parents each has its own, none of them required."""
    refs = [one for one in rows.fields if one.kind == "parent"]
    plain = f"parent_{entity.name}" if rows.field(entity.name) else entity.name
    called = plain if rows.field(plain) is None else f"{entity.name} {name}"
    made = Field(
        called,
        "ref",
        place,
        kind="parent",
        target=entity.name,
        required=not refs,
        on_delete="cascade",
        stays_open=True,
    )
    made.label = dict(entity.label)
    for one in refs:
        one.required = False
    rows.fields.insert(len(refs), made)
    rows.parent = (entity.name, made.name) if not refs else rows.parent
    return made


def _stub(model: Model, name: str, place: Place, report: Report) -> Entity:
    made = Entity(name, place, implied=implied(), key="name")
    made.fields.append(
        Field(
            "name",
            "string",
            place,
            kind="helper",
            label={"zh": "名称", "en": "Name"},
            required=True,
            unique=True,
        )
    )
    model.entities.append(made)
    report.changed(
        "entity",
        place,
        name,
        "a DocType that is not in the folder",
        "it was made with a name, so that links to it hold",
        "import its DocType too, or add its fields",
    )
    return made


def stubs(model: Model, report: Report) -> None:
    """Links to DocTypes that are not in the folder."""
    for entity in list(model.entities):
        for one in entity.fields:
            if one.type != "ref" or one.target == "User" or model.entity(one.target):
                continue
            if not one.target or one.target in ("DocType", "Workflow State"):
                one.type, one.max = "string", 140
                report.changed(
                    "relation",
                    one.place,
                    f"{entity.name}.{one.name}",
                    f"Link to {one.target or 'nothing'}",
                    "it names a kind of record; its name is kept as a text",
                )
                continue
            _stub(model, one.target, one.place, report)


def dissolve(model: Model, found: dict[str, Found], report: Report) -> None:
    """Rows that hold one link and nothing else (Table MultiSelect) become a set of references."""
    for entity in list(model.entities):
        for child in list(entity.children):
            rows = model.entity(child.entity)
            if rows is None or rows.name not in found:
                continue
            own = [one for one in rows.fields if one.kind != "parent"]
            kinds = {
                row.text("fieldtype")
                for row in found[entity.name].table.rows("fields")
                if row.text("fieldname") == child.name
            }
            if kinds != {"Table MultiSelect"} or len(own) != 1 or own[0].type != "ref":
                continue
            entity.children.remove(child)
            entity.fields.append(
                Field(
                    child.name,
                    "refs",
                    child.place,
                    kind="relation",
                    target=own[0].target,
                    label=child.label,
                )
            )
            rows.fields = [one for one in rows.fields if one.name != child.by]
            if not any(each.entity == rows.name for one in model.entities for each in one.children):
                model.entities.remove(rows)
                report.carried("entity")
                report.carried(own[0].kind)


def connections(model: Model, found: dict[str, Found], report: Report) -> None:
    """`links` of a DocType: what names it, shown on its page."""
    for entity in model.entities:
        rows = found[entity.name].table.rows("links") if entity.name in found else []
        for number, row in enumerate(rows, start=1):
            other, by = model.entity(row.text("link_doctype")), row.text("link_fieldname")
            one = other.field(by) if other else None
            place = Place(found[entity.name].file, row.line)
            name = f"{entity.name}: {row.text('link_doctype')}"
            if other is None or one is None or one.type != "ref" or one.target != entity.name:
                report.lost(
                    "connection",
                    place,
                    name,
                    by,
                    "that DocType or its link is not here",
                    "add it under `children:`",
                )
            elif not any(
                each.entity == other.name and each.by == one.name for each in entity.children
            ):
                entity.children.append(
                    Child(
                        f"{other.name}_{number}" if entity.field(other.name) else f"{other.name}s",
                        other.name,
                        one.name,
                        place,
                        dict(other.label),
                        kind="connection",
                    )
                )
