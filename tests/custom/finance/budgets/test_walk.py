"""Whatever people do in whatever order, the figures of the budgets are those of vouchers and expenses; more of it in tests/proofs."""

from __future__ import annotations

import random

from tests.custom.finance.budgets.house import House
from tests.custom.finance.budgets.walk import Walk


def test_a_random_year_leaves_no_figure_astray(house: House) -> None:
    walk = Walk(house, random.Random(5))
    walk.go(24)
    assert walk.done["ask: done"] > 2
    assert walk.done["plan: done"] > 0
