"""DocType documents → the neutral model."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.importers import labels
from generator.importers.doctype import fields, flow, form, lookups, rights, series, tables
from generator.importers.doctype.applied import TABLES, Applied
from generator.importers.doctype.conditions import implied
from generator.importers.doctype.files import Documents, Found, collect
from generator.importers.doctype.types import LAYOUT, SHOWN
from generator.importers.located import Table
from generator.importers.model import Entity, Model
from generator.importers.places import Place
from generator.importers.refusals import nothing
from generator.importers.report import Report

_DONE: Final = frozenset(
    [
        "doctype",
        "name",
        "fields",
        "field_order",
        "permissions",
        "autoname",
        "naming_rule",
        "istable",
        "issingle",
        "is_submittable",
        "is_tree",
        "nsm_parent_field",
        "title_field",
        "search_fields",
        "sort_field",
        "sort_order",
        "module",
        "description",
        "idx",
        "owner",
        "creation",
        "modified",
        "modified_by",
        "docstatus",
        "links",
        "actions",
        "states",
        "custom",
        "migration_hash",
        "engine",
        "track_changes",
        "track_seen",
        "document_type",
        "editable_grid",
        "quick_entry",
        "allow_import",
        "allow_rename",
        "show_title_field_in_link",
        "translated_doctype",
        "row_format",
        "default_view",
        "show_name_in_global_search",
        "index_web_pages_for_search",
        "_last_update",
        "__islocal",
        "beta",
        "read_only",
    ]
)


def read(path: Path, report: Report) -> Model:
    """The model of a folder of DocTypes, or of one file. SchemaProblems: there is none in it."""
    documents = collect(path, report)
    return _Reader(documents, path, report).model


class _Reader:
    def __init__(self, documents: Documents, path: Path, report: Report) -> None:
        self.documents = documents
        self.report = report
        self.model = Model(path.stem if path.is_file() else path.resolve().name)
        self.found: dict[str, Found] = {}
        self.around: dict[str, dict[str, form.Around]] = {}
        self.statuses: dict[str, dict[str, int]] = {}
        for one in documents.doctypes:
            name = one.table.text("name") or Path(one.file).stem
            if name in self.found:
                report.lost(
                    "entity",
                    one.place("name"),
                    name,
                    "declared again",
                    "the first declaration counts",
                )
            else:
                self.found[name] = one
        if not self.found:
            nothing(path.name, "DocType")
        self.customize()
        for name, one in self.found.items():
            self.model.entities.append(self.entity(name, one))
        for entity in list(self.model.entities):
            tables.read(entity, self.found[entity.name], self.model, report, documents.texts)
        tables.stubs(self.model, report)
        tables.dissolve(self.model, self.found, report)
        for role in documents.roles:
            self.model.roles.setdefault(role.table.text("role_name") or role.table.text("name"), {})
        for entity in self.model.entities:
            if entity.name in self.found:
                self.second(entity, self.found[entity.name])
        for entity in self.model.entities:
            if entity.name in self.found:
                Applied(
                    entity, self.found[entity.name], self.around[entity.name],
                    self.statuses.get(entity.name, {}), self.model, report,
                ).read()  # fmt: skip
        lookups.read(self.model, self.found, report)
        tables.connections(self.model, self.found, report)

    def customize(self) -> None:
        """Custom fields and property setters, as if the DocType itself said so."""
        for one in self.documents.custom_fields:
            row = one.table
            found = self.found.get(row.text("dt"))
            if found is None:
                self.report.lost(
                    "field",
                    one.place(),
                    row.text("fieldname"),
                    f"Custom Field of {row.text('dt')}",
                    "that DocType is not here",
                )
                continue
            rows = found.table.setdefault("fields", [])
            after = row.text("insert_after")
            at = next(
                (
                    number
                    for number, each in enumerate(rows, start=1)
                    if isinstance(each, Table) and each.text("fieldname") == after
                ),
                len(rows),
            )
            rows.insert(at, row)
        for one in self.documents.setters:
            self.setter(one)
        for one in self.documents.rights:
            found = self.found.get(one.table.text("parent"))
            if found is not None:
                found.table.setdefault("permissions", []).append(one.table)

    def setter(self, one: Found) -> None:
        row = one.table
        found = self.found.get(row.text("doc_type"))
        name = f"{row.text('doc_type')}.{row.text('field_name')}".rstrip(".")
        if found is None:
            self.report.lost(
                "property setter",
                one.place(),
                name,
                row.text("property"),
                "that DocType is not here",
            )
            return
        target: Table | None = found.table
        if row.text("field_name"):
            target = next(
                (
                    each
                    for each in found.table.rows("fields")
                    if each.text("fieldname") == row.text("field_name")
                ),
                None,
            )
        if target is None or not row.text("property"):
            self.report.lost(
                "property setter", one.place(), name, row.text("property"), "that field is not here"
            )
            return
        target[row.text("property")] = row.get("value")
        self.report.carried("property setter")

    def entity(self, name: str, one: Found) -> Entity:
        table, texts = one.table, self.documents.texts
        made = Entity(name, one.place("name"), module=table.text("module"), implied=implied())
        made.label = fields.label(name, texts)
        made.help = labels.of(table.text("description"))
        rows = self.in_order(table)
        for row in rows:
            self.field(made, row, one.file)
        made.sections, self.around[name] = form.read(rows, texts)
        made.title = [table.text("title_field")] if table.text("title_field") else []
        sort = table.text("sort_field").split(",")[0].split(" ")[0].strip("`")
        made.sort = (
            ("-" if table.text("sort_order").upper() == "DESC" else "") + sort if sort else ""
        )
        for key in table.text("search_fields").replace("\n", ",").split(","):
            found = made.field(key.strip()) if key.strip() else None
            if found is not None:
                found.search = True
        return made

    def in_order(self, table: Table) -> list[Table]:
        rows = table.rows("fields")
        order = table.get("field_order")
        if isinstance(order, list):
            places = {name: number for number, name in enumerate(order)}
            known = [row.text("fieldname") in places for row in rows]
            if all(known):
                rows.sort(key=lambda row: places[row.text("fieldname")])
        return rows

    def field(self, entity: Entity, row: Table, file: str) -> None:
        kind, name = row.text("fieldtype"), row.text("fieldname")
        place = Place(file, row.at("fieldtype"))
        shown = f"{entity.name}.{name or row.text('label')}"
        if kind in LAYOUT:
            return
        if kind in SHOWN:
            self.report.lost(
                SHOWN[kind],
                place,
                shown,
                row.text("options") or row.text("label"),
                "it holds no value",
                "make a button of a transition, or nothing"
                if kind == "Button"
                else "nothing to do",
            )
            return
        if kind in TABLES:
            return
        if not name:
            self.report.lost("field", place, shown, kind, "it has no fieldname")
            return
        if any(each.name == name for each in entity.fields):
            self.report.lost("field", place, shown, kind, "a field of this name stands before it")
            return
        made = fields.read(row, entity, file, self.documents.texts, self.report)
        entity.fields.append(made)
        if row.flag("in_list_view"):
            entity.columns.append(name)
        if row.flag("in_standard_filter") or row.flag("in_filter"):
            entity.filters.append(name)

    def second(self, entity: Entity, one: Found) -> None:
        """What needs the fields: how records are named, states, rights, colours."""
        table = one.table
        if table.text("autoname") or table.text("naming_rule"):
            series.read(
                entity,
                table.text("autoname"),
                table.text("naming_rule"),
                one.place("autoname"),
                self.report,
            )
        rows = table.rows("permissions")
        for row in rows:
            rights.read(row, one.file, entity, self.model, self.report)
        self.statuses[entity.name] = self.flow(entity, table, rows)
        if table.flag("is_tree"):
            entity.tree = (
                table.text("nsm_parent_field") or f"parent_{entity.name.lower().replace(' ', '_')}"
            )
        if table.flag("issingle"):
            self.report.changed(
                "entity",
                one.place("issingle"),
                entity.name,
                "issingle",
                "it is a list here: keep one record in it",
            )
        for row in table.rows("states"):
            for field in entity.fields:
                for choice in field.choices:
                    if choice.name == row.text("title"):
                        choice.color = fields.color(row.text("color"))
        for row in table.rows("actions"):
            self.report.lost(
                "button",
                Place(one.file, row.line),
                f"{entity.name}: {row.text('label')}",
                row.text("action"),
                "it calls a program",
                "make it a transition, or a page in app/custom",
            )
        for key, value in table.items():
            if (
                key not in _DONE
                and value not in (0, "", None, "0", False, [], {})
                and not key.startswith("_")
            ):
                shown = str(value)[:80]
                self.report.lost(
                    "doctype setting",
                    one.place(key),
                    entity.name,
                    f"{key}: {shown}",
                    "there is no such setting",
                    "nothing to do",
                )

    def flow(self, entity: Entity, table: Table, rows: list[Table]) -> dict[str, int]:
        active = [
            one
            for one in self.documents.workflows
            if one.table.text("document_type") == entity.name
        ]
        active.sort(
            key=lambda one: not (one.table.flag("is_active") or "is_active" not in one.table)
        )
        if active:
            for other in active[1:]:
                self.report.lost(
                    "workflow",
                    other.place(),
                    other.table.text("name"),
                    entity.name,
                    "an entity has one workflow",
                )
            statuses = flow.workflow(
                active[0], entity, self.model, self.documents.texts, self.report
            )
            held = entity.field(entity.state_names[1]) if statuses else None
            if held is not None:
                # The workflow's own state stands for the field that showed it.
                entity.fields.remove(held)
                self.report.carried(held.kind)
            if statuses:
                return statuses
        return flow.submission(entity, rows, self.report) if table.flag("is_submittable") else {}
