"""检查结果 Checked item: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d7b3ba67e555776fc1899df6359a3686ea5329440d0043214fd517a53591d985

from app.runtime.policy import Policy, everything, scope

from .model import InspectionItem

mine = scope(
    "mine",
    "task.assignee == user.employee",
    ["eq", ["path", ["task"], "assignee"], ["user", ["employee"]]],
)
projects = scope(
    "projects",
    "task.project in user.projects",
    ["in", ["path", ["task"], "project"], ["user", ["projects"]]],
)
inspection_item_policy = Policy(InspectionItem, scopes=[mine, projects])
inspection_item_policy.allow(
    "read",
    csr=projects,
    dispatcher=projects,
    technician=mine,
    eng_mgr=projects,
    auditor=everything,
    dept_mgr=projects,
    gm=everything,
)
inspection_item_policy.allow("update", technician=mine, eng_mgr=mine)
