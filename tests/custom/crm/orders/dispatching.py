"""Something that somebody has to be found for."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.roster import Roster
from app.generated.work_order import WorkOrder
from app.runtime import records
from tests.custom.crm.town import Town


def leak(town: Town, **values: object) -> WorkOrder:
    given = {"summary": "厨房水管漏水", "unit": town.units[0].id, **values}
    return records.create(town.as_("王小明"), WorkOrder, given)


def off(town: Town, name: str) -> None:
    """Take somebody off the roster of today."""
    with records.writing(town.ctx):
        for row in town.ctx.query(
            select(Roster).where(Roster.employee_id == town.employees[name].id)
        ):
            town.ctx.update(row, shift=None)
