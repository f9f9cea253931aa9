"""业主名册 Owner roster: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e0fdf14c3b33159f01ae29cba5d5e4bd0e7ab9afe599d62cf6283f2c6fc3d833

from app.runtime.policy import Policy, everything, scope

from .model import OwnerRecord

projects = scope(
    "projects",
    "unit.project in user.projects",
    ["in", ["path", ["unit"], "project"], ["user", ["projects"]]],
)
owner_record_policy = Policy(OwnerRecord, scopes=[projects])
owner_record_policy.allow(
    "read", csr=projects, auditor=everything, dept_mgr=projects, gm=everything
)
owner_record_policy.allow("create", csr=projects)
owner_record_policy.allow("update", csr=projects)
owner_record_policy.allow("delete", csr=projects)
owner_record_policy.allow("import", csr=projects)
owner_record_policy.restrict_field("phone", read=["csr", "dept_mgr", "gm"])
