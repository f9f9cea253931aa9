"""A log with something in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.runtime import records
from app.runtime.context import Context
from tests.sample.models import Article, Store


@pytest.fixture
def written(ctx: Context, data: Path) -> Callable[[int], None]:
    """`written(n)`: n rows of the audit log, each of a transaction of its own."""

    def write(count: int) -> None:
        for number in range(count):
            if number % 3:
                records.create(ctx, Article, {"name": f"Nail {number}", "price": "1.50", "cost": 1})
            else:
                records.create(ctx, Store, {"code": f"S{number}", "name": f"店 {number}"})

    return write
