"""流程目标 Process target: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a5bd9a5e1e7d40f5b65dc23abc2708911fe232d9b275103487ff880ee459f0f6

from __future__ import annotations

from decimal import Decimal
from typing import Never

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

from .. import enums
from ..enums import EvaluatedProcess


class ProcessTarget(Entity):
    """流程目标 Process target (四)."""

    __tablename__ = "process_target"
    __table_args__ = (
        Index(
            "uq_process_target_flow_stage",
            "flow",
            "stage",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="ProcessTarget",
        module="fb",
        label=label(zh="流程目标", en="Process target"),
        title="{flow} {state_name}",
        process="四",
        help=label(
            zh="某一环节在多久内走完；没有目标的环节用系统默认值，无默认值的不评超时",
            en="How long a stage may take; without one the built-in target holds, where there is none the stage is judged by its share alone",
        ),
    )

    flow: Mapped[EvaluatedProcess] = mapped_column(
        String(40),
        info=field("enum", zh="流程", en="Process", required=True, enum=enums.evaluated_process),
    )
    stage: Mapped[str] = mapped_column(
        String(40),
        info=field(
            "string",
            zh="环节编码",
            en="Stage code",
            help=label(
                zh="流程图中状态的编码，如 assigned",
                en="The code of a state of the process, such as assigned",
            ),
            required=True,
            max=40,
            pattern="[a-z][a-z0-9_]*",
        ),
    )
    state_name: Mapped[str] = mapped_column(
        String(100),
        info=field("string", zh="环节", en="Stage", required=True, readonly=True, max=100),
    )
    target_hours: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="目标小时",
            en="Target (hours)",
            help=label(
                zh="九成案例应在此时间内离开该环节",
                en="Nine of ten cases should leave the stage within it",
            ),
            required=True,
            total=False,
            max=10000,
            min="0.01",
            scale=2,
        ),
    )


process_target_hooks = EntityHooks[ProcessTarget, Never](ProcessTarget)
