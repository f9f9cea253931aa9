"""客户登记 Registration: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f41d3315ef863a7d9eee27c5f00c126b7ff27ebd720c3d52dfab1aee48ae19ba

from app.runtime.policy import Policy, everything, scope

from .model import Registration

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
submitted = scope(
    "submitted", "created_by == user.id", ["eq", ["field", "created_by"], ["user", ["id"]]]
)
registration_policy = Policy(Registration, scopes=[projects, submitted])
registration_policy.allow(
    "read", csr=projects, auditor=everything, gm=everything, integrator=submitted
)
registration_policy.allow("create", csr=projects, integrator=projects)
registration_policy.restrict_field("phone", read=["csr", "gm", "integrator"])
registration_policy.restrict_field("email", read=["csr", "gm", "integrator"])
registration_policy.restrict_field("id_no", read=["csr"])
registration_policy.restrict_field("living_alone_elderly", read=["csr"])
registration_policy.restrict_field("token", read=["csr", "integrator"])
