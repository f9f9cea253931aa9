"""报修单 Repair order: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b0b7bf0d8ab95a25793af189a708bc0fb5a739861fdf150f15cfab8c4e7bdb0a

from app.runtime.policy import Policy, everything, scope

from .model import RepairOrder

mine = scope(
    "mine",
    "assignee == user.employee or deputy == user.employee",
    [
        "or",
        ["eq", ["field", "assignee"], ["user", ["employee"]]],
        ["eq", ["field", "deputy"], ["user", ["employee"]]],
    ],
)
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
submitted = scope(
    "submitted", "created_by == user.id", ["eq", ["field", "created_by"], ["user", ["id"]]]
)
repair_order_policy = Policy(RepairOrder, scopes=[mine, projects, submitted])
repair_order_policy.allow(
    "read",
    csr=projects,
    dispatcher=projects,
    technician=mine,
    eng_mgr=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=projects,
    employee=submitted,
    gm=everything,
    integrator=submitted,
)
repair_order_policy.allow("create", csr=projects, eng_mgr=projects, employee=projects)
repair_order_policy.allow("update", eng_mgr=projects, technician=mine)
repair_order_policy.allow("export", eng_mgr=projects, auditor=everything, gm=everything)
repair_order_policy.restrict_field("equipment", write=["csr", "eng_mgr", "employee"])
repair_order_policy.restrict_field("project", write=["csr", "eng_mgr", "employee"])
repair_order_policy.restrict_field("source", write=[])
repair_order_policy.restrict_field(
    "work_order",
    read=["csr", "dispatcher", "eng_mgr", "accountant", "fin_mgr", "auditor", "gm"],
    write=["csr", "eng_mgr"],
)
repair_order_policy.restrict_field("severity", write=["csr", "eng_mgr", "employee"])
repair_order_policy.restrict_field("fault_at", write=["csr", "eng_mgr", "employee"])
repair_order_policy.restrict_field("fault_code", write=["csr", "eng_mgr", "technician", "employee"])
repair_order_policy.restrict_field("description", write=["csr", "eng_mgr", "employee"])
repair_order_policy.restrict_field("photos", write=["csr", "eng_mgr", "technician", "employee"])
repair_order_policy.restrict_field(
    "reporter", read=["csr", "dispatcher", "eng_mgr", "auditor", "gm"]
)
repair_order_policy.restrict_field(
    "reporter_name",
    read=["csr", "dispatcher", "technician", "eng_mgr", "auditor", "dept_mgr", "employee", "gm"],
)
repair_order_policy.restrict_field(
    "assignee", read=["csr", "dispatcher", "technician", "eng_mgr", "auditor", "gm"], write=[]
)
repair_order_policy.restrict_field(
    "deputy", read=["dispatcher", "technician", "eng_mgr", "auditor", "gm"]
)
repair_order_policy.restrict_field("project_manager", read=["csr", "auditor", "gm"])
repair_order_policy.restrict_field("finished_at", write=[])
repair_order_policy.restrict_field("stops_device", write=[])
repair_order_policy.restrict_field("waiting_for", write=[])
repair_order_policy.restrict_field("part_due_on", write=[])
repair_order_policy.restrict_field("cause", write=[])
repair_order_policy.restrict_field("cause_note", write=[])
repair_order_policy.restrict_field("action", write=[])
repair_order_policy.restrict_field("after_photos", write=[])
repair_order_policy.restrict_field("labor_min", write=[])
repair_order_policy.restrict_field(
    "labor_cost", read=["eng_mgr", "accountant", "fin_mgr", "auditor", "gm"]
)
repair_order_policy.restrict_field(
    "part_cost", read=["technician", "eng_mgr", "accountant", "fin_mgr", "auditor", "gm"]
)
repair_order_policy.restrict_field(
    "vendor_cost",
    read=["technician", "eng_mgr", "accountant", "fin_mgr", "auditor", "gm"],
    write=["eng_mgr"],
)
repair_order_policy.restrict_field(
    "total_cost", read=["eng_mgr", "accountant", "fin_mgr", "auditor", "gm"]
)
repair_order_policy.restrict_field("equipment_after", write=[])
repair_order_policy.restrict_field("failure", write=["eng_mgr"])
