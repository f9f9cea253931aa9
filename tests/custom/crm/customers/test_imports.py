"""Importing in the application: customers of one's own projects, homes by their number, buildings by code and project."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.generated.building import Building
from app.generated.customer import Customer
from app.generated.department import Department
from app.generated.employee import Employee
from app.generated.occupancy import Occupancy
from app.generated.project import Project
from app.generated.unit import Unit
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import Forbidden
from app.runtime.imports import batch, plan
from app.runtime.imports.tables import Import
from tests.custom.crm.town import Town
from tests.custom.importing import bring, run


@pytest.fixture
def csr(town: Town) -> Context:
    return Context.for_user(town.logins["林客服"])


def another_project(town: Town) -> Project:
    """One that nobody of the staff works in."""
    fields = {
        name: getattr(town.project, name if field.type != "ref" else f"{name}_id")
        for name, field in Project.fields().items()
        if field.required is True and not field.is_computed
    }
    return records.create(town.ctx, Project, {**fields, "code": "FAR", "name": "远处"})


def told(ctx: Context, row: Import) -> list[tuple[int, str]]:
    return [(one.line, text) for one in batch.problems(ctx, row) for _c, _v, text, _en in one.told]


def test_customers_come_in_with_their_project_by_code_or_name(town: Town, csr: Context) -> None:
    code, name = town.project.code, town.project.name
    text = (
        "项目编码,姓名/名称,手机号,客户类型,身份证\n"
        f"{code},李新民,13900010001,业主,\n{code},张新华,１３９０００１０００２,租户,\n"
    )
    assert run(csr, bring(csr, Customer, text)) == {"created": 2}
    assert run(csr, bring(csr, Customer, f"项目,姓名,手机号\n{name},王新,13900010003\n"))
    made = csr.session.scalars(sa.select(Customer).where(Customer.name == "张新华")).one()
    assert (made.project_id, made.kind, made.phone) == (town.project.id, "tenant", "13900010002")
    assert made.customer_no


def test_nobody_imports_into_a_project_that_is_not_his(town: Town, csr: Context) -> None:
    another_project(town)
    row = bring(csr, Customer, "项目编码,姓名,手机号\nFAR,李新民,13900010001\n")
    assert row.counts == {"wrong": 1}
    assert run(csr, row) == {"wrong": 1}
    assert csr.session.scalar(sa.select(sa.func.count()).where(Customer.name == "李新民")) == 0


def test_a_role_without_the_grant_imports_nothing(town: Town) -> None:
    dispatcher = Context.for_user(town.logins["高调度"])
    with pytest.raises(Forbidden):
        batch.upload(dispatcher, Customer, b"a,b\n1,2\n", "a.csv")
    assert batch.open_to(dispatcher) == []


def test_homes_are_named_by_their_full_number_and_customers_by_theirs(
    town: Town, csr: Context
) -> None:
    run(
        csr, bring(csr, Customer, f"项目编码,姓名,手机号\n{town.project.code},李新民,13900010001\n")
    )
    customer = csr.session.scalars(sa.select(Customer).where(Customer.name == "李新民")).one()
    unit = town.units[0]
    text = f"客户编号,完整房号,身份,起始日\n{customer.customer_no},{unit.full_no},产权人,2026年1月2日\n"
    assert run(csr, bring(csr, Occupancy, text)) == {"created": 1}
    found = csr.session.scalars(
        sa.select(Occupancy).where(Occupancy.customer_id == customer.id)
    ).one()
    assert (found.unit_id, str(found.from_date)) == (unit.id, "2026-01-02")


def test_a_name_that_two_have_is_told_and_a_number_tells_them_apart(
    town: Town, csr: Context
) -> None:
    code = town.project.code
    text = f"项目编码,姓名,手机号\n{code},李新民,13900010001\n{code},李新民,13900010002\n"
    run(csr, bring(csr, Customer, text))
    first = csr.session.scalars(sa.select(Customer).where(Customer.name == "李新民")).first()
    assert first is not None
    number = town.units[0].full_no
    row = bring(
        csr, Occupancy, f"客户,房屋,身份\n李新民,{number},产权人\n#{first.id},{number},承租人\n"
    )
    assert row.counts == {"wrong": 1, "new": 1}
    assert "有 2 条客户叫“李新民”" in told(csr, row)[0][1]


def test_customers_are_changed_by_their_number_and_only_where_a_cell_says_something(
    town: Town, csr: Context
) -> None:
    code = town.project.code
    text = (
        f"项目编码,姓名,手机号,家庭人数\n{code},李新民,13900010001,3\n{code},王新,13900010002,2\n"
    )
    run(csr, bring(csr, Customer, text))
    both = csr.session.scalars(
        sa.select(Customer).where(Customer.name.in_(["李新民", "王新"])).order_by(Customer.phone)
    ).all()
    text = f"客户编号,家庭人数,邮箱\n{both[0].customer_no},4,\n{both[1].customer_no},2,\nKH-XX-000000,1,\n"
    row = bring(csr, Customer, text, mode=plan.UPDATE, key=("customer_no",))
    assert row.counts == {"change": 1, "same": 1, "wrong": 1}
    assert run(csr, row) == {"updated": 1, "same": 1, "wrong": 1}
    csr.session.expire_all()
    assert csr.session.get_one(Customer, both[0].id).household_size == 4


def test_a_building_is_found_by_its_number_within_the_project_of_the_row(town: Town) -> None:
    keeper = Context.for_user(town.people.user("sysadmin", username="keeper"))
    code = town.building.code
    far = another_project(town)
    there = records.create(town.ctx, Building, {"project": far.id, "code": code, "name": code})
    text = f"楼号,单元,房号,建筑面积㎡,项目编码\n{code},9,901,88.5,FAR\n"
    assert run(keeper, bring(keeper, Unit, text)) == {"created": 1}
    made = keeper.session.scalars(sa.select(Unit).where(Unit.room_no == "901")).one()
    assert made.building_id == there.id
    row = bring(keeper, Unit, f"项目,楼号,单元,房号,建筑面积㎡\n无此项目,{code},9,902,88.5\n")
    assert len(told(keeper, row)) == 2


def test_a_department_may_name_one_above_it_in_the_same_file(town: Town) -> None:
    keeper = Context.for_user(town.people.user("sysadmin", username="keeper"))
    text = "部门编码,名称,上级部门,职能\nNEW1,新一部,,工程\nNEW2,新二部,NEW1,工程\n"
    assert run(keeper, bring(keeper, Department, text)) == {"created": 2}
    found = keeper.session.scalars(
        sa.select(Department).where(Department.code.in_(["NEW1", "NEW2"])).order_by(Department.code)
    ).all()
    assert found[1].parent_id == found[0].id


def test_employees_are_imported_by_the_officer_of_staff(town: Town) -> None:
    officer = Context.for_user(town.people.user("hr", username="officer"))
    assert Employee in batch.open_to(officer)
    assert Customer not in batch.open_to(officer)
