"""员工 Employee: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7f84f6784461aaf21f08e235d5a36619ac237583c307d49c59495f995f61e5ed

from __future__ import annotations

from typing import Never

from sqlalchemy import Boolean, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks


class Employee(Entity):
    """员工 Employee."""

    __tablename__ = "employee"
    __table_args__ = (
        Index(
            "uq_employee_login",
            "login_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_employee_active", "active"),
    )
    meta = EntityMeta(
        name="Employee", module="base", label=label(zh="员工", en="Employee"), title="{name}"
    )

    name: Mapped[str] = mapped_column(
        String(64), info=field("string", zh="姓名", en="Name", required=True, search=True, max=64)
    )
    login_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_employee_login"),
        index=True,
        info=field("ref", zh="登录账号", en="Login", unique=True, to="User"),
    )
    login: Mapped[User | None] = relationship(User, foreign_keys=[login_id])
    manager_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_employee_manager"),
        index=True,
        info=field("ref", zh="上级", en="Manager", to="Employee", on_delete="null"),
    )
    manager: Mapped[Employee | None] = relationship(
        "Employee", foreign_keys=[manager_id], remote_side="Employee.id"
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="在职", en="Active", default=True)
    )


employee_hooks = EntityHooks[Employee, Never](Employee)
