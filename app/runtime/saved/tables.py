"""What people keep about lists: views that they save and share, and each one's own columns and usual view."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from ..system import Key, SystemTable
from ..types import UtcDateTime


class ListView(SystemTable):
    """A saved view of one entity's list. The one without a name is its owner's own setting of that list."""

    __tablename__ = "sys_list_view"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_list_view"),
        UniqueConstraint("owner_id", "entity", "name", name="uq_sys_list_view_owner"),
        Index("ix_sys_list_view_entity", "entity", "shared"),
    )
    id: Mapped[int] = mapped_column(Key)
    entity: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(60))
    owner_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_list_view_owner_id")
    )
    shared: Mapped[str] = mapped_column(String(10))
    """private, roles or everybody."""
    roles: Mapped[list[str]] = mapped_column(JSON)
    """With whom, when it is shared with roles."""
    shows: Mapped[dict[str, Any]] = mapped_column(JSON)
    """A view: `{"parts": [[key, value] …]}`, as in the address. A setting: `columns` and `usual`, a view's id."""
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    updated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
