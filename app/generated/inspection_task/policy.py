"""巡检任务 Inspection: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4e5f0213a3b9bf810aab9e993db753490b4fa02977ab344b1e8038dcb91f5154

from app.runtime.policy import Policy, everything, scope

from .model import InspectionTask

mine = scope(
    "mine", "assignee == user.employee", ["eq", ["field", "assignee"], ["user", ["employee"]]]
)
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
department = scope(
    "department",
    "starts(assignee.department.path, user.employee.department.path) or project in user.projects",
    [
        "or",
        [
            "call",
            "starts",
            ["path", ["assignee", "department"], "path"],
            ["user", ["employee", "department", "path"]],
        ],
        ["in", ["field", "project"], ["user", ["projects"]]],
    ],
)
inspection_task_policy = Policy(InspectionTask, scopes=[mine, projects, department])
inspection_task_policy.allow(
    "read",
    csr=projects,
    dispatcher=projects,
    technician=mine,
    eng_mgr=projects,
    accountant=everything,
    auditor=everything,
    dept_mgr=projects,
    gm=everything,
)
inspection_task_policy.allow("update", eng_mgr=projects)
inspection_task_policy.allow("export", eng_mgr=projects, auditor=everything)
inspection_task_policy.restrict_field("assignee", write=[])
inspection_task_policy.restrict_field(
    "scan_code", read=["technician", "eng_mgr", "auditor"], write=[]
)
inspection_task_policy.restrict_field("run_hours", write=[])
inspection_task_policy.restrict_field("labor_min", write=[])
inspection_task_policy.restrict_field("photos", write=[])
inspection_task_policy.restrict_field(
    "signature", read=["technician", "eng_mgr", "auditor"], write=[]
)
inspection_task_policy.restrict_field("remark", write=[])
