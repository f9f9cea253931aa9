"""维修用件 Part used: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 35aa66a91ecdb207da6384b008d8072a14a27551c851935e526bce48de2e29dd

from app.runtime.policy import Policy, everything, scope

from .model import RepairPart

mine = scope(
    "mine",
    "repair_order.assignee == user.employee",
    ["eq", ["path", ["repair_order"], "assignee"], ["user", ["employee"]]],
)
projects = scope(
    "projects",
    "repair_order.project in user.projects",
    ["in", ["path", ["repair_order"], "project"], ["user", ["projects"]]],
)
repair_part_policy = Policy(RepairPart, scopes=[mine, projects])
repair_part_policy.allow(
    "read",
    technician=mine,
    eng_mgr=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
repair_part_policy.allow("create", technician=mine, eng_mgr=projects)
repair_part_policy.allow("update", technician=mine, eng_mgr=projects)
repair_part_policy.allow("delete", technician=mine, eng_mgr=projects)
