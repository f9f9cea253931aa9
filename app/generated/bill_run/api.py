"""出账批次 Bill run: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7607fc7385b1ac3810a55ceac6640b88790b41a08bec2e31212a27f7ca163f19

from app.rest.resource import Resource

from .model import BillRun

bill_run_api = Resource(BillRun, methods=["list", "get", "create", "update", "transition"])
