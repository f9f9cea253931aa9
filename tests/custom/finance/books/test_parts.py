"""2.4 → 3.1: spare parts move in the books as they move in the store."""

from __future__ import annotations

from app.custom.finance.books import control
from app.generated.spare_move import SpareMove
from app.generated.spare_part import SparePart
from app.runtime import records
from tests.custom.finance.books.office import Office


def test_parts_come_in_as_stock_and_go_out_as_cost(office: Office) -> None:
    ctx = office.ctx
    with records.writing(ctx):
        part = ctx.create(SparePart, code="P-1", name="机封", project=office.town.project.id)
        ctx.create(SpareMove, part=part.id, kind="receive", quantity=10, unit_cost="12.50")
        ctx.create(SpareMove, part=part.id, kind="count", quantity=-4)
        ctx.create(SpareMove, part=part.id, kind="count", quantity=1)
    stock = office.again(part).stock_value
    assert stock == control.stands(ctx, "1403")
    assert -control.stands(ctx, "2202") == 125
    assert control.stands(ctx, "5401") == 125 - stock
