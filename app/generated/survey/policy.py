"""满意度调查 Satisfaction survey: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d65f10fe591c413937d3632ca29b83cc1cb1055c4cc3291d816bcd3085dce4f2

from app.runtime.policy import Policy, everything, scope

from .model import Survey

served = scope(
    "served",
    "project == null or project in user.projects",
    ["or", ["is_null", ["field", "project"]], ["in", ["field", "project"], ["user", ["projects"]]]],
)
survey_policy = Policy(Survey, scopes=[served])
survey_policy.allow(
    "read", csr=served, dispatcher=served, auditor=everything, dept_mgr=served, gm=everything
)
survey_policy.allow("create", csr=served)
survey_policy.allow("update", csr=served)
