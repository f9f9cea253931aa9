"""维修用件 Part used: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b36d0c9544a0514982fb139e88e45bb68279781c24dc6c1af36211583e7e0578

from app.rest.resource import Resource

from .model import RepairPart

repair_part_api = Resource(RepairPart, methods=["list", "get", "create", "update", "delete"])
