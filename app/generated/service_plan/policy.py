"""服务方案 Service plan: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 de358758b49b6dbb4e67a3fe4ce1bc9088b7320cd9ede5d9ec0b0fdf5fedc547

from app.runtime.policy import Policy, everything, scope

from .model import ServicePlan

own = scope(
    "own",
    "customer == user.customer and proposed_on != null",
    [
        "and",
        ["eq", ["field", "customer"], ["user", ["customer"]]],
        ["not_null", ["field", "proposed_on"]],
    ],
)
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
service_plan_policy = Policy(ServicePlan, scopes=[own, projects])
service_plan_policy.allow(
    "read",
    customer=own,
    csr=projects,
    dispatcher=projects,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=projects,
    gm=everything,
)
service_plan_policy.allow("create", csr=projects)
service_plan_policy.allow("update", csr=projects)
service_plan_policy.allow("export", csr=projects, auditor=everything, gm=everything)
service_plan_policy.restrict_field(
    "template", read=["csr", "dispatcher", "fin_mgr", "auditor", "dept_mgr", "gm"], write=["csr"]
)
service_plan_policy.restrict_field("explanation", read=["customer", "csr", "dept_mgr"])
service_plan_policy.restrict_field("score", read=["customer", "csr", "dept_mgr", "gm"])
service_plan_policy.restrict_field("uses_sensitive", read=["csr", "dept_mgr", "auditor"])
service_plan_policy.restrict_field(
    "owner", read=["csr", "dispatcher", "auditor", "dept_mgr", "gm"], write=["csr"]
)
service_plan_policy.restrict_field("decline_reason", write=[])
