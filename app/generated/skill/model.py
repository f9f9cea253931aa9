"""技能 Skill: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 36b7757e5a046e1b0e3eb6fcce83fd2d9a2e63f28f6e89b4a472fb78368fa1ec

from __future__ import annotations

from typing import Never

from sqlalchemy import Boolean, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks


class Skill(Entity):
    """技能 Skill (4.4)."""

    __tablename__ = "skill"
    __table_args__ = (
        Index(
            "uq_skill_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_skill_mandatory_cert_code", "mandatory_cert", "code"),
    )
    meta = EntityMeta(
        name="Skill",
        module="base",
        label=label(zh="技能", en="Skill"),
        title="{name}",
        process="4.4",
    )

    code: Mapped[str] = mapped_column(
        String(24), info=field("string", zh="编码", en="Code", required=True, unique=True, max=24)
    )
    name: Mapped[str] = mapped_column(
        String(48),
        info=field("string", zh="技能名称", en="Name", required=True, search=True, max=48),
    )
    certificate: Mapped[str | None] = mapped_column(
        String(48),
        info=field(
            "string",
            zh="对应证书",
            en="Certificate",
            help=label(
                zh="低压电工证、电梯安全管理、消防设施操作员等",
                en="Low-voltage electrician, lift safety, fire equipment operator …",
            ),
            max=48,
        ),
    )
    mandatory_cert: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="必须持证", en="Certificate mandatory")
    )


skill_hooks = EntityHooks[Skill, Never](Skill)
