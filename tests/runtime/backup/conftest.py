"""Backups of the sample."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from app.runtime import backup, files, records
from app.runtime.backup import Made
from app.runtime.context import Context
from app.runtime.database import Database
from tests.sample.models import Article, Buyer, Store

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


@pytest.fixture
def shop(ctx: Context, data: Path) -> Path:
    """Some rows and an attachment; the data folder."""
    store = records.create(ctx, Store, {"code": "S1", "name": "东门店"})
    for number in range(3):
        records.create(ctx, Buyer, {"name": f"顾客{number}", "phone": "13800000000"})
    picture = files.store(ctx, io.BytesIO(PNG), "photo.png", kind="image")
    records.create(ctx, Article, {"name": "茶", "price": 1250, "picture": picture.id})
    assert store.id
    return data


@pytest.fixture
def backed_up(database: Database, data: Path) -> Callable[..., Made]:
    """`backed_up()`: an archive of the test's database."""

    def make(**options: object) -> Made:
        return backup.make(database.url, data / "files", data / "backups", **options)  # type: ignore[arg-type]

    return make
