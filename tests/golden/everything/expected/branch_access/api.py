"""门店授权 Branch access: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 68879a2280eab49cf23435afc559875dc89a0867ec8caa178f295cabfeabfac3

from app.rest.resource import Resource

from .model import BranchAccess

branch_access_api = Resource(BranchAccess, methods=["list", "get", "create", "update", "delete"])
