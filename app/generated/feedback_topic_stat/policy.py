"""主题统计 Topic of a summary: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7f580735d59323e53eb6f38d5f340855b6544fea9ebcb045a80e34ce33ffa9ed

from app.runtime.policy import Policy, everything, scope

from .model import FeedbackTopicStat

projects = scope(
    "projects",
    "summary.project in user.projects",
    ["in", ["path", ["summary"], "project"], ["user", ["projects"]]],
)
published = scope(
    "published",
    "summary.state == 'published'",
    ["eq", ["path", ["summary"], "state"], ["lit", "string", "published"]],
)
feedback_topic_stat_policy = Policy(FeedbackTopicStat, scopes=[projects, published])
feedback_topic_stat_policy.allow(
    "read",
    csr=projects,
    eng_mgr=projects,
    auditor=everything,
    hr=everything,
    dept_mgr=projects,
    employee=published,
    gm=everything,
)
feedback_topic_stat_policy.allow("export", auditor=everything, gm=everything)
