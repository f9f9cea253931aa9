"""What a record keeps of its lines is written as any other change: judged, counted and put on record."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from app.runtime import records
from app.runtime.entity import Check
from app.runtime.errors import ValidationFailed, message
from app.runtime.expression import expression
from tests.runtime.records.told import errors, rows
from tests.sample.models import Sale, SaleLine

AT_MOST_100 = Check(
    "at_most_100",
    expression("total <= 100", ["le", ["field", "total"], ["lit", "int", 100]]),
    message(zh="合计超过 100", en="More than 100"),
)


def test_a_line_written_alone_is_a_change_of_its_sale(shop: Any) -> None:
    with time_machine.travel("2026-03-06T06:00:00+00:00", tick=False):
        sale = shop.sale()
        before = (sale.version, sale.updated_at)
    with time_machine.travel("2026-03-06T07:00:00+00:00", tick=False):
        records.create(shop.ann, SaleLine, {"sale": sale, **shop.line(2, 7)})
    now = shop.fresh(sale)
    assert (now.total, now.version) == (Decimal(14), before[0] + 1)
    assert now.updated_at > before[1]
    created, derived = shop.audit(sale)
    assert (created.action, derived.action) == ("create", "derive")
    assert derived.diff == {"goods": ["0.00", "14.00"], "total": ["0.00", "14.00"]}


def test_a_line_that_breaks_a_rule_of_its_sale_is_refused(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = [*Sale.meta.checks, AT_MOST_100]
    monkeypatch.setattr(Sale, "meta", replace(Sale.meta, checks=checks))
    sale = shop.sale(lines=[shop.line(1, 60)])
    version = sale.version
    with pytest.raises(ValidationFailed) as caught:
        records.create(shop.ann, SaleLine, {"sale": sale, **shop.line(1, 41)})
    assert list(errors(caught).values()) == ["at_most_100"]
    now = shop.fresh(sale)
    assert (now.total, now.version, rows(SaleLine)) == (Decimal(60), version, 1)
    records.create(shop.ann, SaleLine, {"sale": sale, **shop.line(1, 40)})
    assert shop.fresh(sale).total == Decimal(100)


def test_a_line_that_changes_nothing_of_its_sale_leaves_it_alone(shop: Any) -> None:
    sale = shop.sale(lines=[shop.line(1, 60)])
    version = sale.version
    records.create(shop.ann, SaleLine, {"sale": sale, **shop.line(1, 0)})
    assert shop.fresh(sale).version == version
    assert [row.action for row in shop.audit(sale)] == ["create"]


def test_the_minutes_of_a_state_begin_with_the_last_step_of_this_record(shop: Any) -> None:
    """Another record of another entity may have the same id."""
    with time_machine.travel("2026-03-06T01:00:00+00:00", tick=False):
        sale = shop.sale()
    with time_machine.travel("2026-03-06T02:00:00+00:00", tick=False):
        records.transition(shop.ann, Sale, sale.id, "pack", {"clerk": shop.ann_as_clerk})
    with time_machine.travel("2026-03-06T02:20:00+00:00", tick=False):
        shop.sale()
    with time_machine.travel("2026-03-06T02:30:00+00:00", tick=False):
        records.transition(shop.ann, Sale, sale.id, "hold", note="waits for glue")
    assert [step.business_minutes for step in shop.steps(sale)] == [None, 60, 30]
