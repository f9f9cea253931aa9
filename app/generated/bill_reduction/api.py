"""减免申请 Reduction: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 318a2436cdfa47aa6a590e65a015525ad8a1b259f4221dfcdd66d8cf083905a7

from app.rest.resource import Resource

from .model import BillReduction

bill_reduction_api = Resource(BillReduction, methods=["list", "get", "create", "transition"])
