"""方案服务内容 Service of a plan: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d5a16776d3297bab26a5434180da4cb3ef6c6fa7f683c8142ddc900892c3f8bb

from app.runtime.policy import Policy, everything, scope

from .model import PlanService

own = scope(
    "own",
    "plan.customer == user.customer and plan.proposed_on != null",
    [
        "and",
        ["eq", ["path", ["plan"], "customer"], ["user", ["customer"]]],
        ["not_null", ["path", ["plan"], "proposed_on"]],
    ],
)
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
plan_service_policy = Policy(PlanService, scopes=[own, projects])
plan_service_policy.allow(
    "read",
    customer=own,
    csr=projects,
    dispatcher=projects,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=projects,
    gm=everything,
)
plan_service_policy.restrict_field(
    "category", read=["csr", "dispatcher", "fin_mgr", "auditor", "dept_mgr", "gm"]
)
