"""备件出入库 Movement of a part: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b4ae063e2280a365af67e36ddb71cbcdd022547204af6b7a20d71a9c17a8376d

from app.runtime.policy import Policy, everything, scope

from .model import SpareMove

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
spare_move_policy = Policy(SpareMove, scopes=[projects])
spare_move_policy.allow(
    "read",
    technician=projects,
    eng_mgr=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
spare_move_policy.allow("create", eng_mgr=projects)
spare_move_policy.allow("export", eng_mgr=projects, accountant=everything, auditor=everything)
