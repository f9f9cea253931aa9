"""工单进度 Work-order event: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 af9086ce1ef9caf9d30b627e11801ea40066b3afd85eaa154064a0f806d6c049

from app.runtime.policy import Policy, everything, scope

from .model import WorkOrderEvent

shown = scope("shown", "custom: shown", ["custom", "shown"])
told = scope(
    "told",
    "not internal and (work_order.customer == user.customer or work_order.unit in user.units)",
    [
        "and",
        ["not", ["field", "internal"]],
        [
            "or",
            ["eq", ["path", ["work_order"], "customer"], ["user", ["customer"]]],
            ["in", ["path", ["work_order"], "unit"], ["user", ["units"]]],
        ],
    ],
)
mine = scope(
    "mine",
    "work_order.assignee == user.employee",
    ["eq", ["path", ["work_order"], "assignee"], ["user", ["employee"]]],
)
projects = scope(
    "projects",
    "work_order.project in user.projects",
    ["in", ["path", ["work_order"], "project"], ["user", ["projects"]]],
)
charged = scope(
    "charged",
    "work_order.chargeable and work_order.project in user.projects",
    [
        "and",
        ["path", ["work_order"], "chargeable"],
        ["in", ["path", ["work_order"], "project"], ["user", ["projects"]]],
    ],
)
department = scope(
    "department",
    "starts(work_order.department.path, user.employee.department.path) or work_order.project_manager == user.employee",
    [
        "or",
        [
            "call",
            "starts",
            ["path", ["work_order", "department"], "path"],
            ["user", ["employee", "department", "path"]],
        ],
        ["eq", ["path", ["work_order"], "project_manager"], ["user", ["employee"]]],
    ],
)
submitted = scope(
    "submitted",
    "not internal and work_order.created_by == user.id",
    [
        "and",
        ["not", ["field", "internal"]],
        ["eq", ["path", ["work_order"], "created_by"], ["user", ["id"]]],
    ],
)
work_order_event_policy = Policy(
    WorkOrderEvent, scopes=[shown, told, mine, projects, charged, department, submitted]
)
work_order_event_policy.allow(
    "read",
    customer=shown,
    csr=projects,
    dispatcher=projects,
    technician=mine,
    eng_mgr=projects,
    accountant=charged,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=department,
    employee=submitted,
    gm=everything,
    integrator=submitted,
)
work_order_event_policy.allow(
    "create", customer=told, csr=projects, dispatcher=projects, technician=mine, eng_mgr=projects
)
work_order_event_policy.restrict_field("at", write=[])
work_order_event_policy.restrict_field("kind", write=["csr", "dispatcher", "technician", "eng_mgr"])
work_order_event_policy.restrict_field(
    "internal",
    read=["csr", "dispatcher", "technician", "eng_mgr", "fin_mgr", "auditor", "dept_mgr", "gm"],
    write=["csr", "dispatcher", "technician", "eng_mgr"],
)
work_order_event_policy.restrict_field(
    "minutes",
    read=["csr", "dispatcher", "technician", "eng_mgr", "auditor", "dept_mgr", "gm"],
    write=["technician"],
)
