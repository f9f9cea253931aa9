"""收费标准 Fee assignment: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 dc73d11fb2269168b3b1d94d0a9c4215935527be55bc3d1d639a1ab5188a64a0

from app.rest.resource import Resource

from .model import FeeAssignment

fee_assignment_api = Resource(
    FeeAssignment, methods=["list", "get", "create", "update", "transition"]
)
