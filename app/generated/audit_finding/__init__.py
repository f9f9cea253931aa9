"""审计发现 Audit finding."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5fd223afe13baf8dcdfa1c87d833607c83d55152d49d1478eb8dd649432454d9

from .model import AuditFinding, AuditFindingState, AuditFindingTransition, audit_finding_hooks
from .policy import audit_finding_policy
from .workflow import audit_finding_workflow

__all__ = [
    "AuditFinding",
    "AuditFindingState",
    "AuditFindingTransition",
    "audit_finding_hooks",
    "audit_finding_policy",
    "audit_finding_workflow",
]
