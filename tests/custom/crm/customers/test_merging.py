"""1.1: two profiles of one person become one, and can be parted again."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select

from app.generated.customer import Customer
from app.generated.duplicate_review import DuplicateReview
from app.generated.occupancy import Occupancy
from app.generated.work_order import WorkOrder
from app.runtime import records
from app.runtime.accounts.users import User
from app.runtime.errors import RuleViolation, ValidationFailed
from tests.custom.crm.town import Town


def order_of(town: Town, name: str, unit: int) -> WorkOrder:
    return records.create(
        town.as_(name), WorkOrder, {"summary": "厨房水管漏水", "unit": town.units[unit].id}
    )


def pair(town: Town) -> tuple[Customer, Customer]:
    """王小明 twice: the second time with a slip in the name and another home."""
    return (
        town.resident("王小明", "13900000001"),
        town.resident("王晓明", "13900000002", unit=1, phone2="13900000001"),
    )


def fresh(town: Town, record: Customer) -> Customer:
    town.ctx.session.rollback()
    town.ctx.session.expire_all()
    return town.ctx.get(Customer, record.id)


def merge(town: Town, doubled: Customer, target: Customer) -> Customer:
    return records.transition(
        town.as_("csr"), Customer, doubled.id, "merge", {"merged_into": target.id}
    )


def test_homes_and_orders_move_to_the_one_that_stays(town: Town) -> None:
    kept, doubled = pair(town)
    order = order_of(town, "王晓明", 1)
    records.update(town.as_("csr"), Customer, doubled.id, {"phone": "13900000001"})
    done = merge(town, doubled, kept)
    assert (done.state, done.merged_into_id) == ("merged", kept.id)
    town.ctx.session.expire_all()
    assert town.ctx.get(WorkOrder, order.id).customer_id == kept.id
    homes = town.ctx.session.scalars(
        select(Occupancy.unit_id).where(Occupancy.customer_id == kept.id)
    ).all()
    assert set(homes) == {town.units[0].id, town.units[1].id}


def test_the_one_that_stays_sees_the_new_home(town: Town) -> None:
    kept, doubled = pair(town)
    records.update(town.as_("csr"), Customer, doubled.id, {"phone": "13900000001"})
    merge(town, doubled, kept)
    assert town.for_user(town.logins["王小明"]).actor.value(("units",)) == {
        town.units[0].id,
        town.units[1].id,
    }


def test_two_different_people_are_not_merged(town: Town) -> None:
    kept = town.resident("王小明", "13900000001")
    other = town.resident("赵六", "13900000002", unit=1)
    with pytest.raises(RuleViolation, match="two people"):
        merge(town, other, kept)


def test_nobody_is_merged_into_himself(town: Town) -> None:
    kept = town.resident()
    with pytest.raises(ValidationFailed, match="itself"):
        merge(town, kept, kept)


def test_a_merge_is_undone_within_thirty_days(town: Town, at: time_machine.Coordinates) -> None:
    kept, doubled = pair(town)
    order = order_of(town, "王晓明", 1)
    records.update(town.as_("csr"), Customer, doubled.id, {"phone": "13900000001"})
    merge(town, doubled, kept)
    at.shift(dt.timedelta(days=29))
    back = records.transition(
        town.as_("csr"), Customer, doubled.id, "unmerge", note="确认不是同一人"
    )
    assert (back.state, back.merged_into_id) == ("active", None)
    town.ctx.session.rollback()
    town.ctx.session.expire_all()
    assert town.ctx.get(WorkOrder, order.id).customer_id == doubled.id


def test_undone_it_gives_login_and_shared_home_back(town: Town) -> None:
    """Both lived in one home: the merged one's entry ended with the merge, and his account was closed."""
    kept = town.resident("王小明", "13900000001")
    doubled = town.resident("王晓明", "13900000002")
    records.update(town.as_("csr"), Customer, doubled.id, {"phone": "13900000001"})
    merge(town, doubled, kept)
    account = town.ctx.session.get(User, town.logins["王晓明"], populate_existing=True)
    assert account is not None
    assert not account.active
    records.transition(town.as_("csr"), Customer, doubled.id, "unmerge", note="确认不是同一人")
    back = fresh(town, doubled)
    assert back.login_id == town.logins["王晓明"]
    assert town.for_user(back.login_id).actor.value(("units",)) == {town.units[0].id}
    assert town.for_user(town.logins["王小明"]).actor.value(("units",)) == {town.units[0].id}
    (home,) = town.ctx.session.scalars(
        select(Occupancy).where(Occupancy.customer_id == doubled.id)
    ).all()
    assert home.to_date is None


def test_an_account_that_came_along_goes_back_too(town: Town) -> None:
    kept, doubled = pair(town)
    records.update(town.as_("csr"), Customer, doubled.id, {"phone": "13900000001"})
    with records.writing(town.ctx):
        town.ctx.update(town.ctx.get(Customer, kept.id), login=None)
    merge(town, doubled, kept)
    assert fresh(town, kept).login_id == town.logins["王晓明"]
    records.transition(town.as_("csr"), Customer, doubled.id, "unmerge", note="确认不是同一人")
    assert fresh(town, doubled).login_id == town.logins["王晓明"]
    assert fresh(town, kept).login_id is None


def test_who_is_merged_is_nobodys_candidate_any_more(town: Town) -> None:
    kept, doubled = pair(town)
    third = town.resident("王小民", "13900000003", unit=2)
    records.update(town.as_("csr"), Customer, doubled.id, {"phone": "13900000001"})
    case = town.ctx_create(DuplicateReview, customer=third.id, candidate=doubled.id, score="0.7")
    merge(town, doubled, kept)
    town.ctx.session.rollback()
    town.ctx.session.expire_all()
    assert town.ctx.get(DuplicateReview, case.id).state == "kept"


def test_after_thirty_days_it_stays(town: Town, at: time_machine.Coordinates) -> None:
    kept, doubled = pair(town)
    records.update(town.as_("csr"), Customer, doubled.id, {"phone": "13900000001"})
    merge(town, doubled, kept)
    at.shift(dt.timedelta(days=31))
    with pytest.raises(RuleViolation, match="30 days"):
        records.transition(town.as_("csr"), Customer, doubled.id, "unmerge", note="弄错了")


def test_the_review_queue_merges(town: Town) -> None:
    kept, doubled = pair(town)
    records.update(town.as_("csr"), Customer, doubled.id, {"phone": "13900000001"})
    case = town.ctx_create(DuplicateReview, customer=doubled.id, candidate=kept.id, score="0.9231")
    records.transition(town.as_("csr"), DuplicateReview, case.id, "merge")
    assert fresh(town, doubled).state == "merged"


def test_the_review_queue_keeps_two_people_apart(town: Town) -> None:
    kept, doubled = pair(town)
    case = town.ctx_create(DuplicateReview, customer=doubled.id, candidate=kept.id, score="0.7692")
    done = records.transition(town.as_("csr"), DuplicateReview, case.id, "keep")
    assert done.state == "kept"
    assert fresh(town, doubled).state == "active"
