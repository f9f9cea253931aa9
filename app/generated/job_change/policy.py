"""任职变动 Job change: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 10068807b2f9131c255a7a21bb2ebc15bf4277dcdbafaa133701bd3c8af3b8b4

from app.runtime.policy import Policy, everything, scope

from .model import JobChange

own = scope(
    "own",
    "employee == user.employee and state in ['gm_approved', 'effective']",
    [
        "and",
        ["eq", ["field", "employee"], ["user", ["employee"]]],
        [
            "in",
            ["field", "state"],
            ["list", ["lit", "string", "gm_approved"], ["lit", "string", "effective"]],
        ],
    ],
)
department = scope(
    "department",
    "starts(employee.department.path, user.employee.department.path)",
    [
        "call",
        "starts",
        ["path", ["employee", "department"], "path"],
        ["user", ["employee", "department", "path"]],
    ],
)
own_drafts = scope(
    "own_drafts",
    "starts(employee.department.path, user.employee.department.path) and state == 'draft'",
    [
        "and",
        [
            "call",
            "starts",
            ["path", ["employee", "department"], "path"],
            ["user", ["employee", "department", "path"]],
        ],
        ["eq", ["field", "state"], ["lit", "string", "draft"]],
    ],
)
open = scope(
    "open",
    "state in ['draft', 'suggested', 'hr_review']",
    [
        "in",
        ["field", "state"],
        [
            "list",
            ["lit", "string", "draft"],
            ["lit", "string", "suggested"],
            ["lit", "string", "hr_review"],
        ],
    ],
)
job_change_policy = Policy(JobChange, scopes=[own, department, own_drafts, open])
job_change_policy.allow(
    "read",
    eng_mgr=department,
    fin_mgr=everything,
    auditor=everything,
    hr=everything,
    dept_mgr=department,
    employee=own,
    gm=everything,
)
job_change_policy.allow("create", hr=open, dept_mgr=own_drafts, eng_mgr=own_drafts)
job_change_policy.allow("update", hr=open, dept_mgr=own_drafts, eng_mgr=own_drafts)
job_change_policy.allow("export", hr=everything, auditor=everything)
job_change_policy.allow("reveal", hr=everything, fin_mgr=everything, gm=everything, employee=own)
job_change_policy.restrict_field("from_pay", read=["hr", "fin_mgr", "gm", "employee"])
job_change_policy.restrict_field("to_pay", read=["hr", "fin_mgr", "gm", "employee"], write=["hr"])
