"""部门 Department: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ece8dff82ff18ee10a658d5774ba2c3e3f6a3190f96a9fbb3b4759e2159e529c

from app.rest.resource import Resource

from .model import Department

department_api = Resource(Department, methods=["list", "get", "create", "update"])
