"""审计检查 Audit run: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a62390f6cf26f167aeaf365cb34e1097bd38194c8a82be3db27b792792b1e8bf

from app.runtime.policy import Policy, everything

from .model import AuditRun

audit_run_policy = Policy(AuditRun)
audit_run_policy.allow("read", auditor=everything, gm=everything)
audit_run_policy.allow("create", auditor=everything)
