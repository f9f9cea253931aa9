"""项目授权 Project assignment: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d1e67693a4a857d85efc673563222440527c4e751ad53be8ecbe2bd8ee1940d8

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
    """项目授权 Project assignment."""

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
        label=label(zh="项目授权", en="Project assignment"),
        title="{user.username} {project.name}",
    )

    user_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_role_project_user"),
        index=True,
        info=field("ref", zh="用户", en="User", required=True, to="User"),
    )
    user: Mapped[User] = relationship(User, foreign_keys=[user_id])
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_role_project_project"),
        index=True,
        info=field("ref", zh="项目", en="Project", required=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])


role_project_hooks = EntityHooks[RoleProject, Never](RoleProject)
