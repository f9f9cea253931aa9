"""工单分类 Ticket category: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 87e44851a74f6e4cefbba4bcf896e2edca32e52329dc2a28a8ebaede49358153

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

from .. import enums
from ..enums import Priority

if TYPE_CHECKING:
    from ..department.model import Department
    from ..skill.model import Skill
    from ..ticket_keyword.model import TicketKeyword


class TicketCategory(Entity):
    """工单分类 Ticket category (1.4)."""

    __tablename__ = "ticket_category"
    __table_args__ = (
        Index(
            "uq_ticket_category_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_ticket_category_department_code", "department_id", "code"),
        Index("ix_ticket_category_default_priority_code", "default_priority", "code"),
        Index("ix_ticket_category_chargeable_code", "chargeable", "code"),
        Index("ix_ticket_category_active_code", "active", "code"),
    )
    meta = EntityMeta(
        name="TicketCategory",
        module="crm",
        label=label(zh="工单分类", en="Ticket category"),
        title="{name}",
        process="1.4",
        children=[
            Children(
                "keywords",
                of="TicketKeyword",
                by="category",
                label=label(zh="关键词", en="Keywords"),
            ),
        ],
    )

    code: Mapped[str] = mapped_column(
        String(24),
        info=field(
            "string",
            zh="编码",
            en="Code",
            required=True,
            unique=True,
            max=24,
            pattern="[a-z][a-z0-9_.]*",
        ),
    )
    name: Mapped[str] = mapped_column(
        String(48), info=field("string", zh="名称", en="Name", required=True, search=True, max=48)
    )
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("ticket_category.id", name="fk_ticket_category_parent"),
        index=True,
        info=field("ref", zh="上级", en="Parent", to="TicketCategory"),
    )
    parent: Mapped[TicketCategory | None] = relationship(
        "TicketCategory", foreign_keys=[parent_id], remote_side="TicketCategory.id"
    )
    department_id: Mapped[int] = mapped_column(
        ForeignKey("department.id", name="fk_ticket_category_department"),
        info=field(
            "ref", zh="责任部门", en="Responsible department", required=True, to="Department"
        ),
    )
    department: Mapped[Department] = relationship("Department", foreign_keys=[department_id])
    skill_id: Mapped[int | None] = mapped_column(
        ForeignKey("skill.id", name="fk_ticket_category_skill"),
        index=True,
        info=field("ref", zh="所需技能", en="Required skill", to="Skill"),
    )
    skill: Mapped[Skill | None] = relationship("Skill", foreign_keys=[skill_id])
    level: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="技能等级", en="Skill level", max=5, min=1)
    )
    default_priority: Mapped[Priority] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="默认优先级",
            en="Default priority",
            required=True,
            default="p3",
            enum=enums.priority,
        ),
    )
    chargeable: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="可收费", en="Chargeable")
    )
    needs_photo: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="须现场照片", en="Needs a photo", default=True)
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="启用", en="Active", default=True)
    )
    keywords: Mapped[list[TicketKeyword]] = relationship(
        "TicketKeyword",
        primaryjoin="and_(TicketCategory.id == TicketKeyword.category_id, TicketKeyword.deleted_at.is_(None))",
        foreign_keys="TicketKeyword.category_id",
        order_by="TicketKeyword.id",
        viewonly=True,
    )


ticket_category_hooks = EntityHooks[TicketCategory, Never](TicketCategory)
