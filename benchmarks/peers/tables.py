"""The application's tables as SQLAlchemy models, for the two peers that use it. Relationships of the columns shown."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import relationship

NAMED = {
    "customer": "Customer", "unit": "Unit", "project": "Project", "category": "Category", "department": "Department",
    "assignee": "Employee", "dept_head": "Employee", "project_manager": "Employee", "policy": "SlaPolicy",
}  # fmt: skip
TEXTS = (
    "order_no", "source", "external_id", "priority", "summary", "contact_name", "contact_phone", "site_phone",
    "assignee_name", "dept_head_name", "manager_name", "sla_state", "arrival_code", "hold_reason", "cause",
    "rating_comment", "state",
)  # fmt: skip
LONG = ("description", "result", "internal_note")
MOMENTS = (
    "appointment_at", "assigned_at", "respond_due", "resolve_due", "responded_at", "arrived_at", "resolved_at",
    "closed_at", "resume_at", "created_at", "updated_at", "deleted_at",
)  # fmt: skip
NUMBERS = (
    "confidence", "reassign_count", "hold_count", "quote", "rating", "reopen_count", "created_by_id", "updated_by_id",
    "version",
)  # fmt: skip


def define(base: type[Any]) -> dict[str, Any]:
    """Class name → model. `base` is the peer's own declarative base."""
    made: dict[str, Any] = {}
    for name, table, title in (
        ("Customer", "customer", "name"), ("Project", "project", "name"), ("Category", "ticket_category", "name"),
        ("Department", "department", "name"), ("Employee", "employee", "name"), ("SlaPolicy", "sla_policy", "code"),
        ("Unit", "unit", "full_no"),
    ):  # fmt: skip
        made[name] = type(
            name,
            (base,),
            {
                "__tablename__": table,
                "id": sa.Column(sa.Integer, primary_key=True),
                title: sa.Column(sa.String(64)),
                "__str__": lambda self, title=title: str(getattr(self, title)),
            },
        )
    made["RoleProject"] = type(
        "RoleProject",
        (base,),
        {
            "__tablename__": "role_project",
            "id": sa.Column(sa.Integer, primary_key=True),
            "user_id": sa.Column(sa.Integer),
            "project_id": sa.Column(sa.Integer),
            "deleted_at": sa.Column(sa.DateTime(timezone=True)),
        },
    )
    columns: dict[str, Any] = {
        "__tablename__": "work_order",
        "id": sa.Column(sa.Integer, primary_key=True),
        "chargeable": sa.Column(sa.Boolean),
        "__str__": lambda self: f"{self.order_no} {self.summary}",
    }
    columns |= {name: sa.Column(sa.String(120)) for name in TEXTS}
    columns |= {name: sa.Column(sa.Text) for name in LONG}
    columns |= {name: sa.Column(sa.DateTime(timezone=True)) for name in MOMENTS}
    columns |= {name: sa.Column(sa.Integer) for name in NUMBERS}
    for name, target in NAMED.items():
        key = sa.Column(sa.Integer, sa.ForeignKey(f"{made[target].__tablename__}.id"))
        columns[f"{name}_id"] = key
        columns[name] = relationship(made[target], foreign_keys=[key])
    made["WorkOrder"] = type("WorkOrder", (base,), columns)
    return made


def mine(models: dict[str, Any], user_id: int) -> Any:
    """The row rule: the projects of the person, and what he made himself."""
    order, link = models["WorkOrder"], models["RoleProject"]
    projects = sa.select(link.project_id).where(link.user_id == user_id, link.deleted_at.is_(None))
    return sa.and_(
        order.deleted_at.is_(None),
        sa.or_(order.project_id.in_(projects), order.created_by_id == user_id),
    )
