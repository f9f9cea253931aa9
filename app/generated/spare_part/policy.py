"""备件 Spare part: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2e3bd0c1c5a368bfb6abe7d132cae157b5dac6b8a48e0c85db25f5b4681a9afb

from app.runtime.policy import Policy, everything, scope

from .model import SparePart

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
spare_part_policy = Policy(SparePart, scopes=[projects])
spare_part_policy.allow(
    "read",
    technician=projects,
    eng_mgr=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=projects,
    gm=everything,
)
spare_part_policy.allow("create", eng_mgr=projects)
spare_part_policy.allow("update", eng_mgr=projects)
spare_part_policy.allow("export", eng_mgr=projects, accountant=everything, auditor=everything)
spare_part_policy.allow("import", eng_mgr=projects)
