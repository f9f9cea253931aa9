"""工单用料 Work order part: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f7a963eef5fe710039d54faf8ff9488c436a2927c0abbe6c2baf74db869c1321

from app.runtime.policy import Policy, everything, scope

from .model import WorkOrderPart

mine = scope(
    "mine",
    "work_order.assignee == user.employee",
    ["eq", ["path", ["work_order"], "assignee"], ["user", ["employee"]]],
)
projects = scope(
    "projects",
    "work_order.project in user.projects",
    ["in", ["path", ["work_order"], "project"], ["user", ["projects"]]],
)
work_order_part_policy = Policy(WorkOrderPart, scopes=[mine, projects])
work_order_part_policy.allow(
    "read", technician=mine, csr=projects, eng_mgr=projects, fin_mgr=everything
)
work_order_part_policy.allow("create", technician=mine, csr=projects)
work_order_part_policy.allow("update", technician=mine, csr=projects)
work_order_part_policy.allow("delete", technician=mine, csr=projects)
