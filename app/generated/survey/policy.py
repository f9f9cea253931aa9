"""满意度调查 Satisfaction survey: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ac885597ae56051d7fa2aabea1c3e5616060a26506c1e95ba8e2ba78692c0233

from app.runtime.policy import Policy, everything, scope

from .model import Survey

served = scope(
    "served",
    "project == null or project in user.projects",
    ["or", ["is_null", ["field", "project"]], ["in", ["field", "project"], ["user", ["projects"]]]],
)
asked = scope(
    "asked",
    "state in ['open', 'closed', 'archived'] and (project == null or project == user.customer.project or project in user.home_projects)",
    [
        "and",
        [
            "in",
            ["field", "state"],
            [
                "list",
                ["lit", "string", "open"],
                ["lit", "string", "closed"],
                ["lit", "string", "archived"],
            ],
        ],
        [
            "or",
            ["is_null", ["field", "project"]],
            ["eq", ["field", "project"], ["user", ["customer", "project"]]],
            ["in", ["field", "project"], ["user", ["home_projects"]]],
        ],
    ],
)
survey_policy = Policy(Survey, scopes=[served, asked])
survey_policy.allow(
    "read",
    customer=asked,
    csr=served,
    dispatcher=served,
    auditor=everything,
    dept_mgr=served,
    gm=everything,
)
survey_policy.allow("create", csr=served)
survey_policy.allow("update", csr=served)
survey_policy.restrict_field("period", read=["csr", "dispatcher", "auditor", "dept_mgr", "gm"])
survey_policy.restrict_field("recurrence", read=["csr", "dispatcher", "auditor", "dept_mgr", "gm"])
survey_policy.restrict_field("next_on", read=["csr", "dispatcher", "auditor", "dept_mgr", "gm"])
survey_policy.restrict_field("sample_pct", read=["csr", "dispatcher", "auditor", "dept_mgr", "gm"])
survey_policy.restrict_field("seed", read=["csr", "dispatcher", "auditor", "dept_mgr", "gm"])
survey_policy.restrict_field("invited", read=["csr", "dispatcher", "auditor", "dept_mgr", "gm"])
survey_policy.restrict_field("csat_avg", read=["csr", "dispatcher", "auditor", "dept_mgr", "gm"])
survey_policy.restrict_field("statistics", read=["csr", "dispatcher", "auditor", "dept_mgr", "gm"])
survey_policy.restrict_field("anchor_on", read=["csr", "dispatcher", "auditor", "dept_mgr", "gm"])
survey_policy.restrict_field("previous", read=["csr", "dispatcher", "auditor", "dept_mgr", "gm"])
