"""部门 Department: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 71319b3d3fb0a2e2d13bf9dfd591d22932dcd495817c126c531d7612991c1001

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..employee.model import Employee
    from ..project.model import Project

DepartmentKind = Literal["cs", "eng", "order", "clean", "fin", "hr", "audit", "it", "gm"]
department_kind = EnumType(
    "DepartmentKind",
    [
        EnumValue("cs", label(zh="客服", en="Customer service")),
        EnumValue("eng", label(zh="工程", en="Engineering")),
        EnumValue("order", label(zh="秩序", en="Security")),
        EnumValue("clean", label(zh="环境", en="Cleaning")),
        EnumValue("fin", label(zh="财务", en="Finance")),
        EnumValue("hr", label(zh="人力", en="People")),
        EnumValue("audit", label(zh="审计", en="Audit")),
        EnumValue("it", label(zh="信息", en="IT")),
        EnumValue("gm", label(zh="总经办", en="Management")),
    ],
)


class Department(Entity):
    """部门 Department (P1)."""

    __tablename__ = "department"
    __table_args__ = (
        Index(
            "uq_department_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "uq_department_cost_center",
            "cost_center",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_department_kind_path", "kind", "path"),
        Index("ix_department_project_path", "project_id", "path"),
    )
    meta = EntityMeta(
        name="Department",
        module="base",
        label=label(zh="部门", en="Department"),
        title="{name}",
        process="P1",
    )

    code: Mapped[str] = mapped_column(
        String(16),
        info=field("string", zh="部门编码", en="Code", required=True, unique=True, max=16),
    )
    name: Mapped[str] = mapped_column(
        String(48), info=field("string", zh="名称", en="Name", required=True, search=True, max=48)
    )
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("department.id", name="fk_department_parent"),
        index=True,
        info=field("ref", zh="上级部门", en="Parent", to="Department"),
    )
    parent: Mapped[Department | None] = relationship(
        "Department", foreign_keys=[parent_id], remote_side="Department.id"
    )
    path: Mapped[str | None] = mapped_column(
        String(200),
        index=True,
        info=field(
            "string",
            zh="层级路径",
            en="Path",
            help=label(
                zh="自动生成，用于按部门授权",
                en="Made automatically; rights by department go by it",
            ),
            readonly=True,
            max=200,
        ),
    )
    head_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_department_head", use_alter=True),
        index=True,
        info=field("ref", zh="负责人", en="Head", to="Employee", on_delete="null"),
    )
    head: Mapped[Employee | None] = relationship("Employee", foreign_keys=[head_id])
    head_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="负责人姓名",
            en="Head's name",
            pii="personal",
            max=32,
            lookup=["head", "name"],
        ),
    )
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_department_project"),
        info=field("ref", zh="所属项目", en="Project", to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    cost_center: Mapped[str | None] = mapped_column(
        String(16), info=field("string", zh="成本中心", en="Cost centre", unique=True, max=16)
    )
    kind: Mapped[DepartmentKind] = mapped_column(
        String(40),
        info=field("enum", zh="职能", en="Function", required=True, enum=department_kind),
    )


department_hooks = EntityHooks[Department, Never](Department)
