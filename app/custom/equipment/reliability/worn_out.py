"""Devices to replace: those that fail often, those whose service life ends (2.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select

from app.generated.equipment import Equipment
from app.generated.maintenance_advice import MaintenanceAdvice
from app.runtime.context import Context

from . import words
from .histories import OUT
from .kept import ENDS_IN, Values

_DEVICE = (
    Equipment.id, Equipment.category_id, Equipment.model, Equipment.project_id, Equipment.failures_90d,
    Equipment.mtbf_h, Equipment.mttr_h, Equipment.availability, Equipment.in_service_on,
    Equipment.service_life_years, Equipment.expires_on,
)  # fmt: skip


def often(ctx: Context, period: str) -> Iterable[Values]:
    """Devices that fail often."""
    rows = ctx.session.execute(
        select(*_DEVICE)
        .where(
            Equipment.bad_actor.is_(True),
            Equipment.state.not_in(OUT),
            Equipment.deleted_at.is_(None),
        )
        .order_by(Equipment.id)
    )
    for row in rows:
        said = [words.line("replace", number=row.failures_90d)]
        if row.mtbf_h is not None:
            said.append(
                words.line(
                    "record",
                    mtbf=f"{row.mtbf_h:.0f}",
                    mttr=f"{row.mttr_h:.1f}",
                    availability=f"{row.availability:.2f}",
                )
            )
        if row.expires_on is not None:
            said.append(_age(row))
        yield _about(row, period, "replace", said) | {"failures": row.failures_90d}


def at_the_end(ctx: Context, period: str) -> Iterable[Values]:
    """Devices whose service life ends within a year, or has ended."""
    rows = ctx.session.execute(
        select(*_DEVICE)
        .where(
            Equipment.expires_on <= ctx.today + dt.timedelta(days=ENDS_IN[-1]),
            Equipment.state.not_in(OUT),
            Equipment.deleted_at.is_(None),
        )
        .order_by(Equipment.id)
    )
    for row in rows:
        left = (row.expires_on - ctx.today).days
        said = words.line("ends", days=left) if left > 0 else words.line("ended", days=-left)
        yield _about(row, period, "life_end", [said, _age(row)])


def _about(row: Any, period: str, kind: str, said: Sequence[str]) -> Values:
    return {
        "period": period, "kind": kind, "category": row.category_id, "model": row.model,
        "equipment": row.id, "project": row.project_id, "mtbf_h": row.mtbf_h,
        "explanation": "\n".join(said),
    }  # fmt: skip


def _age(row: Any) -> str:
    return words.line(
        "age", since=row.in_service_on, years=row.service_life_years, expires=row.expires_on
    )


def of_devices() -> ColumnElement[bool]:
    return MaintenanceAdvice.kind.in_(("replace", "life_end"))
