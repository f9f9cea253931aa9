"""调查答卷 Survey response: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9a9ba98cd6b7e903364501bcf7d1594763d691b6008661fe8a90e74661b34656

from app.runtime.policy import Policy, everything, scope

from .model import SurveyResponse

own = scope(
    "own", "customer == user.customer", ["eq", ["field", "customer"], ["user", ["customer"]]]
)
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
survey_response_policy = Policy(SurveyResponse, scopes=[own, projects])
survey_response_policy.allow(
    "read",
    customer=own,
    csr=projects,
    dispatcher=projects,
    auditor=everything,
    dept_mgr=projects,
    gm=everything,
)
survey_response_policy.allow("update", customer=own)
survey_response_policy.restrict_field("survey", write=[])
survey_response_policy.restrict_field("customer", write=[])
survey_response_policy.restrict_field("token_hash", read=[])
survey_response_policy.restrict_field("work_order", write=[])
survey_response_policy.restrict_field(
    "low_followup", read=["csr", "dispatcher", "auditor", "dept_mgr", "gm"]
)
