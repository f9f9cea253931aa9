"""1.1: who lives where; another person or another home is another occupancy."""

from __future__ import annotations

import pytest

from app.generated.customer import Customer
from app.generated.occupancy import Occupancy
from app.runtime import records
from app.runtime.errors import RuleViolation
from tests.custom.crm.town import Town


def home_of(town: Town, customer: int) -> Occupancy:
    return next(
        home
        for home in town.ctx.session.query(Occupancy).all()
        if home.customer_id == customer and home.deleted_at is None
    )


@pytest.mark.parametrize("field", ["customer", "unit"])
def test_nobody_gives_an_occupancy_to_another_person_or_home(town: Town, field: str) -> None:
    me = town.resident()
    other = town.resident("赵六", "13900000002", unit=1)
    value = other.id if field == "customer" else town.units[2].id
    with pytest.raises(RuleViolation, match="End this occupancy") as refused:
        records.update(town.as_("csr"), Occupancy, home_of(town, me.id).id, {field: value})
    assert refused.value.errors[0].field == field


def test_a_merge_moves_the_home_all_the_same(town: Town) -> None:
    kept = town.resident()
    doubled = town.resident("王晓明", "13900000002", unit=1)
    home = home_of(town, doubled.id).id
    csr = town.as_("csr")
    records.update(csr, Customer, doubled.id, {"phone": "13900000001"})
    records.transition(csr, Customer, doubled.id, "merge", {"merged_into": kept.id})
    town.ctx.session.rollback()
    town.ctx.session.expire_all()
    assert town.ctx.get(Occupancy, home).customer_id == kept.id
