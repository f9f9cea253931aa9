"""离职申请 Resignation: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 554cae75c73dc6972a34b5db353cd89636eed7e9196594eecd446cd1ced3dec2

from app.rest.resource import Resource

from .model import Resignation

resignation_api = Resource(Resignation, methods=["list", "get", "create", "update", "transition"])
