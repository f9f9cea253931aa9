"""What there is: roles, modules, users and every entity."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 cc8ba764aa0eda89bd8681f3758e7e479be0487d3c1f7cdbb19806e81d3408fc

from app.runtime.field import label
from app.runtime.registry import AppInfo, Module, Registry, Report, Role, UserValue

from . import enums
from .customer import Customer, customer_hooks, customer_policy
from .employee import Employee, employee_hooks, employee_policy
from .project import Project, project_hooks, project_policy
from .role_project import RoleProject, role_project_hooks, role_project_policy
from .work_order import WorkOrder, work_order_hooks, work_order_policy, work_order_workflow
from .work_order_part import WorkOrderPart, work_order_part_hooks, work_order_part_policy

registry = Registry(
    app=AppInfo(
        name="property",
        label=label(zh="物业云", en="Property Desk"),
        languages=["zh", "en"],
        timezone="Asia/Shanghai",
        currency="CNY",
    ),
    roles=[
        Role("csr", label(zh="客服专员", en="Service representative")),
        Role("technician", label(zh="维修工", en="Technician")),
        Role("eng_mgr", label(zh="工程经理", en="Engineering manager")),
        Role("fin_mgr", label(zh="财务经理", en="Finance manager")),
        Role("customer", label(zh="客户", en="Customer"), portal=True),
    ],
    modules=[
        Module("base", label(zh="基础资料", en="Master data"), icon="building"),
        Module("crm", label(zh="客户关系", en="Customers"), icon="users"),
    ],
    enums=[enums.priority],
    users=[
        UserValue("employee", to="Employee", by="login"),
        UserValue("customer", to="Customer", by="login"),
        UserValue(
            "projects",
            to="Project",
            through="RoleProject",
            user_field="user",
            target_field="project",
        ),
    ],
)
registry.add(Project, policy=project_policy, hooks=project_hooks)
registry.add(Employee, policy=employee_policy, hooks=employee_hooks)
registry.add(RoleProject, policy=role_project_policy, hooks=role_project_hooks)
registry.add(Customer, policy=customer_policy, hooks=customer_hooks)
registry.add(
    WorkOrder, policy=work_order_policy, hooks=work_order_hooks, workflow=work_order_workflow
)
registry.add(WorkOrderPart, policy=work_order_part_policy, hooks=work_order_part_hooks)
registry.report(
    Report(
        "orders_by_month",
        entity="WorkOrder",
        label=label(zh="每月工单", en="Orders by month"),
        measures=[
            {"function": "count", "labels": {"zh": "工单", "en": "Work order"}},
            {"function": "sum", "field": "total", "labels": {"zh": "合计", "en": "Total"}},
        ],
        group=["project", "priority"],
        period={"field": "created_at", "by": "month"},
        compare="last_year",
        pivot="priority",
        chart="bar",
    ),
)
