"""岗位技能要求 Position skill requirement: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ae20f68a9df7bf9312be69611474ecdc900ff9576fe1b7c74e90f8259aeae1b9

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..position.model import Position
    from ..skill.model import Skill


class PositionSkill(Entity):
    """岗位技能要求 Position skill requirement (4.4)."""

    __tablename__ = "position_skill"
    __table_args__ = (
        Index(
            "uq_position_skill_position_skill",
            "position_id",
            "skill_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="PositionSkill",
        module="base",
        label=label(zh="岗位技能要求", en="Position skill requirement"),
        title="{skill.name}",
        process="4.4",
        parent="Position",
    )

    position_id: Mapped[int] = mapped_column(
        ForeignKey("position.id", name="fk_position_skill_position"),
        index=True,
        info=field(
            "ref", zh="岗位", en="Position", required=True, to="Position", on_delete="cascade"
        ),
    )
    position: Mapped[Position] = relationship("Position", foreign_keys=[position_id])
    skill_id: Mapped[int] = mapped_column(
        ForeignKey("skill.id", name="fk_position_skill_skill"),
        index=True,
        info=field("ref", zh="技能", en="Skill", required=True, to="Skill"),
    )
    skill: Mapped[Skill] = relationship("Skill", foreign_keys=[skill_id])
    level: Mapped[int] = mapped_column(
        Integer(),
        info=field("int", zh="要求等级", en="Required level", required=True, max=5, min=1),
    )
    weight: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field("percent", zh="权重", en="Weight", required=True, default=100, scale=2),
    )


position_skill_hooks = EntityHooks[PositionSkill, Never](PositionSkill)
