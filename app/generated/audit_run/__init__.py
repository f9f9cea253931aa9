"""审计检查 Audit run."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 58ed497d43d5e664a574197b42ead7b38627518742b0aaa8ab73b57d032a13c4

from .model import AuditRun, audit_run_hooks
from .policy import audit_run_policy

__all__ = ["AuditRun", "audit_run_hooks", "audit_run_policy"]
