"""审计发现 Audit finding: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e409035690fab1b0fa9acef4ca9a55df9a1704655652032fa3fa8b051e91a494

from app.rest.resource import Resource

from .model import AuditFinding

audit_finding_api = Resource(AuditFinding, methods=["list", "get", "transition"])
