"""税目 Kind of tax: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1184437b11e78ddb40c3c79e6e61285cd0786271d4c17a54b0caf3c84a64b18b

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from sqlalchemy import Boolean, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..tax_rate.model import TaxRate


class TaxKind(Entity):
    """税目 Kind of tax (3.1)."""

    __tablename__ = "tax_kind"
    __table_args__ = (
        Index(
            "uq_tax_kind_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_tax_kind_active_code", "active", "code"),
    )
    meta = EntityMeta(
        name="TaxKind",
        module="fee",
        label=label(zh="税目", en="Kind of tax"),
        title="{name}",
        process="3.1",
        help=label(
            zh="税率随日期变化，由会计维护；系统不写死税率",
            en="Rates change with the date and are kept by the accountant, never in code",
        ),
        children=[
            Children("rates", of="TaxRate", by="tax_kind", label=label(zh="税率", en="Rates")),
        ],
    )

    code: Mapped[str] = mapped_column(
        String(24),
        info=field(
            "string",
            zh="编码",
            en="Code",
            required=True,
            unique=True,
            max=24,
            pattern="[a-z][a-z0-9_]*",
        ),
    )
    name: Mapped[str] = mapped_column(
        String(48), info=field("string", zh="名称", en="Name", required=True, search=True, max=48)
    )
    tax_code: Mapped[str | None] = mapped_column(
        String(24), info=field("string", zh="税收分类编码", en="Tax classification code", max=24)
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="启用", en="Active", default=True)
    )
    rates: Mapped[list[TaxRate]] = relationship(
        "TaxRate",
        primaryjoin="and_(TaxKind.id == TaxRate.tax_kind_id, TaxRate.deleted_at.is_(None))",
        foreign_keys="TaxRate.tax_kind_id",
        order_by="TaxRate.id",
        viewonly=True,
    )


tax_kind_hooks = EntityHooks[TaxKind, Never](TaxKind)
