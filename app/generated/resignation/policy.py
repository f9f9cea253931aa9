"""离职申请 Resignation: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 43aafcd3ee939d8df3b06cd0b9146a25bf73293f5a236648ca4c23dbaae3c8ea

from app.runtime.policy import Policy, everything, scope

from .model import Resignation

own = scope(
    "own", "employee == user.employee", ["eq", ["field", "employee"], ["user", ["employee"]]]
)
own_drafts = scope(
    "own_drafts",
    "employee == user.employee and state == 'draft'",
    [
        "and",
        ["eq", ["field", "employee"], ["user", ["employee"]]],
        ["eq", ["field", "state"], ["lit", "string", "draft"]],
    ],
)
department = scope(
    "department",
    "starts(department.path, user.employee.department.path) and state != 'draft'",
    [
        "and",
        [
            "call",
            "starts",
            ["path", ["department"], "path"],
            ["user", ["employee", "department", "path"]],
        ],
        ["ne", ["field", "state"], ["lit", "string", "draft"]],
    ],
)
open = scope(
    "open",
    "state in ['draft', 'submitted', 'manager_ok', 'clearing', 'settling']",
    [
        "in",
        ["field", "state"],
        [
            "list",
            ["lit", "string", "draft"],
            ["lit", "string", "submitted"],
            ["lit", "string", "manager_ok"],
            ["lit", "string", "clearing"],
            ["lit", "string", "settling"],
        ],
    ],
)
settling = scope(
    "settling",
    "state in ['settling', 'completed']",
    [
        "in",
        ["field", "state"],
        ["list", ["lit", "string", "settling"], ["lit", "string", "completed"]],
    ],
)
resignation_policy = Policy(Resignation, scopes=[own, own_drafts, department, open, settling])
resignation_policy.allow(
    "read",
    employee=own,
    dept_mgr=department,
    eng_mgr=department,
    hr=everything,
    auditor=everything,
    gm=everything,
    fin_mgr=settling,
    accountant=settling,
    cashier=settling,
)
resignation_policy.allow("create", employee=own, hr=everything)
resignation_policy.allow("update", employee=own_drafts, hr=open)
resignation_policy.allow("export", hr=everything, auditor=everything)
resignation_policy.allow(
    "reveal",
    hr=everything,
    fin_mgr=everything,
    gm=everything,
    accountant=everything,
    cashier=everything,
    employee=own,
)
resignation_policy.restrict_field("exit_interview", read=["hr", "gm"], write=["hr"])
resignation_policy.restrict_field("reason", read=["employee", "dept_mgr", "eng_mgr", "hr", "gm"])
resignation_policy.restrict_field(
    "legal_ground", read=["employee", "hr", "auditor", "gm"], write=["hr"]
)
resignation_policy.restrict_field("union_told", read=["hr", "auditor", "gm"], write=["hr"])
resignation_policy.restrict_field("kind", write=["hr"])
resignation_policy.restrict_field("initiative", write=["hr"])
resignation_policy.restrict_field(
    "successor", read=["dept_mgr", "eng_mgr", "hr", "gm", "employee"], write=["hr"]
)
resignation_policy.restrict_field(
    "last_wage", read=["hr", "fin_mgr", "gm", "accountant", "employee"], write=["hr"]
)
resignation_policy.restrict_field(
    "average_wage", read=["hr", "fin_mgr", "gm", "accountant", "employee"], write=["hr"]
)
resignation_policy.restrict_field(
    "leave_pay", read=["hr", "fin_mgr", "gm", "accountant", "employee"]
)
resignation_policy.restrict_field(
    "unused_days", read=["hr", "fin_mgr", "gm", "accountant", "employee"], write=["hr"]
)
resignation_policy.restrict_field(
    "severance_months", read=["hr", "fin_mgr", "gm", "accountant", "employee"]
)
resignation_policy.restrict_field(
    "severance", read=["hr", "fin_mgr", "gm", "accountant", "employee"]
)
resignation_policy.restrict_field(
    "advance", read=["hr", "fin_mgr", "gm", "accountant", "employee"], write=["hr"]
)
resignation_policy.restrict_field(
    "damage", read=["hr", "fin_mgr", "gm", "accountant", "employee"], write=["hr"]
)
resignation_policy.restrict_field(
    "tax", read=["hr", "fin_mgr", "gm", "accountant", "employee"], write=["hr"]
)
resignation_policy.restrict_field("gross", read=["hr", "fin_mgr", "gm", "accountant", "employee"])
resignation_policy.restrict_field(
    "net", read=["hr", "fin_mgr", "gm", "accountant", "cashier", "employee"]
)
resignation_policy.restrict_field("working", read=["hr", "fin_mgr", "gm", "accountant", "employee"])
resignation_policy.restrict_field("voucher", read=["accountant", "fin_mgr", "auditor", "gm"])
resignation_policy.restrict_field("paid_voucher", read=["accountant", "fin_mgr", "auditor", "gm"])
