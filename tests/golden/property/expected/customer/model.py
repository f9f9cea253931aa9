"""客户 Customer: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 999b50d335f4d0029542647bc12a40a07591eaed80f98422e29fb65aa5d8b72b

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..project.model import Project


class Customer(Entity):
    """客户 Customer."""

    __tablename__ = "customer"
    __table_args__ = (
        Index(
            "uq_customer_login",
            "login_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="Customer", module="crm", label=label(zh="客户", en="Customer"), title="{name}"
    )

    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_customer_project"),
        index=True,
        info=field("ref", zh="项目", en="Project", required=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    name: Mapped[str] = mapped_column(
        String(64),
        info=field(
            "string", zh="姓名", en="Name", required=True, search=True, pii="personal", max=64
        ),
    )
    phone: Mapped[str | None] = mapped_column(
        String(20), info=field("phone", zh="电话", en="Phone", search=True, pii="personal", max=20)
    )
    login_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_customer_login"),
        index=True,
        info=field("ref", zh="登录账号", en="Login", unique=True, to="User"),
    )
    login: Mapped[User | None] = relationship(User, foreign_keys=[login_id])


customer_hooks = EntityHooks[Customer, Never](Customer)
