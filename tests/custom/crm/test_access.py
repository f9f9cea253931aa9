"""Who sees and does what with customers and orders (domain.md §5)."""

from __future__ import annotations

import pytest
from sqlalchemy import Select, select

from app.generated.customer import Customer
from app.generated.employee import Employee
from app.generated.registry import registry as declared
from app.generated.role_project import RoleProject
from app.generated.survey_response import SurveyResponse
from app.generated.ticket_category import TicketCategory
from app.generated.unit import Unit
from app.generated.work_order import WorkOrder
from app.generated.work_order_event import WorkOrderEvent
from app.runtime import query, records, registry
from app.runtime.context import Context
from app.runtime.errors import AppError, Forbidden, NotFound, RuleViolation, ValidationFailed
from app.runtime.registry import RoleSeparation
from tests.custom.crm.town import Town

ROLES = tuple(role.name for role in declared.roles)
PEOPLE = ("王小明", *ROLES[1:])
"""The resident, and somebody of each role of the staff."""


@pytest.fixture
def town(town: Town) -> Town:
    """With a resident and one person of every other role who works for the project."""
    town.resident()
    for role in ROLES:
        if role in ("customer", "csr", "dispatcher", "technician"):
            continue
        if role == "integrator":
            town.logins[role] = town.people.user(role)
            town.ctx_create(RoleProject, user=town.logins[role], project=town.project.id)
        else:
            town.staff(role, "GM" if role in ("gm", "sysadmin") else "ENG", name=role)
    return town


def order(town: Town) -> WorkOrder:
    return records.create(
        town.as_("王小明"), WorkOrder, {"summary": "厨房水管漏水", "unit": town.units[0].id}
    )


def visible(ctx: Context, entity: type, id: int) -> bool:
    try:
        query.get(ctx, entity, id)
    except (NotFound, Forbidden):
        return False
    finally:
        ctx.session.rollback()  # one of few connections: all roles ask in one test
    return True


SEES_ORDER = {
    "王小明", "csr", "dispatcher", "technician", "eng_mgr", "fin_mgr", "auditor", "dept_mgr", "gm"
}  # fmt: skip


def test_who_sees_the_work_order_of_a_resident(town: Town) -> None:
    one = order(town)
    seen = {role for role in PEOPLE if visible(town.as_(role), WorkOrder, one.id)}
    assert seen == SEES_ORDER


SEES_CUSTOMER = {
    "王小明", "csr", "dispatcher", "cashier", "accountant", "fin_mgr", "auditor", "dept_mgr", "gm"
}  # fmt: skip
SEES_PHONE = {"王小明", "csr", "dept_mgr", "gm"}


def test_who_sees_a_customer_and_who_his_phone(town: Town) -> None:
    resident = town.ctx.query(_customers()).one()
    assert {one for one in PEOPLE if visible(town.as_(one), Customer, resident.id)} == SEES_CUSTOMER
    for one in SEES_CUSTOMER:
        ctx = town.as_(one)
        row = query.get(ctx, Customer, resident.id)
        assert ("phone" in row) == (one in SEES_PHONE), one
        assert row["phone_masked"] == "139****0001"
        ctx.session.rollback()


def _customers() -> Select[Customer]:
    return select(Customer).where(Customer.deleted_at.is_(None))


def test_nobody_deletes_orders(town: Town) -> None:
    one = order(town)
    for role in ROLES[1:]:
        ctx = town.as_(role)
        with pytest.raises(AppError):
            records.delete(ctx, WorkOrder, one.id)
        ctx.session.rollback()


def test_a_resident_sees_his_order_without_what_is_internal(town: Town) -> None:
    one = order(town)
    row = query.get(town.as_("王小明"), WorkOrder, one.id)
    assert row["assignee_name"] == "张水工"
    for hidden in ("internal_note", "assign_score", "external_id", "confidence", "reassign_count"):
        assert hidden not in row


def test_a_technician_has_the_phone_on_site_and_not_the_contact_phone(town: Town) -> None:
    one = order(town)
    row = query.get(town.as_("technician"), WorkOrder, one.id)
    assert row["site_phone"] == "13900000001"
    assert "contact_phone" not in row


