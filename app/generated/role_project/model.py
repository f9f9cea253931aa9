"""项目授权 Project grant: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 da090129e102408f7223e249763fce88134229e4a8db0a865d75f8694454f235

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..project.model import Project


class RoleProject(Entity):
    """项目授权 Project grant (P4)."""

    __tablename__ = "role_project"
    __table_args__ = (
        Index(
            "uq_role_project_user_project",
            "user_id",
            "project_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="RoleProject",
        module="base",
        label=label(zh="项目授权", en="Project grant"),
        title="{project.name}",
        process="P4",
        help=label(zh="用户可以看到哪些项目的数据", en="Which projects a user works for"),
    )

    user_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_role_project_user"),
        index=True,
        info=field("ref", zh="用户", en="User", required=True, to="User", on_delete="cascade"),
    )
    user: Mapped[User] = relationship(User, foreign_keys=[user_id])
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_role_project_project"),
        index=True,
        info=field(
            "ref", zh="项目", en="Project", required=True, to="Project", on_delete="cascade"
        ),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])


role_project_hooks = EntityHooks[RoleProject, Never](RoleProject)
