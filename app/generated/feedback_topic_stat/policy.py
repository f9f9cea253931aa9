"""主题统计 Topic of a summary: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 358d43bcc7fa7a3f26f099ae287fe1f6688a82cfe855052d68149cdb464620b1

from app.runtime.policy import Policy, everything, scope

from .model import FeedbackTopicStat

projects = scope(
    "projects",
    "summary.project in user.projects",
    ["in", ["path", ["summary"], "project"], ["user", ["projects"]]],
)
concerned = scope(
    "concerned",
    "summary.project in user.projects or summary.project == null",
    [
        "or",
        ["in", ["path", ["summary"], "project"], ["user", ["projects"]]],
        ["is_null", ["path", ["summary"], "project"]],
    ],
)
published = scope(
    "published",
    "summary.state == 'published'",
    ["eq", ["path", ["summary"], "state"], ["lit", "string", "published"]],
)
feedback_topic_stat_policy = Policy(FeedbackTopicStat, scopes=[projects, concerned, published])
feedback_topic_stat_policy.allow(
    "read",
    csr=projects,
    eng_mgr=projects,
    auditor=everything,
    hr=everything,
    dept_mgr=concerned,
    employee=published,
    gm=everything,
)
feedback_topic_stat_policy.allow("export", auditor=everything, gm=everything)
