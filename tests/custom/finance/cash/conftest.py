"""The counter of the town's desk, on the same Wednesday morning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.generated import models  # noqa: F401 - half of the entities cannot be mapped
from tests.custom.finance.cash.channel import Channel, open_channels
from tests.custom.finance.cash.till import Till
from tests.custom.finance.fees.conftest import at, database_url, desk, town, world
from tests.custom.finance.fees.desk import Desk

__all__ = ["at", "database_url", "desk", "town", "world"]  # fixtures


@pytest.fixture
def till(desk: Desk) -> Till:
    return Till(desk)


@pytest.fixture
def channels(till: Till, tmp_path: Path) -> Iterator[dict[str, Channel]]:
    """WeChat Pay and Alipay, as the sandbox plays them."""
    with open_channels(till, tmp_path / "sandbox") as made:
        yield made


@pytest.fixture(params=["wechat", "alipay"])
def channel(request: pytest.FixtureRequest, channels: dict[str, Channel]) -> Channel:
    """One after the other."""
    return channels[request.param]
