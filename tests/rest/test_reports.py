"""Reports over REST: the same figures, each with the query string of the list of its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.runtime import records
from app.runtime.context import Context
from tests.rest.conftest import Api
from tests.sample.models import Sale, Store

pytestmark = pytest.mark.database


@pytest.fixture
def store(ctx: Context) -> int:
    """A store with three sales."""
    with records.writing(ctx):
        id = ctx.create(Store, code="N", name="近店").id
        for number in range(3):
            ctx.create(Sale, store=id, summary=f"单{number}")
    return id


def test_a_figure_comes_with_the_filter_of_its_rows(api: Callable[..., Api], store: int) -> None:
    me = api("manager")
    told: dict[str, Any] = me.get("/reports/sales").get_json()
    assert (told["name"], told["entity"], told["heads"]) == ("sales", "sale", ["Buyer"])
    assert [column["label"] for column in told["columns"]][:2] == ["Sale", "Total"]
    cell = told["total"][0]
    assert (cell["value"], cell["rows"], cell["before"]) == ("3", 3, "0")
    assert len(me.items(f"/sale?{cell['filter']}")) == 3


def test_a_further_parameter_is_a_filter(api: Callable[..., Api], store: int) -> None:
    me = api("manager")
    assert me.get(f"/reports/sales?store={store}").get_json()["total"][0]["rows"] == 3
    assert me.get("/reports/sales?store=999&compare=none").get_json()["total"][0]["rows"] == 0
    for wrong in ("nothing=1", "from=x", "by=hour", "compare=ever"):
        assert me.get(f"/reports/sales?{wrong}").status_code == 400, wrong


def test_only_what_is_open_is_listed_and_shown(api: Callable[..., Api], store: int) -> None:
    manager, auditor, cashier = api("manager"), api("auditor"), api("cashier")
    assert [one["name"] for one in manager.items("/reports")] == [
        "sales",
        "sales_by_month",
        "notes",
    ]
    assert "packing" in [one["name"] for one in auditor.items("/reports")]
    assert cashier.items("/reports") == []
    assert manager.get("/reports/packing").status_code == 403
    assert cashier.get("/reports/sales").status_code == 403
    assert api("buyer").get("/reports/sales").status_code == 403
    assert manager.get("/reports/nothing").status_code == 404
    assert manager.get("/reports?a=1").status_code == 400
