"""检查结果 Checked item: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 60dde3f8fe2347efd10d988cf56e8c75a58ce69add84e1f21dd7186be284fd0d

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal, UtcDateTime

from .. import enums
from ..enums import CheckKind, FaultSeverity

if TYPE_CHECKING:
    from ..inspection_task.model import InspectionTask


class InspectionItem(Entity):
    """检查结果 Checked item (2.2)."""

    __tablename__ = "inspection_item"
    __table_args__ = (
        Index(
            "uq_inspection_item_task_code",
            "task_id",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_inspection_item_sort_no", "sort_no"),
        Index("ix_inspection_item_task_sort_no", "task_id", "sort_no"),
        Index("ix_inspection_item_passed_sort_no", "passed", "sort_no"),
        Index("ix_inspection_item_kind_sort_no", "kind", "sort_no"),
    )
    meta = EntityMeta(
        name="InspectionItem",
        module="eqp",
        label=label(zh="检查结果", en="Checked item"),
        title="{name}",
        process="2.2",
        parent="InspectionTask",
    )

    task_id: Mapped[int] = mapped_column(
        ForeignKey("inspection_task.id", name="fk_inspection_item_task"),
        info=field(
            "ref",
            zh="任务",
            en="Task",
            required=True,
            readonly=True,
            to="InspectionTask",
            on_delete="cascade",
        ),
    )
    task: Mapped[InspectionTask] = relationship("InspectionTask", foreign_keys=[task_id])
    sort_no: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="序号", en="Order", readonly=True, default=1, total=False)
    )
    code: Mapped[str] = mapped_column(
        String(24), info=field("string", zh="编码", en="Code", required=True, readonly=True, max=24)
    )
    name: Mapped[str] = mapped_column(
        String(64),
        info=field(
            "string", zh="检查内容", en="What to check", required=True, readonly=True, max=64
        ),
    )
    kind: Mapped[CheckKind] = mapped_column(
        String(40),
        info=field(
            "enum", zh="类型", en="Kind", required=True, readonly=True, enum=enums.check_kind
        ),
    )
    demand: Mapped[str | None] = mapped_column(
        String(200), info=field("string", zh="要求", en="Demand", readonly=True, max=200)
    )
    uom: Mapped[str | None] = mapped_column(
        String(8), info=field("string", zh="单位", en="Unit of measure", readonly=True, max=8)
    )
    low: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="下限", en="At least", readonly=True, total=False, scale=2),
    )
    high: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="上限", en="At most", readonly=True, total=False, scale=2),
    )
    required: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="必检", en="Required", readonly=True)
    )
    needs_photo: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="须拍照", en="Needs a photo", readonly=True)
    )
    severity: Mapped[FaultSeverity | None] = mapped_column(
        String(40),
        info=field("enum", zh="严重程度", en="Severity", readonly=True, enum=enums.fault_severity),
    )
    value: Mapped[str | None] = mapped_column(
        String(64),
        info=field(
            "string",
            zh="结果值",
            en="Value",
            help=label(zh="正常／异常、读数或选项", en="ok or not, a reading, or a choice"),
            max=64,
        ),
    )
    passed: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="合格", en="Passed", readonly=True)
    )
    checked_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="检查时间", en="Checked", readonly=True)
    )
    photo: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("images", zh="照片", en="Photos", max=3)
    )
    remark: Mapped[str | None] = mapped_column(
        String(200), info=field("string", zh="说明", en="Remark", max=200)
    )


inspection_item_hooks = EntityHooks[InspectionItem, Never](InspectionItem)
