"""备件出入库 Movement of a part: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bd21297c417ae02da4f7da911bd6065004a6a464bf6772be2efacc13fc53d122

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, ScaledDecimal, UtcDateTime

if TYPE_CHECKING:
    from ..project.model import Project
    from ..repair_order.model import RepairOrder
    from ..spare_part.model import SparePart

SpareMoveKind = Literal["receive", "issue", "return", "count"]
spare_move_kind = EnumType(
    "SpareMoveKind",
    [
        EnumValue("receive", label(zh="入库", en="Received"), color="green"),
        EnumValue("issue", label(zh="领用", en="Used"), color="orange"),
        EnumValue("return", label(zh="退回", en="Returned"), color="teal"),
        EnumValue("count", label(zh="盘点", en="Stock count"), color="purple"),
    ],
)


class SpareMove(Entity):
    """备件出入库 Movement of a part (2.4)."""

    __tablename__ = "spare_move"
    __table_args__ = (
        Index("ix_spare_move_part_at", "part_id", "at"),
        Index("ix_spare_move_at", "at"),
        Index("ix_spare_move_kind_at", "kind", "at"),
        Index("ix_spare_move_project_at", "project_id", "at"),
    )
    meta = EntityMeta(
        name="SpareMove",
        module="eqp",
        label=label(zh="备件出入库", en="Movement of a part"),
        title="{part.code} {part.name} {quantity}",
        process="2.4",
        ledger=True,
        parent="SparePart",
    )

    part_id: Mapped[int] = mapped_column(
        ForeignKey("spare_part.id", name="fk_spare_move_part"),
        info=field("ref", zh="备件", en="Spare part", required=True, to="SparePart"),
    )
    part: Mapped[SparePart] = relationship("SparePart", foreign_keys=[part_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_spare_move_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            readonly=True,
            default=expression("part.project", ["path", ["part"], "project"]),
            to="Project",
        ),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    kind: Mapped[SpareMoveKind] = mapped_column(
        String(40),
        info=field(
            "enum", zh="类型", en="Kind", required=True, default="receive", enum=spare_move_kind
        ),
    )
    quantity: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="数量（+/−）", en="Quantity (+/−)", required=True, total=False, scale=2
        ),
    )
    unit_cost: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="单价",
            en="Unit cost",
            help=label(
                zh="入库必填；出库取移动平均价",
                en="Needed for what comes in; what goes out takes the moving average",
            ),
            total=False,
            min=0,
        ),
    )
    amount: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="金额", en="Amount", readonly=True)
    )
    stock_after: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="结存", en="Stock afterwards", readonly=True, total=False, scale=2
        ),
    )
    cost_after: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field("money", zh="结存均价", en="Average afterwards", readonly=True, total=False),
    )
    repair_order_id: Mapped[int | None] = mapped_column(
        ForeignKey("repair_order.id", name="fk_spare_move_repair_order"),
        index=True,
        info=field(
            "ref", zh="报修单", en="Repair order", readonly=True, to="RepairOrder", trace="cause"
        ),
    )
    repair_order: Mapped[RepairOrder | None] = relationship(
        "RepairOrder", foreign_keys=[repair_order_id]
    )
    at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(),
        info=field(
            "datetime",
            zh="时间",
            en="At",
            required=True,
            readonly=True,
            default=expression("now()", ["call", "now"]),
        ),
    )
    note: Mapped[str | None] = mapped_column(
        String(200), info=field("string", zh="备注", en="Note", max=200)
    )


spare_move_hooks = EntityHooks[SpareMove, Never](SpareMove)
