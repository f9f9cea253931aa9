"""Up, down and up again on a filled database gives the same content; `make prove` does it with 100,000 rows."""

from __future__ import annotations

from tests.migrations.road import Road
from tests.migrations.there_and_back import there_and_back


def test_up_down_and_up_again_changes_no_value(road: Road) -> None:
    assert there_and_back(road, 3000) == 3100
