"""流程评估 Process evaluation: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3cd2326e1e2c7622c71b90d4141d338f3f228497d56011595f9f14b9b9d6177f

from app.rest.resource import Resource

from .model import ProcessEvaluation

process_evaluation_api = Resource(ProcessEvaluation, methods=["list", "get", "transition"])
