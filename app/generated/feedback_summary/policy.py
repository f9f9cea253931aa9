"""反馈汇总 Feedback summary: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c74e0fd1f6ce689013c2f3f1e41869839cd06bd9a4ba486b1a5f28cba3e3fd71

from app.runtime.policy import Policy, everything, scope

from .model import FeedbackSummary

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
concerned = scope(
    "concerned",
    "project in user.projects or project == null",
    ["or", ["in", ["field", "project"], ["user", ["projects"]]], ["is_null", ["field", "project"]]],
)
published = scope(
    "published", "state == 'published'", ["eq", ["field", "state"], ["lit", "string", "published"]]
)
feedback_summary_policy = Policy(FeedbackSummary, scopes=[projects, concerned, published])
feedback_summary_policy.allow(
    "read",
    csr=projects,
    eng_mgr=projects,
    auditor=everything,
    hr=everything,
    dept_mgr=concerned,
    employee=published,
    gm=everything,
)
feedback_summary_policy.allow("export", auditor=everything, gm=everything)
feedback_summary_policy.restrict_field("conclusion", write=[])
