"""审计检查 Audit run: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 97b4e61a2e527d27e30b6c7b50a04996a3ce771e71d7af27d2205e3615332e88

from __future__ import annotations

import datetime
from typing import Any, Never

from sqlalchemy import JSON, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import UtcDateTime


class AuditRun(Entity):
    """审计检查 Audit run (3.4)."""

    __tablename__ = "audit_run"
    meta = EntityMeta(
        name="AuditRun",
        module="fin",
        label=label(zh="审计检查", en="Audit run"),
        title="{period_from} – {period_to}",
        process="3.4",
    )

    period_from: Mapped[str] = mapped_column(
        String(7),
        info=field(
            "string", zh="起", en="From", required=True, max=7, pattern="[0-9]{4}-(0[1-9]|1[0-2])"
        ),
    )
    period_to: Mapped[str] = mapped_column(
        String(7),
        info=field(
            "string", zh="止", en="To", required=True, max=7, pattern="[0-9]{4}-(0[1-9]|1[0-2])"
        ),
    )
    rules: Mapped[str | None] = mapped_column(
        String(200),
        info=field(
            "string",
            zh="规则",
            en="Rules",
            help=label(zh="空 = 全部 19 项；或 A01 A09", en="Empty: all 19; or A01 A09"),
            max=200,
        ),
    )
    sample_size: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="抽样数", en="Sample size", max=1000, min=1)
    )
    seed: Mapped[int] = mapped_column(
        Integer(), info=field("int", zh="随机种子", en="Seed", required=True, default=1)
    )
    findings: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="发现数", en="Findings", readonly=True, default=0)
    )
    summary: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True), info=field("json", zh="结果", en="Result", readonly=True)
    )
    sample: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True), info=field("json", zh="样本", en="Sample", readonly=True)
    )
    finished_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="完成时间", en="Finished", readonly=True)
    )


audit_run_hooks = EntityHooks[AuditRun, Never](AuditRun)
