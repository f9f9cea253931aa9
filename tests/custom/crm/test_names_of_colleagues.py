"""Who is named where: everybody reads the names that his work needs, and no record says "not yours to see" (domain.md §5)."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from app.generated.customer import Customer
from app.generated.department import Department
from app.generated.employee import Employee
from app.generated.project import Project
from app.generated.registry import registry as declared
from app.generated.work_order import WorkOrder
from app.runtime import query, records, registry
from app.runtime.context import Context
from app.runtime.errors import ValidationFailed
from tests.custom.crm.town import Town

ROLES = tuple(role.name for role in declared.roles)
NAMES_ONLY = {
    "id", "emp_no", "name", "department", "position", "project", "on_call", "state",
}  # fmt: skip


@pytest.fixture
def town(town: Town) -> Town:
    """Heads and managers at headquarters, one person of every role, an order that somebody works on."""
    town.resident()
    for role in ROLES:
        if role in ("customer", "csr", "dispatcher", "technician", "integrator"):
            continue
        town.staff(role, "GM" if role in ("gm", "sysadmin", "dept_mgr") else "ENG", name=role)
    head, manager = town.employees["eng_mgr"], town.employees["gm"]
    with records.writing(town.ctx):
        for one in (head, manager):
            town.ctx.update(town.ctx.get(Employee, one.id), project=None)
        for one in town.employees.values():
            if one.id != head.id:
                town.ctx.update(town.ctx.get(Employee, one.id), manager=head.id)
        town.ctx.update(town.ctx.get(Department, town.departments["ENG"].id), head=head.id)
        town.ctx.update(town.ctx.get(Project, town.project.id), manager=manager.id)
    records.create(
        town.as_("王小明"), WorkOrder, {"summary": "厨房水管漏水", "unit": town.units[0].id}
    )
    records.create(
        town.as_("王小明"), WorkOrder, {"summary": "请问怎么办理", "unit": town.units[0].id}
    )
    return town


def nameless(ctx: Context, entity: type[Any]) -> set[str]:
    """Refs of rows that the actor reads whose record he may not even know the name of."""
    policy = registry.current().entity(entity).policy
    refs = [
        name
        for name, field in entity.fields().items()
        if field.type == "ref" and policy.readable(ctx.actor, name)
    ]
    rows = query.rows(ctx, entity, columns=["id", *refs], limit=50).items
    return {name for row in rows for name in refs if row.get(name) and row[name]["title"] is None}


def test_no_record_shows_a_person_or_a_place_without_a_name(
    town: Town, subtests: pytest.Subtests
) -> None:
    for role in ("王小明", *ROLES[1:-1]):
        ctx = town.as_(role)
        for entity in (WorkOrder, Department, Project, Employee, Customer):
            with subtests.test(role=role, entity=entity.__name__):
                if registry.current().entity(entity).policy.rows_possible(ctx.actor, "read"):
                    assert nameless(ctx, entity) == set()


def test_the_desk_and_the_managers_read_who_is_responsible(
    town: Town, subtests: pytest.Subtests
) -> None:
    for role in ("csr", "dispatcher", "eng_mgr", "dept_mgr", "gm"):
        order = query.rows(
            town.as_(role),
            WorkOrder,
            columns=["summary", "dept_head_name", "manager_name", "assignee_name"],
            limit=5,
            sort=["id"],
        ).items[0]
        with subtests.test(role=role):
            assert (order["dept_head_name"], order["manager_name"]) == ("eng_mgr", "gm")
            assert order["assignee_name"] == "张水工"


def test_names_of_colleagues_come_without_their_personal_data(
    town: Town, subtests: pytest.Subtests
) -> None:
    other = town.employees["张水工"]
    own_fields = set(Employee.fields())
    for role in ("csr", "sysadmin"):
        row = query.get(town.as_(role), Employee, other.id)
        with subtests.test(role=role):
            assert {name for name in row if name in own_fields} <= NAMES_ONLY
            assert row["name"] == "张水工"


def test_a_technician_reads_names_of_his_projects_and_all_of_himself(town: Town) -> None:
    me = town.as_("张水工")
    other = query.get(me, Employee, town.employees["林客服"].id)
    assert other["name"] == "林客服"
    assert not {"phone", "birth_date", "hired_on", "grade", "contract_to"} & set(other)
    own = query.get(me, Employee, town.employees["张水工"].id)
    assert own["manager_name"] == "eng_mgr"
    assert own["phone"]


def test_a_dispatcher_has_the_phone_and_not_the_contract(town: Town) -> None:
    row = query.get(town.as_("dispatcher"), Employee, town.employees["张水工"].id)
    assert row["phone"]
    assert not {"hired_on", "hours_system", "left_on", "grade", "manager", "birth_date"} & set(row)


def test_a_dispatcher_passes_work_on_although_the_record_shows_the_name_only(town: Town) -> None:
    town.technician("李水工", {"plumbing": 3})
    order = town.ctx.session.scalars(select(WorkOrder).order_by(WorkOrder.id)).first()
    assert order is not None
    done = records.transition(
        town.as_("eng_mgr"),
        WorkOrder,
        order.id,
        "reassign_over_limit",
        {"assignee": town.employees["李水工"].id},
        note="就近",
    )
    assert done.assignee_name == "李水工"


def test_nobody_is_his_own_manager(town: Town) -> None:
    me = town.employees["张水工"]
    with pytest.raises(ValidationFailed) as refused:
        records.update(town.as_("hr"), Employee, me.id, {"manager": me.id})
    assert [(error.field, error.code) for error in refused.value.errors] == [("manager", "itself")]


def test_a_customer_reads_names_and_no_organisation(town: Town) -> None:
    me = town.as_("王小明")
    row = query.rows(
        me, WorkOrder, columns=["summary", "department", "assignee_name"], limit=1, sort=["id"]
    ).items[0]
    assert (row["department"]["title"], row["assignee_name"]) == ("工程部", "张水工")
    department = query.get(me, Department, town.departments["ENG"].id)
    assert not {"head_name", "head", "project", "kind", "parent", "code"} & set(department)
    assert not registry.current().entity(Employee).policy.rows_possible(me.actor, "read")
