"""审计检查 Audit run: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 183edb5d516868f39a0307f1da1e75435896a6675b9774c830895158ff589f8a

from app.rest.resource import Resource

from .model import AuditRun

audit_run_api = Resource(AuditRun, methods=["list", "get", "create"])
