"""员工 Employee: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 59a7423bcd41abf36997cc62be25ce81dc0422503d1c6219902718936703315c

from app.rest.resource import Resource

from .model import Employee

employee_api = Resource(Employee, methods=["list", "get", "create", "update", "transition"])
