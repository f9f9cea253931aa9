"""笔记本 Notebook: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 36f5186180d878fd2a711efcbdba1f4b478411f1ed4e977cea48ce9a3df2c38c

from __future__ import annotations

from typing import Never

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks


class Notebook(Entity):
    """笔记本 Notebook."""

    __tablename__ = "notebook"
    meta = EntityMeta(
        name="Notebook", module="desk", label=label(zh="笔记本", en="Notebook"), title="{name}"
    )

    name: Mapped[str] = mapped_column(
        String(200), info=field("string", zh="名称", en="Name", required=True, max=200)
    )


notebook_hooks = EntityHooks[Notebook, Never](Notebook)
