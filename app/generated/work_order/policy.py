"""服务工单 Work order: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 383fcae4ca5073a4a668a6687af5450384c0736a0a4c102e5e5db5270cdee3c3

from app.runtime.policy import Policy, everything, scope

from .model import WorkOrder

own = scope(
    "own",
    "customer == user.customer or unit in user.units",
    [
        "or",
        ["eq", ["field", "customer"], ["user", ["customer"]]],
        ["in", ["field", "unit"], ["user", ["units"]]],
    ],
)
at_home = scope("at_home", "custom: at_home", ["custom", "at_home"])
mine = scope(
    "mine", "assignee == user.employee", ["eq", ["field", "assignee"], ["user", ["employee"]]]
)
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
charged = scope(
    "charged",
    "chargeable and project in user.projects",
    ["and", ["field", "chargeable"], ["in", ["field", "project"], ["user", ["projects"]]]],
)
department = scope(
    "department",
    "starts(department.path, user.employee.department.path) or project_manager == user.employee",
    [
        "or",
        [
            "call",
            "starts",
            ["path", ["department"], "path"],
            ["user", ["employee", "department", "path"]],
        ],
        ["eq", ["field", "project_manager"], ["user", ["employee"]]],
    ],
)
submitted = scope(
    "submitted", "created_by == user.id", ["eq", ["field", "created_by"], ["user", ["id"]]]
)
work_order_policy = Policy(
    WorkOrder, scopes=[own, at_home, mine, projects, charged, department, submitted]
)
work_order_policy.allow(
    "read",
    customer=at_home,
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
work_order_policy.allow(
    "create", customer=own, csr=projects, employee=projects, integrator=projects
)
work_order_policy.allow("update", csr=projects, dispatcher=projects)
work_order_policy.allow("export", csr=projects, auditor=everything, gm=everything)
work_order_policy.restrict_field("source", write=["csr", "dispatcher", "integrator"])
work_order_policy.restrict_field(
    "external_id",
    read=["csr", "dispatcher", "eng_mgr", "auditor", "gm", "integrator"],
    write=["csr", "integrator"],
)
work_order_policy.restrict_field(
    "customer",
    read=[
        "customer",
        "csr",
        "dispatcher",
        "accountant",
        "fin_mgr",
        "auditor",
        "dept_mgr",
        "gm",
        "integrator",
    ],
    write=["csr", "dispatcher", "integrator"],
)
work_order_policy.restrict_field("project", write=["csr", "dispatcher", "employee", "integrator"])
work_order_policy.restrict_field("priority", write=["csr", "dispatcher", "integrator"])
work_order_policy.restrict_field(
    "contact_name",
    read=[
        "customer",
        "csr",
        "dispatcher",
        "technician",
        "eng_mgr",
        "auditor",
        "gm",
        "employee",
        "integrator",
    ],
    write=["customer", "csr", "employee", "integrator"],
)
work_order_policy.restrict_field(
    "contact_phone",
    read=["customer", "csr", "gm", "integrator"],
    write=["customer", "csr", "employee", "integrator"],
)
work_order_policy.restrict_field("site_phone", read=["csr", "dispatcher", "technician", "eng_mgr"])
work_order_policy.restrict_field(
    "confidence", read=["csr", "dispatcher", "eng_mgr", "auditor", "gm"]
)
work_order_policy.restrict_field("department", write=["csr", "dispatcher"])
work_order_policy.restrict_field(
    "equipment",
    read=[
        "csr",
        "dispatcher",
        "technician",
        "eng_mgr",
        "accountant",
        "fin_mgr",
        "auditor",
        "dept_mgr",
        "gm",
    ],
    write=["csr", "dispatcher"],
)
work_order_policy.restrict_field(
    "assignee", read=["csr", "dispatcher", "technician", "fin_mgr", "auditor", "gm"], write=[]
)
work_order_policy.restrict_field(
    "assigned_at", read=["csr", "dispatcher", "technician", "eng_mgr", "auditor", "dept_mgr", "gm"]
)
work_order_policy.restrict_field("assign_score", read=["dispatcher", "eng_mgr", "auditor", "gm"])
work_order_policy.restrict_field(
    "reassign_count",
    read=["csr", "dispatcher", "technician", "eng_mgr", "auditor", "dept_mgr", "gm"],
)
work_order_policy.restrict_field("dept_head", read=["csr", "auditor", "gm"])
work_order_policy.restrict_field(
    "dept_head_name",
    read=["csr", "dispatcher", "technician", "eng_mgr", "auditor", "dept_mgr", "gm"],
)
work_order_policy.restrict_field("project_manager", read=["csr", "auditor", "gm"])
work_order_policy.restrict_field(
    "manager_name", read=["csr", "dispatcher", "technician", "eng_mgr", "auditor", "dept_mgr", "gm"]
)
work_order_policy.restrict_field(
    "policy", read=["csr", "dispatcher", "technician", "eng_mgr", "auditor", "dept_mgr", "gm"]
)
work_order_policy.restrict_field(
    "arrival_code", read=["csr", "dispatcher", "technician", "eng_mgr", "auditor", "gm"], write=[]
)
work_order_policy.restrict_field(
    "arrival_photos", read=["csr", "dispatcher", "technician", "eng_mgr", "auditor", "gm"], write=[]
)
work_order_policy.restrict_field("hold_reason", write=[])
work_order_policy.restrict_field("resume_at", write=[])
work_order_policy.restrict_field(
    "hold_count", read=["csr", "dispatcher", "technician", "eng_mgr", "auditor", "dept_mgr", "gm"]
)
work_order_policy.restrict_field(
    "quote",
    read=[
        "customer",
        "csr",
        "dispatcher",
        "technician",
        "eng_mgr",
        "accountant",
        "fin_mgr",
        "auditor",
        "dept_mgr",
        "gm",
    ],
    write=[],
)
work_order_policy.restrict_field("result", write=[])
work_order_policy.restrict_field(
    "cause",
    read=["csr", "dispatcher", "technician", "eng_mgr", "fin_mgr", "auditor", "dept_mgr", "gm"],
    write=[],
)
work_order_policy.restrict_field("after_photos", write=[])
work_order_policy.restrict_field("rating", write=[])
work_order_policy.restrict_field("rating_comment", write=[])
work_order_policy.restrict_field(
    "reopen_count", read=["csr", "dispatcher", "technician", "eng_mgr", "auditor", "dept_mgr", "gm"]
)
work_order_policy.restrict_field(
    "internal_note",
    read=["csr", "dispatcher", "technician", "eng_mgr", "auditor", "gm"],
    write=["csr", "dispatcher"],
)
work_order_policy.restrict_field(
    "duplicate_of", read=["csr", "dispatcher", "eng_mgr", "auditor", "dept_mgr", "gm"], write=[]
)
work_order_policy.restrict_field(
    "follow_up_of", read=["csr", "dispatcher", "technician", "eng_mgr", "auditor", "dept_mgr", "gm"]
)
work_order_policy.restrict_field(
    "service_plan", read=["customer", "csr", "dispatcher", "fin_mgr", "auditor", "dept_mgr", "gm"]
)
