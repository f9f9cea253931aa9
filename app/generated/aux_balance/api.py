"""辅助核算发生额 Movement by dimension: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 aada1b8c5b2593ebd848ff27ff5e014ef8804277bbf61273b82c62beb3943cf6

from app.rest.resource import Resource

from .model import AuxBalance

aux_balance_api = Resource(AuxBalance, methods=["list", "get"])
