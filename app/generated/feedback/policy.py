"""意见建议 Feedback: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a7f8f0443fa4419d64af7e2d48c7a245f74d4283345233c60079eac060acbe84

from app.runtime.policy import Policy, everything, scope

from .model import Feedback

own = scope(
    "own",
    "customer == user.customer or submitter == user.id",
    [
        "or",
        ["eq", ["field", "customer"], ["user", ["customer"]]],
        ["eq", ["field", "submitter"], ["user", ["id"]]],
    ],
)
own_staff = scope(
    "own_staff",
    "employee == user.employee or submitter == user.id",
    [
        "or",
        ["eq", ["field", "employee"], ["user", ["employee"]]],
        ["eq", ["field", "submitter"], ["user", ["id"]]],
    ],
)
named = scope(
    "named", "customer == user.customer", ["eq", ["field", "customer"], ["user", ["customer"]]]
)
named_staff = scope(
    "named_staff",
    "employee == user.employee",
    ["eq", ["field", "employee"], ["user", ["employee"]]],
)
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
submitted = scope(
    "submitted", "created_by == user.id", ["eq", ["field", "created_by"], ["user", ["id"]]]
)
feedback_policy = Policy(Feedback, scopes=[own, own_staff, named, named_staff, projects, submitted])
feedback_policy.allow(
    "read",
    customer=own,
    csr=projects,
    eng_mgr=projects,
    auditor=everything,
    hr=everything,
    dept_mgr=projects,
    employee=own_staff,
    gm=everything,
    integrator=submitted,
)
feedback_policy.allow(
    "create", customer=own, csr=projects, employee=everything, integrator=projects
)
feedback_policy.allow("update", csr=projects)
feedback_policy.allow("export", csr=projects, auditor=everything, gm=everything)
feedback_policy.restrict_field(
    "customer",
    read=["customer", "csr", "auditor", "dept_mgr", "gm", "integrator"],
    write=["csr", "integrator"],
)
feedback_policy.restrict_field(
    "employee", read=["csr", "auditor", "hr", "dept_mgr", "employee", "gm"]
)
feedback_policy.restrict_field("submitter", read=[])
feedback_policy.restrict_field("code_hash", read=[])
feedback_policy.restrict_field(
    "hidden", read=["customer", "csr", "auditor", "hr", "dept_mgr", "employee", "gm"]
)
feedback_policy.restrict_field(
    "topic", read=["csr", "eng_mgr", "auditor", "hr", "dept_mgr", "gm"], write=["csr"]
)
feedback_policy.restrict_field(
    "confidence", read=["csr", "eng_mgr", "auditor", "hr", "dept_mgr", "gm"]
)
feedback_policy.restrict_field(
    "sentiment", read=["csr", "eng_mgr", "auditor", "hr", "dept_mgr", "gm"]
)
feedback_policy.restrict_field("mood", read=["csr", "eng_mgr", "auditor", "hr", "dept_mgr", "gm"])
feedback_policy.restrict_field(
    "severity", read=["csr", "eng_mgr", "auditor", "hr", "dept_mgr", "gm"], write=["csr"]
)
feedback_policy.restrict_field(
    "grounds", read=["csr", "eng_mgr", "auditor", "hr", "dept_mgr", "gm"]
)
feedback_policy.restrict_field("triage_due", read=["csr", "auditor", "dept_mgr", "gm"])
feedback_policy.restrict_field(
    "reply_state", read=["csr", "eng_mgr", "auditor", "hr", "dept_mgr", "gm"]
)
feedback_policy.restrict_field("reply", write=[])
feedback_policy.restrict_field("work_order", read=["customer", "csr", "auditor", "dept_mgr", "gm"])
feedback_policy.restrict_field("measure", write=[])
