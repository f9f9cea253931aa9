"""服务时限 SLA policy: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8a929680472e3613441832de57539af364eb9c7b7ae2782bdd3b929749d06979

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

from .. import enums
from ..enums import Priority

if TYPE_CHECKING:
    from ..project.model import Project
    from ..ticket_category.model import TicketCategory
    from ..working_hours.model import WorkingHours


class SlaPolicy(Entity):
    """服务时限 SLA policy (1.4)."""

    __tablename__ = "sla_policy"
    __table_args__ = (
        Index(
            "uq_sla_policy_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "uq_sla_policy_category_priority_project",
            "category_id",
            "priority",
            "project_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_sla_policy_priority_code", "priority", "code"),
        Index("ix_sla_policy_category_code", "category_id", "code"),
        Index("ix_sla_policy_project_code", "project_id", "code"),
    )
    meta = EntityMeta(
        name="SlaPolicy",
        module="crm",
        label=label(zh="服务时限", en="SLA policy"),
        title="{code}",
        process="1.4",
        checks=[
            Check(
                "respond_first",
                expression(
                    "resolve_min >= respond_min",
                    ["ge", ["field", "resolve_min"], ["field", "respond_min"]],
                ),
                message(
                    zh="解决时限短于响应时限",
                    en="The time to resolve is shorter than the time to respond",
                ),
            ),
        ],
    )

    code: Mapped[str] = mapped_column(
        String(16), info=field("string", zh="编码", en="Code", required=True, unique=True, max=16)
    )
    priority: Mapped[Priority] = mapped_column(
        String(40),
        info=field("enum", zh="优先级", en="Priority", required=True, enum=enums.priority),
    )
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("ticket_category.id", name="fk_sla_policy_category"),
        info=field(
            "ref",
            zh="工单类别",
            en="Category",
            help=label(zh="空 = 所有类别", en="Empty: every category"),
            to="TicketCategory",
        ),
    )
    category: Mapped[TicketCategory | None] = relationship(
        "TicketCategory", foreign_keys=[category_id]
    )
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_sla_policy_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            help=label(zh="空 = 所有项目", en="Empty: every project"),
            to="Project",
        ),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    respond_min: Mapped[int] = mapped_column(
        Integer(), info=field("duration", zh="响应时限", en="Respond within", required=True, min=1)
    )
    arrive_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="到场时限", en="Arrive within", min=1)
    )
    resolve_min: Mapped[int] = mapped_column(
        Integer(), info=field("duration", zh="解决时限", en="Resolve within", required=True, min=1)
    )
    hours_id: Mapped[int] = mapped_column(
        ForeignKey("working_hours.id", name="fk_sla_policy_hours"),
        index=True,
        info=field("ref", zh="时段", en="Service hours", required=True, to="WorkingHours"),
    )
    hours: Mapped[WorkingHours] = relationship("WorkingHours", foreign_keys=[hours_id])


sla_policy_hooks = EntityHooks[SlaPolicy, Never](SlaPolicy)
