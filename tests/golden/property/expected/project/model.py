"""项目 Project: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8631f853171e588ad6416b5ba83f8c872618bcac0556d23b43f342659a3d119f

from __future__ import annotations

from typing import Never

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks


class Project(Entity):
    """项目 Project."""

    __tablename__ = "project"
    __table_args__ = (
        Index(
            "uq_project_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="Project", module="base", label=label(zh="项目", en="Project"), title="{name}"
    )

    code: Mapped[str] = mapped_column(
        String(16), info=field("string", zh="编码", en="Code", required=True, unique=True, max=16)
    )
    name: Mapped[str] = mapped_column(
        String(64), info=field("string", zh="名称", en="Name", required=True, search=True, max=64)
    )


project_hooks = EntityHooks[Project, Never](Project)
