"""What a refused write told, and how many rows there are."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.runtime.context import Context


def errors(caught: Any) -> dict[str, str]:
    return {error.field: error.code for error in caught.value.errors}


def rows(entity: Any) -> int:
    with Context.system() as ctx:
        return int(ctx.session.scalar(sa.select(sa.func.count()).select_from(entity)) or 0)
