"""GET /device/17: what the label of a device opens, on a phone first: report a fault, its state, the next task, history, papers (2.1, 2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request
from flask_login import current_user
from markupsafe import Markup

from app.custom.equipment.tasks.proof import LINK
from app.forms import screens
from app.forms.language import current_language
from app.generated.equipment import Equipment
from app.generated.inspection_task import InspectionTask
from app.generated.repair_order import RepairOrder
from app.runtime import filters, query, registry
from app.runtime.context import Context
from app.runtime.entity import Entity
from app.runtime.field import label
from app.web import cells
from app.web.documents.codes import KEY
from app.web.mobile.tasks import views_of
from app.web.staff_pages import staff_page

ROLES = (
    "csr", "dispatcher", "technician", "eng_mgr", "accountant", "fin_mgr", "auditor", "dept_mgr",
    "employee", "gm",
)  # fmt: skip
LISTED = 8
"""Tasks to do, repairs under way, what was done: of each so many."""
FACTS = (
    "category", "location", "criticality", "model", "serial_no", "reg_code", "next_due_on",
    "inspection_valid_to", "warranty_to", "vendor", "keeper_name", "run_hours",
)  # fmt: skip
LONGEST_CODE = 40
"""Characters of the secret on a label."""


@staff_page(
    "/device/<int:id>",
    name="device",
    label=label(zh="设备", en="Device"),
    roles=ROLES,
    scanned=Equipment,
)
def device(ctx: Context, id: int) -> Any:
    """The device of one's projects; `k` is the secret of the label, with which a task begins at once."""
    secret = request.args.get(KEY, "")[:LONGEST_CODE]
    page = Device(ctx, query.get(ctx, Equipment, id), secret)
    return render_template("equipment/devices/page.html", page=page, language=current_language())


class Device:
    def __init__(self, ctx: Context, record: Mapping[str, Any], secret: str) -> None:
        self.ctx = ctx
        self.record = record
        self.id = int(record["id"])
        self.title = str(record.get("title") or self.id)
        self.scanned = f"{LINK}{self.id}?{KEY}={secret}" if secret else ""
        self.tasks = self._rows(
            InspectionTask, ["title", "kind", "due_on", "state", "assignee", "overdue"],
            [("state__in", "issued,doing")], "due_on",
        )  # fmt: skip
        self.repairs = self._rows(
            RepairOrder, ["title", "state", "severity", "fault_at", "assignee_name"],
            [("state__in", "reported,dispatched,accepted,repairing,waiting_part,repaired")], "-fault_at",
        )  # fmt: skip
        self.mine = [row["id"] for row in self.tasks if self.does(row)]
        self.done = self._history()

    def _rows(
        self, entity: type[Entity], columns: list[str], where: list[tuple[str, str]], sort: str
    ) -> list[Any]:
        """Those of this device that the reader may see; none where his role sees none at all."""
        if not registry.current().entity(entity.__name__).policy.rows_possible(self.ctx.actor):
            return []
        columns = [one for one in columns if query.may_read(self.ctx, entity, one)]
        asked = filters.parse(entity, self.ctx.actor, [("equipment", str(self.id)), *where])
        return query.rows(
            self.ctx, entity, where=asked, columns=columns, sort=[sort], limit=LISTED
        ).items

    def _history(self) -> list[dict[str, Any]]:
        """Repairs that ended and inspections that were made, the latest first."""
        repairs = self._rows(
            RepairOrder, ["title", "state", "finished_at", "cause"],
            [("state", "closed")], "-finished_at",
        )  # fmt: skip
        checks = self._rows(
            InspectionTask, ["title", "finished_at", "result"],
            [("state__in", "done,verified")], "-finished_at",
        )  # fmt: skip
        found = [self._past(RepairOrder, "cause", row) for row in repairs]
        found += [self._past(InspectionTask, "result", row) for row in checks]
        dated = [one for one in found if one["at"] is not None]
        return sorted(dated, key=lambda one: one["at"], reverse=True)[:LISTED]

    def _past(self, entity: Any, told: str, row: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "title": row["title"],
            "url": screens.show_url(entity.meta.name, row["id"]),
            "at": row.get("finished_at"),
            "when": self.shown(entity, "finished_at", row),
            "told": self.shown(entity, told, row),
        }

    # -- for the page -----------------------------------------------------------------------------

    entity, task, order = Equipment, InspectionTask, RepairOrder

    def repair_url(self, row: Mapping[str, Any]) -> str:
        return screens.show_url("RepairOrder", row["id"])

    def shown(self, entity: Any, name: str, row: Mapping[str, Any]) -> Markup:
        """A value as on every page; nothing where it is not shown to this reader."""
        fields = entity.fields()
        if name not in row or row[name] in (None, "", []):
            return Markup("")
        return cells.render(entity, fields.get(name) or cells.BUILT_IN[name], row[name])

    @property
    def state(self) -> Markup:
        return cells.state_badge(Equipment, self.record.get("state"))

    @property
    def is_down(self) -> bool:
        return self.record.get("state") in ("fault", "repairing")

    @property
    def report_url(self) -> str:
        """Where a fault is reported, the device filled in; "" for whom reports none, and of what is no more."""
        view = screens.of(RepairOrder)
        if view is None or self.record.get("state") == "scrapped":
            return ""
        if not view.is_open_to(current_user.roles, "can_add"):
            return ""
        return f"{view.route_base}/add?equipment={self.id}"

    def task_url(self, row: Mapping[str, Any]) -> str:
        """The page for the phone of whoever does it; the label that was scanned goes along as proof."""
        if not self.does(row):
            return screens.show_url("InspectionTask", row["id"])
        code = "?" + urlencode({"start-scan_code": self.scanned}) if self.scanned else ""
        return f"/today/inspection_task/{row['id']}{code}"

    def does(self, row: Mapping[str, Any]) -> bool:
        """Whether this is his own task."""
        mine = self.ctx.actor.value(("employee",)) if views_of(current_user.roles) else None
        assignee = row.get("assignee")
        return mine is not None and isinstance(assignee, Mapping) and assignee["id"] == mine

    def facts(self) -> list[tuple[str, Markup]]:
        language = current_language()
        fields = Equipment.fields()
        return [
            (fields[name].label.in_language(language), value)
            for name in FACTS
            if (value := self.shown(Equipment, name, self.record))
        ]

    @property
    def papers(self) -> Markup:
        return self.shown(Equipment, "documents", self.record)

    @property
    def pictures(self) -> Markup:
        return self.shown(Equipment, "photo", self.record)
