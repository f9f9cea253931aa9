"""税率 Tax rate: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f463aec3d67bd1ba88cf0b7b65a181c3b0e3e7e348137b96c63bccf15d88f24f

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import Boolean, Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

from .. import enums
from ..enums import Taxpayer

if TYPE_CHECKING:
    from ..tax_kind.model import TaxKind


class TaxRate(Entity):
    """税率 Tax rate (3.1)."""

    __tablename__ = "tax_rate"
    __table_args__ = (
        Index(
            "uq_tax_rate_tax_kind_taxpayer_from_on",
            "tax_kind_id",
            "taxpayer",
            "from_on",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_tax_rate_from_on", "from_on"),
        Index("ix_tax_rate_tax_kind_from_on", "tax_kind_id", "from_on"),
        Index("ix_tax_rate_taxpayer_from_on", "taxpayer", "from_on"),
    )
    meta = EntityMeta(
        name="TaxRate",
        module="fee",
        label=label(zh="税率", en="Tax rate"),
        title="{tax_kind.name} {rate}",
        process="3.1",
        parent="TaxKind",
    )

    tax_kind_id: Mapped[int] = mapped_column(
        ForeignKey("tax_kind.id", name="fk_tax_rate_tax_kind"),
        info=field(
            "ref", zh="税目", en="Kind of tax", required=True, to="TaxKind", on_delete="cascade"
        ),
    )
    tax_kind: Mapped[TaxKind] = relationship("TaxKind", foreign_keys=[tax_kind_id])
    taxpayer: Mapped[Taxpayer] = mapped_column(
        String(40),
        info=field("enum", zh="纳税人", en="Taxpayer", required=True, enum=enums.taxpayer),
    )
    from_on: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="生效", en="From", required=True)
    )
    rate: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent", zh="税率/征收率（%）", en="Rate (%)", required=True, max=100, min=0, scale=2
        ),
    )
    simple: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="简易计税", en="Simplified method")
    )
    ground: Mapped[str | None] = mapped_column(
        String(100), info=field("string", zh="依据", en="Ground", max=100)
    )


tax_rate_hooks = EntityHooks[TaxRate, Never](TaxRate)
