"""员工 Employee: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a3fe3181d3b2e4d59c713128367c6e31ba0a7648b513e855151e1aa96df6b6c9

from app.rest.resource import Resource

from .model import Employee

employee_api = Resource(Employee, methods=["list", "get", "create", "update", "delete"])
