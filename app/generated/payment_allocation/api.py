"""收款核销 Allocation: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 57d15f83a22324af94abcc5630a7565b9c7bd4f938aa90ebbd807b4a3e3cb7be

from app.rest.resource import Resource

from .model import PaymentAllocation

payment_allocation_api = Resource(PaymentAllocation, methods=["list", "get"])
