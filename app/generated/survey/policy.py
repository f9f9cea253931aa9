"""满意度调查 Satisfaction survey: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0d05831ddf9ac9db884ccd8b585b7612d8114b24ae253fffe633b833205a9219

from app.runtime.policy import Policy, everything, scope

from .model import Survey

served = scope(
    "served",
    "project == null or project in user.projects",
    ["or", ["is_null", ["field", "project"]], ["in", ["field", "project"], ["user", ["projects"]]]],
)
asked = scope(
    "asked",
    "state in ['open', 'closed', 'archived'] and (project == null or project == user.customer.project)",
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
