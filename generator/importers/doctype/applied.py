"""Conditions of a DocType's fields: depends_on and its kin, and what tabs, sections and child tables hand down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.importers.doctype import form
from generator.importers.doctype.conditions import condition, counted, through_parent
from generator.importers.doctype.files import Found
from generator.importers.located import Table
from generator.importers.model import (
    Condition,
    Entity,
    Field,
    Grant,
    Model,
    Node,
    Transition,
)
from generator.importers.places import Place
from generator.importers.report import Report

_HAS_ROLE: Final = re.compile(
    r"eval:\s*(?:frappe\.user\.has_role\(\s*['\"]([^'\"]+)['\"]\s*\)|frappe\.user_roles\.includes\(\s*['\"]([^'\"]+)['\"]\s*\))\s*;?"
)
_OF_ROLES: Final = 1_000
"""Levels above those that a DocType can say."""
TABLES: Final = ("Table", "Table MultiSelect")


@dataclass(slots=True)
class Applied:
    """Puts the conditions of one DocType on its fields. `statuses`: state → docstatus."""

    entity: Entity
    one: Found
    around: dict[str, form.Around]
    statuses: dict[str, int]
    model: Model
    report: Report

    def read(self) -> None:
        """depends_on and its kin; the tabs and sections hand theirs down."""
        entity, one, statuses = self.entity, self.one, self.statuses
        seen: dict[int, Condition] = {}
        for row in one.table.rows("fields"):
            field = next(
                (each for each in entity.fields if each.name == row.text("fieldname")), None
            )
            if field is None:
                self.of_tables(row)
                continue
            around = self.around.get(field.name, form.Around())
            for above in around.conditions:
                key = id(above)
                if key not in seen:
                    seen[key] = condition(above.text("depends_on"), entity, statuses)
                field.visible_if.append(seen[key])
            if around.hidden:
                field.visible = False
            if row.text("depends_on") and not self.of_role(field, row):
                field.visible_if.append(condition(row.text("depends_on"), entity, statuses))
            if row.text("mandatory_depends_on"):
                field.required_if = condition(row.text("mandatory_depends_on"), entity, statuses)
            if row.text("read_only_depends_on"):
                field.readonly_if = condition(row.text("read_only_depends_on"), entity, statuses)
            if row.flag("set_only_once"):
                field.readonly_if = condition("eval:!doc.__islocal", entity, statuses)
                self.report.carried("set only once")

    def of_role(self, field: Field, row: Table) -> bool:
        """Whether the field is one of a role alone: then only that role may read it, on every surface."""
        found = _HAS_ROLE.fullmatch(row.text("depends_on").strip())
        role = found[1] or found[2] if found else ""
        reads = {one.role for one in self.entity.grants if one.level == 0 and "read" in one.actions}
        if role not in reads or field.level:
            return False
        place = Place(self.one.file, row.at("depends_on"))
        field.level = _OF_ROLES + len(self.entity.grants)
        self.entity.grants.append(Grant(role, {"read", "update"}, place, level=field.level))
        self.report.carried("visible")
        self.report.changed(
            "visible", place, f"{self.entity.name}.{field.name}", row.text("depends_on"),
            "only that role may read and write it: it stands under `permissions:`",
        )  # fmt: skip
        return True

    def of_tables(self, row: Table) -> None:
        """Conditions of a child table: those of the fields of its rows, said through their parent."""
        entity, one = self.entity, self.one
        name = f"{entity.name}.{row.text('fieldname')}"
        child = entity.child(row.text("fieldname"))
        if row.text("fieldtype") not in TABLES or child is None:
            return
        rows = self.model.entity(child.entity)
        for key, kind in (
            ("depends_on", "visible"),
            ("read_only_depends_on", "readonly if"),
            ("mandatory_depends_on", "required if"),
        ):
            if not row.text(key):
                continue
            place = Place(one.file, row.at(key))
            given = condition(row.text(key), entity, self.statuses)
            if kind == "required if" and given.tree is not None and self.steps():
                self.demanded(child.name, place, name, given)
                continue
            if (
                kind == "required if"
                or given.tree is None
                or rows is None
                or rows.parent != (entity.name, child.by)
            ):
                self.report.lost(
                    kind,
                    place,
                    name,
                    row.text(key),
                    given.why or "child tables have no conditions of their own",
                    "put it on the fields of the rows",
                )
                continue
            there = Condition(row.text(key), through_parent(given.tree))
            for field in rows.fields:
                if kind == "visible" and field.kind != "parent":
                    field.visible_if.append(there)
                elif kind == "readonly if" and field.readonly_if is None and field.kind != "parent":
                    field.readonly_if = there
            self.report.changed(
                kind, place, name, row.text(key), "it stands at the fields of the rows"
            )
        if row.flag("reqd"):
            self.demanded(child.name, Place(one.file, row.at("reqd")), name)

    def steps(self) -> list[Transition]:
        """The steps that submit the record."""
        return [
            step
            for step in self.entity.transitions
            if self.statuses.get(step.target) == 1
            and any(self.statuses.get(each) == 0 for each in step.sources)
        ]

    def demanded(self, child: str, place: Place, name: str, when: Condition | None = None) -> None:
        """Rows come after their record, so they can be demanded when it is submitted."""
        entity, steps = self.entity, self.steps()
        kind, what = ("required if", when.source) if when else ("required", "reqd")
        if not steps:
            self.report.lost(
                "required",
                place,
                name,
                "reqd",
                "rows come after their record",
                "demand them in a step of a workflow",
            )
            return
        there: Node = ["gt", ["field", [counted(entity, child)]], ["lit", 0]]
        if when is not None and when.tree is not None:
            there = ["or", ["not", when.tree], there]
        for step in steps:
            if step.condition is None:
                step.condition = Condition(f"{child} is not empty", there)
            elif step.condition.tree is not None:
                step.condition.tree = ["and", step.condition.tree, there]
        self.report.carried(kind)
        self.report.changed(
            kind,
            place,
            name,
            what,
            "rows come after their record: they are demanded by the step that submits it",
        )
