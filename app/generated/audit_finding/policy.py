"""审计发现 Audit finding: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f7e8e31c2f73f3bae051aaddd05820639018d319bbbf79d3da265d74653e86ca

from app.runtime.policy import Policy, everything, scope

from .model import AuditFinding

own = scope("own", "owner == user.id", ["eq", ["field", "owner"], ["user", ["id"]]])
audit_finding_policy = Policy(AuditFinding, scopes=[own])
audit_finding_policy.allow(
    "read", auditor=everything, gm=everything, fin_mgr=everything, employee=own
)
audit_finding_policy.allow("export", auditor=everything)
audit_finding_policy.restrict_field("response", write=[])
audit_finding_policy.restrict_field("owner", write=[])
audit_finding_policy.restrict_field("due_on", write=[])
