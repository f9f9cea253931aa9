"""公告 Announcement: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1652fffc3fcac6bc17782952ede2ca63d623b8d2dc67a890ef0647d77e909595

from app.runtime.policy import Policy, everything, scope

from .model import Announcement

at_home = scope(
    "at_home",
    "state == 'published' and (project == user.customer.project or project in user.home_projects) and (building == null or building in user.home_buildings)",
    [
        "and",
        ["eq", ["field", "state"], ["lit", "string", "published"]],
        [
            "or",
            ["eq", ["field", "project"], ["user", ["customer", "project"]]],
            ["in", ["field", "project"], ["user", ["home_projects"]]],
        ],
        [
            "or",
            ["is_null", ["field", "building"]],
            ["in", ["field", "building"], ["user", ["home_buildings"]]],
        ],
    ],
)
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
drafts = scope(
    "drafts",
    "project in user.projects and state == 'draft'",
    [
        "and",
        ["in", ["field", "project"], ["user", ["projects"]]],
        ["eq", ["field", "state"], ["lit", "string", "draft"]],
    ],
)
announcement_policy = Policy(Announcement, scopes=[at_home, projects, drafts])
announcement_policy.allow(
    "read",
    customer=at_home,
    csr=projects,
    dispatcher=projects,
    technician=projects,
    eng_mgr=projects,
    dept_mgr=projects,
    auditor=everything,
    gm=everything,
)
announcement_policy.allow("create", csr=projects, eng_mgr=projects, dept_mgr=projects)
announcement_policy.allow("update", csr=drafts, eng_mgr=drafts, dept_mgr=drafts)
announcement_policy.restrict_field("told", read=["csr", "eng_mgr", "dept_mgr", "auditor", "gm"])
