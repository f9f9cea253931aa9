"""改进措施 Improvement measure: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 64209d8d3e0dcc35e847401d49ca01d9bca7e38160579a7c2494fbbdbd51303c

from app.runtime.policy import Policy, everything, scope

from .model import Improvement

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
drafts = scope(
    "drafts",
    "project in user.projects and state == 'proposed'",
    [
        "and",
        ["in", ["field", "project"], ["user", ["projects"]]],
        ["eq", ["field", "state"], ["lit", "string", "proposed"]],
    ],
)
proposed = scope(
    "proposed", "state == 'proposed'", ["eq", ["field", "state"], ["lit", "string", "proposed"]]
)
owned = scope("owned", "owner == user.employee", ["eq", ["field", "owner"], ["user", ["employee"]]])
shared = scope(
    "shared",
    "published_at != null or owner == user.employee",
    [
        "or",
        ["not_null", ["field", "published_at"]],
        ["eq", ["field", "owner"], ["user", ["employee"]]],
    ],
)
at_home = scope(
    "at_home",
    "published_at != null and (project == null or project == user.customer.project or project in user.home_projects)",
    [
        "and",
        ["not_null", ["field", "published_at"]],
        [
            "or",
            ["is_null", ["field", "project"]],
            ["eq", ["field", "project"], ["user", ["customer", "project"]]],
            ["in", ["field", "project"], ["user", ["home_projects"]]],
        ],
    ],
)
improvement_policy = Policy(
    Improvement, scopes=[projects, drafts, proposed, owned, shared, at_home]
)
improvement_policy.allow(
    "read",
    customer=at_home,
    csr=projects,
    eng_mgr=projects,
    fin_mgr=shared,
    auditor=everything,
    hr=everything,
    dept_mgr=projects,
    employee=shared,
    gm=everything,
)
improvement_policy.allow("create", eng_mgr=projects, dept_mgr=projects, gm=everything)
improvement_policy.allow("update", eng_mgr=drafts, dept_mgr=drafts, gm=proposed)
improvement_policy.allow("export", auditor=everything, gm=everything)
improvement_policy.restrict_field("reason", read=["csr", "eng_mgr", "auditor", "dept_mgr", "gm"])
improvement_policy.restrict_field(
    "action", read=["csr", "eng_mgr", "fin_mgr", "auditor", "hr", "dept_mgr", "employee", "gm"]
)
improvement_policy.restrict_field(
    "summary", read=["csr", "eng_mgr", "auditor", "hr", "dept_mgr", "employee", "gm"]
)
improvement_policy.restrict_field("survey", read=["csr", "auditor", "dept_mgr", "gm"])
improvement_policy.restrict_field("finding", read=["auditor", "gm"])
improvement_policy.restrict_field("advice", read=["eng_mgr", "auditor", "dept_mgr", "gm"])
improvement_policy.restrict_field("owner", read=["csr", "auditor", "hr", "dept_mgr", "gm"])
improvement_policy.restrict_field(
    "owner_name", read=["csr", "eng_mgr", "fin_mgr", "auditor", "hr", "dept_mgr", "employee", "gm"]
)
improvement_policy.restrict_field(
    "due_on", read=["csr", "eng_mgr", "fin_mgr", "auditor", "hr", "dept_mgr", "employee", "gm"]
)
improvement_policy.restrict_field("actual", write=[])
improvement_policy.restrict_field(
    "result",
    read=["csr", "eng_mgr", "fin_mgr", "auditor", "hr", "dept_mgr", "employee", "gm"],
    write=[],
)
improvement_policy.restrict_field("public_note", write=[])
improvement_policy.restrict_field(
    "told", read=["csr", "eng_mgr", "auditor", "hr", "dept_mgr", "gm"]
)
improvement_policy.restrict_field(
    "opinions", read=["csr", "eng_mgr", "auditor", "hr", "dept_mgr", "gm"]
)
improvement_policy.restrict_field(
    "measured_rows",
    read=["csr", "eng_mgr", "fin_mgr", "auditor", "hr", "dept_mgr", "employee", "gm"],
)
