"""便签 Note: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7ba5401df37ffa3f39ca73561c0311b1697b4e3d2531cf5a587b77bf5a0d50de

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..notebook.model import Notebook


class Note(Entity):
    """便签 Note."""

    __tablename__ = "note"
    meta = EntityMeta(name="Note", module="desk", label=label(zh="便签", en="Note"), title="{text}")

    notebook_id: Mapped[int | None] = mapped_column(
        ForeignKey("notebook.id", name="fk_note_notebook"),
        index=True,
        info=field("ref", zh="笔记本", en="Notebook", to="Notebook"),
    )
    notebook: Mapped[Notebook | None] = relationship("Notebook", foreign_keys=[notebook_id])
    text: Mapped[str | None] = mapped_column(
        String(200), info=field("string", zh="内容", en="Text", max=200)
    )


note_hooks = EntityHooks[Note, Never](Note)
