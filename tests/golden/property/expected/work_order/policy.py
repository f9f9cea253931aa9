"""工单 Work order: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2ad5ac77fe92427092d0f4ee94cf9a199596ddd93c8fa4291dbe614c62defd4a

from app.runtime.policy import Policy, everything, scope

from .model import WorkOrder

own = scope(
    "own", "customer == user.customer", ["eq", ["field", "customer"], ["user", ["customer"]]]
)
mine = scope(
    "mine", "assignee == user.employee", ["eq", ["field", "assignee"], ["user", ["employee"]]]
)
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
work_order_policy = Policy(WorkOrder, scopes=[own, mine, projects])
work_order_policy.allow(
    "read", customer=own, technician=mine, csr=projects, eng_mgr=projects, fin_mgr=everything
)
work_order_policy.allow("create", customer=own, csr=projects)
work_order_policy.allow("update", csr=projects)
work_order_policy.allow("export", csr=projects)
work_order_policy.restrict_field("internal_note", read=["csr", "technician"], write=["csr"])