def test_a_project_that_is_not_assigned_does_not_exist(town: Town) -> None:
    one = order(town)
    stranger = town.people.user("csr", "employee")
    assert not visible(town.for_user(stranger), WorkOrder, one.id)
    assert not visible(town.for_user(stranger), Unit, town.units[0].id)


def test_an_internal_line_is_for_staff_only(town: Town) -> None:
    one = order(town)
    line = records.create(
        town.as_("dispatcher"),
        WorkOrderEvent,
        {"work_order": one.id, "text": "客户欠费，注意", "internal": True},
    )
    assert visible(town.as_("csr"), WorkOrderEvent, line.id)
    assert not visible(town.as_("王小明"), WorkOrderEvent, line.id)


def test_a_resident_comments_on_his_own_order_only(town: Town) -> None:
    town.resident("赵六", "13900000002", unit=1)
    one = order(town)
    said = records.create(
        town.as_("王小明"), WorkOrderEvent, {"work_order": one.id, "text": "请下午来"}
    )
    assert said.kind == "comment"
    with pytest.raises(AppError):
        records.create(town.as_("赵六"), WorkOrderEvent, {"work_order": one.id, "text": "我也要看"})


def test_a_resident_cannot_make_himself_verified_or_somebody_elses(town: Town) -> None:
    me = town.as_("王小明")
    resident = town.ctx.query(_customers()).one()
    for change in ({"verified": "roster"}, {"kind": "developer"}, {"login": 1}, {"arrears": "0"}):
        with pytest.raises((ValidationFailed, Forbidden)):
            records.update(me, Customer, resident.id, change)


def test_a_resident_keeps_his_own_profile(town: Town) -> None:
    resident = town.ctx.query(_customers()).one()
    done = records.update(
        town.as_("王小明"), Customer, resident.id, {"email": "wang@example.com", "pets": "猫"}
    )
    assert done.email == "wang@example.com"


def test_the_dictionary_is_the_administrators(town: Town) -> None:
    category = town.categories["water"]
    done = records.update(
        town.as_("sysadmin"),
        TicketCategory,
        category.id,
        {"keywords": [{"term": "爆管", "urgent": True}]},
    )
    assert done.id == category.id
    with pytest.raises(Forbidden):
        records.update(town.as_("csr"), TicketCategory, category.id, {"name": "水"})


def test_a_new_urgent_word_makes_emergencies(town: Town) -> None:
    records.update(
        town.as_("sysadmin"),
        TicketCategory,
        town.categories["water"].id,
        {"keywords": [{"term": "爆管", "urgent": True}]},
    )
    made = records.create(
        town.as_("王小明"), WorkOrder, {"summary": "走廊爆管", "unit": town.units[0].id}
    )
    assert made.priority == "p1"


def test_an_administrator_grants_to_others_never_to_himself(town: Town) -> None:
    me = town.as_("sysadmin")
    with pytest.raises((RuleViolation, ValidationFailed)):
        records.create(me, RoleProject, {"user": me.actor.id, "project": town.project.id})


def test_an_employee_sees_himself_and_keeps_his_contact(town: Town) -> None:
    me = town.employees["employee"]
    ctx = town.as_("employee")
    assert visible(ctx, Employee, me.id)
    assert not visible(ctx, Employee, town.employees["gm"].id)
    assert records.update(ctx, Employee, me.id, {"phone": "13811112222"}).phone == "13811112222"
    with pytest.raises((ValidationFailed, Forbidden)):
        records.update(ctx, Employee, me.id, {"grade": 9})


def test_the_token_of_an_invitation_is_for_nobody(town: Town) -> None:
    policy = registry.current().entity(SurveyResponse).policy
    for role in ROLES:
        ctx = town.as_("王小明" if role == "customer" else role)
        assert not policy.readable(ctx.actor, "token_hash")


@pytest.mark.parametrize(
    "pair",
    [("cashier", "accountant"), ("cashier", "fin_mgr"), ("auditor", "csr"), ("sysadmin", "gm")],
)
def test_duties_that_must_be_separate_are_declared(pair: tuple[str, str]) -> None:
    pairs = {
        frozenset((one.first, one.second))
        for one in declared.separations
        if isinstance(one, RoleSeparation)
    }
    assert frozenset(pair) in pairs
